"""One sign, or all of them: what was answered, by whom, and whether the groups differ."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from raamvertelling.core.framework import Dyad, LongText, Scale, ShortText, Signifier, Stones, Triad
from raamvertelling.core.results import Distribution, Suppressed
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.filters import Filters, heading_of
from raamvertelling.sensemaking.queries.rows import Scope, comparable, load, scope_of
from raamvertelling.sensemaking.queries.windows import (
    Answered,
    Compared,
    Splitter,
    Window,
    about_tellers,
    answered,
    compared,
    group_of,
    grouped,
    is_open,
    labels_of,
    splitters,
    window,
)
from raamvertelling.stories.models import Purpose, Story

NO_SPLIT = "geen"
Placed = Triad | Dyad | Stones | Scale
TOGETHER = {True: "Alle verhalen samen", False: "De getoonde stemmen samen"}


class UnknownSignifier(LookupError):
    """There is no such sign to draw in this inquiry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternPage:
    """A sign with everything that may be shown of it to one viewer; holds protected results only."""

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
    readable = readable_numbers(scope)
    windows, together, test = _side_by_side(scope, signifier, pairs, split, readable)
    whole = window(scope, signifier, together, readable, id="", label=TOGETHER[scope.is_team])
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
    )


def patterns(*, viewer: Viewer, inquiry: Inquiry) -> PatternsPage:
    """Return every sign as one window for `viewer`; outsiders see the disclosed voices together."""
    scope = scope_of(viewer, inquiry)
    rows = load(scope, Filters(), countable_signifiers(scope))
    drawn = []
    for signifier in countable_signifiers(scope):
        pairs = answered(signifier, comparable(scope, signifier, rows))
        together = _disclosed(scope, signifier, pairs)
        shown = window(scope, signifier, together, frozenset(), id="", label="")
        drawn.append((signifier, heading_of(signifier), shown))
    return PatternsPage(inquiry=inquiry, scope=scope, patterns=tuple(drawn), notes=_notes(scope), as_of=scope.as_of)


def whole_patterns(scope: Scope) -> Callable[[Signifier], Distribution | Suppressed]:
    """Return the function that gives the pattern of everyone that a story's own dot is drawn on; one query."""
    rows = load(scope, Filters(), [each for each in countable_signifiers(scope) if isinstance(each, Placed)])

    def whole(signifier: Signifier) -> Distribution | Suppressed:
        pairs = _disclosed(scope, signifier, answered(signifier, comparable(scope, signifier, rows)))
        return window(scope, signifier, pairs, frozenset(), id="", label="").result

    return whole


def readable_numbers(scope: Scope) -> frozenset[int]:
    """Return the numbers of the stories that an outsider may read with a group."""
    if scope.is_team:
        return frozenset()
    mine = Story.objects.usable_for(scope.viewer, Purpose.GROUP).filter(inquiry=scope.inquiry)
    return frozenset(mine.values_list("number", flat=True))


def _possible_splits(scope: Scope, signifier: Signifier) -> list[Splitter]:
    found = [each for each in splitters(scope.framework) if each.id != signifier.id]
    return found if scope.is_team else [each for each in found if each.id == scope.framework.voices]


def _split(scope: Scope, signifier: Signifier, split_by: str) -> Splitter | None:
    if split_by == NO_SPLIT:
        return None
    possible = {each.id: each for each in _possible_splits(scope, signifier)}
    return possible.get(split_by) or possible.get(scope.framework.voices)


def _side_by_side(
    scope: Scope,
    signifier: Signifier,
    pairs: Sequence[Answered],
    split: Splitter | None,
    readable: frozenset[int],
) -> tuple[tuple[Window, ...], Sequence[Answered], Compared | None]:
    """Return the windows, the answers that may be shown together, and the test between the windows."""
    together = _disclosed(scope, signifier, pairs)
    if split is None:
        return (), together, None
    labels = labels_of(scope.framework, split)
    groups = grouped(pairs, group_of(scope.framework, split))
    shown = [id for id in labels if id in groups or id in {option.id for option in split.options}]
    windows = tuple(window(scope, signifier, groups.get(id, []), readable, id=id, label=labels[id]) for id in shown)
    ordered = {id: groups[id] for id in shown if id in groups}
    return windows, together, compared(scope, signifier, ordered, labels)


def _disclosed(scope: Scope, signifier: Signifier, pairs: Sequence[Answered]) -> Sequence[Answered]:
    """Return the answers behind "alle": outside the team only those of voices that are shown themselves.

    With the closed voices in it, one subtraction would open them.
    """
    question = scope.framework.voice_question
    if scope.is_team or question is None:
        return pairs
    groups = grouped(pairs, group_of(scope.framework, question))
    return [pair for group in groups.values() if is_open(scope, signifier, group) for pair in group]


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
