"""Every kind of pair tested at once: from tables of many pairs to one test each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc, fdtrc, ndtr

from raamvertelling.core.codes import CELLS
from raamvertelling.core.stats.association import (
    SMALL,
    SMALL_EXPECTED,
    chi_squared,
    cramers_v,
    kruskal_wallis,
    rank_biserial,
    rank_chance,
)
from raamvertelling.core.stats.clouds import INTERIOR_MINIMUM, energy_chance, ilr
from raamvertelling.core.stats.combining import cauchy_many
from raamvertelling.core.stats.distances import apart, centred, centred_between, energies, linked_points, linked_table
from raamvertelling.core.stats.margins import (
    cramers_v_margins,
    epsilon_margins,
    rank_biserial_margins,
    rho_margins,
)
from raamvertelling.core.stats.ranks import centred_ranks, rho_of, spearman, spearman_chances
from raamvertelling.core.stats.shuffling import (
    matrix_chance,
    product_chance,
    score_chance,
    square_chances,
    table_chance,
)
from raamvertelling.core.stats.sources import Place, Source, zone_cells
from raamvertelling.core.stats.tables import Floats, safely

LEAST_STORIES = 10
LEAST_IN_GROUP = 10
_INSIDE = 1e-9


class Found(NamedTuple):
    """One test of a pair of columns, by their places; `refused` says in Dutch why there is none."""

    a: int
    b: int
    n: int
    refused: str = ""
    method: str = ""
    measure: str = ""
    statistic: float = 0.0
    effect: float = 0.0
    low: float = 0.0
    high: float = 0.0
    p: float = 1.0
    p_asymptotic: float = 1.0
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Draws:
    """How chances are drawn: at most so many draws each, and from which generator."""

    most: int
    rng: np.random.Generator


Pair = tuple[int, int]


def _sifted(pairs: Sequence[Pair], tables: Floats, refused: list[Found]) -> tuple[list[Pair], Floats]:
    """Keep the tables in which something can be tested; the others are refused with the reason."""
    n = tables.sum(axis=(1, 2))
    varied = ((tables.sum(axis=2) > 0).sum(axis=1) > 1) & ((tables.sum(axis=1) > 0).sum(axis=1) > 1)
    kept = (n >= LEAST_STORIES) & varied
    if kept.all():
        return list(pairs), tables
    for place in np.flatnonzero(~kept).tolist():
        a, b = pairs[place]
        refused.append(Found(a, b, int(n[place]), refused=_reason(int(n[place]))))
    return [pairs[place] for place in np.flatnonzero(kept).tolist()], tables[kept]


def _reason(n: int) -> str:
    if n < LEAST_STORIES:
        return f"minder dan {LEAST_STORIES} verhalen met een antwoord op allebei"
    return "iedereen gaf op een van de twee hetzelfde antwoord"


def choice_pairs(source: Source, draws: Draws, refused: list[Found]) -> Iterator[Found]:
    """Test choices and options against each other: chi-squared with bias-corrected Cramer's V."""
    for all_pairs, all_tables in source.categories():
        pairs, tables = _sifted(all_pairs, all_tables, refused)
        if not pairs:
            continue
        statistic, textbook, p = chi_squared_chances(tables, draws)
        effect = cramers_v(tables)
        low, high = cramers_v_margins(tables, statistic)
        n = tables.sum(axis=(1, 2))
        for k, (a, b) in enumerate(pairs):
            yield _found(a, b, n[k], "chi-kwadraat", "cramer-v", statistic[k], effect[k], low[k], high[k], p[k],
                         textbook[k], True)  # fmt: skip


def _found(
    a: int, b: int, n: float, method: str, measure: str, statistic: float, effect: float, low: float, high: float,
    p: float, textbook: float, exact: bool,
) -> Found:  # fmt: skip
    value = float(effect)
    return Found(a, b, int(n), "", method, measure, float(statistic), value, min(float(low), value),
                 max(float(high), value), float(p), float(textbook), exact)  # fmt: skip


def chi_squared_chances(tables: Floats, draws: Draws) -> tuple[Floats, Floats, Floats]:
    """Return chi-squared, its textbook chance and the chance to show of each table, shape (tables, rows, columns).

    Notes
    -----
    With fewer than 200 stories or an expected count below 5: exact for two by two, else random tables with the same
    totals. Empty rows and columns do not count.
    """
    rows, columns = tables.sum(axis=2), tables.sum(axis=1)
    n = rows.sum(axis=1)
    statistic = chi_squared(tables)
    free = ((rows > 0).sum(axis=1) - 1) * ((columns > 0).sum(axis=1) - 1)
    textbook = np.asarray(chdtrc(np.maximum(free, 1), statistic))
    least = _least(rows) * _least(columns) / n
    p = textbook.copy()
    small = (n < SMALL) | (least < SMALL_EXPECTED)
    square = small & (free == 1)
    if square.any():
        p[square] = square_chances(_squares(tables[square]))
    for place in np.flatnonzero(small & ~square):
        kept = tables[place][rows[place] > 0][:, columns[place] > 0].astype(np.int64)
        p[place] = table_chance(kept, chi_squared, most=draws.most, rng=draws.rng)
    return statistic, textbook, p


def _least(totals: Floats) -> Floats:
    return np.asarray(np.where(totals > 0, totals, np.inf).min(axis=1))


def _squares(tables: Floats) -> Floats:
    """Return tables of which two rows and two columns are filled as two by two."""
    if tables.shape[1:] == (2, 2):
        return tables
    kept = [table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0] for table in tables]
    return np.stack(kept)


def slider_groups(source: Source, draws: Draws, refused: list[Found]) -> Iterator[Found]:
    """Test sliders against choices (Kruskal-Wallis) and against options (Mann-Whitney, chosen against not chosen)."""
    for line in source.places.values():
        if line.column.kind == "triad":
            continue
        for kind in ("choice", "option"):
            for members, every in source.grouped(line, kind):
                pairs, tables = _sifted([(member, line.place) for member in members], every, refused)
                if pairs:
                    yield from _ranked(kind, pairs, tables, line.exact, draws)


def _ranked(kind: str, pairs: Sequence[Pair], tables: Floats, exact: bool, draws: Draws) -> Iterator[Found]:
    sizes, n = tables.sum(axis=2), tables.sum(axis=(1, 2))
    h = kruskal_wallis(tables)
    if kind == "option":
        turned = tables[:, ::-1]
        effect = rank_biserial(turned)
        low, high = rank_biserial_margins(effect, sizes[:, 1], sizes[:, 0])
        statistic = (effect + 1) / 2 * sizes[:, 0] * sizes[:, 1]
        textbook = np.asarray(2 * ndtr(-np.sqrt(np.maximum(h, 0))))
        method = "mann-whitney"
    else:
        effect, statistic, method = (h / (n - 1)).clip(0, 1), h, "kruskal-wallis"
        low, high = epsilon_margins(tables, effect)
        textbook = np.asarray(chdtrc((sizes > 0).sum(axis=1) - 1, h))
    p = textbook.copy()
    for place in np.flatnonzero(n < SMALL):
        filled = tables[place][sizes[place] > 0].astype(np.int64)
        p[place] = rank_chance(filled, most=draws.most, rng=draws.rng)
    for k, (a, b) in enumerate(pairs):
        yield _found(a, b, n[k], method, method, statistic[k], effect[k], low[k], high[k], p[k], textbook[k], exact)


def slider_pairs(source: Source, draws: Draws, refused: list[Found]) -> Iterator[Found]:
    """Test sliders against each other: Spearman's rho."""
    lines = [place for place, line in source.places.items() if line.column.kind != "triad"]
    pairs = [(a, b) for k, a in enumerate(lines) for b in lines[k + 1 :] if source.has(a, b)]
    for part in (pairs[k : k + 64] for k in range(0, len(pairs), 64)):
        yield from _correlated(source, part, draws, refused)


def _correlated(source: Source, pairs: Sequence[Pair], draws: Draws, refused: list[Found]) -> Iterator[Found]:
    ranks: dict[int, tuple[Floats, ...]] = {}
    rho, n = np.zeros(len(pairs)), np.zeros(len(pairs))
    p, usable = np.ones(len(pairs)), np.zeros(len(pairs), dtype=bool)
    if not source.exact:
        widest = max(len(source.places[each].points) for pair in pairs for each in pair)
        tables = np.zeros((len(pairs), widest, widest))
        for k, (a, b) in enumerate(pairs):
            found = source.pair(a, b)
            tables[k, : found.shape[0], : found.shape[1]] = found
        rho, n = spearman(tables), tables.sum(axis=(1, 2))
        usable = ((tables.sum(axis=2) > 0).sum(axis=1) > 1) & ((tables.sum(axis=1) > 0).sum(axis=1) > 1)
        few = np.flatnonzero(usable & (n < SMALL)).tolist()
        ranks = {k: tuple(centred_ranks(each) for each in stories_of(tables[k])) for k in few}
    for k, (a, b) in enumerate(pairs if source.exact else ()):
        both = source.answered(a, b)
        first, second = (centred_ranks(source.points(each, both)[:, 0]) for each in (a, b))
        n[k], rho[k], ranks[k] = len(first), rho_of(first, second), (first, second)
        usable[k] = bool(first.any() and second.any())
    usable &= n >= LEAST_STORIES
    textbook = spearman_chances(rho, np.maximum(n, 3))
    low, high = rho_margins(rho, n)
    for k, (a, b) in enumerate(pairs):
        if not usable[k]:
            refused.append(Found(a, b, int(n[k]), refused=_reason(int(n[k]))))
            continue
        p[k] = textbook[k]
        if n[k] < SMALL and k in ranks:
            p[k] = product_chance(ranks[k][0], ranks[k][1], most=draws.most, rng=draws.rng)
        yield _found(a, b, n[k], "spearman", "spearman", rho[k], rho[k], low[k], high[k], p[k], textbook[k],
                     source.exact)  # fmt: skip


def triad_groups(source: Source, draws: Draws, refused: list[Found]) -> Iterator[Found]:
    """Test triads against choices and options: energy distance, zones and interior log-ratios in one chance (ACAT)."""
    for triad in source.places.values():
        if triad.column.kind != "triad":
            continue
        zones = zone_cells(triad.weights)
        for kind in ("choice", "option"):
            for members, every in source.grouped(triad, kind):
                pairs, tables = _sifted([(member, triad.place) for member in members], every, refused)
                if pairs:
                    yield from _clouds(source, triad, pairs, tables, zones, draws)


def _clouds(
    source: Source, triad: Place, pairs: Sequence[Pair], tables: Floats, zones: Floats, draws: Draws
) -> Iterator[Found]:
    n, sizes = tables.sum(axis=(1, 2)), tables.sum(axis=2)
    energy = energies(tables, triad.points, triad.skew)
    energy_p = energy.chance.copy()
    rare = np.where(sizes > 0, sizes, np.inf).min(axis=1) < LEAST_IN_GROUP
    for k in np.flatnonzero((n < SMALL) | rare).tolist():
        energy_p[k] = _energy_chance(source, triad, pairs[k], tables[k], draws)
    zone_tables = tables @ zones
    varied = (zone_tables.sum(axis=1) > 0).sum(axis=1) > 1
    zone_p, zone_textbook = np.full(len(pairs), np.nan), np.full(len(pairs), np.nan)
    if varied.any():
        _, zone_textbook[varied], zone_p[varied] = chi_squared_chances(zone_tables[varied], draws)
    inner_p, inner_textbook = interior_chances(tables, triad.weights, draws)
    p = cauchy_many(np.stack([energy_p, zone_p, inner_p], axis=1))
    textbook = cauchy_many(np.stack([energy.chance, zone_textbook, inner_textbook], axis=1))
    for k, (a, b) in enumerate(pairs):
        shown = max(0.0, float(energy.share[k]))
        yield _found(a, b, n[k], "acat", "energie", energy.share[k], shown, energy.low[k], energy.high[k], p[k],
                     textbook[k], triad.exact)  # fmt: skip


def _energy_chance(source: Source, triad: Place, pair: Pair, table: Floats, draws: Draws) -> float:
    """Return the chance of an energy distance by shuffling stories, or for large n by random tables of places."""
    filled = table[table.sum(axis=1) > 0]
    filled = filled[:, filled.sum(axis=0) > 0]
    points = triad.points[table.sum(axis=0) > 0]
    most = draws.most
    if table.sum() >= SMALL:
        most = min(most, 9_999)
        if len(points) > CELLS:
            points, filled = source.coarse(pair[0], triad)
    return energy_chance(filled.astype(np.int64), apart(points, points), most=most, rng=draws.rng)


def interior_chances(tables: Floats, weights: Floats, draws: Draws) -> tuple[Floats, Floats]:
    """Return the chance to show and the textbook chance of Pillai's trace of log-ratios, NaN where it cannot be.

    Parameters
    ----------
    tables : counts, shape (tables, groups, places). weights : of the places, shape (places, 3); edges are left out.

    Notes
    -----
    As `clouds.pillai`, with sums over places instead of over stories. Each group needs 5 dots inside.
    """
    inside = np.asarray((weights > _INSIDE).all(axis=1))
    p, textbook = np.full(len(tables), np.nan), np.full(len(tables), np.nan)
    if not inside.any():
        return p, textbook
    flat, kept = ilr(weights[inside]), tables[:, :, inside]
    sizes, n = kept.sum(axis=2), kept.sum(axis=(1, 2))
    filled = tables.sum(axis=2) > 0
    groups = filled.sum(axis=1)
    mean = safely(kept.sum(axis=1) @ flat, n[:, None])
    sums = kept @ flat - sizes[:, :, None] * mean[:, None, :]
    between = np.einsum("bgi,bgj->bij", sums, safely(sums, sizes[:, :, None]))
    whole = np.einsum("bp,pi,pj->bij", kept.sum(axis=1), flat, flat, optimize=True)
    total = whole - n[:, None, None] * np.einsum("bi,bj->bij", mean, mean)
    sound = (np.where(filled, sizes, np.inf).min(axis=1) >= INTERIOR_MINIMUM) & (n > groups + 3)
    determinant = total[:, 0, 0] * total[:, 1, 1] - total[:, 0, 1] ** 2
    sound &= determinant > 1e-9 * np.maximum(total[:, 0, 0] * total[:, 1, 1], 1e-300)
    if not sound.any():
        return p, textbook
    trace = np.einsum("bij,bji->b", np.linalg.inv(total[sound]), between[sound])
    textbook[sound] = _pillai_chance(trace, n[sound], groups[sound])
    p[sound] = textbook[sound]
    for k in np.flatnonzero(sound & (n < SMALL)):
        p[k] = _interior_shuffled(kept[k], flat - mean[k], total[k], draws)
    return p, textbook


def _pillai_chance(trace: Floats, n: Floats, groups: Floats) -> Floats:
    variables, v = 2, groups - 1
    small = np.minimum(variables, v)
    upper, lower = (np.abs(variables - v) - 1) / 2, (n - groups - variables - 1) / 2
    f = (2 * lower + small + 1) / (2 * upper + small + 1) * trace / np.maximum(small - trace, 1e-300)
    return np.asarray(fdtrc(small * (2 * upper + small + 1), small * (2 * lower + small + 1), f))


def _interior_shuffled(table: Floats, flat: Floats, total: Floats, draws: Draws) -> float:
    """Return the chance by shuffling: coordinates that are made round make Pillai's trace a sum of squared means."""
    filled = table[table.sum(axis=1) > 0].astype(np.int64)
    white = flat @ np.linalg.inv(np.linalg.cholesky(total)).T
    scores = np.concatenate([np.repeat(white, row, axis=0) for row in filled])
    return score_chance(np.ascontiguousarray(scores), filled.sum(axis=1), most=draws.most, rng=draws.rng)


def triad_pairs(source: Source, draws: Draws, refused: list[Found]) -> Iterator[Found]:
    """Test triads against sliders and against each other: bias-corrected distance correlation."""
    triads = [place for place, each in source.places.items() if each.column.kind == "triad"]
    lines = [place for place in source.places if place not in triads]
    pairs = [(line, triad) for triad in triads for line in lines]
    pairs += [(a, b) for k, a in enumerate(triads) for b in triads[k + 1 :]]
    for a, b in pairs:
        if source.has(a, b):
            found = _linked_pair(source, a, b, draws)
            if found.refused:
                refused.append(found)
            else:
                yield found


def _linked_pair(source: Source, a: int, b: int, draws: Draws) -> Found:
    first, second = source.places[a], source.places[b]
    if source.near:
        both = source.answered(a, b)
        points = [source.points(each, both) for each in (a, b)]
        n, exact = int(both.sum()), True
        is_flat = n > 0 and any(np.ptp(each, axis=0).max() < _INSIDE for each in points)
    else:
        table = source.pair(a, b)
        n, exact = int(table.sum()), all(each.whole and each.exact for each in (first, second))
        is_flat = any((table.sum(axis=axis) > 0).sum() < 2 for axis in (0, 1))
    if n < LEAST_STORIES or is_flat:
        return Found(a, b, n, refused=_reason(n))
    skew = first.skew * second.skew
    if source.near:
        linked = linked_points(points[0], points[1], skew)
        matrices = [centred(each) for each in points] if n < SMALL else []
    else:
        between = [source.between(each) for each in (a, b)]
        linked = linked_table(table, between[0], between[1], skew)
        matrices = [centred_between(each[np.ix_(at, at)]) for each, at in zip(between, stories_of(table), strict=True)
                    ] if n < SMALL else []  # fmt: skip
    p = matrix_chance(*matrices, most=draws.most, rng=draws.rng) if matrices else linked.chance
    shown, low, high = (max(0.0, each) for each in (linked.value, linked.low, linked.high))
    return _found(a, b, n, "afstandscorrelatie", "afstandscorrelatie", linked.value, shown, low, high, p,
                  linked.chance, exact)  # fmt: skip


def stories_of(table: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the row and the column of each story that a table counts."""
    rows, columns = np.nonzero(table)
    counts = table[rows, columns].astype(np.int64)
    return np.repeat(rows, counts), np.repeat(columns, counts)
