from datetime import date

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

PHASES = [
    ("concept", "concept"),
    ("test", "test"),
    ("open", "open"),
    ("gesloten", "gesloten"),
    ("gearchiveerd", "gearchiveerd"),
]


def from_the_period(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now only the period said whether people could tell: every inquiry is open, or closed when it is over."""
    inquiries = apps.get_model("inquiries", "Inquiry").objects.all()
    inquiries.update(life="open")
    inquiries.filter(closes__lt=date.today()).update(life="gesloten")  # noqa: TID251 - a migration has no caller who knows


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0006_desk")]

    operations = [
        migrations.AddField(
            model_name="inquiry",
            name="life",
            field=models.CharField(choices=PHASES, default="concept", max_length=20, verbose_name="fase"),
        ),
        migrations.RunPython(from_the_period, migrations.RunPython.noop),
    ]
