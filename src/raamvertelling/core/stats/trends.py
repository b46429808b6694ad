"""Did the answers change over time: per week, month, quarter or year, with margins and without smoothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from scipy.special import ndtr

from raamvertelling.core.area_bits import ANSWERED, Mask, area_masks
from raamvertelling.core.framework.kinds import Dyad, Scale, Signifier, Stones
from raamvertelling.core.results import Area, Estimate, TooFew
from raamvertelling.core.stats.association import SMALL
from raamvertelling.core.stats.columns import AnswerColumn, column_of
from raamvertelling.core.stats.intervals import median_gap, median_of, share_gap, wilson
from raamvertelling.core.stats.multiplicity import benjamini_hochberg
from raamvertelling.core.stats.ranks import kendall
from raamvertelling.core.stats.shuffling import table_chance
from raamvertelling.core.stats.summaries import Answers
from raamvertelling.core.stats.tables import Counts, Floats, Statistic, safely
from raamvertelling.core.stats.zones import areas

FEWEST = 3
MOST_PERIODS = 36
WEEKS_UNTIL = timedelta(days=84)
_MONTHS = {"maand": 1, "kwartaal": 3, "jaar": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A week, month, quarter or year; both days belong to it."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Moment:
    """One period: how many answered, and the share or median; None where fewer than the minimum answered."""

    period: Period
    n: int
    value: Estimate | None


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One thing followed over time: the share of an area, or (`area` None) the median of a slider.

    Attributes
    ----------
    early, late : the same over the first and the last half of the stories.
    gap : late minus early, with its margin.
    p : two-sided chance of a trend this strong. `p_adjusted`: corrected for the other lines of the question.
    rising : whether it goes up.
    """

    area: Area | None
    moments: tuple[Moment, ...]
    early: Estimate
    late: Estimate
    gap: Estimate
    p: float
    p_adjusted: float
    rising: bool
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """What happened to the answers to one question over time; `turn` is the last day of the first half."""

    signifier: Signifier
    n: int
    unit: str
    turn: date
    lines: tuple[TrendLine, ...]
    level: float = 0.05

    @property
    def clearest(self) -> TrendLine | None:
        """Return the line that changes most surely; None when none changes more than chance."""
        found = min(self.lines, key=lambda line: line.p_adjusted)
        return found if found.p_adjusted < self.level else None


def trend(
    signifier: Signifier, days: Sequence[date], answers: Answers, *, rng: np.random.Generator, minimum: int = 5
) -> Trend:
    """Follow the answers to one question over time.

    Parameters
    ----------
    signifier : any kind but a free text.
    days : the day on which each story was told, in any order; days may occur more than once.
    answers : (story id, answer) of the same stories.
    minimum : a period with fewer answers is counted in the test, but gets no value of its own.

    Raises
    ------
    TooFew : fewer than three periods hold the minimum.

    Notes
    -----
    Periods are weeks up to twelve weeks, else months, quarters or years, so that there are at most 36. The test is of
    the periods in order: Cochran-Armitage for a share, Kendall's tau-b for a slider; below 200 answers its chance
    comes from tables with the same totals (Patefield), else from the normal distribution.

    References
    ----------
    Cochran (1954), doi:10.2307/3001616; Armitage (1955), doi:10.2307/3001775; Kendall (1945),
    doi:10.1093/biomet/33.3.239. Checked against statsmodels Table.test_ordinal_association and scipy kendalltau.
    """
    column = _column(signifier, answers)
    masks = area_masks(column)
    answered = masks.pop(ANSWERED)
    told = np.array([day.toordinal() for day in days], dtype=np.int64)[answered]
    if not len(told):
        raise TooFew(too_few(minimum))
    unit, periods = periods_of(date.fromordinal(int(told.min())), date.fromordinal(int(told.max())))
    starts = np.array([period.first.toordinal() for period in periods])
    rows = np.searchsorted(starts, told, side="right") - 1
    sizes = np.bincount(rows, minlength=len(periods))
    if (sizes >= minimum).sum() < FEWEST:
        raise TooFew(too_few(minimum))
    turn = _turn(sizes)
    if isinstance(signifier, Dyad | Scale):
        values = column.values[answered, 0].astype(np.float64)
        lines = [_of_values(values, rows, periods, turn, minimum, rng)]
    else:
        followed = _followed(signifier, masks)
        lines = [_of_share(area, mask[answered], rows, periods, turn, minimum, rng) for area, mask in followed]
    adjusted = benjamini_hochberg([line.p for line in lines])
    return Trend(
        signifier=signifier,
        n=len(told),
        unit=unit,
        turn=periods[turn].last,
        lines=tuple(replace(line, p_adjusted=p) for line, p in zip(lines, adjusted, strict=True)),
    )


def too_few(minimum: int) -> str:
    """Return why nothing is said."""
    return (
        f"Te weinig verhalen om iets over de tijd te zeggen: daarvoor zijn drie perioden met minstens {minimum} "
        "antwoorden nodig."
    )


def periods_of(first: date, last: date) -> tuple[str, list[Period]]:
    """Return the unit, and all periods between two days in order, also those in which nobody told anything."""
    if last - first <= WEEKS_UNTIL:
        monday = first - timedelta(days=first.weekday())
        weeks = (last - monday).days // 7 + 1
        return "week", [Period(monday + timedelta(weeks=k), monday + timedelta(weeks=k, days=6)) for k in range(weeks)]
    for unit, months in _MONTHS.items():
        begun = first.year * 12 + (first.month - 1) // months * months
        count = (last.year * 12 + last.month - 1 - begun) // months + 1
        if count <= MOST_PERIODS or unit == "jaar":
            starts = [_month(begun + k * months) for k in range(count + 1)]
            return unit, [Period(start, after - timedelta(days=1)) for start, after in pairwise(starts)]
    raise AssertionError("years are always possible")


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _column(signifier: Signifier, answers: Answers) -> AnswerColumn:
    if isinstance(answers, AnswerColumn):
        return answers
    return column_of(signifier, range(len(answers)), [answer for _, answer in answers])


def _followed(signifier: Signifier, masks: Mapping[str, Mask]) -> list[tuple[Area, Mask]]:
    """Return what is followed: each area, and of a field how often each stone was placed."""
    if not isinstance(signifier, Stones):
        return [(area, masks[area.id]) for area in areas(signifier)]
    found = []
    for stone in signifier.stones:
        cells = [masks[area.id] for area in areas(signifier) if area.key == stone.id]
        found.append((Area(stone.id, stone.text.in_language("nl"), "stone", stone.id), np.logical_or.reduce(cells)))
    return found


def _turn(sizes: Counts) -> int:
    """Return the last period of the first half: where the number of stories before and after is most alike."""
    ends = sizes.cumsum()
    possible = np.flatnonzero((ends > 0) & (ends < ends[-1]))
    return int(possible[np.abs(ends[possible] - ends[-1] / 2).argmin()])


def _of_share(
    area: Area,
    inside: Mask,
    rows: Counts,
    periods: Sequence[Period],
    turn: int,
    minimum: int,
    rng: np.random.Generator,
) -> TrendLine:
    sizes = np.bincount(rows, minlength=len(periods))
    counts = np.bincount(rows[inside], minlength=len(periods))
    table = np.column_stack([sizes - counts, counts]).astype(np.int64)
    score = float(armitage(table[None].astype(np.float64))[0])
    early, late = ((int(c.sum()), int(n.sum())) for c, n in ((counts[: turn + 1], sizes[: turn + 1]),
                                                             (counts[turn + 1 :], sizes[turn + 1 :])))  # fmt: skip
    moments = tuple(
        Moment(period, int(n), wilson(int(count), int(n)) if n >= minimum else None)
        for period, n, count in zip(periods, sizes, counts, strict=True)
    )
    p = _chance(table, lambda drawn: np.abs(armitage(drawn)), float(2 * ndtr(-abs(score))), rng)
    gap = share_gap(late, early)
    return TrendLine(area, moments, wilson(*early), wilson(*late), gap, p, p, score > 0, "cochran-armitage")


def _of_values(
    values: Floats, rows: Counts, periods: Sequence[Period], turn: int, minimum: int, rng: np.random.Generator
) -> TrendLine:
    levels, codes = np.unique(values, return_inverse=True)
    table = np.bincount(rows * len(levels) + codes, minlength=len(periods) * len(levels))
    table = table.reshape(len(periods), len(levels)).astype(np.int64)
    tau = float(kendall(table[None].astype(np.float64))[0])
    grouped = [values[rows == place].tolist() for place in range(len(periods))]
    early, late = values[rows <= turn].tolist(), values[rows > turn].tolist()
    middle = median_of(early), median_of(late)
    gap = median_gap(late, early)
    assert middle[0] and middle[1] and gap
    moments = tuple(
        Moment(period, len(own), median_of(own) if len(own) >= minimum else None)
        for period, own in zip(periods, grouped, strict=True)
    )
    p = _chance(table, lambda drawn: np.abs(kendall(drawn)), kendall_chance(table), rng)
    return TrendLine(None, moments, middle[0], middle[1], gap, p, p, tau > 0, "kendall-tijd")


def _chance(table: Counts, statistic: Statistic, textbook: float, rng: np.random.Generator) -> float:
    """Return the chance by tables with the same totals for small numbers, else by the textbook."""
    rows = table.sum(axis=1) > 0
    kept = table[rows][:, table.sum(axis=0) > 0]
    if min(kept.shape) < 2:
        return 1.0
    if table.sum() >= SMALL:
        return textbook

    def with_gaps(drawn: Floats) -> Floats:
        """Put the empty periods back: time goes on in them."""
        whole = np.zeros((len(drawn), len(rows), kept.shape[1]))
        whole[:, rows] = drawn
        return statistic(whole)

    return table_chance(kept, with_gaps, rng=rng)


def armitage(tables: Floats) -> Floats:
    """Return the Cochran-Armitage score of each table, about standard normal without a trend; above 0 is rising.

    Parameters
    ----------
    tables : counts, shape (tables, periods, 2): not in the area, in the area. Periods score 0, 1, 2, ...

    Notes
    -----
    sum t (a - n p) / sqrt(p (1 - p) (sum n t^2 - (sum n t)^2 / N)); 0 when nobody or everybody is in the area.

    References
    ----------
    Cochran (1954), Armitage (1955). Checked against statsmodels.
    """
    sizes, inside = tables.sum(axis=2), tables[:, :, 1]
    total = sizes.sum(axis=1)
    share = inside.sum(axis=1) / total
    times = np.arange(tables.shape[1], dtype=np.float64)
    moved = ((inside - sizes * share[:, None]) * times).sum(axis=1)
    spread = (sizes * times**2).sum(axis=1) - (sizes * times).sum(axis=1) ** 2 / total
    return safely(moved, np.sqrt(share * (1 - share) * spread))


def kendall_chance(table: Counts) -> float:
    """Return the textbook chance of Kendall's tau-b of a table, two-sided, with ties; 1 when one does not vary.

    Notes
    -----
    z = S / sqrt(var S) with the variance for ties in both (Kendall, Rank Correlation Methods, 1970, ch. 4).
    """
    counts = table.astype(np.float64)
    rows, columns, n = counts.sum(axis=1), counts.sum(axis=0), counts.sum()
    tied = [(each * (each - 1)).sum() for each in (rows, columns)]
    pairs = n * (n - 1)
    free = np.sqrt((pairs - tied[0]) * (pairs - tied[1])) / 2
    if free <= 0:
        return 1.0
    gap = float(kendall(counts[None])[0]) * free
    fives = [(each * (each - 1) * (2 * each + 5)).sum() for each in (rows, columns)]
    threes = [(each * (each - 1) * (each - 2)).sum() for each in (rows, columns)]
    spread = (pairs * (2 * n + 5) - fives[0] - fives[1]) / 18 + tied[0] * tied[1] / (2 * pairs)
    spread += threes[0] * threes[1] / (9 * pairs * (n - 2))
    return float(2 * ndtr(-abs(gap) / np.sqrt(spread)))
