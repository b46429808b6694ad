"""Work in the background."""

from django.utils.timezone import localdate
from django_tasks import task

from raamvertelling.telling import services


@task()
def purge_drafts() -> int:
    """Delete drafts of which the week is over."""
    return services.purge_drafts(today=localdate())
