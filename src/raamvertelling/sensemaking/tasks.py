"""Background work of the reading room."""

from django.utils.timezone import localdate
from django_tasks import task

from raamvertelling.sensemaking import services


@task()
def refresh_outside_views() -> int:
    """Renew what outsiders see counted, where that is due."""
    return services.refresh_outside_views(today=localdate())
