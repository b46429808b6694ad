"""One sign, or all of them: what was answered, by whom, and whether the groups differ."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from raamvertelling.core.framework import Dyad, LongText, Scale, ShortText, Signifier, Stones, Triad
from raamvertelling.core.results import Distribution, Suppressed, TooFew
from raamvertelling.core.stats import generator
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.disclosure import closed_cells
from raamvertelling.sensemaking.filters import Filters, heading_of
from raamvertelling.sensemaking.queries.rows import (
    Answered,
    Scope,
    comparable,
    days_of,
    keep_in_memory,
    load,
    rows_in,
    scope_of,
)
from raamvertelling.sensemaking.queries.windows import (
    SEED,
    Compared,
    Splitter,
    Window,
    about_tellers,
    answered,
    compared,
    compared_outside,
    group_of,
    grouped,
    labels_of,
    outside_columns,
    outside_groups,
    outside_window,
    splitters,
    to_summarise,
    window,
)

if TYPE_CHECKING:
    from raamvertelling.core.stats.trends import Trend

NO_SPLIT = "geen"
Placed = Triad | Dyad | Stones | Scale
TOGETHER = {True: "Alle verhalen samen", False: "De getoonde stemmen samen"}


class UnknownSignifier(LookupError):
    """There is no such sign to draw in this inquiry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternPage:
    """A sign with everything that may be shown of it to one viewer; holds protected results only.

    `trend` is None outside the team, and the reason where there is too little to say anything.
    """

    inquiry: Inquiry
    scope: Scope
    signifier: Signifier
    title: str
    filters: Filters
    split: Splitter | None
    splits: tuple[Splitter, ...]
    whole: Window
    windows: tuple[Window, ...]
    compared: Compared | None
    lead: str
    notes: tuple[str, ...]
    as_of: dt.date | None
    trend: "Trend | str | None" = None

    @property
    def is_empty(self) -> bool:
        """Whether nobody is left to draw."""
        return not isinstance(self.whole.result, Suppressed) and self.whole.result.n == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternsPage:
    """Every sign of an inquiry as one window, in the order of the framework."""

    inquiry: Inquiry
    scope: Scope
    patterns: tuple[tuple[Signifier, str, Window], ...]
    notes: tuple[str, ...]
    as_of: dt.date | None


def countable_signifiers(scope: Scope) -> list[Signifier]:
    """Return the signs that can be drawn: all but the free texts.

    Outside the team also without the questions about who tells: their options are groups of people, and the small
    ones must stay closed. The overview counts those.
    """
    personal = [] if scope.is_team else about_tellers(scope.framework)
    return [
        each
        for each in scope.framework.signifiers
        if not isinstance(each, LongText | ShortText) and each not in personal
    ]


def find_signifier(scope: Scope, signifier_id: str) -> Signifier:
    """Return a sign that can be drawn, or raise UnknownSignifier."""
    found = next((each for each in countable_signifiers(scope) if each.id == signifier_id), None)
    if found is None:
        raise UnknownSignifier(signifier_id)
    return found


def pattern(
    *,
    viewer: Viewer,
    inquiry: Inquiry,
    signifier_id: str,
    filters: Filters | None = None,
    split_by: str = "",
    outside: bool = False,
) -> PatternPage:
    """Return what `viewer` may see of one sign.

    `split_by` is the id of a single choice, empty for the voices, or "geen". With `outside` the page holds what may
    leave the team, whoever asks for it: accounts and prints are made from that.
    """
    scope = scope_of(viewer, inquiry, outside=outside)
    signifier = find_signifier(scope, signifier_id)
    chosen = (filters or Filters()) if scope.is_team else Filters()
    split = _split(scope, signifier, split_by)
    rows = load(scope, chosen, [signifier] if split is None else [signifier, split])
    pairs = answered(signifier, comparable(scope, signifier, rows))
    side_by_side = _side_by_side if scope.is_team else _outside
    windows, whole, test = side_by_side(scope, signifier, pairs, split)
    return PatternPage(
        inquiry=inquiry,
        scope=scope,
        signifier=signifier,
        title=heading_of(signifier),
        filters=chosen,
        split=split,
        splits=tuple(_possible_splits(scope, signifier)),
        whole=whole,
        windows=windows,
        compared=test,
        lead=test.sentence if test and test.differs else whole.sentence,
        notes=_notes(scope, other_versions=len(rows) - len(pairs)),
        as_of=scope.as_of,
        trend=_trend(scope, signifier, pairs) if scope.is_team else None,
    )


def _trend(scope: Scope, signifier: Signifier, pairs: Sequence[Answered]) -> "Trend | str":
    """Follow the answers over time, for the team only: a month outside would be a group of its own."""
    # scipy and numba take a second to import, so a web process pays for it here and not at its start.
    from raamvertelling.core.stats.trends import trend

    try:
        days = days_of(rows_in(pairs))
        return trend(signifier, days, to_summarise(pairs), rng=generator(SEED), minimum=scope.minimum)
    except TooFew as reason:
        return str(reason)


def patterns(*, viewer: Viewer, inquiry: Inquiry) -> PatternsPage:
    """Return every sign as one window for `viewer`; outsiders see the disclosed voices together."""
    scope = scope_of(viewer, inquiry)
    rows = load(scope, Filters(), countable_signifiers(scope))
    drawn = []
    for signifier in countable_signifiers(scope):
        pairs = answered(signifier, comparable(scope, signifier, rows))
        drawn.append((signifier, heading_of(signifier), whole_window(scope, signifier, pairs)))
    return PatternsPage(inquiry=inquiry, scope=scope, patterns=tuple(drawn), notes=_notes(scope), as_of=scope.as_of)


def whole_patterns(scope: Scope) -> Callable[[Signifier], Distribution | Suppressed]:
    """Return the function that gives the pattern of everyone that a story's own dot is drawn on; one query."""
    rows = load(scope, Filters(), [each for each in countable_signifiers(scope) if isinstance(each, Placed)])

    def whole(signifier: Signifier) -> Distribution | Suppressed:
        return whole_window(scope, signifier, answered(signifier, comparable(scope, signifier, rows))).result

    return whole


def read_ahead(inquiry: Inquiry) -> None:
    """Have the answers of a large inquiry in memory before a transaction that counts them: nobody can write meanwhile.

    With SQLite a page that notes who read a story would wait for that, and give up after twenty seconds.
    """
    keep_in_memory(scope_of(AnonymousUser(), inquiry, outside=True))


def closed_outside(
    inquiry: Inquiry, before: Mapping[str, Mapping[str, Sequence[str]]]
) -> dict[str, dict[str, list[str]]]:
    """Return the answers that stay closed in a new outside view, by signifier and voice, given those of the last one.

    A voice that is too small now keeps what it had, for when it is shown again.
    """
    scope = scope_of(AnonymousUser(), inquiry, outside=True)
    rows = load(scope, Filters(), countable_signifiers(scope))
    found = {id: {voice: list(cells) for voice, cells in each.items()} for id, each in before.items()}
    for signifier in countable_signifiers(scope):
        own = found.setdefault(signifier.id, {})
        for voice, exact in outside_groups(
            scope, signifier, answered(signifier, comparable(scope, signifier, rows))
        ).items():
            own[voice] = sorted(closed_cells(exact, scope.minimum, own.get(voice)))
    return found


def _possible_splits(scope: Scope, signifier: Signifier) -> list[Splitter]:
    found = [each for each in splitters(scope.framework) if each.id != signifier.id]
    return found if scope.is_team else [each for each in found if each.id == scope.framework.voices]


def _split(scope: Scope, signifier: Signifier, split_by: str) -> Splitter | None:
    if split_by == NO_SPLIT:
        return None
    possible = {each.id: each for each in _possible_splits(scope, signifier)}
    return possible.get(split_by) or possible.get(scope.framework.voices)


def whole_window(scope: Scope, signifier: Signifier, pairs: Sequence[Answered]) -> Window:
    """Return everybody together: outside the team made from the voices that are shown themselves.

    With the closed voices in it, one subtraction would open them.
    """
    label = TOGETHER[scope.is_team]
    if scope.is_team:
        return window(scope, signifier, pairs, id="", label=label)
    return outside_window(scope, outside_columns(scope, signifier, pairs), id="", label=label)


def _side_by_side(
    scope: Scope, signifier: Signifier, pairs: Sequence[Answered], split: Splitter | None
) -> tuple[tuple[Window, ...], Window, Compared | None]:
    """Return the windows of the groups for the team, everybody together, and the test between the groups."""
    whole = whole_window(scope, signifier, pairs)
    if split is None:
        return (), whole, None
    labels = labels_of(scope.framework, split)
    groups = grouped(pairs, group_of(scope.framework, split))
    shown = _in_order(labels, groups, split)
    windows = tuple(window(scope, signifier, groups.get(id, []), id=id, label=labels[id]) for id in shown)
    ordered = {id: groups[id] for id in shown if id in groups}
    return windows, whole, compared(scope, signifier, ordered, labels)


def _outside(
    scope: Scope, signifier: Signifier, pairs: Sequence[Answered], split: Splitter | None
) -> tuple[tuple[Window, ...], Window, Compared | None]:
    """Return the same for outsiders: all of it made from the columns of the voices that are large enough."""
    columns = outside_columns(scope, signifier, pairs)
    whole = outside_window(scope, columns, id="", label=TOGETHER[False])
    if split is None:
        return (), whole, None
    labels = labels_of(scope.framework, split)
    groups = grouped(pairs, group_of(scope.framework, split))
    shown = _in_order(labels, groups, split)
    windows = tuple(outside_window(scope, columns, id=id, label=labels[id]) for id in shown)
    return windows, whole, compared_outside(scope, signifier, columns, {id: labels[id] for id in shown})


def _in_order(labels: Mapping[str, str], groups: Mapping[str, object], split: Splitter) -> list[str]:
    """Return the groups to show: every option, and any other that has answers."""
    return [id for id in labels if id in groups or id in {option.id for option in split.options}]


def _notes(scope: Scope, other_versions: int = 0) -> tuple[str, ...]:
    notes = []
    if not scope.is_team:
        notes.append(
            f"U ziet alleen stemmen van minstens {scope.minimum} vertellers, in afgeronde aantallen en zonder filter. "
            "Zo is niemand te herkennen door het ene beeld van het andere af te trekken. "
            "‘Samen’ telt alleen de stemmen die u ook apart ziet."
        )
        notes.append(
            f"Nieuwe verhalen van een stem tellen hier mee zodra er minstens {scope.minimum} vertellers bij zijn, "
            "en hooguit één keer per week."
        )
    elif other_versions:
        notes.append(
            f"{other_versions} verhalen zijn verteld toen deze vraag er anders uitzag. Die tellen hier niet mee."
        )
    return tuple(notes)
