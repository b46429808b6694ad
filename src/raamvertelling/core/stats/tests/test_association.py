"""Choices and ranks against groups, checked against scipy, naive loops and by swapping."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as reference

from raamvertelling.core.stats.association import (
    chi_squared,
    choice_test,
    cramers_v,
    epsilon_squared,
    kruskal_wallis,
    rank_biserial,
    rank_chance,
    rank_test,
)
from raamvertelling.core.stats.shuffling import table_chance
from raamvertelling.core.stats.tables import Counts

tables = st.tuples(st.integers(2, 4), st.integers(2, 6)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 12)).filter(
        lambda table: bool((table.sum(axis=1) > 1).all() and (table.sum(axis=0) > 0).all())
    )
)


def rng() -> np.random.Generator:
    return np.random.default_rng(11)


def groups_of(table: Counts) -> list[np.ndarray]:
    return [np.repeat(np.arange(table.shape[1]), row) for row in table]


@given(tables)
def test_chi_squared_and_its_p_agree_with_scipy(table: Counts) -> None:
    found = choice_test(table, rng=rng())
    expected = reference.chi2_contingency(table, correction=False)
    assert found and found.statistic == pytest.approx(expected.statistic, abs=1e-9)
    assert found.p_asymptotic == pytest.approx(expected.pvalue, rel=1e-8)


@given(tables)
def test_corrected_v_agrees_with_a_naive_loop(table: Counts) -> None:
    n, (r, c) = table.sum(), table.shape
    chi2 = 0.0
    for i in range(r):
        for j in range(c):
            expected = table[i].sum() * table[:, j].sum() / n
            chi2 += (table[i, j] - expected) ** 2 / expected
    phi2 = max(0, chi2 / n - (r - 1) * (c - 1) / (n - 1))
    small = min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    assert float(cramers_v(table[None].astype(float))[0]) == pytest.approx(min(1.0, (phi2 / small) ** 0.5), abs=1e-9)


def test_v_without_correction_is_that_of_scipy() -> None:
    table = np.array([[30, 10, 4], [12, 25, 9]])
    plain = np.sqrt(chi_squared(table[None].astype(float))[0] / table.sum() / 1)
    assert plain == pytest.approx(reference.contingency.association(table, method="cramer"))


def test_random_tables_agree_with_fisher() -> None:
    table = np.array([[8, 2], [1, 9]])
    p = table_chance(table, chi_squared, rng=rng(), most=20_000)
    assert p == pytest.approx(reference.fisher_exact(table).pvalue, abs=0.003)


def test_large_tables_use_the_textbook_and_small_ones_do_not() -> None:
    large, small = np.array([[300, 200], [250, 260]]), np.array([[3, 2], [2, 6]])
    found = choice_test(large, rng=rng())
    assert found and found.p == found.p_asymptotic
    found = choice_test(small, rng=rng())
    assert found and found.p != found.p_asymptotic


def test_one_option_only_gives_no_test() -> None:
    assert choice_test(np.array([[5, 0], [7, 0]]), rng=rng()) is None


@given(tables)
def test_kruskal_wallis_agrees_with_scipy(table: Counts) -> None:
    expected = reference.kruskal(*groups_of(table))
    one = table[None].astype(float)
    assert float(kruskal_wallis(one)[0]) == pytest.approx(expected.statistic, abs=1e-9)
    assert float(epsilon_squared(one)[0]) == pytest.approx(expected.statistic / (table.sum() - 1), abs=1e-9)
    if len(table) > 2:
        # Equal groups: scipy rounds H = 0 to just below zero and then has no p.
        wanted = 1.0 if np.isnan(expected.pvalue) and expected.statistic <= 0 else expected.pvalue
        assert rank_test(table, rng=rng()).p_asymptotic == pytest.approx(wanted, rel=1e-8)


@given(tables.filter(lambda table: len(table) == 2))
def test_mann_whitney_agrees_with_scipy_and_rank_biserial_with_a_naive_loop(table: Counts) -> None:
    first, second = groups_of(table)
    found = rank_test(table, rng=rng())
    expected = reference.mannwhitneyu(first, second, use_continuity=False, method="asymptotic")
    assert found.p_asymptotic == pytest.approx(expected.pvalue, rel=1e-8)
    naive = sum((a > b) - (a < b) for a in first.tolist() for b in second.tolist()) / (len(first) * len(second))
    assert found.effect.value == pytest.approx(naive, abs=1e-12)


@given(tables.filter(lambda table: len(table) == 2))
def test_swapping_the_groups_turns_the_sign(table: Counts) -> None:
    one, other = (rank_biserial(each[None].astype(float))[0] for each in (table, table[::-1]))
    assert one == pytest.approx(-other, abs=1e-12)


def test_permutation_p_of_ranks_agrees_with_scipy() -> None:
    first, second = np.array([0.1, 0.2, 0.35, 0.4, 0.9]), np.array([0.3, 0.5, 0.6, 0.8, 0.95, 0.99])
    values = np.sort(np.concatenate([first, second]))
    table = np.array([np.isin(values, first), np.isin(values, second)]).astype(np.int64)
    p = rank_chance(table, rng=rng(), most=20_000)
    # Drawing stops at the 50th that is as large: a relative error of 1 / sqrt(50).
    assert p == pytest.approx(reference.mannwhitneyu(first, second, method="exact").pvalue, rel=0.3)


def test_noise_never_becomes_a_pattern_by_constant_answers() -> None:
    assert kruskal_wallis(np.array([[[5.0], [7.0]]]))[0] == 0


def test_a_link_that_is_there_has_an_interval_without_zero() -> None:
    found = rank_test(np.array([[20, 5, 1], [2, 6, 19]]), rng=rng())
    assert found.effect.interval and found.effect.interval[0] < found.effect.value < found.effect.interval[1] < 0
    assert found.p == 0.001


def test_many_values_are_drawn_in_steps_and_the_effect_stays_exact() -> None:
    values = rng().normal(size=(2, 1500)) + np.array([[0.0], [0.4]])
    order = np.argsort(values.ravel())
    table = np.zeros((2, 3000), dtype=np.int64)
    table[order // 1500, np.arange(3000)] = 1
    found = rank_test(table, rng=rng())
    expected = reference.mannwhitneyu(values[0], values[1], use_continuity=False, method="asymptotic")
    assert found.p == pytest.approx(expected.pvalue, rel=1e-8)
    assert found.effect.value == pytest.approx(2 * expected.statistic / 1500**2 - 1)
    assert found.effect.interval and found.effect.interval[1] - found.effect.interval[0] < 0.1
