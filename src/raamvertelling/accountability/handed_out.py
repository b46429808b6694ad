"""What left the house: editions, archive files and exports, with what was in them and what was withdrawn since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from raamvertelling.accountability.giving.queries.rows import ROWS_KIND
from raamvertelling.accountability.giving.queries.uses import STORIES_KIND
from raamvertelling.accountability.models import Export, Snapshot
from raamvertelling.accountability.services import SNAPSHOT_KIND
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.keeping.archive import ARCHIVE_KIND
from raamvertelling.stories.models import Archive, Purpose, StoryReference


@dataclass(frozen=True, slots=True)
class HandedOut:
    """One thing that people outside may have: `stories` and `quotes` that it holds, and how many were taken back."""

    id: str
    on: date
    name: str
    who: str
    stories: int
    quotes: int
    stories_gone: int
    quotes_gone: int
    last: date | None
    advice: str
    is_archive: bool = False

    @property
    def is_touched(self) -> bool:
        """Whether something in it was withdrawn since."""
        return bool(self.stories_gone or self.quotes_gone)


@dataclass(frozen=True, slots=True)
class _Count:
    all: int = 0
    gone: int = 0
    last: date | None = None


KINDS = (SNAPSHOT_KIND, ARCHIVE_KIND, ROWS_KIND, STORIES_KIND)
MAKE_AGAIN = "Maak het pdf-bestand opnieuw en vervang wat u hebt verspreid."
DESTROY = "Vernietig dit ook in uw kopie."
REPLACE = "Maak een nieuw bestand, en laat het oude vernietigen."
Counts = dict[tuple[str, str, str], _Count]


def handed_out(inquiry: Inquiry) -> list[HandedOut]:
    """Return everything that left, newest first, in a fixed number of queries."""
    counts = _counts(inquiry)
    editions = Snapshot.objects.filter(account__inquiry=inquiry).select_related("account", "made_by")
    archives = Archive.objects.filter(inquiry=inquiry).select_related("made_by")
    exports = Export.objects.filter(inquiry=inquiry).select_related("made_by")
    found = [*_editions(editions, counts), *_archives(archives, counts), *_exports(exports, counts)]
    return sorted(found, key=lambda each: each.on, reverse=True)


def _counts(inquiry: Inquiry) -> Counts:
    """Count the stories behind everything, by kind, object and use."""
    references = StoryReference.objects.filter(inquiry=inquiry, kind__in=KINDS)
    gone = ~Q(withdrawn_on=None) & Q(by_term=False)
    rows = references.values_list("kind", "object_id", "use").annotate(
        all=Count("pk"), gone=Count("pk", filter=gone), last=Max("withdrawn_on", filter=gone)
    )
    return {(kind, id, use): _Count(all, gone, last) for kind, id, use, all, gone, last in rows}


def _editions(editions: Iterable[Snapshot], counts: Counts) -> Iterable[HandedOut]:
    for each in editions:
        stories = counts.get((SNAPSHOT_KIND, str(each.pk), Purpose.ANALYSE), _Count())
        quotes = counts.get((SNAPSHOT_KIND, str(each.pk), Purpose.QUOTE), _Count())
        last = max(filter(None, (stories.last, quotes.last)), default=None)
        name, who = f"Verantwoording: {each}", each.made_by.name
        numbers = (stories.all, quotes.all, stories.gone, quotes.gone)
        yield HandedOut(str(each.pk), each.made_on, name, who, *numbers, last, MAKE_AGAIN)


def _archives(archives: Iterable[Archive], counts: Counts) -> Iterable[HandedOut]:
    for each in archives:
        stories = counts.get((ARCHIVE_KIND, str(each.pk), Purpose.ANALYSE), _Count())
        name, who = f"Archiefbestand voor {each.receiver}", each.made_by.name if each.made_by else "de opdrachtregel"
        numbers = (each.stories, 0, stories.gone, 0)
        yield HandedOut(str(each.pk), each.made_on, name, who, *numbers, stories.last, DESTROY, is_archive=True)


def _exports(exports: Iterable[Export], counts: Counts) -> Iterable[HandedOut]:
    for each in exports:
        stories = counts.get((f"export-{each.kind}", str(each.pk), each.use), _Count())
        name = f"{each.get_kind_display().capitalize()} voor {each.receiver}"
        numbers = (stories.all, 0, stories.gone, 0)
        yield HandedOut(str(each.pk), each.made_on, name, each.made_by.name, *numbers, stories.last, REPLACE)
