"""Clouds of dots in a triangle against groups: energy distance, and log-ratios away from the edges."""

import numpy as np
from scipy.special import fdtrc

from raamvertelling.core.codes import on_lattice
from raamvertelling.core.results import Estimate
from raamvertelling.core.stats.association import SMALL, Tested
from raamvertelling.core.stats.methods import source_of
from raamvertelling.core.stats.shuffling import LEAST, score_chance, spread_chance, table_chance
from raamvertelling.core.stats.tables import Counts, Floats, count

EXACT_UNTIL = 1000
INTERIOR_MINIMUM = 5
_ZERO = 1e-9


def merged(points: Floats, groups: Counts, *, n_groups: int) -> tuple[Floats, Counts]:
    """Return the different places and how many stories of each group lie there.

    Parameters
    ----------
    points : float array, shape (n, 3), weights in anchor order.
    groups : group codes 0..n_groups - 1, shape (n,).

    Returns
    -------
    (places (m, 3), counts (n_groups, m)). Exact to 1000 stories; above that on a lattice of 5%, at most 231 places.
    """
    if len(points) > EXACT_UNTIL:
        points = on_lattice(points)
    places, codes = np.unique(points, axis=0, return_inverse=True)
    return places, count(groups, codes.reshape(-1), n_groups=n_groups, n_values=len(places))


def distances(places: Floats) -> Floats:
    """Return all distances between places, shape (m, m), in sides of the triangle.

    Notes
    -----
    d(x, y) = sqrt(sum_i (x_i - y_i)^2 / 2): the distance in the plane of a triangle with sides of length 1.
    """
    gaps = places[:, None, :] - places[None, :, :]
    return np.asarray(np.sqrt((gaps**2).sum(axis=2) / 2))


def within(tables: Floats, apart: Floats) -> Floats:
    """Return per table the spread inside the groups: sum over groups of (sum of distances) / (2 n_g)."""
    per_group = (np.einsum("bgm,mk->bgk", tables, apart, optimize=True) * tables).sum(axis=2)
    return np.asarray((per_group / (2 * tables.sum(axis=2))).sum(axis=1))


def energy_share(table: Counts, apart: Floats) -> float:
    """Return the share of all spread that lies between the groups, corrected for what chance puts there.

    Notes
    -----
    W = sum_g 1/(2 n_g) sum d(x, y) within g, T = 1/(2n) sum d(x, y) over all;
    share = 1 - (W / (n - k)) / (T / (n - 1)).
    Zero is expected without a difference; negative values are possible and mean none.

    References
    ----------
    Rizzo & Szekely (2010), DISCO. W and T are checked against dcor.energy_distance and skbio permanova.
    """
    n, k = float(table.sum()), table.shape[0]
    whole = table.sum(axis=0).astype(np.float64)
    total = float(whole @ apart @ whole) / (2 * n)
    if total <= 0:
        return 0.0
    return float(1 - within(table[None].astype(np.float64), apart)[0] / (n - k) * (n - 1) / total)


def energy_test(places: Floats, table: Counts, *, rng: np.random.Generator) -> Tested:
    """Test by energy distance whether the groups' clouds of dots differ in any way.

    Parameters
    ----------
    places, table : from `merged`.

    Returns
    -------
    Effect: `energy_share` with a jackknife interval. p by shuffling always; p_asymptotic equals p.
    """
    apart = distances(places)
    p = energy_chance(table, apart, rng=rng)
    value, n = energy_share(table, apart), int(table.sum())
    error = _jackknife_error(table, apart)
    interval = (max(0.0, value - 1.96 * error), min(1.0, max(0.0, value) + 1.96 * error))
    shown = max(0.0, value)
    effect = Estimate(shown, (min(interval[0], shown), interval[1]), n, "energie", source_of("energie"))
    return Tested(value, p, p, effect, "energie")


def energy_chance(table: Counts, apart: Floats, *, rng: np.random.Generator, most: int = LEAST) -> float:
    """Return how often a random division over the groups gives clouds at least as far apart.

    Parameters
    ----------
    table : counts, shape (groups, places), without empty groups.
    apart : distances between the places, shape (places, places).
    most : at most so many draws.

    Notes
    -----
    Below 200 stories stories are shuffled, from there random tables of places are drawn: the same chance, by what is
    fewer.

    References
    ----------
    Rizzo & Szekely (2010), DISCO. Checked against all divisions over two groups.
    """
    if table.sum() >= SMALL:
        return table_chance(table, lambda drawn: -within(drawn, apart), most=most, rng=rng)
    at = np.concatenate([np.repeat(np.arange(len(apart)), row) for row in table])
    return spread_chance(apart[np.ix_(at, at)], table.sum(axis=1), most=most, rng=rng)


def _jackknife_error(table: Counts, apart: Floats) -> float:
    """Return the standard error of the energy share by leaving out one story at a time."""
    counts = table.astype(np.float64)
    n, k, sizes = counts.sum(), table.shape[0], counts.sum(axis=1)
    near = counts @ apart
    inside = (near * counts).sum(axis=1)
    everywhere = near.sum(axis=0)
    total = float(everywhere @ counts.sum(axis=0))
    group_terms = inside / (2 * sizes)
    left_terms = (inside[:, None] - 2 * near) / (2 * (sizes - 1)[:, None])
    left_within = group_terms.sum() - group_terms[:, None] + left_terms
    left_total = (total - 2 * everywhere)[None, :] / (2 * (n - 1))
    safe = np.where(left_total > 0, left_total, 1.0)
    shares = 1 - left_within / (n - 1 - k) * (n - 2) / safe
    mean = (shares * counts).sum() / n
    variance = (n - 1) / n * (((shares - mean) ** 2) * counts).sum()
    return float(np.sqrt(variance))


def ilr(points: Floats) -> Floats:
    """Return isometric log-ratios of weights that are all above zero, shape (n, 3) to (n, 2).

    Notes
    -----
    z1 = sqrt(1/2) ln(w1/w2), z2 = sqrt(2/3) ln(sqrt(w1 w2) / w3).

    References
    ----------
    Egozcue et al. (2003). Checked against skbio.stats.composition.ilr.
    """
    logs = np.log(points)
    first = np.sqrt(0.5) * (logs[:, 0] - logs[:, 1])
    second = np.sqrt(2 / 3) * ((logs[:, 0] + logs[:, 1]) / 2 - logs[:, 2])
    return np.column_stack([first, second])


def pillai(flat: Floats, groups: Counts, *, n_groups: int) -> tuple[float, float]:
    """Return Pillai's trace of two variables against groups and its p by the F approximation.

    Parameters
    ----------
    flat : float array, shape (n, 2): the log-ratios of `ilr`.
    groups : group codes 0..n_groups - 1, shape (n,).

    Notes
    -----
    V = trace((B + W)^-1 B), with B between the groups and W within them; V lies in 0..min(2, n_groups - 1).

    References
    ----------
    Pillai (1955), doi:10.1214/aoms/1177728599. Checked against statsmodels MANOVA.
    """
    n, between = len(flat), np.zeros((2, 2))
    centred = flat - flat.mean(axis=0)
    for group in range(n_groups):
        mine = centred[groups == group]
        mean = mine.mean(axis=0)
        between += len(mine) * np.outer(mean, mean)
    trace = float(np.trace(np.linalg.pinv(centred.T @ centred) @ between))
    small, p, v = min(2, n_groups - 1), 2, n_groups - 1
    upper = (abs(p - v) - 1) / 2
    lower = (n - n_groups - p - 1) / 2
    f = (2 * lower + small + 1) / (2 * upper + small + 1) * trace / max(small - trace, 1e-300)
    return trace, float(fdtrc(small * (2 * upper + small + 1), small * (2 * lower + small + 1), f))


def interior_test(points: Floats, groups: Counts, *, n_groups: int, rng: np.random.Generator) -> Tested | None:
    """Test whether the proportions between the anchors differ, for dots inside the triangle only.

    Parameters
    ----------
    points : float array, shape (n, 3), weights in anchor order; those on an edge or corner are left out.
    groups : group codes 0..n_groups - 1, shape (n,).

    Returns
    -------
    None when a group has fewer than 5 dots inside. p by shuffling below 200 dots, else Pillai's F.

    Notes
    -----
    Pillai's trace of the log-ratios: `pillai` over `ilr`.
    """
    inside = (points > _ZERO).all(axis=1)
    flat, mine = ilr(points[inside]), groups[inside]
    if np.bincount(mine, minlength=n_groups).min() < INTERIOR_MINIMUM or np.ptp(flat, axis=0).max() < _ZERO:
        return None
    trace, textbook = pillai(flat, mine, n_groups=n_groups)
    p = _permuted_trace(flat, mine, n_groups, rng) if len(flat) < SMALL else textbook
    effect = Estimate(trace, None, len(flat), "ilr", source_of("ilr"))
    return Tested(trace, p, textbook, effect, "ilr")


def _permuted_trace(flat: Floats, groups: Counts, n_groups: int, rng: np.random.Generator) -> float:
    """Shuffle the groups; whitened coordinates make Pillai's trace a sum of squared group means."""
    centred = (flat - flat.mean(axis=0))[np.argsort(groups, kind="stable")]
    left, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    white = np.ascontiguousarray(left[:, sizes > _ZERO * sizes.max()])
    return score_chance(white, np.bincount(groups, minlength=n_groups), rng=rng)
