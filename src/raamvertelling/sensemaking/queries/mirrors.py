"""Mirror and window: what our group told beside what it expected, and beside what another voice told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from raamvertelling.core.framework import Dyad, Framework, MultipleChoice, Prompt, Signifier, Triad, labels
from raamvertelling.core.privacy.disclosure import TEAM_MINIMUM
from raamvertelling.core.stats.outliers import farthest
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.filters import Filters, heading_of, title_of, with_area
from raamvertelling.sensemaking.models import PredictionRound
from raamvertelling.sensemaking.predicting.queries import (
    Measured,
    dots_of,
    expected_window,
    measure,
    open_voices,
    revealed,
)
from raamvertelling.sensemaking.queries.pattern import countable_signifiers
from raamvertelling.sensemaking.queries.reading import allowed, numbers, readable
from raamvertelling.sensemaking.queries.rows import Answered, Scope, comparable, load, matching, narrowed, scope_of
from raamvertelling.sensemaking.queries.windows import (
    Compared,
    Window,
    about_tellers,
    answered,
    compared,
    compared_outside,
    group_of,
    grouped,
    outside_columns,
    outside_window,
    to_summarise,
    window,
)

STORIES = 3
SMALL = "Eén van deze twee groepen is te klein om te vergelijken. Wij noemen dan geen verschil."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """What a group expected and what it told; `round` is None while nobody predicted this sign."""

    round: PredictionRound | None
    expected: Window | None = None
    measured: Measured | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorPage:
    """One sign for two voices, with everything that may be shown of it to one viewer."""

    inquiry: Inquiry
    scope: Scope
    signifier: Signifier
    title: str
    filters: Filters
    signs: tuple[tuple[str, str], ...]
    voices: Mapping[str, str]
    ours: Window
    theirs: Window
    mirror: Mirror
    compared: Compared | None
    numbers: tuple[int, ...]
    minority: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        """Return the one sentence about the difference, or why there is none."""
        if self.compared is not None:
            return self.compared.sentence
        closed = next((each for each in (self.ours, self.theirs) if each.is_closed), None)
        return f"{closed.label}: {closed.sentence}" if closed else SMALL


def mirror(
    *, viewer: Viewer, inquiry: Inquiry, signifier_id: str, ours: str, theirs: str, filters: Filters
) -> MirrorPage | None:
    """Return one sign for two voices; what was asked and does not exist becomes the first that does.

    None when there are no two voices or no sign. Outside the team there is no subject: nobody filters there.
    """
    scope = scope_of(viewer, inquiry)
    known, signs = labels(scope.framework.voice_question), mirrored(scope)
    if len(known) < 2 or not signs:
        return None
    signifier = chosen_sign(signs, signifier_id)
    first = ours if ours in known else next(iter(known))
    second = theirs if theirs in known and theirs != first else next(id for id in known if id != first)
    chosen = filters if scope.is_team else Filters()
    pairs = answered(signifier, comparable(scope, signifier, load(scope, chosen, [signifier])))
    groups = _by_voice(scope, pairs)
    both, test = _two(scope, signifier, pairs, groups, {id: known[id] for id in (first, second)})
    shelf = tuple(_minority(scope, chosen, signifier, both[1]))
    return MirrorPage(
        inquiry=inquiry,
        scope=scope,
        signifier=signifier,
        title=heading_of(signifier),
        filters=chosen,
        signs=tuple((each.id, title_of(each)) for each in signs),
        voices=known,
        ours=both[0],
        theirs=both[1],
        mirror=_mirror(scope, signifier, both[0], groups.get(first, [])),
        compared=test,
        numbers=tuple(_stories(scope, chosen, both[1], shelf)),
        minority=shelf,
    )


def mirrored(scope: Scope) -> list[Signifier]:
    """Return the signs for a mirror: what is about a story, not about who tells it."""
    personal = {each.id for each in about_tellers(scope.framework)}
    found = [each for each in countable_signifiers(scope) if not isinstance(each, Prompt)]
    return [each for each in found if each.id not in personal]


def chosen_sign(signs: Sequence[Signifier], id: str) -> Signifier:
    """Return the sign that was asked for, else the first on which dots lie: those tell most at a glance."""
    placed = next((each for each in signs if isinstance(each, Triad | Dyad)), signs[0])
    return next((each for each in signs if each.id == id), placed)


def themes(framework: Framework) -> list[MultipleChoice | Prompt]:
    """Return the questions that say what a story is about: what was asked for, and those with several answers."""
    return [each for each in framework.signifiers if isinstance(each, MultipleChoice | Prompt)]


def _by_voice(scope: Scope, pairs: Sequence[Answered]) -> Mapping[str, Sequence[Answered]]:
    question = scope.framework.voice_question
    assert question is not None, "a mirror is only made where there are voices"
    return grouped(pairs, group_of(scope.framework, question))


def _two(
    scope: Scope,
    signifier: Signifier,
    pairs: Sequence[Answered],
    groups: Mapping[str, Sequence[Answered]],
    names: Mapping[str, str],
) -> tuple[tuple[Window, ...], Compared | None]:
    """Return the windows of two voices and the test between them."""
    if not scope.is_team:
        columns = outside_columns(scope, signifier, pairs)
        windows = tuple(outside_window(scope, columns, id=id, label=label) for id, label in names.items())
        return windows, compared_outside(scope, signifier, columns, names)
    windows = tuple(window(scope, signifier, groups.get(id, []), id=id, label=names[id]) for id in names)
    return windows, compared(scope, signifier, {id: groups.get(id, []) for id in names}, names)


def _mirror(scope: Scope, signifier: Signifier, own: Window, pairs: Sequence[Answered]) -> Mirror:
    """Lay what this voice expected beside what it told; who did not say enough of voices gets the whole room."""
    round = revealed(scope.inquiry, signifier)
    if round is None:
        return Mirror(round=None)
    dots = list(round.predictions.all())
    minimum = TEAM_MINIMUM if scope.is_team else scope.minimum
    is_own = own.id in open_voices([each.voice for each in dots], minimum)
    predicted = dots_of(signifier, [each for each in dots if not is_own or each.voice == own.id])
    label = "Wat deze groep verwachtte" if is_own else "Wat de zaal verwachtte"
    who = "deze groep" if is_own else "de zaal"
    return Mirror(
        round=round,
        expected=expected_window(signifier, predicted, label),
        measured=measure(scope, signifier, predicted, own.result, pairs=to_summarise(pairs), who=who),
        is_own=is_own,
    )


def _stories(scope: Scope, filters: Filters, other: Window, shelf: Sequence[int]) -> list[int]:
    """Return the newest stories of the other voice that are not on the shelf; none of one whose window is closed."""
    if other.is_closed:
        return []
    kept = _of_voice(scope, filters, other)
    return [each for each in numbers(scope, kept) if each not in shelf][:STORIES] if kept else []


def _of_voice(scope: Scope, filters: Filters, other: Window) -> Filters | None:
    """Return the filter that holds the stories of a voice; None when this person may not pick that voice out."""
    kept = allowed(with_area(filters, scope.framework, scope.framework.voices, other.id), scope)
    return kept if kept.of(scope.framework.voices) else None


def _minority(scope: Scope, filters: Filters, signifier: Signifier, other: Window) -> list[int]:
    """Return the stories of the other voice that lie farthest from its own middle.

    The middle is that of the stories that this person may read: so the choice says nothing of any other story.
    """
    kept = None if other.is_closed else _of_voice(scope, filters, other)
    if kept is None:
        return []
    if scope.is_team:  # it reads what it counts
        rows = load(scope, kept, [signifier])
    else:
        rows = matching(narrowed(readable(scope), scope.inquiry, kept), scope, kept, [signifier])
    pairs = answered(signifier, comparable(scope, signifier, rows))
    return [int(number) for number in farthest(signifier, to_summarise(pairs), at_most=STORIES)]
