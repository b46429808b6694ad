"""The strongest patterns first, and one pattern in full: for the team alone, with its exact numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Page, Paginator

from raamvertelling.core.framework import Signifier
from raamvertelling.core.results_scan import Contrast, Crossed, LeftOut, Pattern, Scan
from raamvertelling.core.sentences_scan import contrast_sentence, link_sentence
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.answers import as_matrix
from raamvertelling.sensemaking.connecting.looking import look, version_of
from raamvertelling.sensemaking.filters import Filters, title_of, with_area
from raamvertelling.sensemaking.models import MarkedPattern, MarkedPatternQuerySet
from raamvertelling.sensemaking.queries.pattern import UnknownSignifier, countable_signifiers
from raamvertelling.sensemaking.queries.reading import readable
from raamvertelling.sensemaking.queries.rows import KeptRows, Row, Scope, load, scope_of, tellers
from raamvertelling.sensemaking.queries.windows import about_tellers, answered, caution

if TYPE_CHECKING:
    from raamvertelling.core.codes import AnswerMatrix

PAGE = 10
SHOWN_STORIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The stories that count, as answers side by side; `scan` is None while it is being made."""

    scope: Scope
    rows: Sequence[Row]
    matrix: "AnswerMatrix"
    version: str
    scan: Scan | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One pattern in words. `group` and `outcome` are its columns, the one about who tells in front.

    `filters` holds the stories in which it shows most clearly, `in_contrast` how many those are.
    """

    pattern: Pattern
    group: str
    outcome: str
    sentence: str
    crossed: Crossed
    contrast: Contrast | None
    said: str
    filters: Filters
    caution: str
    mark: MarkedPattern | None = None

    @property
    def in_contrast(self) -> int:
        """How many stories lie in the clearest cell."""
        return self.contrast.inside.count if self.contrast else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionsPage:
    """A page of patterns; `marked` are those that somebody called remarkable, with what the pair looks like now."""

    looked: Looked
    page: "Page[Pattern]"
    shown: tuple[Connection, ...]
    marked: tuple[tuple[MarkedPattern, Connection | None], ...]
    questions: tuple[tuple[str, str], ...]
    by: str
    all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionPage:
    """One pair of questions: the pattern, or why there is none; and numbers of stories to read."""

    looked: Looked
    first: Signifier
    second: Signifier
    found: Connection | None
    left_out: LeftOut | None
    mark: MarkedPattern | None
    numbers: tuple[int, ...] = field(default=())


def looked_at(*, viewer: Viewer, inquiry: Inquiry) -> Looked:
    """Return all answers that count for a member of the team, and the look at all their pairs."""
    scope = scope_of(viewer, inquiry)
    assert scope.is_team, "exact numbers of all pairs stay inside the team"
    asked = countable_signifiers(scope)
    rows = load(scope, Filters(), asked)
    matrix = as_matrix(scope, asked, rows)
    who = _who(rows)
    version = version_of(matrix, who)
    return Looked(scope=scope, rows=rows, matrix=matrix, version=version, scan=look(matrix, who, version))


def _who(rows: Sequence[Row]) -> list[int]:
    """Return a number for the teller of each story."""
    if isinstance(rows, KeptRows):
        return rows.who()
    known: dict[UUID, int] = {}
    return [known.setdefault(row.teller, len(known)) for row in rows]


def connections(
    *, viewer: Viewer, inquiry: Inquiry, by: str = "", all: bool = False, page: str = "1"
) -> ConnectionsPage:
    """Return a page of patterns, the strongest first.

    `by` is the id of a question: only pairs with it. Looks are counted over all pairs all the same. With `all` also
    what is no larger than chance.
    """
    looked = looked_at(viewer=viewer, inquiry=inquiry)
    named = {each.id: title_of(each) for each in countable_signifiers(looked.scope)}
    by = by if by in named else ""
    found = () if looked.scan is None else looked.scan.patterns if all else looked.scan.standing_out
    chosen = [each for each in found if not by or by in {_question(each.a), _question(each.b)}]
    marks = {frozenset((each.a, each.b)): each for each in marked_in(viewer, inquiry)}
    at = Paginator(chosen, PAGE).get_page(page)
    return ConnectionsPage(
        looked=looked,
        page=at,
        shown=tuple(_connection(looked, each, marks.get(frozenset((each.a, each.b)))) for each in at.object_list),
        marked=tuple((mark, _now(looked, mark)) for mark in marks.values()),
        questions=tuple(named.items()),
        by=by,
        all=all,
    )


def connection(*, viewer: Viewer, inquiry: Inquiry, a: str, b: str) -> ConnectionPage:
    """Return one pair of columns; raise UnknownSignifier when there are no such two."""
    looked = looked_at(viewer=viewer, inquiry=inquiry)
    columns = {column.id for column in looked.matrix.columns}
    if not {a, b} <= columns or _question(a) == _question(b):
        raise UnknownSignifier(f"{a} {b}")
    framework = looked.scope.framework
    mark = marked_in(viewer, inquiry).filter(a__in=(a, b), b__in=(a, b)).first()
    pattern = looked.scan.between(a, b) if looked.scan else None
    left_out = looked.scan.left_out if looked.scan else ()
    found = _connection(looked, pattern, mark) if pattern else None
    return ConnectionPage(
        looked=looked,
        first=framework.signifier(_question(a)),
        second=framework.signifier(_question(b)),
        found=found,
        left_out=next((each for each in left_out if {each.a, each.b} == {a, b}), None),
        mark=mark,
        numbers=_in_contrast(looked, found),
    )


def marked_in(viewer: Viewer, inquiry: Inquiry) -> MarkedPatternQuerySet:
    """Return what the team marked in an inquiry, newest first."""
    return MarkedPattern.objects.visible_to(viewer).filter(inquiry=inquiry).select_related("made_by")


def _now(looked: Looked, mark: MarkedPattern) -> Connection | None:
    pattern = looked.scan.between(mark.a, mark.b) if looked.scan else None
    return _connection(looked, pattern, mark) if pattern else None


def _connection(looked: Looked, pattern: Pattern, mark: MarkedPattern | None) -> Connection:
    from raamvertelling.core.stats.contrasts import contrast, crossed, sides

    framework = looked.scope.framework
    group, outcome = sides(pattern.a, pattern.b, [each.id for each in about_tellers(framework)])
    asked = [framework.signifier(_question(each)) for each in (group, outcome)]
    table = crossed(looked.matrix, (group, asked[0]), (outcome, asked[1]))
    found = contrast(table)
    return Connection(
        pattern=pattern,
        group=group,
        outcome=outcome,
        sentence=link_sentence(pattern, framework),
        crossed=table,
        contrast=found,
        said=contrast_sentence(found, framework) if found else "",
        filters=_filters(looked, found),
        caution=_caution(looked, found, asked[1]),
        mark=mark,
    )


def _filters(looked: Looked, found: Contrast | None) -> Filters:
    filters = Filters()
    for part in (found.group, found.outcome) if found else ():
        filters = with_area(filters, looked.scope.framework, _question(part.column), *part.areas)
    return filters


def _caution(looked: Looked, found: Contrast | None, outcome: Signifier) -> str:
    """Warn about a small group behind the clearest cell, and about one teller who told most of it."""
    if found is None:
        return ""
    chosen = _rows(looked, found, outcome_too=False)
    return caution(looked.scope, outcome, answered(outcome, chosen))


def _rows(looked: Looked, found: Contrast, *, outcome_too: bool) -> Sequence[Row]:
    """Return the rows of the group of a contrast, with `outcome_too` only those that gave the outcome."""
    import numpy as np

    from raamvertelling.core.stats.contrasts import parts_of

    framework = looked.scope.framework
    chosen = [found.group, found.outcome] if outcome_too else [found.group]
    masks = [
        dict(parts_of(looked.matrix, part.column, framework.signifier(_question(part.column))))[part] for part in chosen
    ]
    inside = np.logical_and.reduce(masks)
    if isinstance(looked.rows, KeptRows):
        return looked.rows.where(inside)
    return [row for row, is_inside in zip(looked.rows, inside, strict=True) if is_inside]


def _in_contrast(looked: Looked, found: Connection | None) -> tuple[int, ...]:
    """Return the newest stories in which a pattern shows most clearly, that this person may read."""
    if found is None or found.contrast is None:
        return ()
    inside = [row.number for row in _rows(looked, found.contrast, outcome_too=True)]
    may = set(readable(looked.scope).filter(number__in=inside).values_list("number", flat=True))
    return tuple(number for number in inside if number in may)[:SHOWN_STORIES]


def _question(column: str) -> str:
    """Return the question of a column."""
    return column.partition(":")[0]


def told_by(looked: Looked) -> int:
    """Return how many people told the stories that were looked at."""
    return tellers(looked.rows)
