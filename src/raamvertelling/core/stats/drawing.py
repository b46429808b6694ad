"""Random tables, exactly: stories drawn anew from themselves, or groups shuffled over stories, without any story."""

from functools import lru_cache
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from raamvertelling.core.stats.compiling import compiled

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
State = NDArray[np.uint64]

_FEW = 10
# Ratio of uniforms: 2 sqrt(2 / e) and 3 - 2 sqrt(3 / e).
_WIDE, _WIDER = 1.7155277699214135, 0.8989161620588988


def multinomials(table: Counts, *, draws: int, rng: np.random.Generator) -> Floats:
    """Return tables in which each row is drawn anew from itself: the bootstrap of stories within their groups.

    Parameters
    ----------
    table : counts, shape (groups, values).

    Returns
    -------
    Shape (draws, groups, values), whole numbers; row g is Multinomial(n_g, row / n_g), so every row keeps its total.

    Notes
    -----
    Cell after cell from the binomial of what is left. The cost does not depend on the number of stories.

    References
    ----------
    Efron & Tibshirani (1993), chapter 8; Hoermann (1993), doi:10.1080/00949659308811496, for the binomial.
    Checked against numpy's multinomial and scipy.stats.binom.
    """
    drawn = np.zeros((draws, *table.shape))
    # Of each cell its share of what is left when its row comes to it.
    left = table[:, ::-1].cumsum(axis=1)[:, ::-1].astype(np.float64)
    shares = np.divide(table, left, out=np.zeros_like(left), where=left > 0)
    sizes = table.sum(axis=1).astype(np.int64)
    _draw_multinomials(shares, sizes, drawn, _logs(table), _state(rng))
    return drawn


def random_tables(table: Counts, *, draws: int, rng: np.random.Generator) -> Floats:
    """Return random tables with the same totals: what shuffling the groups over the stories gives.

    Parameters
    ----------
    table : counts, shape (groups, values); only its totals are used.

    Returns
    -------
    Shape (draws, groups, values), whole numbers.

    Notes
    -----
    The stories of each value are divided over what is left of each group by hypergeometric draws.

    References
    ----------
    Patefield (1981), doi:10.2307/2346669, for the distribution; Stadlober (1990), doi:10.1016/0377-0427(90)90349-5, for
    the hypergeometric. Checked against scipy.stats.random_table and scipy.stats.hypergeom.
    """
    drawn = np.zeros((draws, *table.shape))
    # Groups from small to large: what is drawn first is then small, and the largest is what remains.
    order = np.argsort(table.sum(axis=1), kind="stable")
    rows, columns = table.sum(axis=1)[order].astype(np.int64), table.sum(axis=0).astype(np.int64)
    _draw_tables(rows, columns, order, drawn, _logs(table), _state(rng))
    return drawn


def _state(rng: np.random.Generator) -> State:
    return rng.integers(1, 2**63, size=1, dtype=np.uint64)


def _logs(table: Counts) -> Floats:
    """Return the logarithms of all factorials that a table needs; those of small tables are kept."""
    most = int(table.sum())
    return _logs_of(1 << max(12, most.bit_length()))


@lru_cache(maxsize=2)
def _logs_of(count: int) -> Floats:
    return np.asarray(gammaln(np.arange(1.0, count + 2)))


@compiled
def _uniform(state: State) -> float:
    """Return a number in (0, 1): xorshift64*, Vigna (2016), doi:10.1145/2845077."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return (float((x * np.uint64(2685821657736338717)) >> np.uint64(12)) + 0.5) * (1.0 / 4503599627370496.0)


# The loops go draw by draw for each cell, not cell by cell for each draw: then no number waits for the one before it.
@compiled
def _draw_multinomials(shares: Floats, sizes: Counts, drawn: Floats, logs: Floats, state: State) -> None:
    left = np.empty(drawn.shape[0], dtype=np.int64)
    for row in range(shares.shape[0]):
        left[:] = sizes[row]
        for value in range(shares.shape[1]):
            if shares[row, value] > 0:
                _take_binomials(left, shares[row, value], drawn[:, row, value], logs, state)


@compiled
def _take_binomials(left: Counts, share: float, taken: Floats, logs: Floats, state: State) -> None:
    """Take Binomial(left, share) from each of `left`: adding up chances while few are expected, else by rejection."""
    p = min(share, 1 - share)
    odds = log(p / (1 - p)) if p > 0 else 0.0
    for draw in range(left.shape[0]):
        n = left[draw]
        if n * p < _FEW:
            k = _few(n, p, _uniform(state))
        else:
            spread = sqrt(n * p * (1 - p))
            b = 1.15 + 2.53 * spread
            a = 0.0248 * b + 0.01 * p - 0.0873
            while True:
                v, u = _uniform(state), _uniform(state) - 0.5
                near = 0.5 - abs(u)
                place = (2 * a / near + b) * u + n * p + 0.5
                k = int(place)
                if near >= 0.07 and v <= 0.92 - 4.2 / b:
                    break
                if place < 0 or place >= n + 1:
                    continue
                height = log(v * (2.83 + 5.1 / b) * spread / (a / (near * near) + b))
                mode = int((n + 1) * p)
                low, high = _bounds(abs(k - mode), spread * spread)
                if height < low:
                    break
                exactly = logs[mode] + logs[n - mode] - logs[k] - logs[n - k] + (k - mode) * odds
                if height <= high and height <= exactly:
                    break
        k = k if share <= 0.5 else n - k
        taken[draw] = k
        left[draw] = n - k


@compiled
def _few(n: int, p: float, left: float) -> int:
    chance, k = (1 - p) ** n, 0
    while left > chance and k < n:
        left -= chance
        k += 1
        chance *= (n - k + 1) * p / (k * (1 - p))
    return k


@compiled
def _bounds(away: float, variance: float) -> tuple[float, float]:
    """Return between what the logarithm of a binomial chance lies, beside that of the mode; known when not far away."""
    if away >= variance / 2 - 1:
        return -np.inf, np.inf
    half = -away * away / (2 * variance)
    slack = away / variance * ((away * (away / 3 + 0.625) + 1 / 6) / variance + 0.5)
    return half - slack, half + slack


@compiled
def _draw_tables(rows: Counts, columns: Counts, order: Counts, drawn: Floats, logs: Floats, state: State) -> None:
    draws = drawn.shape[0]
    left, whole = np.empty((rows.shape[0], draws), dtype=np.int64), np.empty(draws, dtype=np.int64)
    sample = np.empty(draws, dtype=np.int64)
    for group in range(rows.shape[0]):
        left[group] = rows[group]
    all_left = rows.sum()
    for value in range(columns.shape[0]):
        sample[:], whole[:] = columns[value], all_left
        for group in range(rows.shape[0]):
            _take_hypergeometrics(left[group], whole, sample, drawn[:, order[group], value], logs, state)
        all_left -= columns[value]


@compiled
def _take_hypergeometrics(
    left: Counts, whole: Counts, sample: Counts, taken: Floats, logs: Floats, state: State
) -> None:
    """Draw `sample` out of `whole` and take those that belong to `left`; all three become what remains."""
    for draw in range(left.shape[0]):
        mine, rest = left[draw], whole[draw] - left[draw]
        # What is drawn and what is not, and who belongs here and who does not, may change places: keep the smaller.
        few = min(sample[draw], mine + rest - sample[draw])
        good, bad = min(mine, rest), max(mine, rest)
        k = 0
        if few <= _FEW:
            for place in range(few):
                k += _uniform(state) * (mine + rest - place) < good - k
        else:
            share, over = good / (good + bad), bad - few
            middle = few * share + 0.5
            spread = (over + good) * few * share * (1 - share) / (good + bad - 1)
            width = _WIDE * sqrt(spread + 0.5) + _WIDER
            mode, most = int((few + 1) * (good + 1) / (good + bad + 2)), min(few, good)
            top = logs[mode] + logs[good - mode] + logs[few - mode] + logs[over + mode]
            while True:
                u, v = _uniform(state), _uniform(state)
                at = middle + width * (v - 0.5) / u
                k = int(at)
                if at < 0 or at >= most + 1:
                    continue
                height = top - logs[k] - logs[good - k] - logs[few - k] - logs[over + k]
                # Two quick bounds of 2 log(u) <= height: surely yes, surely no.
                if u * (4 - u) - 3 <= height or (u * (u - height) < 1 and 2 * log(u) <= height):
                    break
        k = few - k if mine > rest else k
        k = mine - k if few != sample[draw] else k
        taken[draw] = k
        left[draw] = mine - k
        whole[draw] = rest
        sample[draw] -= k
