"""How much work waits at the desk, since when, and how it is divided among the moderators."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import Role, User
from raamvertelling.stories.models import AuditEvent, Lease, State, Story, days_between
from raamvertelling.stories.services.aside import BINNED, HANDED_OVER
from raamvertelling.stories.services.moderation import HELD, READ_FIRST, RELEASED

DECIDED = (RELEASED, HELD, BINNED, READ_FIRST, HANDED_OVER)
WEEK = 7
WAITS = ((0, 2, "0 tot 2 dagen"), (3, 7, "3 tot 7 dagen"), (8, 30, "8 tot 30 dagen"), (31, 9999, "langer dan 30 dagen"))
WAITING = (State.RECEIVED, State.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class ModeratorLoad:
    """What one moderator has in hand, and decided about this week and today."""

    name: str
    in_hand: int
    this_week: int
    today: int


@dataclass(frozen=True, slots=True)
class DeskLoad:
    """All of it; `waits` says how many stories wait how long."""

    moderators: tuple[ModeratorLoad, ...]
    waits: tuple[tuple[str, int], ...]
    waiting: int
    oldest_days: int


def desk_load(*, inquiry: Inquiry, today: date, now: datetime) -> DeskLoad:
    """Return the work of an inquiry and who does it, in a fixed number of queries."""
    received = Story.objects.real().filter(inquiry=inquiry, state__in=WAITING).values_list("received_on", flat=True)
    days = [days_between(each, today) for each in received]
    held = Counter(Lease.objects.running(now).filter(story__inquiry=inquiry).values_list("holder_id", flat=True))
    decided = AuditEvent.objects.filter(inquiry=inquiry, action__in=DECIDED, on__gt=today - timedelta(days=WEEK))
    week = list(decided.values_list("actor_id", "on"))
    people = User.objects.filter(memberships__inquiry=inquiry, memberships__role=Role.MODERATOR).order_by("name")
    return DeskLoad(
        moderators=tuple(
            ModeratorLoad(
                person.name,
                held[person.pk],
                sum(actor == person.pk for actor, _ in week),
                sum(actor == person.pk and on == today for actor, on in week),
            )
            for person in people
        ),
        waits=tuple((label, sum(least <= each <= most for each in days)) for least, most, label in WAITS),
        waiting=len(days),
        oldest_days=max(days, default=0),
    )


def done_today(actor: User, inquiry: Inquiry, today: date) -> int:
    """Return about how many stories this person decided today."""
    return AuditEvent.objects.filter(inquiry=inquiry, actor=actor, on=today, action__in=DECIDED).count()
