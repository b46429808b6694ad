"""Choices and ranks against groups: chi-squared with Cramer's V, Kruskal-Wallis and Mann-Whitney with their effects."""

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, ndtr

from raamvertelling.core.results import Estimate
from raamvertelling.core.stats.methods import source_of
from raamvertelling.core.stats.shuffling import LEAST, score_chance, table_chance
from raamvertelling.core.stats.tables import Counts, Floats, bootstrapped, percentiles, safely

SMALL = 200
SMALL_EXPECTED = 5
STEPS = 200


@dataclass(frozen=True, slots=True)
class Tested:
    """The outcome of one test: statistic, the p to show, the textbook p, and the effect."""

    statistic: float
    p: float
    p_asymptotic: float
    effect: Estimate
    method: str


def chi_squared(tables: Floats) -> Floats:
    """Return Pearson's chi-squared of each table, shape (draws, groups, values) to (draws,); empty cells are fine.

    Notes
    -----
    sum (observed - expected)^2 / expected, without continuity correction; expected = row total x column total / n.
    """
    rows, columns = tables.sum(axis=2, keepdims=True), tables.sum(axis=1, keepdims=True)
    expected = rows * columns / rows.sum(axis=1, keepdims=True)
    gap = (tables - expected) ** 2
    parts = np.divide(gap, expected, out=np.zeros_like(gap), where=expected > 0)
    return np.asarray(parts.sum(axis=(1, 2)))


def cramers_v(tables: Floats) -> Floats:
    """Return the bias-corrected Cramer's V of each table, 0 (no link) to 1.

    Notes
    -----
    phi2 = max(0, chi2/n - (r-1)(c-1)/(n-1)); r' = r - (r-1)^2/(n-1), c' alike; V = sqrt(phi2 / min(r'-1, c'-1)).
    Rows and columns without stories do not count for r and c.

    References
    ----------
    Bergsma (2013). Checked against a naive loop and, before correction, scipy.stats.contingency.association.
    """
    n = tables.sum(axis=(1, 2))
    r = (tables.sum(axis=2) > 0).sum(axis=1)
    c = (tables.sum(axis=1) > 0).sum(axis=1)
    phi2 = np.maximum(0, chi_squared(tables) / n - (r - 1) * (c - 1) / (n - 1))
    smallest = np.minimum(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    return np.asarray(np.sqrt(np.divide(phi2, smallest, out=np.zeros_like(phi2), where=smallest > 0)).clip(0, 1))


def choice_test(table: Counts, *, rng: np.random.Generator) -> Tested | None:
    """Test whether groups choose differently.

    Parameters
    ----------
    table : counts, shape (groups, options). Options that nobody chose are dropped.

    Returns
    -------
    None when fewer than two options were chosen: then there is nothing to compare.

    Notes
    -----
    p from at most 999 random tables when n < 200 or an expected count is below 5, else from the textbook.

    References
    ----------
    Patefield (1981). Checked against scipy.stats.chi2_contingency(correction=False).
    """
    kept = table[:, table.sum(axis=0) > 0]
    if kept.shape[1] < 2:
        return None
    n = int(kept.sum())
    statistic = float(chi_squared(kept[None].astype(np.float64))[0])
    freedom = (kept.shape[0] - 1) * (kept.shape[1] - 1)
    textbook = float(chdtrc(freedom, statistic))
    expected = np.outer(kept.sum(axis=1), kept.sum(axis=0)) / n
    small = n < SMALL or expected.min() < SMALL_EXPECTED
    p = table_chance(kept, chi_squared, rng=rng) if small else textbook
    effect = float(cramers_v(kept[None].astype(np.float64))[0])
    interval = percentiles(bootstrapped(kept, cramers_v, rng=rng))
    return Tested(statistic, p, textbook, _estimate(effect, interval, n, "cramer-v"), "chi-kwadraat")


def _midranks(tables: Floats) -> Floats:
    """Return the midrank of each value (column, in ascending order) of each table."""
    columns = tables.sum(axis=1)
    return np.asarray(columns.cumsum(axis=1) - (columns - 1) / 2)


def kruskal_wallis(tables: Floats) -> Floats:
    """Return the tie-corrected H of each table whose columns are values in ascending order; 0 if all are equal.

    Notes
    -----
    H = 12 / (n(n+1)) sum R_g^2 / n_g - 3(n+1), divided by 1 - sum (t^3 - t) / (n^3 - n).
    """
    n = tables.sum(axis=(1, 2))
    ranked = np.einsum("bgv,bv->bg", tables, _midranks(tables))
    sizes = tables.sum(axis=2)
    # The same H as a sum of squared gaps, so that equal groups give zero and not a rounding error.
    away = safely(ranked, sizes) - ((n + 1) / 2)[:, None]
    h = 12 / (n * (n + 1)) * (sizes * away**2).sum(axis=1)
    ties = tables.sum(axis=1)
    correction = 1 - (ties**3 - ties).sum(axis=1) / (n**3 - n)
    return np.asarray(np.divide(h, correction, out=np.zeros_like(h), where=correction > 1e-12))


def epsilon_squared(tables: Floats) -> Floats:
    """Return the share of the ranks' spread that lies between the groups, 0..1.

    Parameters
    ----------
    tables : counts, shape (draws, groups, values), columns in ascending order of the value.

    Returns
    -------
    One share a table, shape (draws,).

    Notes
    -----
    epsilon^2 = H / (n - 1), with H of Kruskal-Wallis, corrected for ties.

    References
    ----------
    Tomczak & Tomczak (2014), The need to report effect size estimates revisited. H is checked against scipy.stats.
    """
    return np.asarray((kruskal_wallis(tables) / (tables.sum(axis=(1, 2)) - 1)).clip(0, 1))


def rank_biserial(tables: Floats) -> Floats:
    """Return how much more often a value of the first group lies above one of the second than below, -1..1.

    Parameters
    ----------
    tables : counts, shape (draws, 2, values), columns in ascending order of the value.

    Returns
    -------
    One correlation a table, shape (draws,).

    Notes
    -----
    r = (#(a > b) - #(a < b)) / (n_a n_b); ties count for neither.

    References
    ----------
    Kerby (2014), doi:10.2466/11.IT.3.1. Checked against a loop over all pairs.
    """
    first, second = tables[:, 0], tables[:, 1]
    below = second.cumsum(axis=1) - second / 2
    pairs = first.sum(axis=1) * second.sum(axis=1)
    return np.asarray(2 * (first * below).sum(axis=1) / pairs - 1)


def rank_test(table: Counts, *, rng: np.random.Generator) -> Tested:
    """Test whether groups answer higher or lower.

    Parameters
    ----------
    table : counts, shape (groups, values), columns in ascending order of the value.

    Returns
    -------
    Two groups: Mann-Whitney (two-sided) with the rank-biserial correlation of the first against the second. More:
    Kruskal-Wallis with epsilon-squared. p by permutation below 200 stories.

    References
    ----------
    Mann & Whitney (1947); Kruskal & Wallis (1952); Kerby (2014), doi:10.2466/11.IT.3.1. Checked against
    scipy.stats.mannwhitneyu(use_continuity=False) and scipy.stats.kruskal.
    """
    n, groups = int(table.sum()), table.shape[0]
    one = table[None].astype(np.float64)
    h = float(kruskal_wallis(one)[0])
    if groups == 2:
        textbook = float(2 * ndtr(-np.sqrt(max(h, 0.0))))
        measure, name, method = rank_biserial, "mann-whitney", "mann-whitney"
    else:
        textbook = float(chdtrc(groups - 1, h))
        measure, name, method = epsilon_squared, "kruskal-wallis", "kruskal-wallis"
    p = rank_chance(table, rng=rng) if n < SMALL else textbook
    effect = float(measure(one)[0])
    interval = percentiles(bootstrapped(_coarse(table), measure, rng=rng))
    return Tested(h, p, textbook, _estimate(effect, interval, n, name), method)


def rank_chance(table: Counts, *, rng: np.random.Generator, most: int = LEAST) -> float:
    """Return how often a random division over the groups gives mean ranks at least as far apart.

    Parameters
    ----------
    table : counts, shape (groups, values), columns in ascending order of the value, without empty groups.
    most : at most so many draws.

    Notes
    -----
    `score_chance` of centred midranks: the order of Kruskal-Wallis, and with two groups of a two-sided Mann-Whitney.

    References
    ----------
    Kruskal & Wallis (1952). Checked against scipy.stats.mannwhitneyu(method="exact").
    """
    ranks = _midranks(table[None].astype(np.float64))[0] - (table.sum() + 1) / 2
    scores = np.concatenate([np.repeat(ranks, row) for row in table])[:, None]
    return score_chance(scores, table.sum(axis=1), most=most, rng=rng)


def _coarse(table: Counts) -> Counts:
    """Put values that stand next to each other in rank together, at most 200 steps, to draw large tables quickly."""
    if table.shape[1] <= STEPS:
        return table
    filled = table.sum(axis=0).cumsum()
    steps = (filled - 1) * STEPS // filled[-1]
    starts = np.unique(steps, return_index=True)[1]
    return np.asarray(np.add.reduceat(table, starts, axis=1))


def _estimate(value: float, interval: tuple[float, float], n: int, method: str) -> Estimate:
    # A percentile interval of a corrected effect can miss its own value by a hair; it never says less than it knows.
    low, high = min(interval[0], value), max(interval[1], value)
    return Estimate(value, (low, high), n, method, source_of(method))
