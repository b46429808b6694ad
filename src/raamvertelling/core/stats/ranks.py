"""Two sliders against each other: Spearman's and Kendall's rank correlation, from tables and from coordinates."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr
from scipy.stats import rankdata

from raamvertelling.core.stats.tables import Floats


def _centred(counts: Floats) -> Floats:
    """Return the midrank of each value, less the mean rank; counts of shape (tables, values)."""
    return np.asarray(counts.cumsum(axis=1) - counts / 2 - counts.sum(axis=1, keepdims=True) / 2)


def spearman(tables: Floats) -> Floats:
    """Return Spearman's rho of each table, with ties; 0 when one of the two does not vary.

    Parameters
    ----------
    tables : counts, shape (tables, first values, second values), both in ascending order.

    Notes
    -----
    Pearson's correlation of midranks. The short formula 1 - 6 sum d^2 / (n^3 - n) holds only without ties.

    References
    ----------
    Spearman (1904). Checked against scipy.stats.spearmanr.
    """
    rows, columns = tables.sum(axis=2), tables.sum(axis=1)
    first, second = _centred(rows), _centred(columns)
    shared = np.einsum("bx,bxy,by->b", first, tables, second, optimize=True)
    spread = np.sqrt((rows * first**2).sum(axis=1) * (columns * second**2).sum(axis=1))
    return np.asarray(np.divide(shared, spread, out=np.zeros_like(shared), where=spread > 0).clip(-1, 1))


def spearman_chances(rho: Floats, n: Floats) -> Floats:
    """Return the two-sided textbook chance of each rho: Student's t with n - 2 degrees of freedom.

    Notes
    -----
    t = rho sqrt((n - 2) / (1 - rho^2)).
    """
    room = np.maximum((1 - rho) * (1 + rho), 1e-300)
    return np.asarray(2 * stdtr(n - 2, -np.abs(rho) * np.sqrt((n - 2) / room)))


def kendall(tables: Floats) -> Floats:
    """Return Kendall's tau-b of each table; 0 when one of the two does not vary.

    Parameters
    ----------
    tables : counts, shape (tables, first values, second values), both in ascending order.

    Notes
    -----
    tau_b = (concordant - discordant) / sqrt((pairs - ties in the first) (pairs - ties in the second)).

    References
    ----------
    Kendall (1945), doi:10.1093/biomet/33.3.239. Checked against scipy.stats.kendalltau.
    """
    below = np.zeros_like(tables)
    below[:, 1:, 1:] = tables.cumsum(axis=1).cumsum(axis=2)[:, :-1, :-1]
    after = np.zeros_like(tables)
    summed = tables.cumsum(axis=1)
    later = summed.sum(axis=2, keepdims=True) - summed.cumsum(axis=2)
    after[:, 1:] = later[:, :-1]
    gap = (tables * (below - after)).sum(axis=(1, 2))
    rows, columns, n = tables.sum(axis=2), tables.sum(axis=1), tables.sum(axis=(1, 2))
    free = [(n**2 - (each**2).sum(axis=1)) / 2 for each in (rows, columns)]
    spread = np.sqrt(free[0] * free[1])
    return np.asarray(np.divide(gap, spread, out=np.zeros_like(gap), where=spread > 0).clip(-1, 1))


def centred_ranks(values: Floats | NDArray[np.int64]) -> Floats:
    """Return midranks less their mean, shape (n,)."""
    return np.asarray(rankdata(values) - (len(values) + 1) / 2)


def rho_of(first: Floats, second: Floats) -> float:
    """Return Spearman's rho of two sets of centred ranks, both shape (n,); 0 when one does not vary."""
    spread = float(np.sqrt((first @ first) * (second @ second)))
    return min(1.0, max(-1.0, float(first @ second) / spread)) if spread > 0 else 0.0
