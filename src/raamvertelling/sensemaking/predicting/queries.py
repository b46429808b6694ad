"""What a round shows: how many predicted, and after revealing what was expected beside what was told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from raamvertelling.core.answers import Answer
from raamvertelling.core.framework import Signifier, same_question
from raamvertelling.core.privacy.disclosure import TEAM_MINIMUM, fewer_than
from raamvertelling.core.results import Area, Distribution, Gap, Suppressed, TooFew
from raamvertelling.core.sentences_gap import explain_gap, size_words
from raamvertelling.core.stats import areas, generator, summarise
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.disclosure import as_answers, coarse_gap
from raamvertelling.sensemaking.filters import Filters, heading_of, with_area
from raamvertelling.sensemaking.models import Prediction, PredictionRound
from raamvertelling.sensemaking.predicting.asking import signifier_of
from raamvertelling.sensemaking.queries.pattern import whole_window
from raamvertelling.sensemaking.queries.reading import numbers
from raamvertelling.sensemaking.queries.rows import Scope, comparable, load, scope_of
from raamvertelling.sensemaking.queries.stored import reader_of
from raamvertelling.sensemaking.queries.windows import SEED, Window, answered, to_summarise

READ_IN_GAP = 4
EXPECTED, TOLD = "verwacht", "verteld"
TOO_FEW = Suppressed(
    f"Er zijn {fewer_than(TEAM_MINIMUM)} voorspellingen. Wij tekenen ze niet: dan is te zien wie wat dacht.",
    fewer_than(TEAM_MINIMUM),
)
NOTHING_TO_COMPARE = "Van de verhalen is te weinig te tonen om er de voorspelling naast te leggen."
Pairs = Sequence[tuple[str, Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The gap in numbers and words; without a gap `sentence` says why. `unforeseen` is where to read on."""

    gap: Gap | None
    sentence: str
    size: str = ""
    unforeseen: Area | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """A revealed round: both windows, the gap between them, and the numbers of stories to read from it."""

    round: PredictionRound
    scope: Scope
    signifier: Signifier
    title: str
    expected: Window
    told: Window
    measured: Measured
    numbers: tuple[int, ...]


def rounds(inquiry: Inquiry) -> Sequence[PredictionRound]:
    """Return the rounds of an inquiry, newest first, each with `n`: how many predicted."""
    counted = inquiry.prediction_rounds.select_related("framework_version").annotate(n=Count("predictions"))
    return list(counted.order_by("-made_on", "-pk"))  # who counts, loses the order of the model


def revealed(inquiry: Inquiry, signifier: Signifier) -> PredictionRound | None:
    """Return the round about this very question that was revealed last."""
    found = inquiry.prediction_rounds.filter(signifier=signifier.id).exclude(revealed_on=None)
    newest = found.select_related("framework_version", "inquiry").order_by("-revealed_on", "-pk")
    return next((each for each in newest if same_question(signifier_of(each), signifier)), None)


def result(*, viewer: Viewer, round: PredictionRound, outside: bool = False) -> RoundResult:
    """Return what `viewer` may see of a revealed round; with `outside` what may be shown to a room."""
    assert round.is_revealed, "nobody sees a dot before the reveal"
    scope, signifier = scope_of(viewer, round.inquiry, outside=outside), signifier_of(round)
    pairs = answered(signifier, comparable(scope, signifier, load(scope, Filters(), [signifier])))
    told = whole_window(scope, signifier, pairs)
    predicted = dots_of(signifier, round.predictions.all())
    measured = measure(scope, signifier, predicted, told.result, pairs=to_summarise(pairs))
    return RoundResult(
        round=round,
        scope=scope,
        signifier=signifier,
        title=heading_of(signifier),
        expected=expected_window(signifier, predicted),
        told=told,
        measured=measured,
        numbers=tuple(in_gap(scope, signifier, measured.unforeseen)),
    )


def dots_of(signifier: Signifier, predictions: Iterable[Prediction]) -> list[tuple[str, Answer]]:
    """Return predictions as answers, named so that they can be mistaken for no story."""
    read = reader_of(signifier)
    return [(f"voorspelling-{each.pk}", read(each.answer)) for each in predictions]


def expected_window(signifier: Signifier, predicted: Pairs, label: str = "De voorspelling") -> Window:
    """Draw predictions; below five they stay closed for everybody: these people sit in one room."""
    shown: Distribution | Suppressed = summarise(signifier, predicted) if len(predicted) >= TEAM_MINIMUM else TOO_FEW
    n = f"{len(predicted)} voorspellingen" if len(predicted) >= TEAM_MINIMUM else f"{TOO_FEW.n_shown} voorspellingen"
    sentence = TOO_FEW.reason if shown is TOO_FEW else ""
    return Window(id="", label=label, voice="", n_shown=n, result=shown, sentence=sentence)


def measure(
    scope: Scope,
    signifier: Signifier,
    predicted: Pairs,
    told: Distribution | Suppressed,
    *,
    pairs: Pairs,
    who: str = "de zaal",
) -> Measured:
    """Measure the gap: the team on exact answers (`pairs`), everybody else on what is shown to them of `told`."""
    if len(predicted) < TEAM_MINIMUM:
        return Measured(gap=None, sentence=TOO_FEW.reason)
    if isinstance(told, Suppressed):
        return Measured(gap=None, sentence=told.reason)
    asked, groups = signifier, {EXPECTED: predicted, TOLD: pairs}
    if not scope.is_team:
        asked, made = as_answers(signifier, {EXPECTED: summarise(signifier, predicted), TOLD: told})
        groups = dict(made)
    return _measured(scope, asked, groups, who)


def _measured(scope: Scope, asked: Signifier, groups: Mapping[str, Pairs], who: str) -> Measured:
    # scipy is slow to import: only who looks at a gap pays for it.
    from raamvertelling.core.stats.gaps import gap_between

    if not groups:
        return Measured(gap=None, sentence=NOTHING_TO_COMPARE)
    try:
        gap = gap_between(asked, groups[EXPECTED], groups[TOLD], rng=generator(SEED))
    except TooFew as reason:
        return Measured(gap=None, sentence=str(reason))
    shown = gap if scope.is_team else coarse_gap(gap)
    known = {area.id for area in areas(asked)}
    more = gap.unforeseen
    return Measured(
        gap=shown,
        sentence=explain_gap(shown, who=who),
        size=size_words(shown),
        unforeseen=more.area if more and more.area.id in known else None,
    )


def in_gap(scope: Scope, signifier: Signifier, area: Area | None) -> list[int]:
    """Return the newest stories that this person may read from where more was told than was expected."""
    framework = scope.framework
    if area is None or all(each.id != signifier.id for each in framework.signifiers):
        return []
    if area.id not in {each.id for each in areas(framework.signifier(signifier.id))}:
        return []
    return numbers(scope, with_area(Filters(), framework, signifier.id, area.id))[:READ_IN_GAP]


def open_voices(voices: Iterable[str], minimum: int) -> frozenset[str]:
    """Return the voices whose predictions may be drawn apart.

    Each has at least `minimum` people, and so have all the others together, or there are no others: together with the
    whole round a small rest could be worked out.
    """
    counts = Counter(voices)
    named = sorted((id for id in counts if id and counts[id] >= minimum), key=lambda id: counts[id])
    rest = counts.total() - sum(counts[id] for id in named)
    while named and 0 < rest < minimum:
        rest += counts[named.pop(0)]
    return frozenset(named)
