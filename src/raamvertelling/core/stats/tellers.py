"""Margins of what a scan found, when somebody told more than one story: tellers are drawn anew, not stories."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from raamvertelling.core.codes import AnswerMatrix, Column, slider_values, triad_places
from raamvertelling.core.results_scan import Pattern
from raamvertelling.core.stats.association import cramers_v, epsilon_squared, rank_biserial
from raamvertelling.core.stats.clusters import Clustered
from raamvertelling.core.stats.distances import apart, energies, in_plane, linked_table
from raamvertelling.core.stats.intervals import Z95
from raamvertelling.core.stats.ranks import spearman
from raamvertelling.core.stats.tables import Counts, Floats, Statistic, count


def with_tellers(
    patterns: Sequence[Pattern], matrix: AnswerMatrix, tellers: Counts, *, rng: np.random.Generator
) -> list[Pattern]:
    """Return the patterns with wider margins where stories of one teller are alike; only of what stands out.

    Parameters
    ----------
    tellers : who told each story, shape (n,): equal numbers are one teller.

    Notes
    -----
    value +- 1.96 standard deviations of 500 tables of codes in which tellers were drawn anew (`clusters.Clustered`). Of
    a distance correlation, which takes a hundred times as long: what leaving out each story does, summed by teller. A
    margin never becomes narrower than that of loose stories. p and q take stories as loose.
    """
    return [_widened(each, matrix, tellers, rng) if each.stands_out else each for each in patterns]


def _widened(pattern: Pattern, matrix: AnswerMatrix, tellers: Counts, rng: np.random.Generator) -> Pattern:
    first, second = (matrix.columns[matrix.place(id)] for id in (pattern.a, pattern.b))
    codes = [matrix.codes(id).astype(np.int64) for id in (pattern.a, pattern.b)]
    both = (codes[0] < first.levels) & (codes[1] < second.levels)
    shape, grouped = (first.levels, second.levels), pattern.method != "spearman"
    told = Clustered(codes[0][both], codes[1][both], tellers[both], shape, within=grouped)
    if pattern.method == "afstandscorrelatie":
        half = Z95 * _linked_error(told, first, second)
    else:
        drawn = told.drawn(_statistic(pattern.method, second), rng=rng)
        half = Z95 * float(drawn[np.isfinite(drawn)].std())
    value = pattern.effect.value
    low, high = pattern.effect.interval or (value, value)
    least = -1.0 if pattern.method in {"mann-whitney", "spearman"} else 0.0
    interval = (max(least, min(low, value - half)), min(1.0, max(high, value + half)))
    return replace(pattern, effect=replace(pattern.effect, interval=interval))


def _statistic(method: str, second: Column) -> Statistic:
    known: dict[str, Statistic] = {
        "chi-kwadraat": cramers_v,
        "mann-whitney": lambda tables: rank_biserial(tables[:, ::-1]),
        "kruskal-wallis": epsilon_squared,
        "spearman": spearman,
        "acat": lambda tables: energies(tables, _points(second), 1.0).share,
    }
    return known[method]


def _linked_error(told: Clustered, first: Column, second: Column) -> float:
    table = count(told.groups, told.values, n_groups=first.levels, n_values=second.levels).astype(np.float64)
    rows, columns = (apart(points, points) for points in (_points(first), _points(second)))
    left = linked_table(table, rows, columns, skew=1.0).left[told.groups, told.values]
    sums = np.bincount(np.unique(told.clusters, return_inverse=True)[1].reshape(-1), left - left.mean())
    return float(np.sqrt((len(left) - 1) / len(left) * (sums**2).sum()))


def _points(column: Column) -> Floats:
    return in_plane(triad_places()) if column.kind == "triad" else slider_values(column)[:, None]
