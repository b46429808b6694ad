"""Put the stories of an outside view in blocks, and remember which answers stay closed."""

import django.db.models.deletion
from django.db import migrations, models


def forget_views(apps, schema_editor):
    """Views are made from stories; without their blocks the old ones say too much. The daily upkeep makes new ones."""
    apps.get_model("sensemaking", "OutsideView").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("sensemaking", "0001_initial"),
        ("stories", "0001_initial"),
    ]

    operations = [
        # Back again the views are gone too, and made anew by the daily upkeep.
        migrations.RunPython(forget_views, forget_views),
        migrations.RemoveField(model_name="outsideview", name="stories"),
        migrations.AddField(
            model_name="outsideview", name="closed", field=models.JSONField(blank=True, default=dict)
        ),
        migrations.CreateModel(
            name="OutsideStory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("block", models.PositiveIntegerField()),
                ("story", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="stories.story")),
                ("view", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="places", to="sensemaking.outsideview")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("view", "story"), name="one_place_a_story")],
            },
        ),
    ]
