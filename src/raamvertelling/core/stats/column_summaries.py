"""The same summaries as in `summaries`, of answers that lie side by side as arrays."""

from collections.abc import Sequence
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from raamvertelling.core.framework.kinds import (
    Dyad,
    MultipleChoice,
    PictureChoice,
    Prompt,
    Scale,
    SingleChoice,
    Stones,
    Triad,
)
from raamvertelling.core.geometry import ZONES
from raamvertelling.core.results import (
    Area,
    ChoiceSummary,
    Distribution,
    DyadSummary,
    Estimate,
    FieldPoint,
    LinePoint,
    ScaleSummary,
    Share,
    StonesSummary,
    StoneSummary,
    TriadPoint,
    TriadSummary,
    Weights,
)
from raamvertelling.core.stats.columns import AnswerColumn, Floats, Points
from raamvertelling.core.stats.intervals import ellipses_from, median_of, scatter_axes, wilson
from raamvertelling.core.stats.methods import source_of
from raamvertelling.core.stats.places import BANDS, CELLS, band_codes, cell_codes, zone_codes
from raamvertelling.core.stats.summaries import BINS, Gathered
from raamvertelling.core.stats.zones import areas, stone_areas

_ZERO = 1e-9


def summarise_column(column: Gathered) -> Distribution:
    """Summarise the answers to one signifier; see `summaries.summarise`, which gives the same from single answers.

    Notes
    -----
    Counts, shares, dots and medians are equal; the mean and ellipses of a triangle within 1e-12, for sums of many
    numbers are rounded in another order.
    """
    assert isinstance(column, AnswerColumn), "nothing else gathers answers"
    match column.signifier:
        case Triad():
            return _triad(column.signifier, column)
        case Dyad():
            return _dyad(column.signifier, column)
        case Stones():
            return _stones(column.signifier, column)
        case Scale():
            return _scale(column.signifier, column)
        case Prompt() | SingleChoice() | MultipleChoice() | PictureChoice():
            return _choice(column.signifier, column)
    raise TypeError(f"no summary is known for {type(column.signifier).__name__}")


class _Counts(TypedDict):
    n: int
    missing: int
    not_applicable: int


def _counts(column: AnswerColumn) -> _Counts:
    missing, hidden = int(column.skipped.sum()), int(column.unfit.sum())
    return {"n": len(column) - missing - hidden, "missing": missing, "not_applicable": hidden}


def _counted(codes: NDArray[np.int64], size: int) -> list[int]:
    return [int(each) for each in np.bincount(codes, minlength=size)]


def _shares(places: Sequence[Area], counts: Sequence[int], n: int) -> tuple[Share, ...]:
    return tuple(Share(area, count, wilson(count, n)) for area, count in zip(places, counts, strict=True))


def _median(values: NDArray[np.float64] | NDArray[np.int64]) -> Estimate | None:
    return median_of(np.sort(values).tolist())


def _triad(triad: Triad, column: AnswerColumn) -> TriadSummary:
    given = column.taking(column.given)
    weights, counts = given.values, _counts(column)
    n = counts["n"]
    zones = _counted(zone_codes(weights), len(ZONES))
    centre = _centre(weights)
    of_mean, of_spread = ellipses_from(n, centre, _scatter(weights))
    zero = weights <= _ZERO
    lone, corner = zero.sum(axis=1) == 1, zero.sum(axis=1) == 2
    corners = [int((corner & ~zero[:, i]).sum()) for i in range(3)]
    edges = [int((lone & zero[:, i]).sum()) for i in range(3)]
    return TriadSummary(
        signifier=triad,
        **counts,
        method="zwaartepunt",
        source=source_of("zwaartepunt"),
        points=Points(_triad_point, given.stories, weights, given.modes),
        centroid=centre,
        mean_ellipse=of_mean,
        spread_ellipse=of_spread,
        zones=_shares(areas(triad), zones, n),
        corners=(corners[0], corners[1], corners[2]),
        edges=(edges[0], edges[1], edges[2]),
    )


def _triad_point(story: str, place: list[float], mode: str) -> TriadPoint:
    return TriadPoint(story, (place[0], place[1], place[2]), mode)


def _centre(weights: Floats) -> Weights | None:
    if not len(weights):
        return None
    first, second, third = (float(each) for each in weights.mean(axis=0))
    return first, second, third


def _scatter(weights: Floats) -> tuple[float, float, float]:
    """Return the covariance (xx, xy, yy) in the plane of the triangle, divided by n - 1; zeros below two dots."""
    if len(weights) < 2:
        return 0.0, 0.0, 0.0
    flat = (weights - weights.mean(axis=0)) @ np.array(scatter_axes()).T
    found = flat.T @ flat / (len(weights) - 1)
    return float(found[0, 0]), float(found[0, 1]), float(found[1, 1])


def _dyad(dyad: Dyad, column: AnswerColumn) -> DyadSummary:
    given, counts = column.taking(column.given), _counts(column)
    positions = given.values[:, 0]
    bins = np.minimum(BINS - 1, (positions * BINS + _ZERO).astype(np.int64))
    bands = _counted(band_codes(positions), BANDS)
    return DyadSummary(
        signifier=dyad,
        **counts,
        method="mediaan",
        source=source_of("mediaan"),
        points=Points(_line_point, given.stories, given.values, given.modes),
        bins=tuple(_counted(bins, BINS)),
        bands=_shares(areas(dyad), bands, counts["n"]),
        median=_median(positions),
    )


def _line_point(story: str, place: list[float], mode: str) -> LinePoint:
    return LinePoint(story, place[0], mode)


def _stones(field: Stones, column: AnswerColumn) -> StonesSummary:
    given, counts = column.taking(column.given), _counts(column)
    stones = tuple(_stone(field, index, given) for index in range(len(field.stones)))
    return StonesSummary(signifier=field, **counts, method="mediaan", source=source_of("mediaan"), stones=stones)


def _stone(field: Stones, index: int, given: AnswerColumn) -> StoneSummary:
    stone, places = field.stones[index], given.values[:, 2 * index : 2 * index + 2]
    placed = ~np.isnan(places[:, 0])
    places, n = places[placed], int(placed.sum())
    cells = _counted(cell_codes(places), CELLS * CELLS)
    return StoneSummary(
        stone=stone,
        points=Points(_field_point, given.stories[placed], places, given.modes[placed]),
        placed=wilson(n, len(given)),
        cells=_shares(stone_areas(field, stone.id), cells, n),
        median_x=_median(places[:, 0]),
        median_y=_median(places[:, 1]),
    )


def _field_point(story: str, place: list[float], mode: str) -> FieldPoint:
    return FieldPoint(story, place[0], place[1], mode)


def _scale(scale: Scale, column: AnswerColumn) -> ScaleSummary:
    given, counts = column.taking(column.given), _counts(column)
    numbers = given.values[:, 0]
    found = _counted(numbers - scale.minimum, scale.maximum - scale.minimum + 1)
    return ScaleSummary(
        signifier=scale,
        **counts,
        method="mediaan",
        source=source_of("mediaan"),
        points=Points(_number_point, given.stories, given.values, given.modes),
        numbers=_shares(areas(scale), found, counts["n"]),
        median=_median(numbers),
    )


def _number_point(story: str, place: list[float], mode: str) -> LinePoint:
    return LinePoint(story, place[0], "")


def _choice(choice: Prompt | SingleChoice | MultipleChoice | PictureChoice, column: AnswerColumn) -> ChoiceSummary:
    given, counts = column.taking(column.given), _counts(column)
    found = _of_options(given, len(choice.options))
    return ChoiceSummary(
        signifier=choice,
        **counts,
        method="aandeel",
        source=source_of("aandeel"),
        options=_shares(areas(choice), found, counts["n"]),
        multiple=isinstance(choice, MultipleChoice),
        ordered=isinstance(choice, SingleChoice | PictureChoice) and choice.ordered,
    )


def _of_options(given: AnswerColumn, size: int) -> list[int]:
    """Return how often each option was chosen."""
    if not isinstance(given.signifier, MultipleChoice):
        return _counted(given.values[:, 0], size)
    bits = (np.arange(256)[:, None] >> np.arange(8)) & 1
    found = [np.bincount(line, minlength=256) @ bits for line in given.values.T]
    return [int(each) for each in np.concatenate(found)[:size]]
