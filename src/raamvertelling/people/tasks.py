"""Work in the background."""

from importlib import import_module

from django.conf import settings
from django_tasks import task


@task()
def forget_sessions() -> None:
    """Delete sessions that are over: when they end says when somebody signed in."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
