"""Two sides of one sign that are no two voices: then beside now, and one group beside all others.

Only inside the team. Outside, views are fixed: a period or a small group that somebody may choose is worked out by
taking one picture from another (ADR 14), so there both sides stay closed, whatever lies behind them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from raamvertelling.core.framework import Framework, Option, Signifier, SingleChoice
from raamvertelling.core.results import Suppressed
from raamvertelling.core.sentences import stories
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.filters import Filters, heading_of, title_of, with_area
from raamvertelling.sensemaking.periods import Periods, read_periods
from raamvertelling.sensemaking.queries.mirrors import SMALL, STORIES, chosen_sign, mirrored
from raamvertelling.sensemaking.queries.mixture import Mixture, mixture
from raamvertelling.sensemaking.queries.rows import Answered, Row, Scope, comparable, load, scope_of
from raamvertelling.sensemaking.queries.windows import (
    Compared,
    Window,
    about_tellers,
    answered,
    compared,
    is_usable,
    window,
)

# No id of a voice has a hyphen. The back is then, or the others; the front is what one looks at.
BACK, FRONT = "kant-achter", "kant-voor"
NOT_OUTSIDE = Suppressed(
    "Buiten het team tonen wij geen tijdvak en geen buurt apart. "
    "Wie zo’n beeld aftrekt van het geheel, vindt anders een kleine groep.",
    "geen aantal",
)

SHUT = "Dit leggen wij alleen binnen het team naast elkaar."


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side: how it is called on the page and in a sentence, and the filter that holds its stories."""

    id: str
    label: str
    name: str
    filters: Filters


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One side as it is shown, with the numbers of a few of its stories."""

    side: Side
    window: Window
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """One sign for two sides, with everything that may be shown of it to one viewer.

    `periods` is set for then and now, `group` (question, option) for one group. `notes` say what is not counted.
    """

    inquiry: Inquiry
    scope: Scope
    signifier: Signifier
    title: str
    filters: Filters
    signs: tuple[tuple[str, str], ...]
    sides: tuple[Drawn, ...] = ()
    compared: Compared | None = None
    mixture: Mixture | None = None
    notes: tuple[str, ...] = ()
    periods: Periods | None = None
    group: tuple[str, str] = ("", "")

    @property
    def names(self) -> dict[str, str]:
        """Return how the sides are called in sentences."""
        return {each.side.id: each.side.name for each in self.sides}

    @property
    def sentence(self) -> str:
        """Return the one sentence about the difference, or why there is none."""
        if self.compared is not None:
            return self.compared.sentence
        return SMALL if self.scope.is_team else SHUT


def then_now(
    *, viewer: Viewer, inquiry: Inquiry, signifier_id: str, filters: Filters, asked: Mapping[str, str]
) -> PairPage | None:
    """Return one sign then and now; `asked` holds the days, see `periods`. None when there is no sign."""
    page = _begun(viewer, inquiry, signifier_id, filters)
    if page is None or not page.scope.is_team:
        return page and _closed(page, "Toen", "Nu")
    rows = load(page.scope, page.filters, [page.signifier])
    known = comparable(page.scope, page.signifier, rows)
    periods = read_periods(asked, [row.told_on for row in known])
    if periods is None:
        return page
    back, front = periods.then, periods.now
    sides = (
        Side(id=BACK, label=f"Toen: {back.words}", name="eerdere vertellers",
             filters=replace(page.filters, since=back.since, until=back.until)),
        Side(id=FRONT, label=f"Nu: {front.words}", name="latere vertellers",
             filters=replace(page.filters, since=front.since, until=front.until)),
    )  # fmt: skip

    def side_of(row: Row) -> str:
        return FRONT if front.holds(row.told_on) else BACK if back.holds(row.told_on) else ""

    notes = _old_wording(len(rows) - len(known))
    return replace(_both(page, sides, known, side_of), periods=periods, notes=notes)


def group_and_rest(
    *, viewer: Viewer, inquiry: Inquiry, signifier_id: str, filters: Filters, group: tuple[str, str]
) -> PairPage | None:
    """Return one sign for one group (question, option) beside all others who answered that question.

    None when there is no sign, or no question about who tells besides the voice.
    """
    page = _begun(viewer, inquiry, signifier_id, filters)
    questions = groupings(inquiry.framework)
    if page is None or not questions:
        return None
    question, option = _chosen_group(questions, group)
    label = option.text.in_language("nl")
    page = replace(page, group=(question.id, option.id))
    if not page.scope.is_team:
        return _closed(page, label, "Alle andere")
    rows = load(page.scope, page.filters, [page.signifier, question])
    known = comparable(page.scope, page.signifier, comparable(page.scope, question, rows))
    others = [each.id for each in question.options if each.id != option.id]
    sides = (
        Side(id=FRONT, label=label, name=label,
             filters=with_area(page.filters, page.scope.framework, question.id, option.id)),
        Side(id=BACK, label="Alle andere", name="andere vertellers",
             filters=with_area(page.filters, page.scope.framework, question.id, *others)),
    )  # fmt: skip

    def side_of(row: Row) -> str:
        answer = row.answers[question.id]
        return "" if not is_usable(answer) else FRONT if option.id in answer.options else BACK  # type: ignore[union-attr]  # a single choice

    made = _both(page, sides, known, side_of)
    silent = sum(not side_of(row) for row in known)
    left = (f"{stories(silent)} zonder antwoord op ‘{title_of(question)}’ tellen niet mee.",) if silent else ()
    return replace(made, notes=(*left, *_old_wording(len(rows) - len(known))))


def groupings(framework: Framework) -> list[SingleChoice]:
    """Return the questions about who tells that can set one group apart: a neighbourhood, an age."""
    return [each for each in about_tellers(framework) if each.id != framework.voices and len(each.options) > 1]


def _begun(viewer: Viewer, inquiry: Inquiry, signifier_id: str, filters: Filters) -> PairPage | None:
    scope = scope_of(viewer, inquiry)
    signs = mirrored(scope)
    if not signs:
        return None
    signifier = chosen_sign(signs, signifier_id)
    return PairPage(
        inquiry=inquiry,
        scope=scope,
        signifier=signifier,
        title=heading_of(signifier),
        filters=filters if scope.is_team else Filters(),
        signs=tuple((each.id, title_of(each)) for each in signs),
    )


def _chosen_group(questions: Sequence[SingleChoice], asked: tuple[str, str]) -> tuple[SingleChoice, Option]:
    """Return the group that was asked for, else the first of the first question."""
    found = ((each, option) for each in questions for option in each.options if (each.id, option.id) == asked)
    return next(found, (questions[0], questions[0].options[0]))


def _both(page: PairPage, sides: Sequence[Side], rows: Sequence[Row], side_of: Callable[[Row], str]) -> PairPage:
    """Draw both sides exactly, for the team, with the test between them and who told on each."""
    scope, signifier = page.scope, page.signifier
    pairs: dict[str, list[Answered]] = {side.id: [] for side in sides}
    for row, answer in answered(signifier, rows):
        if side := side_of(row):
            pairs[side].append((row, answer))
    drawn = tuple(_drawn(scope, signifier, side, pairs[side.id]) for side in sides)
    usable = {id: [row for row, answer in each if is_usable(answer)] for id, each in pairs.items()}
    names = {side.id: side.name for side in sides}
    return replace(
        page,
        sides=drawn,
        compared=compared(scope, signifier, pairs, names),
        mixture=mixture(scope, page.filters, usable, names),
    )


def _drawn(scope: Scope, signifier: Signifier, side: Side, pairs: Sequence[Answered]) -> Drawn:
    made = window(scope, signifier, pairs, id=side.id, label=side.name)
    newest = tuple(row.number for row, answer in pairs if is_usable(answer))[:STORIES]
    return Drawn(side=side, window=replace(made, label=side.label, voice=side.id), numbers=newest)


def _closed(page: PairPage, *labels: str) -> PairPage:
    """Return both sides closed, made from nothing but their names."""
    sides = [Side(id=id, label=label, name=label, filters=Filters())
             for id, label in zip((BACK, FRONT), labels, strict=True)]  # fmt: skip
    shut = tuple(
        Drawn(side=each, window=Window(id=each.id, label=each.label, voice="", n_shown="", result=NOT_OUTSIDE,
                                       sentence=NOT_OUTSIDE.reason))
        for each in sides
    )  # fmt: skip
    return replace(page, sides=shut)


def _old_wording(n: int) -> tuple[str, ...]:
    return (f"{stories(n)} van toen deze vraag er anders uitzag, tellen niet mee.",) if n else ()
