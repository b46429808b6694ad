"""Where the dots of a triangle lie close together: a smooth density that is fair near the edges, and its contours."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from raamvertelling.core.geometry import HEIGHT
from raamvertelling.core.results import TriadSummary, Weights
from raamvertelling.core.stats.columns import places_of
from raamvertelling.core.stats.tables import Floats

GRID = 96
PAD = 24
SMALLEST = 20
SHARES = (0.25, 0.5, 0.75)
_STEP = 1.0 / GRID
_CELL = _STEP / 2
_ZERO = 1e-9
Ring = tuple[Weights, ...]


@dataclass(frozen=True, slots=True)
class Contour:
    """The smallest region that holds `share` of the dots, as closed rings of weights (even-odd: a ring in a ring is a
    hole). Rings may run outside the triangle: clip them when drawing.
    """

    share: float
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Density:
    """Contours from large to small, with the number of dots they are made of and the bandwidth in sides."""

    contours: tuple[Contour, ...]
    n: int
    bandwidth: float


def triad_density(summary: TriadSummary, *, shares: Sequence[float] = SHARES) -> Density | None:
    """Return the regions where most dots of a triangle lie.

    Parameters
    ----------
    summary : dots exactly in a corner or on an edge are left out: these are answers of their own, shown as counts.
    shares : shares of the dots, each in 0..1.

    Returns
    -------
    None below 20 dots inside the triangle.

    Notes
    -----
    f(x) = sum K_h(x - x_i) / M(x), with K the normal kernel and M the same kernel applied to the triangle itself, so
    that the density does not sink near an edge; h = n^(-1/6) times the mean standard deviation, between 3% and 12%
    of a side. A contour is drawn at the density that `share` of the dots reach.

    References
    ----------
    Jones (1993). Checked against a naive sum over dots and pixels.
    """
    weights = places_of(summary.points).reshape(-1, 3)
    inside = weights[weights.min(axis=1) > _ZERO]
    if len(inside) < SMALLEST:
        return None
    flat = to_plane(inside)
    width = float(np.clip(len(flat) ** (-1 / 6) * np.sqrt(flat.var(axis=0, ddof=1).mean()), 0.03, 0.12))
    field = density_grid(flat, width)
    heights = _read(field, flat)
    ordered = sorted(shares, reverse=True)
    contours = tuple(Contour(share, tuple(_rings(field, float(np.quantile(heights, 1 - share))))) for share in ordered)
    return Density(contours, len(inside), width)


def to_plane(weights: Floats) -> Floats:
    """Return x, y with side 1: the second anchor at (0, 0), the third at (1, 0), the first on top."""
    return np.column_stack([weights[:, 2] + weights[:, 0] / 2, weights[:, 0] * HEIGHT])


def density_grid(flat: Floats, width: float) -> Floats:
    """Return the renormalised density on the grid, rows upward in y; 0 where the kernel cannot see the triangle.

    Parameters
    ----------
    flat : float array, shape (n, 2), from `to_plane`.
    width : standard deviation of the kernel, in sides of the triangle.

    Notes
    -----
    f(x) = sum_i K(x - x_i) / (n m(x)), K Gaussian, m(x) the part of the kernel at x that lies inside the triangle:
    what would leak over the edges is given back. The normal kernel is a product of one over x and one over y. So dots
    are counted once in cells of half a grid step, and two matrix products do the rest: after counting the cost does not
    depend on the number of dots. A cell stands for its middle, which spreads a dot by step^2 / 12; that is taken off
    the kernel (Sheppard). The mass is exact in x, and a sum over fine rows in y.
    """
    axis = np.asarray((np.arange(GRID + 2 * PAD + 1, dtype=np.float64) - PAD) * _STEP)
    counts = _counted(flat)
    narrow = float(np.sqrt(width**2 - _CELL**2 / 12))
    across, upward = (_kernel(axis, _middles(size, _CELL), narrow) for size in counts.shape[::-1])
    smooth = upward @ counts @ across.T
    mass = _mass(axis, width)
    seen = mass > 0.02
    return np.asarray(np.where(seen, smooth / np.where(seen, mass, 1.0), 0.0) / len(flat), dtype=np.float64)


def _middles(count: int, size: float) -> Floats:
    return np.asarray((np.arange(count, dtype=np.float64) + 0.5) * size)


def _kernel(axis: Floats, middles: Floats, width: float) -> Floats:
    """Return the normal density of each grid line around each middle, shape (lines, middles)."""
    gaps = (axis[:, None] - middles[None, :]) / width
    return np.asarray(np.exp(-0.5 * gaps**2) / (width * np.sqrt(2 * np.pi)))


def _counted(flat: Floats) -> Floats:
    """Return how many dots lie in each cell of half a grid step, shape (rows upward, columns)."""
    rows, columns = int(np.ceil(HEIGHT / _CELL)), 2 * GRID
    cells = np.minimum(np.int32(rows - 1), (flat[:, 1] / _CELL).astype(np.int32)) * np.int32(columns)
    cells += np.minimum(np.int32(columns - 1), (flat[:, 0] / _CELL).astype(np.int32))
    return np.bincount(cells, minlength=rows * columns).reshape(rows, columns).astype(np.float64)


def _mass(axis: Floats, width: float) -> Floats:
    """Return which part of the kernel at each grid point lies inside the triangle, shape (lines, lines)."""
    heights = _middles(GRID, HEIGHT / GRID)
    left = heights / (2 * HEIGHT)
    inside = ndtr((1 - left[:, None] - axis[None, :]) / width) - ndtr((left[:, None] - axis[None, :]) / width)
    return np.asarray(_kernel(axis, heights, width) @ inside * (HEIGHT / GRID))


def _read(field: Floats, flat: Floats) -> Floats:
    place = np.rint(flat / _STEP + PAD).astype(int)
    return np.asarray(field[place[:, 1], place[:, 0]])


def _rings(field: Floats, level: float) -> list[Ring]:
    """Walk around every region above `level` (marching squares, borders count as below)."""
    edged = np.pad(field, 1)
    links = _segments(edged, level)
    rings = []
    while links:
        start, current = links.popitem()
        ring = [start, current]
        while current != start and current in links:
            current = links.pop(current)
            ring.append(current)
        rings.append(tuple(_to_weights(_crossing(edged, level, edge)) for edge in ring[:-1]))
    return [ring for ring in rings if len(ring) > 3]


Edge = tuple[int, int, int]
# Per corner pattern of a cell (1 lower left, 2 lower right, 4 upper right, 8 upper left): from side to side, with the
# high ground on the left. Sides: 0 bottom, 1 right, 2 top, 3 left.
_WALKS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((0, 3),), 2: ((1, 0),), 3: ((1, 3),), 4: ((2, 1),), 5: ((0, 3), (2, 1)), 6: ((2, 0),), 7: ((2, 3),),
    8: ((3, 2),), 9: ((0, 2),), 10: ((1, 0), (3, 2)), 11: ((1, 2),), 12: ((3, 1),), 13: ((0, 1),), 14: ((3, 0),),
}  # fmt: skip


def _segments(field: Floats, level: float) -> dict[Edge, Edge]:
    high = field > level
    patterns = high[:-1, :-1] * 1 + high[:-1, 1:] * 2 + high[1:, 1:] * 4 + high[1:, :-1] * 8
    links: dict[Edge, Edge] = {}
    for row, column in np.argwhere((patterns > 0) & (patterns < 15)).tolist():
        sides: tuple[Edge, ...] = ((row, column, 0), (row, column + 1, 1), (row + 1, column, 0), (row, column, 1))
        for begin, end in _WALKS[int(patterns[row, column])]:
            links[sides[begin]] = sides[end]
    return links


def _crossing(field: Floats, level: float, edge: Edge) -> tuple[float, float]:
    """Return (row, column) where the level crosses a grid line; kind 0 runs along a row, 1 along a column."""
    row, column, upright = edge
    first = field[row, column]
    second = field[row + 1, column] if upright else field[row, column + 1]
    part = 0.5 if first == second else float((level - first) / (second - first))
    return (row + part, float(column)) if upright else (float(row), column + part)


def _to_weights(place: tuple[float, float]) -> Weights:
    y, x = (place[0] - 1 - PAD) * _STEP, (place[1] - 1 - PAD) * _STEP
    top = y / HEIGHT
    right = x - top / 2
    return top, 1 - top - right, right
