"""Bring a data folder up to date before serving: tables in both databases, static files with hashed names."""

from django.conf import settings
from django.core.management import call_command
from django.utils.timezone import localdate

from raamvertelling.stories.services.withdrawing import finish_withdrawals


def prepare() -> None:
    """Migrate both databases, finish withdrawals that a crash cut short, and collect the static files."""
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    finish_withdrawals(today=localdate())
    call_command("collectstatic", interactive=False, verbosity=0)
