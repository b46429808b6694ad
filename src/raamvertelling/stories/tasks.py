"""Work on stories that a worker does."""

from uuid import UUID

from django.utils.timezone import localdate
from django_tasks import task

from raamvertelling.stories import media
from raamvertelling.stories.sealing import KeyDestroyed
from raamvertelling.stories.services import transcribing, withdrawing
from raamvertelling.stories.transcription import engine


@task()
def finish_withdrawals() -> int:
    """Delete what is left of stories whose key is gone."""
    return withdrawing.finish_withdrawals(today=localdate())


@task()
def sweep_media() -> int:
    """Delete files that belong to no story: left by a sending that was cut off."""
    return media.sweep_media()


@task()
def propose_transcript(story_id: str) -> bool:
    """Let the engine that the operator set listen to a story; a story that was withdrawn is left alone."""
    try:
        return transcribing.propose_transcript(story_id=UUID(story_id), engine=engine())
    except (KeyDestroyed, media.MediaLost):
        return False
