"""Chances by shuffling, checked against exact chances of scipy and against naive shuffling."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as reference

from raamvertelling.core.stats.association import chi_squared
from raamvertelling.core.stats.combining import cauchy_many
from raamvertelling.core.stats.distances import apart
from raamvertelling.core.stats.multiplicity import cauchy
from raamvertelling.core.stats.ranks import centred_ranks
from raamvertelling.core.stats.shuffling import (
    chance,
    matrix_chance,
    most_draws,
    product_chance,
    score_chance,
    spread_chance,
    square_chances,
    table_chance,
)
from raamvertelling.core.stats.tables import Counts, Floats

VALUES = np.array([0.1, 0.2, 0.35, 0.4, 0.9, 0.3, 0.5, 0.6, 0.8, 0.95, 0.99])


def rng() -> np.random.Generator:
    return np.random.default_rng(11)


def all_divisions(statistic: object, size: int, n: int) -> float:
    """Return the exact chance: over all ways to choose `size` of n stories, the share at least as far as the first."""
    assert callable(statistic)
    values = np.array([statistic(list(chosen)) for chosen in combinations(range(n), size)])
    return float((values >= values[0] - 1e-9).mean())


def test_ranks_agree_with_all_divisions() -> None:
    ranks = centred_ranks(VALUES)
    exact = all_divisions(lambda chosen: ranks[chosen].sum() ** 2, 5, 11)
    found = score_chance(ranks[:, None], np.array([5, 6]), most=20_000, rng=rng())
    assert found == pytest.approx(exact, abs=0.25 * exact)
    assert exact == pytest.approx(reference.mannwhitneyu(VALUES[:5], VALUES[5:], method="exact").pvalue, abs=1e-9)


def test_spread_within_groups_agrees_with_all_divisions() -> None:
    between = apart(VALUES[:, None], VALUES[:, None])

    def closeness(chosen: list[int]) -> float:
        rest = [k for k in range(11) if k not in chosen]
        return -float(between[np.ix_(chosen, chosen)].sum() / 4 + between[np.ix_(rest, rest)].sum() / 18)

    exact = all_divisions(closeness, 2, 11)
    assert spread_chance(between, np.array([2, 9]), most=20_000, rng=rng()) == pytest.approx(exact, abs=0.25 * exact)


def test_three_groups_of_spread_agree_with_naive_shuffling() -> None:
    points = rng().normal(size=(24, 2)) + np.repeat([[0.0], [1.2], [1.9]], 8, axis=0)
    between, sizes = apart(points, points), np.array([10, 8, 6])
    groups = np.repeat(np.arange(3), sizes)

    def spread(order: Counts) -> float:
        parts = [order[groups == k] for k in range(3)]
        return sum(float(between[np.ix_(part, part)].sum()) / (2 * len(part)) for part in parts)

    shuffler = rng()
    draws = [spread(shuffler.permutation(np.arange(24, dtype=np.int64))) for _ in range(3000)]
    naive = float((np.array(draws) <= spread(np.arange(24, dtype=np.int64)) + 1e-12).mean())
    assert spread_chance(between, sizes, most=20_000, rng=rng()) == pytest.approx(naive, rel=0.45)
    assert 0.005 < naive < 0.2


def test_products_and_matrices_agree_with_scipy() -> None:
    first, second = VALUES, VALUES[[3, 1, 0, 2, 8, 5, 4, 10, 6, 7, 9]]
    a, b = centred_ranks(first), centred_ranks(second)
    expected = reference.permutation_test(
        (a,), lambda x: x @ b, permutation_type="pairings", n_resamples=9999, rng=np.random.default_rng(1)
    ).pvalue
    assert product_chance(a, b, most=20_000, rng=rng()) == pytest.approx(expected, abs=0.02)
    one, other = np.outer(a, a), np.outer(b, b)
    square = matrix_chance(one - np.diag(np.diag(one)), other - np.diag(np.diag(other)), most=20_000, rng=rng())
    assert 0 < square < 0.2


squares = arrays(np.int64, (2, 2), elements=st.integers(0, 25)).filter(
    lambda table: bool((table.sum(axis=0) > 0).all() and (table.sum(axis=1) > 0).all())
)


@given(squares)
def test_two_by_two_is_the_sum_of_what_lies_at_least_as_far(table: Floats) -> None:
    n, row, column = table.sum(), table[0].sum(), table[:, 0].sum()
    k = np.arange(max(0, row + column - n), min(row, column) + 1)
    chances = reference.hypergeom(n, row, column).pmf(k)
    far = np.abs(k - row * column / n) >= abs(table[0, 0] - row * column / n) - 1e-9
    assert square_chances(table[None].astype(float))[0] == pytest.approx(chances[far].sum(), rel=1e-9)


def test_random_tables_agree_with_the_exact_chance() -> None:
    table = np.array([[8, 2], [1, 9]])
    exact = float(square_chances(table[None].astype(float))[0])
    assert exact == pytest.approx(reference.fisher_exact(table).pvalue)
    assert table_chance(table, chi_squared, most=50_000, rng=rng()) == pytest.approx(exact, abs=0.3 * exact)


def test_noise_stops_early_and_what_stands_out_takes_all_draws() -> None:
    assert chance(50, 100) == 0.5
    assert chance(0, 999) == 0.001
    assert most_draws(10) == 999 and most_draws(1000) == 25_000 and most_draws(10**6) == 99_999


@given(st.lists(st.floats(1e-6, 0.999), min_size=1, max_size=4))
def test_combining_many_is_combining_each(chances: list[float]) -> None:
    row = np.array([[*chances, np.nan]])
    assert cauchy_many(row)[0] == pytest.approx(cauchy(chances, resolution=5e-4) if min(chances) > 5e-4 else
                                                cauchy([min(p, 0.9995) for p in chances]), rel=1e-6)  # fmt: skip


def test_very_small_chances_keep_their_digits() -> None:
    assert cauchy_many(np.array([[1e-40, 0.5, 0.5]]))[0] == pytest.approx(3e-40)
