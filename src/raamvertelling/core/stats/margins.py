"""Intervals of many effects at once, in closed form: leaving out one story, or a formula with a source."""

import numpy as np

from raamvertelling.core.stats.intervals import Z95
from raamvertelling.core.stats.tables import Floats, safely

Bounds = tuple[Floats, Floats]
_HALVINGS = 26


def _jackknife(values: Floats, left: Floats, counts: Floats) -> Bounds:
    """Return value +- 1.96 standard errors, from the values when one story of each cell is left out.

    Parameters
    ----------
    values : shape (tables,). left, counts : shape (tables, cells).
    """
    n = counts.sum(axis=1)
    mean = safely((left * counts).sum(axis=1), n)
    variance = safely(n - 1, n) * ((left - mean[:, None]) ** 2 * counts).sum(axis=1)
    half = Z95 * np.sqrt(variance)
    return values - half, values + half


def cramers_v_margins(tables: Floats, statistic: Floats) -> Bounds:
    """Return 95% intervals of the bias-corrected Cramer's V, shape (tables, rows, columns) to two of (tables,).

    Parameters
    ----------
    statistic : chi-squared of each table, shape (tables,).

    Notes
    -----
    The jackknife of the corrected phi^2 before it is cut off at zero, then divided and rooted as V itself. Leaving a
    story out of cell (i, j) changes only row i and column j of sum o^2 / (row x column), so no table is made anew.

    References
    ----------
    Efron & Tibshirani (1993), chapter 11. Checked against leaving out each story in a loop.
    """
    n = tables.sum(axis=(1, 2))[:, None, None]
    rows, columns = tables.sum(axis=2)[:, :, None], tables.sum(axis=1)[:, None, :]
    r, c = (rows > 0).sum(axis=1, keepdims=True), (columns > 0).sum(axis=2, keepdims=True)
    square = tables**2
    by_row, by_column = safely(square, rows), safely(square, columns)
    row_sum, column_sum = by_column.sum(axis=2, keepdims=True), by_row.sum(axis=1, keepdims=True)
    whole = safely(by_row, columns).sum(axis=(1, 2), keepdims=True)
    kept = whole - safely(column_sum, columns) - safely(row_sum, rows) + safely(by_row, columns)
    kept = kept + safely(column_sum - by_row, columns - 1) + safely(row_sum - by_column, rows - 1)
    kept = kept + safely((tables - 1) ** 2, (rows - 1) * (columns - 1))
    free = (r - (rows == 1) - 1) * (c - (columns == 1) - 1)
    left = kept - 1 - free / np.maximum(n - 2, 1)
    n, r, c = n[:, 0, 0], r[:, 0, 0], c[:, 0, 0]
    phi2 = safely(statistic, n) - (r - 1) * (c - 1) / np.maximum(n - 1, 1)
    low, high = _jackknife(phi2, left.reshape(len(tables), -1), tables.reshape(len(tables), -1))
    # Bergsma's corrected numbers of rows and columns, as in `association.cramers_v`.
    smallest = np.minimum(r - (r - 1) ** 2 / np.maximum(n - 1, 1), c - (c - 1) ** 2 / np.maximum(n - 1, 1)) - 1
    return _root(low, smallest), _root(high, smallest)


def _root(value: Floats, most: Floats) -> Floats:
    return np.sqrt(safely(np.maximum(value, 0), most)).clip(0, 1)


def epsilon_margins(tables: Floats, effect: Floats) -> Bounds:
    """Return 95% intervals of epsilon-squared, shape (tables, groups, values) to two of (tables,).

    Parameters
    ----------
    effect : epsilon-squared of each table, shape (tables,).

    Notes
    -----
    The jackknife of H / (n - 1). Without a story of group g at value v every value above v loses one rank and v itself
    half a rank, so the rank sums follow from running totals.

    References
    ----------
    Efron & Tibshirani (1993), chapter 11. Checked against leaving out each story in a loop.
    """
    n = tables.sum(axis=(1, 2))
    columns, sizes = tables.sum(axis=1), tables.sum(axis=2)
    ranks = columns.cumsum(axis=1) - (columns - 1) / 2
    sums = np.einsum("bgv,bv->bg", tables, ranks)
    above = sizes[:, :, None] - tables.cumsum(axis=2)
    # Rank sums of group h when a story at value v goes, before it is taken from its own group: shape (b, h, v).
    moved = sums[:, :, None] - above - tables / 2
    away = (moved - sizes[:, :, None] * (n / 2)[:, None, None]) ** 2
    terms = safely(away, sizes[:, :, None])
    # The story itself had rank r(v) - 1/2 in the sum that already lost half a rank for it.
    own = (moved - (ranks - 0.5)[:, None, :] - (sizes - 1)[:, :, None] * (n / 2)[:, None, None]) ** 2
    squares = terms.sum(axis=1, keepdims=True) - terms + safely(own, (sizes - 1)[:, :, None])
    m = np.maximum(n - 1, 2)[:, None, None]
    tied = (columns**3 - columns).sum(axis=1)
    ties = tied[:, None, None] - (3 * columns * (columns - 1))[:, None, :]
    correction = 1 - ties / (m**3 - m)
    left = safely(12 / (m * (m + 1)) * squares, np.where(correction > 1e-12, correction, 0.0)) / np.maximum(m - 1, 1)
    low, high = _jackknife(effect, left.reshape(len(n), -1), tables.reshape(len(n), -1))
    return low.clip(0, 1), high.clip(0, 1)


def rank_biserial_margins(effect: Floats, first: Floats, second: Floats) -> Bounds:
    """Return 95% intervals of the rank-biserial correlation; all shape (tests,).

    Parameters
    ----------
    effect : -1..1. first, second : number of stories in each group.

    Notes
    -----
    theta = (r + 1) / 2 is the chance that a story of the first group lies higher. The limits solve
    |theta - observed| = 1.96 sqrt(V(theta)) by halving, so that an effect of 1 still has a margin, with
    V = theta (1 - theta) (1 + m (1 - theta)/(2 - theta) + m theta/(1 + theta)) / (n1 n2), m = (n1 + n2)/2 - 1.

    References
    ----------
    Newcombe (2006), doi:10.1002/sim.2324, method 5.
    """
    observed = (effect + 1) / 2
    middle, pairs = (first + second) / 2 - 1, np.maximum(first * second, 1)

    def beyond(theta: Floats) -> Floats:
        spread = 1 + middle * (1 - theta) / (2 - theta) + middle * theta / (1 + theta)
        gap: Floats = np.abs(theta - observed) - Z95 * np.sqrt(theta * (1 - theta) * spread / pairs)
        return gap

    # Both limits at once: the first row lies between 0 and the observed value, the second between that and 1.
    near, far = np.stack([observed, observed]), np.stack([np.zeros_like(observed), np.ones_like(observed)])
    for _ in range(_HALVINGS):
        between = (near + far) / 2
        outside = beyond(between) > 0
        near, far = np.where(outside, near, between), np.where(outside, between, far)
    return 2 * near[0] - 1, 2 * near[1] - 1


def rho_margins(rho: Floats, n: Floats) -> Bounds:
    """Return 95% intervals of Spearman's rho; both shape (tests,).

    Notes
    -----
    tanh(atanh(rho) +- 1.96 sqrt((1 + rho^2 / 2) / (n - 3))).

    References
    ----------
    Bonett & Wright (2000), doi:10.1007/BF02294183.
    """
    centre = np.arctanh(rho.clip(-1 + 1e-12, 1 - 1e-12))
    half = Z95 * np.sqrt((1 + rho**2 / 2) / np.maximum(n - 3, 1))
    return np.minimum(np.tanh(centre - half), rho), np.maximum(np.tanh(centre + half), rho)
