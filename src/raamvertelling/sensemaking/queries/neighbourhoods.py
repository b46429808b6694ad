"""Stories on the map of the organisation: how many from each neighbourhood, or for the team how often an answer."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from raamvertelling.core.framework import Signifier, labels
from raamvertelling.core.privacy.disclosure import protect_counts
from raamvertelling.core.results import Area, Estimate, Suppressed
from raamvertelling.core.sentences import percent, stories
from raamvertelling.core.stats import areas, in_area, share_gap, wilson
from raamvertelling.inquiries.models import Inquiry, NeighbourhoodMap, Viewer
from raamvertelling.inquiries.neighbourhoods import is_ready, map_of, questions
from raamvertelling.sensemaking.filters import Filters, title_of
from raamvertelling.sensemaking.queries.overview import open_rows, shown_count
from raamvertelling.sensemaking.queries.pattern import countable_signifiers
from raamvertelling.sensemaking.queries.rows import Row, Scope, comparable, load, scope_of, tellers
from raamvertelling.sensemaking.queries.windows import Splitter, about_tellers, answered, group_of, grouped, is_usable


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """One answer with its areas: what is shown of it, and how dark it is drawn (0 to 1; None: closed or too few)."""

    id: str
    label: str
    codes: tuple[str, ...]
    shown: str
    words: str
    shade: float | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The map of an inquiry for one viewer; `neighbourhoods` is empty while no map was given."""

    inquiry: Inquiry
    scope: Scope
    map: NeighbourhoodMap | None
    neighbourhoods: tuple[Neighbourhood, ...]
    question: Splitter | None
    subject: Signifier | None
    area: Area | None
    subjects: tuple[tuple[str, str], ...]
    sentence: str
    highest: str
    as_of: dt.date | None


def neighbourhoods(*, viewer: Viewer, inquiry: Inquiry, signifier_id: str = "", area_id: str = "") -> MapPage:
    """Return the map; with a sign and one of its areas, inside the team, how often that answer is given where.

    Outside the team it counts tellers, rounded, with the small groups closed: who lives where is about people.
    """
    scope = scope_of(viewer, inquiry)
    kept = map_of(inquiry)
    question = _question(scope, kept)
    subject, area = _subject(scope, question, signifier_id, area_id)
    found: tuple[Neighbourhood, ...] = ()
    if kept is not None and question is not None and is_ready(kept):
        found = _counted(scope, kept, question) if subject is None or area is None else _shares(
            scope, kept, question, subject, area)  # fmt: skip
    return MapPage(
        inquiry=inquiry,
        scope=scope,
        map=kept,
        neighbourhoods=found,
        question=question,
        subject=subject,
        area=area,
        subjects=tuple((each.id, title_of(each)) for each in _subjects(scope, question)),
        sentence=_sentence(scope, found, subject, area),
        highest=max(found, key=lambda each: each.shade or 0).shown if found else "",
        as_of=scope.as_of,
    )


def _question(scope: Scope, kept: NeighbourhoodMap | None) -> Splitter | None:
    asked = questions(scope.framework) if kept is not None else []
    return next((each for each in asked if kept is not None and each.id == kept.question), None)


def _subjects(scope: Scope, question: Splitter | None) -> list[Signifier]:
    if not scope.is_team or question is None:
        return []
    return [each for each in countable_signifiers(scope) if each.id != question.id and len(areas(each)) <= 60]


def _subject(
    scope: Scope, question: Splitter | None, signifier_id: str, area_id: str
) -> tuple[Signifier | None, Area | None]:
    subject = next((each for each in _subjects(scope, question) if each.id == signifier_id), None)
    if subject is None:
        return None, None
    return subject, next((each for each in areas(subject) if each.id == area_id), areas(subject)[0])


def _counted(scope: Scope, kept: NeighbourhoodMap, question: Splitter) -> tuple[Neighbourhood, ...]:
    """Count stories for the team, and tellers for everybody else."""
    personal = about_tellers(scope.framework)
    rows = open_rows(scope, load(scope, Filters(), list({each.id: each for each in (question, *personal)}.values())))
    groups = grouped(answered(question, comparable(scope, question, rows)), group_of(scope.framework, question))
    names = labels(question)
    counts = {id: [row for row, _ in groups.get(id, [])] for id in names}
    shown = _protected(scope, counts)
    highest = max((count or 0 for count in shown.values()), default=0) or 1
    return tuple(
        Neighbourhood(
            id=id,
            label=label,
            codes=tuple(kept.matches.get(id, [])),
            shown=shown_count(scope, shown[id]),
            words=stories(shown[id] or 0) if scope.is_team else shown_count(scope, shown[id]),
            shade=None if shown[id] is None else (shown[id] or 0) / highest,
            n=shown[id] or 0,
        )
        for id, label in names.items()
    )


def _protected(scope: Scope, counts: Mapping[str, Sequence[Row]]) -> dict[str, int | None]:
    if scope.is_team:
        return {id: len(rows) for id, rows in counts.items()}
    safe = protect_counts({id: tellers(rows) for id, rows in counts.items()}, scope.minimum)
    return {id: None if isinstance(safe, Suppressed) else safe.counts[id] for id in counts}


def _shares(
    scope: Scope, kept: NeighbourhoodMap, question: Splitter, subject: Signifier, area: Area
) -> tuple[Neighbourhood, ...]:
    """Return how often an answer is given in each neighbourhood, with its margin; too few answers stay undrawn."""
    rows = load(scope, Filters(), [question, subject])
    both = comparable(scope, question, comparable(scope, subject, rows))
    groups = grouped(answered(subject, both), group_of(scope.framework, question))
    shares: dict[str, tuple[Estimate, int]] = {}
    for id in labels(question):
        usable = [(row, answer) for row, answer in groups.get(id, []) if is_usable(answer)]
        count = sum(in_area(area, answer) for _, answer in usable)
        shares[id] = wilson(count, len(usable)), tellers(row for row, _ in usable)
    return tuple(_share(kept, id, label, *shares[id], minimum=scope.minimum) for id, label in labels(question).items())


def _share(kept: NeighbourhoodMap, id: str, label: str, share: Estimate, people: int, *, minimum: int) -> Neighbourhood:
    codes = tuple(kept.matches.get(id, []))
    if share.interval is None or people < minimum:
        few = "niemand" if not people else f"te weinig: {people} verteller{'' if people == 1 else 's'}"
        return Neighbourhood(id, label, codes, few, few, None, share.n)
    low, high = (percent(bound) for bound in share.interval)
    words = f"{percent(share.value)} van {share.n}, tussen {low} en {high}"
    return Neighbourhood(id, label, codes, percent(share.value), words, share.value, share.n)


def _sentence(scope: Scope, found: Sequence[Neighbourhood], subject: Signifier | None, area: Area | None) -> str:
    """Say where most is; an answer with its margin, for the difference may be chance."""
    open_ones = [each for each in found if each.shade is not None and each.n]
    if not open_ones:
        return "Er is nog te weinig om op de kaart te tonen." if found else ""
    most = max(open_ones, key=lambda each: each.shade or 0)
    if subject is None or area is None:
        return f"De meeste {'verhalen' if scope.is_team else 'vertellers'} komen uit {most.label}: {most.shown}."
    told = f"‘{area.label}’ bij ‘{title_of(subject)}’"
    if not _is_sure(most, open_ones):
        return f"Wij zien bij {told} geen verschil tussen de wijken dat groter is dan toeval."
    return f"{told} komt het vaakst voor in {most.label}: {most.words}."


def _is_sure(most: Neighbourhood, open_ones: Sequence[Neighbourhood]) -> bool:
    """Whether one neighbourhood has more than all others together, also for who looks at all of them."""
    others = [each for each in open_ones if each is not most]
    count, n = sum(round((each.shade or 0) * each.n) for each in others), sum(each.n for each in others)
    if not n:
        return False
    gap = share_gap((round((most.shade or 0) * most.n), most.n), (count, n), level=1 - 0.05 / len(open_ones))
    return gap.interval is not None and gap.interval[0] > 0
