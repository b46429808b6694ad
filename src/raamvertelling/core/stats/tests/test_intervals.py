"""Intervals, checked against independent programs and by counting."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as reference
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from raamvertelling.core.stats import centroid_of, ellipses_of, median_of, share_gap, wilson

shares = st.tuples(*[st.floats(0.01, 1)] * 3).map(lambda w: tuple(part / sum(w) for part in w))


@pytest.mark.parametrize(("count", "n"), [(0, 1), (1, 1), (27, 66), (0, 10), (10, 10), (3, 7), (500, 12345)])
def test_wilson_agrees_with_statsmodels(count: int, n: int) -> None:
    found = wilson(count, n)
    assert found.interval == pytest.approx(proportion_confint(count, n, method="wilson"), abs=1e-12)
    assert found.value == count / n


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_mirrors_when_yes_and_no_are_swapped(pair: tuple[int, int]) -> None:
    count, n = pair
    one, other = wilson(count, n).interval, wilson(n - count, n).interval
    assert one and other and one[0] <= count / n <= one[1]
    assert one == pytest.approx((1 - other[1], 1 - other[0]))


@pytest.mark.parametrize(("first", "second"), [((27, 66), (6, 29)), ((0, 12), (9, 10)), ((56, 70), (48, 80))])
def test_share_gap_agrees_with_newcombe_by_statsmodels(first: tuple[int, int], second: tuple[int, int]) -> None:
    found, turned = share_gap(first, second), share_gap(second, first)
    expected = confint_proportions_2indep(*first, *second, method="newcomb")
    assert found.interval == pytest.approx(expected, abs=1e-9)
    assert turned.value == -found.value and turned.interval
    assert found.interval == pytest.approx((-turned.interval[1], -turned.interval[0]))


def test_wilson_without_stories_has_no_interval() -> None:
    assert wilson(0, 0).interval is None
    with pytest.raises(ValueError, match="count must be"):
        wilson(4, 3)


@pytest.mark.parametrize("n", [6, 7, 15, 66, 117, 1000])
def test_median_interval_is_the_narrowest_pair_of_ranks_that_reaches_95_percent(n: int) -> None:
    found = median_of(range(1, n + 1))
    assert found and found.interval
    rank = int(found.interval[0])
    assert found.interval == (rank, n + 1 - rank)
    assert 2 * reference.binom.cdf(rank - 1, n, 0.5) <= 0.05 < 2 * reference.binom.cdf(rank, n, 0.5)


def test_median_interval_agrees_with_the_quantile_test_of_scipy() -> None:
    values = np.random.default_rng(3).normal(size=41)
    found = median_of(values.tolist())
    expected = np.asarray(reference.quantile_test(values, q=0, p=0.5).confidence_interval(0.95))
    assert found and found.interval == pytest.approx(expected.tolist())
    assert found.value == pytest.approx(float(np.median(values)))


def test_median_of_few_has_no_interval_and_of_none_no_value() -> None:
    few = median_of([0.1, 0.5, 0.2, 0.4, 0.3])
    assert few and few.value == 0.3 and few.interval is None
    assert median_of([]) is None


@given(st.lists(shares, min_size=5, max_size=30))
def test_mean_ellipse_agrees_with_hotelling_by_numpy_and_scipy(rows: list[tuple[float, float, float]]) -> None:
    ellipse, _ = ellipses_of(rows)
    assert ellipse is not None
    points, n = np.array(rows), len(rows)
    variances = np.sort(np.linalg.eigvalsh(np.cov(points.T)))[1:]
    factor = 2 * (n - 1) / (n * (n - 2)) * reference.f.ppf(0.95, 2, n - 2)
    lengths = sorted(math.hypot(*axis) for axis in ellipse.axes)
    assert lengths == pytest.approx(np.sqrt(np.clip(variances, 0, None) * factor), abs=1e-7)
    assert all(abs(sum(axis)) < 1e-9 for axis in ellipse.axes)


def test_spread_ellipse_holds_half_of_normal_dots() -> None:
    flat = np.random.default_rng(5).multivariate_normal([0, 0], [[0.004, 0.002], [0.002, 0.003]], size=4000)
    rows = [(1 / 3 + x, 1 / 3 + y, 1 / 3 - x - y) for x, y in flat]
    _, spread = ellipses_of(rows)
    assert spread is not None
    axes = np.array(spread.axes)
    away = np.array(rows) - np.array(spread.centre)
    inside = ((away @ axes.T / (axes**2).sum(axis=1)) ** 2).sum(axis=1) <= 1
    assert 0.47 < inside.mean() < 0.53


def test_zeros_count_in_the_centroid() -> None:
    assert centroid_of([(1, 0, 0), (0, 1, 0)]) == (0.5, 0.5, 0)
    assert centroid_of([]) is None
    assert ellipses_of([(1, 0, 0)] * 4) == (None, None)
