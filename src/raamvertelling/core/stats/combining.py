"""Several chances of one question combined into one, for many questions at once."""

import numpy as np

from raamvertelling.core.stats.tables import Floats

_HIGHEST = 1 - 1 / 2000
_LOWEST = 1e-300


def cauchy_many(chances: Floats) -> Floats:
    """Return one chance for each row of chances, shape (tests, views) to (tests,); NaN is a view that could not be.

    Notes
    -----
    As `multiplicity.cauchy`: T = mean of tan((1/2 - p) pi) = mean of 1 / tan(p pi). A p near 1 is taken as 0.9995,
    because a p of exactly 1 would outweigh all others. Small results keep their digits: p = arctan(1 / T) / pi.

    References
    ----------
    Liu & Xie (2020), doi:10.1080/01621459.2018.1554485. Checked against scipy.stats.cauchy.
    """
    known = np.isfinite(chances)
    bounded = np.where(known, chances, 0.5).clip(_LOWEST, _HIGHEST)
    count = known.sum(axis=1)
    mean = np.where(known, 1 / np.tan(bounded * np.pi), 0).sum(axis=1) / np.maximum(count, 1)
    return np.asarray(np.arctan2(1, mean) / np.pi)
