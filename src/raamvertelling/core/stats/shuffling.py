"""Chances by shuffling stories: as many draws as a chance needs, few for noise and many for what stands out."""

from collections.abc import Callable

import numpy as np
from scipy.special import gammaln

from raamvertelling.core.stats.compiling import compiled
from raamvertelling.core.stats.drawing import random_tables
from raamvertelling.core.stats.tables import Counts, Floats, Statistic

ENOUGH = 50
LEAST, MOST = 999, 99_999
_TIE = 1e-10
_FIRST_BATCH, _LARGEST_BATCH = 128, 8192


def most_draws(tests: int) -> int:
    """Return how many draws a chance may take when so many tests are corrected together.

    Notes
    -----
    With L draws the smallest chance is 1 / (L + 1), and Benjamini-Hochberg may multiply it by the number of tests: with
    L = 25 x tests a single pattern can still come out at 0.04.
    """
    return min(MOST, max(LEAST, 25 * tests))


def chance(above: int, drawn: int) -> float:
    """Return the p-value of a sequential test.

    Notes
    -----
    Drawing stops at the 50th result at least as large as the observed one: p = 50 / draws. When the limit comes first,
    p = (above + 1) / (draws + 1).

    References
    ----------
    Besag & Clifford (1991), doi:10.1093/biomet/78.2.301.
    """
    return above / drawn if above >= ENOUGH else (above + 1) / (drawn + 1)


def table_chance(table: Counts, statistic: Statistic, *, rng: np.random.Generator, most: int = LEAST) -> float:
    """Return how often a random table with the same totals has a statistic of at least that of `table`.

    Parameters
    ----------
    table : counts, shape (rows, columns), without empty ones.
    statistic : from tables of shape (draws, rows, columns) to (draws,); large means different.

    References
    ----------
    Patefield (1981). Checked against scipy.stats.fisher_exact and scipy.stats.chi2_contingency.
    """
    observed = float(statistic(table[None].astype(np.float64))[0])
    bound = observed - _TIE * max(1.0, abs(observed))
    above, drawn, size = 0, 0, _FIRST_BATCH
    while drawn < most:
        size = max(1, min(size, most - drawn, 4_000_000 // table.size))
        hits = np.flatnonzero(statistic(random_tables(table, draws=size, rng=rng)) >= bound)
        if above + len(hits) >= ENOUGH:
            return chance(ENOUGH, drawn + int(hits[ENOUGH - above - 1]) + 1)
        above, drawn, size = above + len(hits), drawn + size, min(size * 4, _LARGEST_BATCH)
    return chance(above, drawn)


def square_chances(tables: Floats) -> Floats:
    """Return the exact chance of each table of two by two, shape (tables, 2, 2) to (tables,).

    Notes
    -----
    The sum of the hypergeometric chances of all tables with the same totals whose chi-squared is at least as large,
    that is: whose first cell lies at least as far from what is expected.

    References
    ----------
    Fisher (1935). Checked against a loop over scipy.stats.hypergeom.
    """
    n = tables.sum(axis=(1, 2))
    row, column, cell = tables[:, 0].sum(axis=1), tables[:, :, 0].sum(axis=1), tables[:, 0, 0]
    low, high = np.maximum(0, row + column - n), np.minimum(row, column)
    k = low[:, None] + np.arange(int((high - low).max(initial=0)) + 1)
    inside = k <= high[:, None]
    k = np.minimum(k, high[:, None])
    logs = _choose(row[:, None], k) + _choose((n - row)[:, None], column[:, None] - k) - _choose(n, column)[:, None]
    expected = row * column / np.maximum(n, 1)
    far = np.abs(k - expected[:, None]) >= np.abs(cell - expected)[:, None] - _TIE * np.maximum(1, expected)[:, None]
    return np.asarray(np.where(inside & far, np.exp(logs), 0).sum(axis=1).clip(0, 1))


def _choose(n: Floats, k: Floats) -> Floats:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))


def score_chance(scores: Floats, sizes: Counts, *, rng: np.random.Generator, most: int = LEAST) -> float:
    """Return how often a random division over groups gives group means at least this far apart.

    Parameters
    ----------
    scores : shape (n, d), centred; the stories of the first group come first, then those of the second.
    sizes : number of stories of each group.

    Notes
    -----
    The statistic is sum_g |sum of scores in g|^2 / n_g: Kruskal-Wallis for centred ranks, Pillai's trace for whitened
    coordinates, both up to a factor.
    """
    ends = np.cumsum(sizes)
    sums = np.add.reduceat(scores, ends - sizes, axis=0)
    bound = float(((sums**2).sum(axis=1) / sizes).sum()) * (1 - _TIE)
    return _run(lambda seed: _shuffle_scores(scores, sizes.astype(np.int64), bound, ENOUGH, most, seed), rng)


def product_chance(first: Floats, second: Floats, *, most: int, rng: np.random.Generator) -> float:
    """Return how often a random pairing gives a sum of products at least as far from zero; both shape (n,), centred."""
    bound = abs(float(first @ second)) * (1 - _TIE)
    return _run(lambda seed: _shuffle_products(first, second, bound, ENOUGH, most, seed), rng)


def spread_chance(apart: Floats, sizes: Counts, *, most: int, rng: np.random.Generator) -> float:
    """Return how often a random division over groups gives as little spread within the groups.

    Parameters
    ----------
    apart : distances between stories, shape (n, n), group by group.
    sizes : number of stories of each group.

    Notes
    -----
    The statistic is sum_g 1 / (2 n_g) sum of distances within g. Distances in the largest group are all distances less
    those that touch another story, so that a draw looks only at the other groups.
    """
    starts = np.cumsum(sizes) - sizes
    blocks = [apart[s : s + n, s : s + n].sum() / (2 * n) for s, n in zip(starts, sizes, strict=True)]
    bound = float(sum(blocks)) * (1 + _TIE)
    smallest_first = np.sort(sizes).astype(np.int64)
    rows = apart.sum(axis=1)
    return _run(lambda seed: _shuffle_spread(apart, rows, smallest_first, bound, ENOUGH, most, seed), rng)


def matrix_chance(first: Floats, second: Floats, *, most: int, rng: np.random.Generator) -> float:
    """Return how often a random pairing gives two centred matrices, shape (n, n), an inner product as large."""
    observed = float((first * second).sum())
    bound = observed - _TIE * abs(observed)
    return _run(lambda seed: _shuffle_matrix(first, second, bound, ENOUGH, most, seed), rng)


def _run(shuffle: Callable[[np.uint64], tuple[int, int]], rng: np.random.Generator) -> float:
    above, drawn = shuffle(np.uint64(rng.integers(1, 2**63)))
    return chance(above, drawn)


# A generator of numbers inside the compiled loops: xorshift, Marsaglia (2003), doi:10.18637/jss.v008.i14.
@compiled
def _shuffle(order: Counts, state: np.uint64) -> np.uint64:
    for last in range(order.shape[0] - 1, 0, -1):
        state ^= state << np.uint64(13)
        state ^= state >> np.uint64(7)
        state ^= state << np.uint64(17)
        other = np.int64((state >> np.uint64(32)) * np.uint64(last + 1) >> np.uint64(32))
        order[last], order[other] = order[other], order[last]
    return state


@compiled
def _shuffle_scores(
    scores: Floats, sizes: Counts, bound: float, enough: int, most: int, state: np.uint64
) -> tuple[int, int]:
    order, above = np.arange(scores.shape[0]), 0
    for draw in range(1, most + 1):
        state = _shuffle(order, state)
        value, start = 0.0, 0
        for size in sizes:
            for part in range(scores.shape[1]):
                total = 0.0
                for place in range(start, start + size):
                    total += scores[order[place], part]
                value += total * total / size
            start += size
        if value >= bound:
            above += 1
            if above == enough:
                return above, draw
    return above, most


@compiled
def _shuffle_products(
    first: Floats, second: Floats, bound: float, enough: int, most: int, state: np.uint64
) -> tuple[int, int]:
    order, above = np.arange(first.shape[0]), 0
    for draw in range(1, most + 1):
        state = _shuffle(order, state)
        value = 0.0
        for place in range(order.shape[0]):
            value += first[place] * second[order[place]]
        if abs(value) >= bound:
            above += 1
            if above == enough:
                return above, draw
    return above, most


@compiled
def _shuffle_spread(
    apart: Floats, rows: Floats, sizes: Counts, bound: float, enough: int, most: int, state: np.uint64
) -> tuple[int, int]:
    order, above, groups = np.arange(apart.shape[0]), 0, sizes.shape[0]
    everything, largest = rows.sum() / 2, sizes[groups - 1]
    for draw in range(1, most + 1):
        state = _shuffle(order, state)
        value, start, touching, outside = 0.0, 0, 0.0, 0.0
        for group in range(groups - 1):
            size = sizes[group]
            total = 0.0
            for place in range(start, start + size):
                row = apart[order[place]]
                touching += rows[order[place]]
                for other in range(start):
                    outside += row[order[other]]
                for other in range(start, place):
                    total += row[order[other]]
            value += total / size
            outside += total
            start += size
        value += (everything - touching + outside) / largest
        if value <= bound:
            above += 1
            if above == enough:
                return above, draw
    return above, most


@compiled
def _shuffle_matrix(
    first: Floats, second: Floats, bound: float, enough: int, most: int, state: np.uint64
) -> tuple[int, int]:
    order, above = np.arange(first.shape[0]), 0
    for draw in range(1, most + 1):
        state = _shuffle(order, state)
        value = 0.0
        for place in range(order.shape[0]):
            row, mine = second[order[place]], first[place]
            for other in range(place):
                value += mine[other] * row[order[other]]
        if 2 * value >= bound:
            above += 1
            if above == enough:
                return above, draw
    return above, most
