"""Counts per group and value, and bootstrap tables."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from raamvertelling.core.stats.drawing import multinomials

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Statistic = Callable[[Floats], Floats]

BOOTSTRAPS = 500
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
    results, left = [], draws
    while left:
        size = max(1, min(left, _BATCH_CELLS // table.size))
        results.append(statistic(multinomials(table, draws=size, rng=rng)))
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
