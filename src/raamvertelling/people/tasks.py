"""Work in the background."""

from django.core.management import call_command
from django_tasks import task


@task()
def forget_sessions() -> None:
    """Delete sessions that are over: their rows say who signed in, and when."""
    call_command("clearsessions")
