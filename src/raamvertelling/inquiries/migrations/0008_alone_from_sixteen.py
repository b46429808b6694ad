from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ALONE_AGE = 16


def ask_the_age(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Questions that let somebody younger tell alone ask for sixteen from now on; frozen ones too, for they are asked.

    Nothing that was told changes. An age that is no number stays for the editor to name.
    """
    for model in ("FrameworkVersion", "FrameworkDraft"):
        for row in apps.get_model("inquiries", model).objects.all():
            age = row.definition.get("min_age", ALONE_AGE)
            if isinstance(age, int | float) and age < ALONE_AGE:
                row.definition["min_age"] = ALONE_AGE
                row.save(update_fields=["definition"])


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0007_life")]

    operations = [migrations.RunPython(ask_the_age, migrations.RunPython.noop)]
