"""Setting a story aside: off the public page, to a colleague, in the bin and out of it."""

from datetime import date, timedelta

from django.db import transaction

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.consent import in_order, recompute_uses
from raamvertelling.stories.models import Purpose, Recusal, State, Story
from raamvertelling.stories.search import forget_tokens
from raamvertelling.stories.services.leases import let_go
from raamvertelling.stories.services.locking import lock_for_moderator
from raamvertelling.stories.services.receiving import touch
from raamvertelling.stories.services.withdrawing import end_stories

BIN_DAYS = 7
BIN_GROUND = "prullenbak: spam of haat"
# Words of the log by which the load of the desk is counted.
BINNED, HANDED_OVER = "in de prullenbak", "doorgegeven: kent de verteller"


@transaction.atomic
def take_down(*, story: Story, actor: User, today: date) -> Story:
    """Take a story off the public page at once, also while a colleague works on it; all other uses stay."""
    locked = lock_for_moderator(story, actor, at_once=True)
    if Purpose.PUBLIC not in locked.withheld:
        locked.withheld = in_order({*locked.withheld, Purpose.PUBLIC.value})
        recompute_uses(locked)
        locked.save()
        _log(locked, actor, "van de openbare pagina gehaald", today)
        touch(locked.inquiry)
    return locked


@transaction.atomic
def hand_over(*, story: Story, actor: User, today: date) -> None:
    """Keep a story from somebody who knows its teller, from now on; the log names no teller."""
    locked = lock_for_moderator(story, actor, at_once=True)
    Recusal.objects.get_or_create(story=locked, user=actor)
    let_go(story=locked, actor=actor)
    if locked.first_reader_id == actor.pk:
        locked.first_reader = None
        locked.save(update_fields=["first_reader"])
    _log(locked, actor, HANDED_OVER, today)


@transaction.atomic
def throw_away(*, story: Story, actor: User, today: date) -> Story:
    """Put spam or hate in the bin: it counts nowhere, and is destroyed after some days."""
    locked = lock_for_moderator(story, actor)
    locked.state, locked.hold_reason, locked.binned_on = State.BINNED, "", today
    locked.first_reader = None
    locked.save(update_fields=["state", "hold_reason", "binned_on", "first_reader"])
    forget_tokens(locked)
    let_go(story=locked, actor=actor)
    _log(locked, actor, BINNED, today)
    touch(locked.inquiry)
    return locked


@transaction.atomic
def put_back(*, story: Story, actor: User, today: date) -> Story:
    """Take a story out of the bin; it waits for a decision again."""
    locked = lock_for_moderator(story, actor)
    if locked.state == State.BINNED:
        locked.state, locked.binned_on = State.IN_PROGRESS, None
        locked.save(update_fields=["state", "binned_on"])
        _log(locked, actor, "uit de prullenbak gehaald", today)
        touch(locked.inquiry)
    return locked


def empty_bin(*, today: date) -> int:
    """Destroy what lay in the bin long enough, with its key; how many stories that were."""
    due = Story.objects.filter(state=State.BINNED, binned_on__lte=today - timedelta(days=BIN_DAYS))
    return sum(
        end_stories(inquiry=inquiry, stories=list(due.filter(inquiry=inquiry)), today=today, ground=BIN_GROUND)
        for inquiry in Inquiry.objects.filter(stories__in=due).distinct()
    )


def _log(story: Story, actor: User, action: str, today: date) -> None:
    record(inquiry=story.inquiry, actor=actor, action=action, subject=str(story), today=today)
