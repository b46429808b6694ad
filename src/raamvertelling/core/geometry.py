"""Where placements lie: shares and points, zones, and how one share moves the other two.

The triangle has sides of length 1. Its corners stand in the order of the anchors of a triad: top, left, right.
x runs to the right from the left corner, y runs up from the base. The same rules in JavaScript are checked by
the same reference file, `geometry_reference.json`.
"""

import math
from collections.abc import Sequence

Weights = tuple[float, float, float]
Point = tuple[float, float]

HEIGHT = math.sqrt(3) / 2
CORNERS: tuple[Point, Point, Point] = ((0.5, HEIGHT), (0.0, 0.0), (1.0, 0.0))
EVEN_RATIOS: Weights = (0.5, 0.5, 0.5)
CENTRE: Weights = (1 / 3, 1 / 3, 1 / 3)

_CORNER_FROM = 0.6
_EDGE_BELOW = 0.2
_ROUNDING = 1e-9


def xy_from_weights(weights: Weights) -> Point:
    """Return the point in the triangle where the dot stands.

    Parameters
    ----------
    weights : three shares in anchor order (top, left, right), sum 1.

    Notes
    -----
    The mean of the corners, weighted by the shares: x = top / 2 + right, y = top * sqrt(3) / 2.
    """
    top, _, right = weights
    return (top / 2 + right, top * HEIGHT)


def weights_from_xy(x: float, y: float) -> Weights:
    """Return the shares of a point; a point outside the triangle is first moved to the nearest point inside.

    Parameters
    ----------
    x, y : unit: sides of the triangle, y upwards from the base.

    Returns
    -------
    Three shares in anchor order, each 0..1, sum 1 within 1e-15.

    Raises
    ------
    ValueError : x or y is not a finite number.
    """
    x, y = nearest_in_triangle(x, y)
    top = y / HEIGHT
    right = x - top / 2
    shares = [min(max(each, 0.0), 1.0) for each in (top, 1 - top - right, right)]
    total = math.fsum(shares)
    return (shares[0] / total, shares[1] / total, shares[2] / total)


def nearest_in_triangle(x: float, y: float) -> Point:
    """Return the point of the triangle that lies nearest; a point inside stays where it is.

    Raises
    ------
    ValueError : x or y is not a finite number.
    """
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError("x and y must be finite numbers")
    top = y / HEIGHT
    right = x - top / 2
    if top >= 0 and right >= 0 and top + right <= 1:
        return (x, y)
    on_edges = [_nearest_on_edge(x, y, CORNERS[k], CORNERS[(k + 1) % 3]) for k in range(3)]
    return min(on_edges, key=lambda point: (point[0] - x) ** 2 + (point[1] - y) ** 2)


def _nearest_on_edge(x: float, y: float, start: Point, end: Point) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = min(max((x - start[0]) * dx + (y - start[1]) * dy, 0.0), 1.0)
    return (start[0] + along * dx, start[1] + along * dy)


def zone(weights: Weights) -> tuple[int, ...]:
    """Return which anchors a placement is about, as their places 0, 1, 2 in the triad.

    Returns
    -------
    (k,) in a corner: anchor k has a share of at least 0.6; (j, k) on an edge: the third share is below 0.2 and
    neither is in a corner; (0, 1, 2) in the centre otherwise. Seven zones in all.

    Notes
    -----
    Limits hold within 1e-9, so that 0.6 made of 0.2 + 0.4 is 0.6.
    """
    for k, share in enumerate(weights):
        if share >= _CORNER_FROM - _ROUNDING:
            return (k,)
    return tuple(k for k, share in enumerate(weights) if share >= _EDGE_BELOW - _ROUNDING)


ZONES: tuple[tuple[int, ...], ...] = ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2))


def set_weight(
    weights: Weights | None, k: int, value: float, remembered: Weights = EVEN_RATIOS
) -> tuple[Weights, Weights]:
    """Move the dot along the line through corner k until that corner has share `value`.

    Parameters
    ----------
    weights : the shares before, or None when no dot was placed yet.
    k : the corner that is set, 0..2.
    value : its new share, 0..1; a value outside is moved to the edge.
    remembered : for each corner the share that the next corner (k + 1, counting round) had among the other two when
        there was last something to share. Give back what the last call returned; `EVEN_RATIOS` at the start.

    Returns
    -------
    The new shares, sum 1, and the new memory. The other two shares keep their ratio; from a corner, where they have
    none, they get the remembered one, so going to 100 and back restores the dot.

    Raises
    ------
    ValueError : k is no corner, or value is not a number.
    """
    if k not in (0, 1, 2) or math.isnan(value):
        raise ValueError("k must be 0, 1 or 2 and value a number from 0 to 1")
    value = min(max(value, 0.0), 1.0)
    memory = remembered if weights is None else _remember(weights, remembered)
    following, last = (k + 1) % 3, (k + 2) % 3
    changed = [0.0, 0.0, 0.0]
    changed[k] = value
    changed[following] = (1 - value) * memory[k]
    changed[last] = (1 - value) * (1 - memory[k])
    moved = (changed[0], changed[1], changed[2])
    return moved, _remember(moved, memory)


def _remember(weights: Weights, remembered: Weights) -> Weights:
    ratios = []
    for k in range(3):
        following, last = weights[(k + 1) % 3], weights[(k + 2) % 3]
        rest = following + last
        ratios.append(following / rest if rest > _ROUNDING else remembered[k])
    return (ratios[0], ratios[1], ratios[2])


def display_shares(weights: Sequence[float]) -> tuple[int, ...]:
    """Return whole percentages that sum to 100, by the largest remainder; for showing only, never for storing.

    Parameters
    ----------
    weights : shares of any number of parts, none below 0, not all 0. They need not sum to 1.

    Raises
    ------
    ValueError : no share above 0.

    Notes
    -----
    Equal remainders (within 1e-9) go to the part that comes first.
    """
    total = math.fsum(weights)
    if not total > 0:
        raise ValueError("weights must hold a share above 0")
    exact = [100 * each / total for each in weights]
    whole = [math.floor(each + _ROUNDING) for each in exact]
    order = sorted(range(len(exact)), key=lambda k: (-math.floor((exact[k] - whole[k]) / _ROUNDING + 0.5), k))
    for k in order[: 100 - sum(whole)]:
        whole[k] += 1
    return tuple(whole)


def dyad_zone(position: float) -> int:
    """Return in which fifth of the line a placement lies: 0 (left pole) to 4 (right pole); a limit goes right.

    Parameters
    ----------
    position : share of the line, 0..1. Limits at 0.2, 0.4, 0.6 and 0.8 hold within 1e-9.
    """
    return _part(position, 5)


def stone_zone(x: float, y: float, per_side: int = 2) -> tuple[int, int]:
    """Return the (column, row) of the field in which a stone lies, counted from the left and from below.

    Parameters
    ----------
    x, y : shares of the field, 0..1.
    per_side : 2 for quadrants, 3 for nine cells.
    """
    return (_part(x, per_side), _part(y, per_side))


def _part(share: float, parts: int) -> int:
    return min(max(math.floor(share * parts + _ROUNDING), 0), parts - 1)
