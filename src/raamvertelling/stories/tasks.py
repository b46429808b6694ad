"""Work on stories that a worker does."""

from django.utils.timezone import localdate
from django_tasks import task

from raamvertelling.stories.services import withdrawing


@task()
def finish_withdrawals() -> int:
    """Delete what is left of stories whose key is gone."""
    return withdrawing.finish_withdrawals(today=localdate())
