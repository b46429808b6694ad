"""Clouds of dots and lines by their distances: energy against groups, and distance correlation, for many at once."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincc

from raamvertelling.core.geometry import HEIGHT
from raamvertelling.core.stats.compiling import compiled
from raamvertelling.core.stats.intervals import Z95
from raamvertelling.core.stats.tables import Floats, safely

_BLOCK = 1024
_FLAT = 1e-12


def in_plane(weights: Floats) -> Floats:
    """Return the points of weights in a triangle with sides of 1, shape (n, 3) to (n, 2); see `core.geometry`."""
    return np.column_stack([weights[:, 0] / 2 + weights[:, 2], weights[:, 0] * HEIGHT])


def apart(first: Floats, second: Floats) -> Floats:
    """Return the distances between two sets of points, shapes (n, d) and (m, d) to (n, m)."""
    total = np.zeros((len(first), len(second)))
    for axis in range(first.shape[1]):
        total += (first[:, axis, None] - second[None, :, axis]) ** 2
    return np.sqrt(total, out=total)


def gamma_chances(z: Floats, skew: Floats) -> Floats:
    """Return the chance of a value at least z standard deviations above the mean, for a gamma with this skewness.

    Notes
    -----
    A sum of squared normals, weighted by the eigenvalues of the distances, has mean, variance and skewness from the
    traces of the first three powers; the gamma with the same three is close far into the tail (Pearson type III).

    References
    ----------
    Imhof (1961), doi:10.1093/biomet/48.3-4.419, section on approximations. Checked against shuffling.
    """
    shape = 4 / np.maximum(skew, 1e-3) ** 2
    return np.asarray(gammaincc(shape, np.maximum(shape + z * np.sqrt(shape), 0)))


def skewness(points: Floats, counts: Floats) -> float:
    """Return tr(A^3) / tr(A^2)^(3/2) of the centred distances A of stories: 1 for one direction, less for more.

    Parameters
    ----------
    points : shape (m, d). counts : stories at each, shape (m,).
    """
    kept = counts > 0
    share = counts[kept] / counts.sum()
    between = apart(points[kept], points[kept])
    row = between @ share
    centred = -(between - row[:, None] - row[None, :] + share @ row) * np.sqrt(np.outer(share, share))
    square = centred @ centred
    second = float(np.trace(square))
    return float((square * centred).sum()) / second**1.5 if second > _FLAT else 1.0


@dataclass(frozen=True, slots=True)
class Energy:
    """Energy of many tables, each shape (tables,): the share of the spread between groups, its interval, its chance."""

    share: Floats
    low: Floats
    high: Floats
    chance: Floats


def energies(tables: Floats, points: Floats, skew: float) -> Energy:
    """Return for each table how much of the spread of a cloud lies between its groups.

    Parameters
    ----------
    tables : counts, shape (tables, groups, places); empty groups do not count.
    points : where the places lie, shape (places, 2).
    skew : from `skewness`, of all stories.

    Notes
    -----
    share = 1 - (W / (n - k)) / (T / (n - 1)) as in `clouds.energy_share`, with a jackknife interval. The chance: under
    shuffling T - W has mean (k - 1) tr A / (n - 1) and the variance of a random rotation; skewness sqrt(8 / (k - 1))
    times that of the distances; a gamma with these three.

    References
    ----------
    Rizzo & Szekely (2010), doi:10.1214/09-AOAS245. Checked against dcor.energy_distance and against shuffling.
    """
    count, groups, places = tables.shape
    whole, sizes = tables.sum(axis=1), tables.sum(axis=2)
    n, k = whole.sum(axis=1), (sizes > 0).sum(axis=1).astype(np.float64)
    near, squared = np.empty((count * groups, places)), np.empty((count, places))
    flat = tables.reshape(count * groups, places)
    for start in range(0, places, _BLOCK):
        part = apart(points, points[start : start + _BLOCK])
        near[:, start : start + _BLOCK] = flat @ part
        squared[:, start : start + _BLOCK] = whole @ (part**2)
    near = near.reshape(count, groups, places)
    row = near.sum(axis=1)
    total = (row * whole).sum(axis=1) / (2 * n)
    inside = (near * tables).sum(axis=2)
    within = safely(inside, 2 * sizes).sum(axis=1)
    value = 1 - safely(within / np.maximum(n - k, 1) * (n - 1), total)
    error = _energy_errors(tables, near, row, inside, total * 2 * n, k)
    second = ((squared * whole).sum(axis=1) - 2 * (whole * row**2).sum(axis=1) / n + (2 * total) ** 2) / 4
    m, rank = n - 1, k - 1
    spread = 2 / ((m - 1) * (m + 2)) * (second - total**2 / m) * (rank - rank**2 / m)
    z = safely(total - within - rank * total / m, np.sqrt(np.maximum(spread, 0)))
    chance = gamma_chances(z, np.sqrt(8 / np.maximum(rank, 1)) * skew)
    shown = np.maximum(value, 0)
    return Energy(value, (value - Z95 * error).clip(0, 1), np.maximum(shown, (shown + Z95 * error).clip(0, 1)), chance)


def _energy_errors(tables: Floats, near: Floats, row: Floats, inside: Floats, total: Floats, k: Floats) -> Floats:
    """Return the standard error of each share by leaving out one story at a time, see `clouds._jackknife_error`."""
    sizes = tables.sum(axis=2)
    n = sizes.sum(axis=1)[:, None, None]
    terms = safely(inside, 2 * sizes)
    left = safely(inside[:, :, None] - 2 * near, 2 * (sizes - 1)[:, :, None])
    left_within = terms.sum(axis=1)[:, None, None] - terms[:, :, None] + left
    left_total = (total[:, None] - 2 * row)[:, None, :] / (2 * (n - 1))
    shares = 1 - safely(left_within / np.maximum(n - 1 - k[:, None, None], 1) * (n - 2), left_total)
    mean = (shares * tables).sum(axis=(1, 2)) / n[:, 0, 0]
    squares = (((shares - mean[:, None, None]) ** 2) * tables).sum(axis=(1, 2))
    return np.asarray(np.sqrt((n[:, 0, 0] - 1) / n[:, 0, 0] * squares))


@dataclass(frozen=True, slots=True)
class Linked:
    """A bias-corrected distance correlation (squared, so it may be below zero), its interval and its chance.

    `left` is what remains of it without one story, by story or by cell.
    """

    value: float
    low: float
    high: float
    chance: float
    left: Floats


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums of distances that the correlation and its jackknife need, by story or by cell; `weight` stories each."""

    weight: Floats
    products: Floats
    first: Floats
    second: Floats
    first_squares: Floats
    second_squares: Floats
    first_of_second: Floats
    second_of_first: Floats
    first_of_first: Floats
    second_of_second: Floats


def linked_table(table: Floats, first: Floats, second: Floats, skew: float) -> Linked:
    """Return the distance correlation of a table of counts.

    Parameters
    ----------
    table : shape (first places, second places). first, second : distances between these places, square.
    skew : product of `skewness` of both.

    Notes
    -----
    Omega(a, b) = (S1 - 2 S2 / (n - 2) + S3 / ((n - 1)(n - 2))) / (n (n - 3)), with S1 = sum a_ij b_ij, S2 the sum of
    products of row sums and S3 the product of the totals; R = Omega(a, b) / sqrt(Omega(a, a) Omega(b, b)). Interval:
    jackknife. Chance: R sqrt(n (n - 3) / 2) as a gamma with the skewness of the distances.

    References
    ----------
    Szekely & Rizzo (2013), doi:10.1016/j.jmva.2013.02.012. Checked against dcor.u_distance_correlation_sqr.
    """
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    a, b = first @ rows, second @ columns
    return _linked(
        _Sums(
            weight=table,
            products=first @ table @ second,
            first=a[:, None],
            second=b[None, :],
            first_squares=(first**2 @ rows)[:, None],
            second_squares=(second**2 @ columns)[None, :],
            first_of_second=(first @ (table @ b))[:, None],
            second_of_first=(second @ (a @ table))[None, :],
            first_of_first=(first @ (rows * a))[:, None],
            second_of_second=(second @ (columns * b))[None, :],
        ),
        skew,
    )


def linked_points(first: Floats, second: Floats, skew: float) -> Linked:
    """Return the distance correlation of exact coordinates, shapes (n, 2) and (n, 1) or (n, 2); see `linked_table`."""
    sums = np.zeros((9, len(first)))
    _sums_of_points(np.ascontiguousarray(_flat(first)), np.ascontiguousarray(_flat(second)), sums)
    return _linked(_Sums(np.ones(len(first)), *sums), skew)


def _flat(points: Floats) -> Floats:
    return points if points.shape[1] == 2 else np.column_stack([points[:, 0], np.zeros(len(points))])


def _linked(sums: _Sums, skew: float) -> Linked:
    w, a, b = sums.weight, sums.first, sums.second
    shape = w.shape
    n = float(w.sum())
    by_first, by_second = np.broadcast_to(a, shape), np.broadcast_to(b, shape)
    total_a, total_b = float((w * by_first).sum()), float((w * by_second).sum())
    one = (float((w * sums.products).sum()), float((w * (a * b)).sum()))
    two = (float((w * sums.first_squares).sum()), float((w * a**2).sum()))
    three = (float((w * sums.second_squares).sum()), float((w * b**2).sum()))
    value = _ratio(
        _omega(one[0], one[1], total_a * total_b, n),
        _omega(two[0], two[1], total_a**2, n),
        _omega(three[0], three[1], total_b**2, n),
    )
    cross = one[1] - a * b - sums.first_of_second - sums.second_of_first + sums.products
    own_a = two[1] - a**2 - 2 * sums.first_of_first + sums.first_squares
    own_b = three[1] - b**2 - 2 * sums.second_of_second + sums.second_squares
    left_a, left_b = total_a - 2 * a, total_b - 2 * b
    left = _ratio(
        _omega(one[0] - 2 * sums.products, cross, left_a * left_b, n - 1),
        _omega(two[0] - 2 * sums.first_squares, own_a, left_a**2, n - 1),
        _omega(three[0] - 2 * sums.second_squares, own_b, left_b**2, n - 1),
    )
    mean = float((left * w).sum()) / n
    half = Z95 * float(np.sqrt((n - 1) / n * ((left - mean) ** 2 * w).sum()))
    number = float(value)
    chance = gamma_chances(np.array(number * np.sqrt(n * (n - 3) / 2)), np.array(np.sqrt(8) * skew))
    return Linked(number, number - half, number + half, float(chance), left)


def _omega(products: Floats | float, rows: Floats | float, totals: Floats | float, n: float) -> Floats:
    return np.asarray((products - 2 * rows / (n - 2) + totals / ((n - 1) * (n - 2))) / (n * (n - 3)))


def _ratio(shared: Floats, first: Floats, second: Floats) -> Floats:
    return safely(shared, np.sqrt(np.maximum(first, 0) * np.maximum(second, 0)))


def centred(points: Floats) -> Floats:
    """Return the distances between points, shape (n, d), less row and column means, as Omega takes them: (n, n)."""
    return centred_between(apart(points, points))


def centred_between(between: Floats) -> Floats:
    """Return distances, shape (n, n), less row and column means as in `centred`."""
    n, row = len(between), between.sum(axis=1)
    matrix = between - (row[:, None] + row[None, :]) / (n - 2) + row.sum() / ((n - 1) * (n - 2))
    np.fill_diagonal(matrix, 0)
    return np.ascontiguousarray(matrix)


@compiled
def _sums_of_points(first: Floats, second: Floats, sums: Floats) -> None:
    n = first.shape[0]
    for i in range(n):
        for j in range(n):
            d = np.sqrt((first[i, 0] - first[j, 0]) ** 2 + (first[i, 1] - first[j, 1]) ** 2)
            e = np.sqrt((second[i, 0] - second[j, 0]) ** 2 + (second[i, 1] - second[j, 1]) ** 2)
            sums[0, i] += d * e
            sums[1, i] += d
            sums[2, i] += e
            sums[3, i] += d * d
            sums[4, i] += e * e
    for i in range(n):
        for j in range(n):
            d = np.sqrt((first[i, 0] - first[j, 0]) ** 2 + (first[i, 1] - first[j, 1]) ** 2)
            e = np.sqrt((second[i, 0] - second[j, 0]) ** 2 + (second[i, 1] - second[j, 1]) ** 2)
            sums[5, i] += d * sums[2, j]
            sums[6, i] += e * sums[1, j]
            sums[7, i] += d * sums[1, j]
            sums[8, i] += e * sums[2, j]
