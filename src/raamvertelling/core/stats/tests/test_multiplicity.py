"""Corrections for several p-values, checked against statsmodels and scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as reference
from statsmodels.stats.multitest import multipletests

from raamvertelling.core.stats import benjamini_hochberg, cauchy

p_values = st.lists(st.floats(0.0005, 0.9995), min_size=1, max_size=30)


@given(p_values)
def test_benjamini_hochberg_agrees_with_statsmodels(values: list[float]) -> None:
    assert benjamini_hochberg(values) == pytest.approx(multipletests(values, method="fdr_bh")[1], rel=1e-12)


def test_nothing_to_correct_stays_nothing() -> None:
    assert benjamini_hochberg([]) == ()


@given(p_values)
def test_cauchy_agrees_with_the_cauchy_distribution_of_scipy(values: list[float]) -> None:
    expected = reference.cauchy.sf(np.mean(reference.cauchy.isf(values)))
    assert cauchy(values) == pytest.approx(float(expected), rel=1e-9)


@given(st.floats(0.001, 0.999), st.integers(1, 6))
def test_the_same_p_several_times_stays_that_p(p: float, times: int) -> None:
    assert cauchy([p] * times) == pytest.approx(p)


def test_a_p_of_one_does_not_hide_a_small_p() -> None:
    assert cauchy([0.001, 1.0, 0.5], resolution=0.0005) < 1
    assert cauchy([0.001, 0.9995], resolution=0.0005) > cauchy([0.001, 0.5], resolution=0.0005)
    with pytest.raises(ValueError, match="at least one"):
        cauchy([])
