"""In which part of a chart many placements lie: the rules of `geometry` over arrays."""

import numpy as np
from numpy.typing import NDArray

from raamvertelling.core.geometry import ZONES

Codes = NDArray[np.int64]
CELLS = 3
BANDS = 5
_CORNER_FROM, _EDGE_BELOW = 0.6, 0.2
_ROUNDING = 1e-9
# A corner or an edge as bits of its anchors, to its place in `ZONES`.
_ZONE = np.array([next((index for index, place in enumerate(ZONES) if sum(1 << k for k in place) == bits), -1)
                  for bits in range(8)])  # fmt: skip


def zone_codes(weights: NDArray[np.float64]) -> Codes:
    """Return the place in `geometry.ZONES` of the zone of each placement, weights shape (n, 3) to (n,).

    Where there is no placement (NaN) the code means nothing. See `geometry.zone`.
    """
    corner, large = weights >= _CORNER_FROM - _ROUNDING, weights >= _EDGE_BELOW - _ROUNDING
    bits = np.where(corner.any(axis=1), 1 << corner.argmax(axis=1), large @ np.array([1, 2, 4]))
    return np.asarray(_ZONE[bits])


def band_codes(positions: NDArray[np.float64]) -> Codes:
    """Return in which fifth of the line each placement lies, shape (n,); see `geometry.dyad_zone`."""
    return parts(positions, BANDS)


def cell_codes(places: NDArray[np.float64]) -> Codes:
    """Return in which of nine cells each stone lies, row by row from the bottom left, (n, 2) to (n,); -1 for NaN."""
    column, row = (parts(places[:, axis], CELLS) for axis in (0, 1))
    return np.asarray(np.where(np.isnan(places[:, 0]), -1, row * CELLS + column))


def parts(shares: NDArray[np.float64], count: int) -> Codes:
    """Return in which of equal parts of 0..1 each share lies, shape (n,); NaN gives the first."""
    return np.asarray(np.floor(np.nan_to_num(shares) * count + _ROUNDING).clip(0, count - 1).astype(np.int64))
