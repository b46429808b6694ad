"""After a data breach: which stories were seen, by whom, on which days; facts from the log and nothing else."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from raamvertelling.core.text import plain_cell
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.models import AuditEvent, Story
from raamvertelling.stories.queries.journal import JournalRow, journal_row
from raamvertelling.stories.reads import READ, Sight, Sighting, sightings
from raamvertelling.web.templatetags.raam import dutch_date

MOST_OTHER_ROWS = 200
MOST_ON_PAGE = 300
HEADER = ("verhaal", "gezien door", "e-mailadres", "dag", "wat was te zien")


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody asks: a period, and if wanted one person or some stories."""

    since: date
    until: date
    reader: User | None = None
    numbers: tuple[int, ...] = ()

    @property
    def when(self) -> str:
        """The period in words."""
        first, last = dutch_date(self.since), dutch_date(self.until)
        return f"op {first}" if first == last else f"van {first} tot en met {last}"


@dataclass(frozen=True, slots=True)
class Reader:
    """One person who saw a story: on which days, and the most that was shown."""

    name: str
    sight: Sight
    days: tuple[date, ...]

    @property
    def when(self) -> str:
        """The days in words."""
        first, last = dutch_date(self.days[0]), dutch_date(self.days[-1])
        return first if first == last else f"{len(self.days)} dagen, van {first} tot en met {last}"


@dataclass(frozen=True, slots=True)
class SeenStory:
    """One story with everybody who saw it; `is_gone` when its teller took it back since."""

    number: int
    is_gone: bool
    readers: tuple[Reader, ...]


@dataclass(frozen=True, slots=True)
class Breach:
    """The answer: stories, how many were seen how far, and what else this person did."""

    search: Search
    stories: tuple[SeenStory, ...]
    by_sight: tuple[tuple[Sight, int], ...]
    people: tuple[str, ...]
    other: tuple[tuple[date, JournalRow], ...]
    kept_since: date | None
    lines: tuple[Sighting, ...]

    @property
    def on_page(self) -> tuple[SeenStory, ...]:
        """As many as a page can show; the file holds all."""
        return self.stories[:MOST_ON_PAGE]


def breach(*, inquiry: Inquiry, search: Search) -> Breach:
    """Return who saw what, in a fixed number of queries."""
    lines = sightings(
        inquiry=inquiry, since=search.since, until=search.until, reader=search.reader, numbers=search.numbers
    )
    stories = _stories(inquiry, lines)
    most = [max((reader.sight for reader in story.readers), key=lambda each: each.weight) for story in stories]
    first = AuditEvent.objects.filter(inquiry=inquiry, action=READ).order_by("pk").first()
    return Breach(
        search=search,
        stories=stories,
        by_sight=tuple((sight, number) for sight in reversed(Sight) if (number := most.count(sight))),
        people=tuple(sorted({each.reader.name for each in lines})),
        other=_other(inquiry, search) if search.reader else (),
        kept_since=first.on if first else None,
        lines=tuple(lines),
    )


def _stories(inquiry: Inquiry, lines: Sequence[Sighting]) -> tuple[SeenStory, ...]:
    by_story: dict[int, dict[User, list[Sighting]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        by_story[line.number][line.reader].append(line)
    there = set(Story.objects.filter(inquiry=inquiry, number__in=list(by_story)).values_list("number", flat=True))
    return tuple(
        SeenStory(number, number not in there, tuple(_reader(who, seen) for who, seen in readers.items()))
        for number, readers in sorted(by_story.items())
    )


def _reader(who: User, seen: Sequence[Sighting]) -> Reader:
    most = max((each.sight for each in seen), key=lambda each: each.weight)
    return Reader(who.name, most, tuple(sorted(each.on for each in seen)))


def _other(inquiry: Inquiry, search: Search) -> tuple[tuple[date, JournalRow], ...]:
    """Return what else this person did in the period, such as downloading, the newest first."""
    rows = AuditEvent.objects.filter(inquiry=inquiry, actor=search.reader, on__range=(search.since, search.until))
    found = rows.exclude(action=READ).select_related("actor").order_by("-pk")[:MOST_OTHER_ROWS]
    return tuple((row.on, journal_row(row)) for row in found)


def as_csv(lines: Iterable[Sighting]) -> str:
    """Return one line a story, person and day, for a spreadsheet; no cell is taken for a formula."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for each in lines:
        name, email = plain_cell(each.reader.name), plain_cell(each.reader.email)
        writer.writerow((each.number, name, email, each.on.isoformat(), each.sight.value))
    return file.getvalue()
