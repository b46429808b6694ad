"""Who saw which story on which day: written down whenever words of a story go to the page of somebody of a team."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.timezone import localdate

from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.models import AuditEvent, Story

READ = "verhalen gelezen"


class Sight(StrEnum):
    """How much of a story somebody saw, from least to most; the value stands in the log."""

    BEGINNING = "titel of eerste woorden"
    QUOTE = "citaat"
    RELEASED = "zoals vrijgegeven"
    ORIGINAL = "zoals verteld"

    @property
    def weight(self) -> int:
        """The more was seen, the higher."""
        return list(Sight).index(self)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One story that one person saw on one day, and how much of it."""

    reader: User
    number: int
    on: date
    sight: Sight


def note_reading(viewer: Viewer, seen: Iterable[tuple[Story, Sight]]) -> None:
    """Write down what somebody sees now, before it is shown: a row a page, and nothing for what she saw today already.

    Who is not signed in sees only what is public: nobody writes that down.
    """
    if not isinstance(viewer, User):
        return
    today = localdate()
    found: dict[int, dict[int, Sight]] = defaultdict(dict)
    of: dict[int, Story] = {}
    for story, sight in seen:
        of[story.inquiry_id] = story
        found[story.inquiry_id][story.number] = sight
    for id, sights in found.items():
        known = _seen_today(viewer, id, today)
        new = {number: sight for number, sight in sights.items() if sight.weight > known.get(number, -1)}
        if new:
            record(inquiry=of[id].inquiry, actor=viewer, action=READ, detail=_detail(new), today=today)


def sightings(
    *, inquiry: Inquiry, since: date, until: date, reader: User | None = None, numbers: Iterable[int] = ()
) -> list[Sighting]:
    """Return who saw what in a period, a line a person, story and day, in one query; no `numbers` means every story."""
    rows = AuditEvent.objects.filter(inquiry=inquiry, action=READ, on__range=(since, until)).select_related("actor")
    if reader is not None:
        rows = rows.filter(actor=reader)
    wanted, best = set(numbers), dict[tuple[int, int, date], Sighting]()
    for row in rows.order_by("pk"):
        for number, sight in _sights(row):
            if row.actor is None or (wanted and number not in wanted):
                continue
            place = (row.actor.pk, number, row.on)
            if place not in best or sight.weight > best[place].sight.weight:
                best[place] = Sighting(row.actor, number, row.on, sight)
    return sorted(best.values(), key=lambda each: (each.number, each.on, each.reader.name))


def _seen_today(viewer: User, inquiry_id: int, today: date) -> dict[int, int]:
    """Return how much of each story this person saw today."""
    known: dict[int, int] = {}
    for row in AuditEvent.objects.filter(inquiry_id=inquiry_id, actor=viewer, action=READ, on=today).only("detail"):
        for number, sight in _sights(row):
            known[number] = max(sight.weight, known.get(number, -1))
    return known


def _detail(sights: dict[int, Sight]) -> dict[str, object]:
    return {sight.value: numbers for sight in Sight if (numbers := sorted(n for n, s in sights.items() if s == sight))}


def _sights(row: AuditEvent) -> Iterable[tuple[int, Sight]]:
    for sight in Sight:
        for number in row.detail.get(sight.value, ()):
            yield number, sight
