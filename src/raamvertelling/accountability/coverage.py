"""Who spoke and who did not, as it may leave the team: closed groups stay closed, numbers are rounded to five."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from raamvertelling.core.framework import SingleChoice
from raamvertelling.core.privacy.disclosure import fewer_than, rounded
from raamvertelling.core.sentences import listing
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.filters import Filters, title_of
from raamvertelling.sensemaking.queries.rows import Row, Scope, counted, load, scope_of, tellers
from raamvertelling.sensemaking.queries.windows import about_tellers, answered, group_of, grouped, labels_of
from raamvertelling.web.templatetags.raam import MONTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A sentence and a table of who spoke, sentences on who did not, and the ids of the stories that count."""

    sentence: str
    period: str
    rows: tuple[tuple[str, str], ...]
    absent: tuple[str, ...]
    story_ids: tuple[str, ...]


def coverage(*, viewer: Viewer, inquiry: Inquiry) -> Coverage:
    """Return who spoke in an inquiry, by outside rules whoever looks."""
    scope = scope_of(viewer, inquiry, outside=True)
    questions = about_tellers(scope.framework)
    rows = load(scope, Filters(), questions)
    sizes = {question.id: _sizes(scope, question, rows) for question in questions}
    first = sizes[questions[0].id] if questions else {}
    shown = sum(rounded(n) for n in first.values() if n >= scope.minimum)
    return Coverage(
        sentence=_sentence(shown, scope, first),
        period=_period(rows),
        rows=tuple((label, _shown(n, scope)) for label, n in first.items()),
        absent=tuple(_absent(scope, each, sizes[each.id]) for each in questions if _small(scope, sizes[each.id])),
        story_ids=tuple(str(id) for id in counted(scope).order_by("pk").values_list("pk", flat=True)),
    )


def _sizes(scope: Scope, question: SingleChoice, rows: Sequence[Row]) -> dict[str, int]:
    groups = grouped(answered(question, rows), group_of(scope.framework, question))
    labels = labels_of(scope.framework, question)
    asked = [option.id for option in question.options if not option.unordered]
    return {labels[id]: tellers(row for row, _ in groups.get(id, [])) for id in asked}


def _shown(n: int, scope: Scope) -> str:
    return str(rounded(n)) if n >= scope.minimum else fewer_than(scope.minimum)


def _small(scope: Scope, sizes: Mapping[str, int]) -> list[str]:
    return [label for label, n in sizes.items() if n < scope.minimum]


def _sentence(shown: int, scope: Scope, first: Mapping[str, int]) -> str:
    if not shown:
        return f"Er zijn nog te weinig vertellers om te tonen: {fewer_than(scope.minimum)} per groep."
    closed = " Groepen die te klein zijn om te tonen, tellen in dit aantal niet mee." if _small(scope, first) else ""
    return f"Ongeveer {shown} mensen vertelden een verhaal.{closed}"


def _absent(scope: Scope, question: SingleChoice, sizes: Mapping[str, int]) -> str:
    small = [label.lower() if question.id == scope.framework.voices else label for label in _small(scope, sizes)]
    return f"{_capital(listing(small))} (bij de vraag ‘{title_of(question)}’)"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _period(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    first, last = min(row.told_on for row in rows), max(row.told_on for row in rows)
    start, end = (f"{MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    return start if start == end else f"{start} tot en met {end}"
