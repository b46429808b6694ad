import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('question', models.TextField(blank=True, verbose_name='vraag')),
                ('opens', models.DateField(blank=True, null=True, verbose_name='begint op')),
                ('closes', models.DateField(blank=True, null=True, verbose_name='eindigt op')),
                ('minimum_group', models.PositiveSmallIntegerField(default=10, verbose_name='kleinste groep naar buiten')),
                ('minimum_team', models.PositiveSmallIntegerField(default=5, verbose_name='kleinste groep in het team')),
                ('readers_see_professionals', models.BooleanField(default=False, verbose_name='lezers lezen ook verhalen van professionals')),
                ('is_public', models.BooleanField(default=False, verbose_name='heeft een openbare pagina')),
                ('revision', models.PositiveBigIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='people.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='FrameworkVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('definition', models.JSONField()),
                ('made_on', models.DateField()),
                ('frozen_on', models.DateField(blank=True, null=True)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='framework_versions', to='inquiries.inquiry')),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mailadres')),
                ('role', models.CharField(choices=[('admin', 'beheerder'), ('researcher', 'onderzoeker'), ('moderator', 'moderator'), ('interviewer', 'interviewer'), ('facilitator', 'begeleider'), ('reader', 'lezer')], max_length=20, verbose_name='rol')),
                ('made_on', models.DateField()),
                ('expires_on', models.DateField()),
                ('used_on', models.DateField(blank=True, null=True)),
                ('revoked_on', models.DateField(blank=True, null=True)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='inquiries.inquiry')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('admin', 'beheerder'), ('researcher', 'onderzoeker'), ('moderator', 'moderator'), ('interviewer', 'interviewer'), ('facilitator', 'begeleider'), ('reader', 'lezer')], max_length=20, verbose_name='rol')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='inquiries.inquiry')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RoleChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('admin', 'beheerder'), ('researcher', 'onderzoeker'), ('moderator', 'moderator'), ('interviewer', 'interviewer'), ('facilitator', 'begeleider'), ('reader', 'lezer')], max_length=20, verbose_name='rol')),
                ('given', models.BooleanField()),
                ('on', models.DateField()),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_changes', to='inquiries.inquiry')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='StoryPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code in het adres')),
                ('name', models.CharField(max_length=80, verbose_name='naam')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='naam boven de pagina')),
                ('channel', models.CharField(choices=[('web', 'online'), ('kiosk', 'zuil'), ('interviewer', 'met een interviewer'), ('paper', 'op papier'), ('voice', 'ingesproken'), ('import', 'ingelezen')], default='web', max_length=20, verbose_name='soort')),
                ('is_open', models.BooleanField(default=True, verbose_name='staat open')),
                ('is_test', models.BooleanField(default=False, verbose_name='om te oefenen')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='storypoints', to='inquiries.inquiry')),
            ],
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('minimum_group__gte', 10)), name='outside_group_at_least_ten'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('minimum_team__gte', 5)), name='team_group_at_least_five'),
        ),
        migrations.AddConstraint(
            model_name='frameworkversion',
            constraint=models.UniqueConstraint(fields=('inquiry', 'number'), name='one_number_a_version'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('inquiry', 'user', 'role'), name='one_row_a_role'),
        ),
    ]
