"""Work on stories that a worker does."""

from django.utils.timezone import localdate
from django_tasks import task

from raamvertelling.stories import media
from raamvertelling.stories.services import withdrawing


@task()
def finish_withdrawals() -> int:
    """Delete what is left of stories whose key is gone."""
    return withdrawing.finish_withdrawals(today=localdate())


@task()
def sweep_media() -> int:
    """Delete files that belong to no story: left by a sending that was cut off."""
    return media.sweep_media()
