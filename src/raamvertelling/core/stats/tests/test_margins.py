"""Margins in closed form, checked against leaving out each story in a loop and against what they promise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as reference

from raamvertelling.core.stats.association import chi_squared, epsilon_squared, rank_biserial
from raamvertelling.core.stats.intervals import Z95
from raamvertelling.core.stats.margins import cramers_v_margins, epsilon_margins, rank_biserial_margins, rho_margins
from raamvertelling.core.stats.tables import Counts, Floats

tables = st.tuples(st.integers(2, 4), st.integers(2, 5)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 9)).filter(
        lambda table: bool((table.sum(axis=1) > 1).all() and (table.sum(axis=0) > 1).all())
    )
)


def naive(table: Counts, statistic: object) -> tuple[float, float]:
    """Leave out each story in turn and measure anew."""
    assert callable(statistic)
    values = []
    for i, j in np.argwhere(table):
        less = table.copy()
        less[i, j] -= 1
        values += [statistic(less)] * int(table[i, j])
    n = len(values)
    half = Z95 * np.sqrt((n - 1) / n * ((np.array(values) - np.mean(values)) ** 2).sum())
    return statistic(table) - half, statistic(table) + half


def phi_squared(table: Counts) -> float:
    n, (r, c) = table.sum(), table.shape
    return float(reference.chi2_contingency(table, correction=False).statistic / n - (r - 1) * (c - 1) / (n - 1))


@settings(max_examples=25)
@given(tables)
def test_margins_of_cramers_v_are_those_of_leaving_out_each_story(table: Counts) -> None:
    n, (r, c) = table.sum(), table.shape
    most = min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    wanted = [min(1.0, np.sqrt(max(0, each) / most)) for each in naive(table, phi_squared)]
    padded = np.zeros((1, 6, 7))
    padded[0, :r, :c] = table
    for each in (table[None].astype(float), padded):
        assert np.ravel(cramers_v_margins(each, chi_squared(each))) == pytest.approx(wanted, abs=1e-9)


@settings(max_examples=25)
@given(tables)
def test_margins_of_epsilon_squared_are_those_of_leaving_out_each_story(table: Counts) -> None:
    wanted = np.clip(naive(table, lambda each: float(epsilon_squared(each[None].astype(float))[0])), 0, 1)
    one = table[None].astype(float)
    assert np.ravel(epsilon_margins(one, epsilon_squared(one))) == pytest.approx(wanted, abs=1e-9)


def test_an_effect_of_one_still_has_a_margin_and_it_narrows() -> None:
    low, high = rank_biserial_margins(np.array([1.0, 1.0, 0.0]), np.array([5.0, 500, 50]), np.array([5.0, 500, 50]))
    assert high[:2].tolist() == [1, 1] and 0 < low[0] < 0.6 and low[1] > 0.98
    assert low[2] == pytest.approx(-high[2]) and 0.2 < high[2] < 0.25


def test_the_margins_of_the_rank_biserial_correlation_solve_their_equation() -> None:
    rng = np.random.default_rng(2)
    effect, first, second = rng.uniform(-1, 1, 500), rng.integers(2, 9000, 500), rng.integers(2, 9000, 500)
    effect[:4] = 1, -1, 0, 0.999
    for limit in rank_biserial_margins(effect, first.astype(float), second.astype(float)):
        theta, m = (limit + 1) / 2, (first + second) / 2 - 1
        spread = theta * (1 - theta) * (1 + m * (1 - theta) / (2 - theta) + m * theta / (1 + theta)) / first / second
        gap = np.abs(theta - (effect + 1) / 2) - Z95 * np.sqrt(spread)
        assert np.abs(gap).max() < 1e-6


def test_margins_hold_the_true_effect_about_19_times_out_of_20() -> None:
    rng = np.random.default_rng(8)
    truth = 2 * reference.norm.cdf(0.5 / np.sqrt(2)) - 1
    found: list[Floats] = []
    for _ in range(400):
        values = np.concatenate([rng.normal(0.5, 1, 30), rng.normal(0, 1, 40)])
        order = np.argsort(np.argsort(values))
        table = np.zeros((1, 2, 70))
        table[0, (np.arange(70) >= 30).astype(int), order] = 1
        found.append(rank_biserial(table)[0])
    low, high = rank_biserial_margins(np.array(found), np.full(400, 30.0), np.full(400, 40.0))
    assert 0.93 <= float(((low <= truth) & (truth <= high)).mean()) <= 0.98


def test_rho_lies_in_its_margin_which_narrows_with_more_stories() -> None:
    low, high = rho_margins(np.array([0.5, 0.5, 1.0]), np.array([20.0, 2000.0, 20.0]))
    assert (low <= [0.5, 0.5, 1]).all() and (high >= [0.5, 0.5, 1]).all()
    assert high[0] - low[0] > 5 * (high[1] - low[1])
