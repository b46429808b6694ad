"""Bring a data folder up to date before serving: tables in both databases, static files with hashed names."""

from django.conf import settings
from django.core.management import call_command


def prepare() -> None:
    """Migrate the stories and the keystore, and collect the static files; quick when nothing changed."""
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
