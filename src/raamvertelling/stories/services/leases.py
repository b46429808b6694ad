"""Who works on a story: a lease that runs out by itself, so that nobody who went home keeps a story from colleagues."""

from datetime import date, datetime, timedelta

from django.db import transaction

from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.models import Lease, Story
from raamvertelling.stories.services.locking import HeldByAnother, lock_for_moderator, lock_story

TERM = timedelta(minutes=15)


@transaction.atomic
def take_lease(*, story: Story, actor: User, now: datetime) -> Lease:
    """Hold a story for a while, or hold it longer; HeldByAnother when a colleague is at work."""
    locked = lock_for_moderator(story, actor)
    lease, _ = Lease.objects.update_or_create(story=locked, defaults={"holder": actor, "until": now + TERM})
    return lease


@transaction.atomic
def take_over(*, story: Story, actor: User, now: datetime, today: date) -> Lease:
    """Take a story from a colleague who holds it; both can read in the log that this was done."""
    try:
        return take_lease(story=story, actor=actor, now=now)
    except HeldByAnother as held:
        locked = lock_story(story)
        lease, _ = Lease.objects.update_or_create(story=locked, defaults={"holder": actor, "until": now + TERM})
        detail: dict[str, object] = {"van": held.holder.name}
        record(
            inquiry=locked.inquiry, actor=actor, action="overgenomen", subject=str(locked), detail=detail, today=today
        )
        return lease


def let_go(*, story: Story, actor: User) -> None:
    """Lay a story back; somebody else's lease stays."""
    Lease.objects.filter(story=story, holder=actor).delete()


def let_all_go(*, actor: User) -> int:
    """Lay back everything that this person holds: for a pause; how many there were."""
    return Lease.objects.filter(holder=actor).delete()[0]


def sweep_leases(*, now: datetime) -> int:
    """Forget the leases that ran out."""
    return Lease.objects.filter(until__lte=now).delete()[0]


def lease_of(story: Story, now: datetime) -> Lease | None:
    """Return who works on a story now."""
    return Lease.objects.running(now).select_related("holder").filter(story=story).first()
