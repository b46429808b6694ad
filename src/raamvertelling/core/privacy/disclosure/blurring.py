"""Dots that leave the team: each stands for a place where at least five people put theirs, not for one of them."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import cos, floor, pi, sin, sqrt

from raamvertelling.core.geometry import weights_from_xy, xy_from_weights
from raamvertelling.core.privacy.disclosure.rounding import BASE, rounded
from raamvertelling.core.results import Weights

Point = tuple[float, ...]
Snap = Callable[[Point], Point]
# Places and spreads are rounded to twentieths of a side; so narrow that dots hide each other is drawn this wide.
STEP = 0.05
NARROW = 0.015
_TURN = pi * (3 - sqrt(5))


def to_lattice(point: Point) -> Point:
    """Return the nearest point with whole twentieths."""
    return tuple(round(each / STEP) * STEP for each in point)


def blur(points: Sequence[Point], *, snap: Snap = to_lattice, draw: int | None = None) -> tuple[Point, ...]:
    """Return dots that may be drawn outside the team in place of those of the tellers.

    Parameters
    ----------
    points : one place a teller, all of one or two coordinates, unit: sides.
    snap : moves the middle of a group to a coarse place.
    draw : number of dots to draw, a multiple of 5; the rounded number of points when None.

    Returns
    -------
    Dots in the order of their groups; empty with fewer than five points. They may lie a little outside the chart.

    Notes
    -----
    The points are divided into groups of at least five that lie close together (`groups_of`). What is drawn depends
    on three coarse numbers a group: its middle and its spread, to a twentieth of a side, and its size to the nearest
    5 (rounded so that the sizes add up to the rounded total). The dots of a group lie in a fixed pattern around its
    middle with that spread. So nobody's own place is drawn, and with one teller less the same or another group shows,
    but never that teller.

    References
    ----------
    Domingo-Ferrer & Mateo-Sanz (2002), microaggregation, doi:10.1109/69.979982. The pattern is Vogel's (1979).
    """
    return _blurred(tuple(sorted(points)), snap, rounded(len(points)) if draw is None else draw)


@lru_cache(maxsize=256)
def _blurred(points: tuple[Point, ...], snap: Snap, draw: int) -> tuple[Point, ...]:
    if len(points) < BASE:
        return ()
    drawn: list[Point] = []
    seen = 0
    for group in groups_of(points):
        seen += len(group)
        wanted = rounded(round(seen * draw / len(points)))
        drawn += _around(group, wanted - len(drawn), snap)
    return tuple(drawn)


def groups_of(points: Sequence[Point], least: int = BASE) -> list[Sequence[Point]]:
    """Divide points over groups of at least `least`, close together; equal points are never divided.

    Notes
    -----
    A group of twice the least or more is cut in two where that makes the squared distances to the two middles
    smallest, at a right angle to one axis, as long as both parts are large enough. Depends on the places alone.
    """
    cut = _best_cut(points, least)
    if cut is None:
        return [points]
    return [*groups_of(cut[0], least), *groups_of(cut[1], least)]


def _best_cut(points: Sequence[Point], least: int) -> tuple[Sequence[Point], Sequence[Point]] | None:
    best, found = 0.0, None
    n, sides = len(points), range(len(points[0]))
    for axis in sides:
        line = sorted(points, key=lambda point: (point[axis], point))
        total = [sum(point[side] for point in line) for side in sides]
        left = [0.0 for _ in sides]
        for place in range(1, n - least + 1):
            for side in sides:
                left[side] += line[place - 1][side]
            if place < least or line[place - 1][axis] == line[place][axis]:
                continue
            apart = sum((left[side] / place - (total[side] - left[side]) / (n - place)) ** 2 for side in sides)
            gain = apart * place * (n - place) / n
            if gain > best + 1e-12:
                best, found = gain, (line[:place], line[place:])
    return found


def _around(group: Sequence[Point], count: int, snap: Snap) -> list[Point]:
    """Lay dots around the coarse middle of a group, as wide as the group itself."""
    n, sides = len(group), range(len(group[0]))
    middle = tuple(sum(point[side] for point in group) / n for side in sides)
    wide = sqrt(sum((point[side] - middle[side]) ** 2 for point in group for side in sides) / n)
    wide = max(NARROW, round(wide / STEP) * STEP)
    centre = snap(middle)
    if len(centre) == 1:
        return [(centre[0] + wide * sqrt(3) * (2 * (i + 0.5) / count - 1),) for i in range(count)]
    return [
        (centre[0] + reach * cos(i * _TURN), centre[1] + reach * sin(i * _TURN))
        for i, reach in ((i, wide * sqrt(2 * (i + 0.5) / count)) for i in range(count))
    ]


def blur_triangle(weights: Sequence[Weights]) -> tuple[Weights, ...]:
    """Return dots for a triangle, as weights; see `blur`. Middles lie on whole twentieths of the three weights."""
    dots = blur([xy_from_weights(each) for each in weights], snap=_in_triangle)
    return tuple(weights_from_xy(*dot) for dot in dots)


def blur_square(points: Sequence[Point], *, draw: int | None = None) -> tuple[Point, ...]:
    """Return dots for a line or a field, with each coordinate in 0..1; see `blur`."""
    return tuple(tuple(min(1.0, max(0.0, each)) for each in dot) for dot in blur(points, draw=draw))


def _in_triangle(point: Point) -> Point:
    """Return the nearest place with whole twentieths of weight that add up to 1 (largest remainder)."""
    scaled = [weight / STEP for weight in weights_from_xy(*point)]
    whole = [floor(each + 1e-9) for each in scaled]
    left = round(1 / STEP) - sum(whole)
    for i in sorted(range(3), key=lambda i: (whole[i] - scaled[i], i))[:left]:
        whole[i] += 1
    return xy_from_weights((whole[0] * STEP, whole[1] * STEP, whole[2] * STEP))
