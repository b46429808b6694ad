"""What was answered to one question: counts, shares, medians and means, all with their intervals."""

from abc import ABC
from collections.abc import Sequence

from raamvertelling.core.answer_kinds import (
    Answer,
    Chosen,
    DyadPlacement,
    NotApplicable,
    Rated,
    StonesPlacement,
    TriadPlacement,
)
from raamvertelling.core.framework.kinds import (
    Choice,
    Dyad,
    MultipleChoice,
    PictureChoice,
    Prompt,
    Scale,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
)
from raamvertelling.core.geometry import dyad_zone, stone_zone, zone
from raamvertelling.core.results import (
    Area,
    ChoiceSummary,
    Distribution,
    DyadSummary,
    FieldPoint,
    LinePoint,
    ScaleSummary,
    Share,
    StonesSummary,
    StoneSummary,
    TriadPoint,
    TriadSummary,
)
from raamvertelling.core.stats.intervals import centroid_of, ellipses_of, median_of, wilson
from raamvertelling.core.stats.methods import source_of
from raamvertelling.core.stats.zones import CELLS, areas, stone_areas

Answers = Sequence[tuple[str, Answer]]
BINS = 20
_ZERO = 1e-9


class Gathered(Sequence[tuple[str, Answer]], ABC):
    """Answers of stories that lie side by side as arrays: see `columns.AnswerColumn`, which needs numpy."""

    __slots__ = ()


def summarise(signifier: Signifier, answers: Answers) -> Distribution:
    """Summarise the answers to one signifier.

    Parameters
    ----------
    signifier : any kind but a free text.
    answers : (story id, answer) per story, including those that skipped. Every story once.

    Returns
    -------
    The summary of the signifier's kind, with n, missing and not_applicable adding up to the stories given.

    Raises
    ------
    ValueError : for a free text, which is never counted.
    """
    if isinstance(answers, Gathered):
        from raamvertelling.core.stats import column_summaries

        return column_summaries.summarise_column(answers)
    if isinstance(signifier, Triad):
        return _triad(signifier, answers)
    if isinstance(signifier, Dyad):
        return _dyad(signifier, answers)
    if isinstance(signifier, Stones):
        return _stones(signifier, answers)
    if isinstance(signifier, Scale):
        return _scale(signifier, answers)
    if isinstance(signifier, Prompt | SingleChoice | MultipleChoice | PictureChoice):
        return _choice(signifier, answers)
    raise ValueError(f"signifier {signifier.id!r} is a free text; only placements, choices and scales are counted")


def shares_of(summary: Distribution) -> tuple[Share, ...]:
    """Return the areas of a summary with their counts: zones, bands, cells of all stones, options or numbers."""
    if isinstance(summary, TriadSummary):
        return summary.zones
    if isinstance(summary, DyadSummary):
        return summary.bands
    if isinstance(summary, ChoiceSummary):
        return summary.options
    if isinstance(summary, ScaleSummary):
        return summary.numbers
    return tuple(share for stone in summary.stones for share in stone.cells)


def _not_applicable(answers: Answers) -> int:
    return sum(isinstance(answer, NotApplicable) for _, answer in answers)


def _shares(places: Sequence[Area], counts: dict[tuple[int, ...], int], n: int) -> tuple[Share, ...]:
    return tuple(Share(area, counts.get(area.place, 0), wilson(counts.get(area.place, 0), n)) for area in places)


def _tally(places: Sequence[tuple[int, ...]]) -> dict[tuple[int, ...], int]:
    counts: dict[tuple[int, ...], int] = {}
    for place in places:
        counts[place] = counts.get(place, 0) + 1
    return counts


def _triad(triad: Triad, answers: Answers) -> TriadSummary:
    points = tuple(
        TriadPoint(story, answer.weights, answer.mode)
        for story, answer in answers
        if isinstance(answer, TriadPlacement)
    )
    weights, hidden = [point.weights for point in points], _not_applicable(answers)
    of_mean, of_spread = ellipses_of(weights)
    zeros = [tuple(i for i in range(3) if each[i] <= _ZERO) for each in weights]
    corners = [sum(len(zero) == 2 and i not in zero for zero in zeros) for i in range(3)]
    edges = [zeros.count((i,)) for i in range(3)]
    return TriadSummary(
        signifier=triad,
        n=len(points),
        missing=len(answers) - len(points) - hidden,
        not_applicable=hidden,
        method="zwaartepunt",
        source=source_of("zwaartepunt"),
        points=points,
        centroid=centroid_of(weights),
        mean_ellipse=of_mean,
        spread_ellipse=of_spread,
        zones=_shares(areas(triad), _tally([zone(each) for each in weights]), len(points)),
        corners=(corners[0], corners[1], corners[2]),
        edges=(edges[0], edges[1], edges[2]),
    )


def _dyad(dyad: Dyad, answers: Answers) -> DyadSummary:
    points = tuple(
        LinePoint(story, answer.position, answer.mode) for story, answer in answers if isinstance(answer, DyadPlacement)
    )
    positions, hidden = [point.position for point in points], _not_applicable(answers)
    bins = [min(BINS - 1, int(position * BINS + _ZERO)) for position in positions]
    return DyadSummary(
        signifier=dyad,
        n=len(points),
        missing=len(answers) - len(points) - hidden,
        not_applicable=hidden,
        method="mediaan",
        source=source_of("mediaan"),
        points=points,
        bins=tuple(bins.count(each) for each in range(BINS)),
        bands=_shares(areas(dyad), _tally([(dyad_zone(position),) for position in positions]), len(points)),
        median=median_of(positions),
    )


def _stones(field: Stones, answers: Answers) -> StonesSummary:
    placed = [(story, answer) for story, answer in answers if isinstance(answer, StonesPlacement) and answer.stones]
    hidden = _not_applicable(answers)
    return StonesSummary(
        signifier=field,
        n=len(placed),
        missing=len(answers) - len(placed) - hidden,
        not_applicable=hidden,
        method="mediaan",
        source=source_of("mediaan"),
        stones=tuple(_stone(field, index, placed) for index in range(len(field.stones))),
    )


def _stone(field: Stones, index: int, placed: Sequence[tuple[str, StonesPlacement]]) -> StoneSummary:
    stone = field.stones[index]
    points = tuple(
        FieldPoint(story, x, y, answer.mode) for story, answer in placed for id, x, y in answer.stones if id == stone.id
    )
    cells = _tally([stone_zone(point.x, point.y, CELLS) for point in points])
    return StoneSummary(
        stone=stone,
        points=points,
        placed=wilson(len(points), len(placed)),
        cells=_shares(stone_areas(field, stone.id), cells, len(points)),
        median_x=median_of([point.x for point in points]),
        median_y=median_of([point.y for point in points]),
    )


def _scale(scale: Scale, answers: Answers) -> ScaleSummary:
    points = tuple(LinePoint(story, answer.number, "") for story, answer in answers if isinstance(answer, Rated))
    hidden = _not_applicable(answers)
    counts = _tally([(int(point.position),) for point in points])
    return ScaleSummary(
        signifier=scale,
        n=len(points),
        missing=len(answers) - len(points) - hidden,
        not_applicable=hidden,
        method="mediaan",
        source=source_of("mediaan"),
        points=points,
        numbers=_shares(areas(scale), counts, len(points)),
        median=median_of([point.position for point in points]),
    )


def _choice(choice: Choice, answers: Answers) -> ChoiceSummary:
    chosen = [answer.options for _, answer in answers if isinstance(answer, Chosen) and answer.options]
    hidden = _not_applicable(answers)
    counts: dict[tuple[int, ...], int] = {
        (index,): sum(option.id in each for each in chosen) for index, option in enumerate(choice.options)
    }
    return ChoiceSummary(
        signifier=choice,
        n=len(chosen),
        missing=len(answers) - len(chosen) - hidden,
        not_applicable=hidden,
        method="aandeel",
        source=source_of("aandeel"),
        options=_shares(areas(choice), counts, len(chosen)),
        multiple=isinstance(choice, MultipleChoice),
        ordered=isinstance(choice, SingleChoice | PictureChoice) and choice.ordered,
    )
