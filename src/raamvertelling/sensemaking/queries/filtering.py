"""All questions of an inquiry at once, for the stories within a filter and for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from raamvertelling.core.framework import PictureChoice, Scale, Signifier, SingleChoice, Stones
from raamvertelling.core.framework.kinds import Dyad, Triad
from raamvertelling.core.results import Area, Share
from raamvertelling.core.sentences_filter import NOTHING_SURE, Beside, most, outstanding, unlike
from raamvertelling.core.stats import areas, wilson
from raamvertelling.core.stats.zones import NOT_APPLICABLE, SKIPPED
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.filters import Chip, Filters, chips, title_of
from raamvertelling.sensemaking.queries.pattern import countable_signifiers
from raamvertelling.sensemaking.queries.rows import Scope, counted, narrowed, scope_of, story_ids
from raamvertelling.sensemaking.queries.windows import caution_about

ANSWERED = ""
Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Answer:
    """One bar: an answer with the areas that it stands for in a filter."""

    beside: Beside
    ids: tuple[str, ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One question: its bars, and one sentence.

    `cells` are the areas of a picture (a triangle, a field) that has more of them than bars. With `is_filtered` the
    counts are of the stories within all the other parts of the filter.
    """

    signifier: Signifier
    title: str
    n: int
    everyone: int
    missing: int
    is_filtered: bool
    answers: tuple[Answer, ...]
    cells: tuple[Share, ...]
    sentence: str
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterPage:
    """Everything within a filter, for the team.

    `back` is the part of the filter to take away when nobody is left, with how many stories that gives.
    """

    inquiry: Inquiry
    scope: Scope
    filters: Filters
    total: int
    tellers: int
    everyone: int
    caution: str
    cards: tuple[Card, ...]
    lead: str
    back: tuple[Chip, int | None] | None


def filtering(
    *, viewer: Viewer, inquiry: Inquiry, filters: Filters, storypoints: Sequence[tuple[str, str]], latest: str = ""
) -> FilterPage | None:
    """Return all questions within a filter; None outside the team, where nobody filters (ADR 14).

    `latest`: id of the question that was clicked last.
    """
    scope = scope_of(viewer, inquiry)
    if not scope.is_team:
        return None
    import numpy as np

    from raamvertelling.core.area_bits import sift
    from raamvertelling.sensemaking.queries.told import told

    ids = story_ids(counted(scope))
    stories = told(scope, ids)
    door = stories.mask(ids)
    kept = door
    if filters != Filters(answers=filters.answers):
        kept = stories.mask(story_ids(narrowed(counted(scope), inquiry, filters)))
    everyone = sift(stories.bits, {}, door)
    found = sift(stories.bits, dict(filters.answers), kept)
    places = found.passing.nonzero()[0]
    who = np.unique(stories.teller_codes[places], return_counts=True)[1].tolist()
    cards = _cards(scope, filters, found.counts, everyone.counts)
    return FilterPage(
        inquiry=inquiry,
        scope=scope,
        filters=filters,
        total=len(places),
        tellers=len(who),
        everyone=len(ids),
        caution=caution_about(scope, who) if filters else "",
        cards=cards,
        lead=_lead(cards) if filters else "",
        back=None if len(places) else _back(scope, filters, found.counts, storypoints, latest),
    )


def _cards(scope: Scope, filters: Filters, found: Counts, everyone: Counts) -> tuple[Card, ...]:
    asked = countable_signifiers(scope)
    rows = {each.id: _answers(each, filters.of(each.id), found, everyone) for each in asked}
    looks = sum(len(answers) for id, answers in rows.items() if not filters.of(id))
    return tuple(_card(each, filters, rows[each.id], found, everyone, looks) for each in asked)


def _card(
    signifier: Signifier, filters: Filters, rows: Sequence[Answer], found: Counts, everyone: Counts, looks: int
) -> Card:
    id, besides = signifier.id, [each.beside for each in rows]
    is_filtered = bool(filters.of(id))
    standing_out = outstanding(besides, looks=looks) if filters and not is_filtered else None
    words = most(besides) if not filters or is_filtered or not found[id, ANSWERED] else NOTHING_SURE
    return Card(
        signifier=signifier,
        title=title_of(signifier),
        n=found[id, ANSWERED],
        everyone=everyone[id, ANSWERED],
        missing=found[id, SKIPPED.id],
        is_filtered=is_filtered,
        answers=tuple(rows),
        cells=tuple(_share(area, found, id, found[id, ANSWERED]) for area in _cells(signifier)),
        sentence=unlike(standing_out) if standing_out else words,
        gap=abs(standing_out.chosen.share.value - standing_out.everyone.share.value) if standing_out else 0.0,
    )


def _cells(signifier: Signifier) -> list[Area]:
    return areas(signifier) if isinstance(signifier, Triad | Stones) else []


def _answers(signifier: Signifier, chosen: Sequence[str], found: Counts, everyone: Counts) -> list[Answer]:
    """Return the bars: in the order of the chart where that means something, else by how often all stories have it."""
    id = signifier.id
    if isinstance(signifier, Stones):
        groups = [
            (Area(stone.id, stone.text.in_language("nl"), "stone"), [a for a in areas(signifier) if a.key == stone.id])
            for stone in signifier.stones
        ]
    else:
        groups = [(area, [area]) for area in areas(signifier)]
    rows = []
    for area, parts in groups:
        counts = [sum(table[id, part.id] for part in parts) for table in (found, everyone)]
        shares = [Share(area, count, wilson(count, table[id, ANSWERED]))
                  for count, table in zip(counts, (found, everyone), strict=True)]  # fmt: skip
        ids = tuple(part.id for part in parts)
        rows.append(Answer(Beside(shares[0], shares[1]), ids, any(each in chosen for each in ids)))
    if _has_order(signifier):
        return rows
    return sorted(rows, key=lambda row: -row.beside.everyone.count)


def _has_order(signifier: Signifier) -> bool:
    if isinstance(signifier, SingleChoice | PictureChoice):
        return signifier.ordered
    return isinstance(signifier, Triad | Dyad | Scale)


def _share(area: Area, counts: Counts, id: str, n: int) -> Share:
    return Share(area, counts[id, area.id], wilson(counts[id, area.id], n))


def _lead(cards: Sequence[Card]) -> str:
    """Say what stands out most of all questions; nothing when nothing does."""
    most_unlike = max(cards, key=lambda card: card.gap, default=None)
    if most_unlike is None or not most_unlike.gap:
        return ""
    return f"Het grootste verschil zit bij ‘{most_unlike.title}’. {most_unlike.sentence}"


def _back(
    scope: Scope, filters: Filters, found: Counts, storypoints: Sequence[tuple[str, str]], latest: str
) -> tuple[Chip, int | None] | None:
    """Return the part to take away and how many stories that gives: what was chosen last, if that helps.

    Words, a period and a storypoint come last and are looked for first: what they leave is not known yet (None).
    """
    parts = chips(filters, scope.framework, storypoints)
    ids = [id for id, _ in filters.answers]
    left = {id: found[id, ANSWERED] + found[id, SKIPPED.id] + found[id, NOT_APPLICABLE.id] for id in ids}
    best = latest if left.get(latest) else max(left, key=lambda id: left[id], default="")
    if left.get(best):
        return parts[ids.index(best)], left[best]
    return (parts[-1], None if len(parts) > len(ids) else 0) if parts else None
