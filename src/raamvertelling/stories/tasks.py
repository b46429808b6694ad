"""Work on stories that a worker does."""

from datetime import timedelta
from uuid import UUID

from django.utils.timezone import localdate, now
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from raamvertelling.stories import heads, media
from raamvertelling.stories.keeping import destroying, terms
from raamvertelling.stories.sealing import KeyDestroyed
from raamvertelling.stories.services import aside, leases, life, transcribing, withdrawing
from raamvertelling.stories.transcription import engine


@task()
def finish_withdrawals() -> int:
    """Delete what is left of stories whose key is gone, and of parts."""
    return withdrawing.finish_withdrawals(today=localdate()) + destroying.finish_parts(today=localdate())


@task()
def carry_out_terms() -> int:
    """Let everything go that was kept long enough."""
    return terms.carry_out(today=localdate())


@task()
def forget_tasks() -> int:
    """Forget what was done in the background: those rows name stories and keep the time."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=now() - timedelta(days=1)).delete()[0]


@task()
def close_ended() -> int:
    """Close the inquiries of which the last day is over."""
    return life.close_ended(today=localdate())


@task()
def write_heads() -> int:
    """Write down how far every log has come, signed."""
    return heads.write_heads(today=localdate())


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


@task()
def tidy_desk() -> int:
    """Forget the leases that ran out, and destroy what lay in the bin long enough."""
    leases.sweep_leases(now=now())
    return aside.empty_bin(today=localdate())
