"""The inquiry's own page: how many stories, from whom, what waits, who is missing."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from raamvertelling.core.privacy.disclosure import fewer_than, protect_counts, rounded
from raamvertelling.core.results import Suppressed
from raamvertelling.core.sentences import listing, stories
from raamvertelling.inquiries.access import roles_of
from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import Inquiry, StoryPoint, Viewer
from raamvertelling.people.models import TEAM, Role
from raamvertelling.sensemaking.filters import Filters
from raamvertelling.sensemaking.queries.rows import (
    UNKNOWN_VOICE,
    Grouping,
    KeptRows,
    Row,
    Scope,
    counted,
    days_of,
    in_groups,
    load,
    rows_by,
    scope_of,
    tellers,
)
from raamvertelling.sensemaking.queries.windows import about_tellers, group_of, labels_of, voices
from raamvertelling.stories.models import WAITS_FOR_MODERATOR, WAITS_FOR_TELLER, State, Story, days_between
from raamvertelling.web.templatetags.raam import MONTHS, dutch_date

TO_DO = (State.RECEIVED, State.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row or column of a count: its name, what is shown, and its length from 0 to 1 (None: closed)."""

    label: str
    shown: str
    share: float | None
    voice: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits: stories for a moderator, the age of the oldest in days, and stories for their teller."""

    waiting: int
    oldest_days: int
    urgent: int
    new_use: int
    for_teller: int
    held: int
    can_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The inquiry at a glance, protected for one viewer."""

    inquiry: Inquiry
    scope: Scope
    roles: frozenset[Role]
    lead: str
    detail: str
    is_open: bool
    periods: tuple[Bar, ...]
    period_name: str
    by_voice: tuple[Bar, ...]
    by_point: tuple[Bar, ...]
    desk: Desk | None
    missing: str
    as_of: dt.date | None


def overview(*, viewer: Viewer, inquiry: Inquiry, today: dt.date, outside: bool = False) -> Overview:
    """Return the page of an inquiry for anyone with a role in it; with `outside` only what may leave the team."""
    scope, roles = scope_of(viewer, inquiry, outside=outside), roles_of(viewer, inquiry)
    everyone = load(scope, Filters(), about_tellers(scope.framework))
    rows = open_rows(scope, everyone)
    return Overview(
        inquiry=inquiry,
        scope=scope,
        roles=roles,
        lead=_lead(scope, rows),
        detail=_period(inquiry, today),
        is_open=inquiry.is_open_on(today),
        periods=_weeks(rows) if scope.is_team else _months(scope, rows),
        period_name="week" if scope.is_team else "maand",
        by_voice=_by_voice(scope, everyone),
        by_point=_by_point(scope, rows),
        desk=_desk(inquiry, roles, today) if roles & {*TEAM, Role.ADMIN} else None,
        missing=_missing(scope, everyone),
        as_of=scope.as_of,
    )


def open_rows(scope: Scope, rows: Sequence[Row]) -> Sequence[Row]:
    """Return what may be counted: outside the team only voices that are large enough themselves."""
    question = scope.framework.voice_question
    if scope.is_team or question is None:
        return rows
    group = group_of(scope.framework, question)
    large = {id for id, own in rows_by(rows, group).items() if tellers(own) >= scope.minimum}
    return in_groups(rows, group, large)


def _lead(scope: Scope, rows: Sequence[Row]) -> str:
    if not rows or (not scope.is_team and tellers(rows) < scope.minimum):
        return (
            "Er zijn nog geen vrijgegeven verhalen." if scope.is_team else "Er zijn nog te weinig verhalen om te tonen."
        )
    first = min(days_of(rows))
    if scope.is_team:
        return f"{stories(len(rows)).capitalize()} sinds {dutch_date(first)}."
    return f"Ongeveer {stories(rounded(len(rows)))} sinds {MONTHS[first.month - 1]} {first.year}."


def _period(inquiry: Inquiry, today: dt.date) -> str:
    if inquiry.life == Life.CONCEPT:
        return "Dit onderzoek is nog niet open."
    if inquiry.life != Life.OPEN and not inquiry.rules.may_tell:
        return f"Vertellen kan nu niet: dit onderzoek is {Life(inquiry.life).label}."
    if inquiry.life == Life.TEST:
        return "Dit onderzoek staat op test: verhalen van nu tellen niet mee."
    if inquiry.opens and today < inquiry.opens:
        return f"Vertellen kan vanaf {dutch_date(inquiry.opens)}."
    if inquiry.closes and today > inquiry.closes:
        return f"Vertellen kon tot en met {dutch_date(inquiry.closes)}."
    return f"Vertellen kan tot en met {dutch_date(inquiry.closes)}." if inquiry.closes else "Vertellen kan nog steeds."


def _weeks(rows: Sequence[Row]) -> tuple[Bar, ...]:
    """Count per week, with the empty weeks in between."""
    if not rows:
        return ()
    counts: Counter[dt.date] = Counter()
    for day, count in Counter(days_of(rows)).items():
        counts[day - dt.timedelta(days=day.weekday())] += count
    first, last, highest = min(counts), max(counts), max(counts.values())
    weeks = (first + dt.timedelta(weeks=step) for step in range((last - first).days // 7 + 1))
    return tuple(
        Bar(f"week van {day.day} {MONTHS[day.month - 1]} {day.year}", str(counts[day]), counts[day] / highest,
            count=counts[day])
        for day in weeks
    )  # fmt: skip


def _months(scope: Scope, rows: Sequence[Row]) -> tuple[Bar, ...]:
    groups: dict[tuple[int, int], list[Row]] = {}
    for row in sorted(rows, key=lambda row: row.told_on):
        groups.setdefault((row.told_on.year, row.told_on.month), []).append(row)
    return _bars(scope, [(f"{MONTHS[month - 1]} {year}", "", each) for (year, month), each in groups.items()])


def _by_voice(scope: Scope, rows: Sequence[Row]) -> tuple[Bar, ...]:
    named = voices(scope.framework)
    if not named:
        return ()
    groups = rows_by(rows, Grouping("", frozenset(named)))
    shown = [(label, id, groups.get(id, [])) for id, label in named.items() if id != UNKNOWN_VOICE or id in groups]
    bars = _bars(scope, [each for each in shown if _is_open(scope, each[2])])
    closed = [Bar(label, fewer_than(scope.minimum), None, id) for label, id, own in shown if not _is_open(scope, own)]
    order = list(named)
    return tuple(sorted((*bars, *closed), key=lambda bar: order.index(bar.voice)))


def _is_open(scope: Scope, rows: Sequence[Row]) -> bool:
    return scope.is_team or tellers(rows) >= scope.minimum


def _by_point(scope: Scope, rows: Sequence[Row]) -> tuple[Bar, ...]:
    points = StoryPoint.objects.filter(inquiry=scope.inquiry, is_test=False).order_by("name")
    groups = rows.by_point() if isinstance(rows, KeptRows) else _by_point_id(scope, rows)
    named: list[tuple[str, str, Sequence[Row]]] = [(point.name, "", groups.get(point.pk, [])) for point in points]
    return _bars(scope, [*named, *([("Ingelezen", "", groups[None])] if None in groups else [])])


def _by_point_id(scope: Scope, rows: Sequence[Row]) -> dict[int | None, list[Row]]:
    where = dict(counted(scope).values_list("number", "storypoint_id"))
    groups: dict[int | None, list[Row]] = {}
    for row in rows:
        groups.setdefault(where.get(row.number), []).append(row)
    return groups


def _bars(scope: Scope, groups: Iterable[tuple[str, str, Sequence[Row]]]) -> tuple[Bar, ...]:
    """Return a bar for each group; outside the team a bar stays closed when its number could be worked out."""
    named = list(groups)
    if scope.is_team:
        counts: list[int | None] = [len(rows) for _, _, rows in named]
    else:
        safe = protect_counts({str(place): tellers(rows) for place, (_, _, rows) in enumerate(named)}, scope.minimum)
        counts = [None if isinstance(safe, Suppressed) else safe.counts[str(place)] for place in range(len(named))]
    highest = max((count or 0 for count in counts), default=0) or 1
    return tuple(
        Bar(label, shown_count(scope, count), None if count is None else count / highest, voice, count or 0)
        for (label, voice, _), count in zip(named, counts, strict=True)
    )


def shown_count(scope: Scope, count: int | None) -> str:
    if count is None:
        return "niet getoond"
    return str(count) if scope.is_team or count == 0 else f"ongeveer {count}"


def _desk(inquiry: Inquiry, roles: frozenset[Role], today: dt.date) -> Desk:
    states = Story.objects.real().filter(inquiry=inquiry).values_list("state").annotate(Count("pk"))
    counts = dict(states)
    waiting = Story.objects.real().filter(inquiry=inquiry, state__in=TO_DO)
    found = waiting.aggregate(oldest=Min("received_on"), urgent=Count("pk", filter=Q(is_urgent=True)))
    return Desk(
        waiting=sum(counts.get(state, 0) for state in TO_DO),
        oldest_days=days_between(found["oldest"], today) if found["oldest"] else 0,
        urgent=found["urgent"],
        new_use=Story.objects.real().filter(WAITS_FOR_MODERATOR, inquiry=inquiry).count(),
        for_teller=Story.objects.real().filter(WAITS_FOR_TELLER, inquiry=inquiry).count(),
        held=counts.get(State.HELD, 0),
        can_open=Role.MODERATOR in roles,
    )


def _missing(scope: Scope, rows: Sequence[Row]) -> str:
    """Name the groups of whom little or nothing was heard: with their size for the team, without it for others."""
    found: list[tuple[str, int]] = []
    for question in about_tellers(scope.framework):
        labels = labels_of(scope.framework, question)
        groups = rows_by(rows, group_of(scope.framework, question))
        asked = [option.id for option in question.options if not option.unordered]
        counts = [(labels[id], tellers(groups.get(id, []))) for id in asked]
        found += [each for each in counts if each[1] < scope.inquiry.minimum_group]
    if not found:
        return ""
    if not scope.is_team:
        named = listing([label for label, _ in found])
        return f"Van deze groepen hoorden wij weinig of niets ({fewer_than(scope.minimum)} vertellers): {named}."
    sized = [f"{label} ({'niemand' if n == 0 else n})" for label, n in found]
    return (
        f"Van deze groepen hoorden wij weinig of niets: {listing(sized)}. Tussen haakjes staat het aantal vertellers."
    )
