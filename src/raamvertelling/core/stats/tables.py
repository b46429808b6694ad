"""Counts per group and value: random tables with the same totals (that is: permutations) and bootstrap tables."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.stats import random_table

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Statistic = Callable[[Floats], Floats]

DRAWS = 999
BOOTSTRAPS = 500
# Differences smaller than this between a statistic and its permutations are rounding, so they count as equal.
_TIE = 1e-10
_BATCH_CELLS = 2_000_000


def safely(above: Floats, below: Floats) -> Floats:
    """Return above / below, 0 where below is not above zero; any shapes that fit."""
    above, below = np.broadcast_arrays(above, below)
    return np.divide(above, below, out=np.zeros(above.shape), where=below > 0)


def count(groups: Counts, values: Counts, *, n_groups: int, n_values: int) -> Counts:
    """Return the joint table of group codes and value codes, shape (n_groups, n_values).

    Parameters
    ----------
    groups, values : codes from 0, shape (n,), one of each a story.
    """
    flat = np.bincount(groups * n_values + values, minlength=n_groups * n_values)
    return flat.reshape(n_groups, n_values).astype(np.int64)


def permuted(table: Counts, statistic: Statistic, *, rng: np.random.Generator, draws: int = DRAWS) -> float:
    """Return the share of random tables with the same totals whose statistic is at least that of `table`.

    Parameters
    ----------
    table : counts, shape (groups, values), without empty rows or columns.
    statistic : from tables of shape (draws, groups, values) to (draws,); large means different.

    Returns
    -------
    p in 1 / (draws + 1) .. 1. Drawing tables with fixed margins is the same as shuffling the groups over the stories.

    References
    ----------
    Patefield (1981); Phipson & Smyth (2010), doi:10.2202/1544-6115.1585, for the + 1.
    """
    observed = float(statistic(table[None].astype(np.float64))[0])
    margins = random_table(table.sum(axis=1), table.sum(axis=0), seed=rng)
    bound, above, left = observed - _TIE * max(1.0, abs(observed)), 0, draws
    while left:
        size = max(1, min(left, _BATCH_CELLS // table.size))
        drawn = np.asarray(margins.rvs(size=size), dtype=np.float64).reshape(size, *table.shape)
        above += int((statistic(drawn) >= bound).sum())
        left -= size
    return (above + 1) / (draws + 1)


def bootstrapped(table: Counts, statistic: Statistic, *, rng: np.random.Generator, draws: int = BOOTSTRAPS) -> Floats:
    """Return the statistic of `draws` tables in which each group is drawn again from itself, shape (draws,).

    Parameters
    ----------
    table : counts, shape (groups, values).
    statistic : from tables of shape (draws, groups, values) to (draws,).

    Notes
    -----
    Each row is drawn from Multinomial(n_g, row / n_g): the bootstrap of stories, within their groups.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 8.
    """
    sizes = table.sum(axis=1)
    results, left = [], draws
    while left:
        size = max(1, min(left, _BATCH_CELLS // table.size))
        drawn = np.stack(
            [rng.multinomial(int(n), row / n, size=size) for row, n in zip(table, sizes, strict=True)], axis=1
        )
        results.append(statistic(drawn.astype(np.float64)))
        left -= size
    return np.concatenate(results)


def percentiles(drawn: Floats) -> tuple[float, float]:
    """Return the middle 95% of bootstrap results; draws without a result (a constant table) are left out.

    Notes
    -----
    The 2.5% and 97.5% quantiles of `drawn`, shape (draws,).
    """
    low, high = np.quantile(drawn[np.isfinite(drawn)], [0.025, 0.975])
    return float(low), float(high)
