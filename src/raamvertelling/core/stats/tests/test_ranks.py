"""Spearman and Kendall from tables, checked against scipy, with ties and without."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as reference

from raamvertelling.core.stats.ranks import centred_ranks, kendall, rho_of, spearman, spearman_chances
from raamvertelling.core.stats.tables import Counts, Floats

tables = st.tuples(st.integers(2, 5), st.integers(2, 5)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 6)).filter(
        lambda table: bool((table.sum(axis=0) > 0).sum() > 1 and (table.sum(axis=1) > 0).sum() > 1 and table.sum() > 3)
    )
)


def stories(table: Counts) -> tuple[Floats, Floats]:
    first, second = np.nonzero(table)
    counts = table[first, second]
    return np.repeat(first, counts).astype(float), np.repeat(second, counts).astype(float)


@given(tables)
def test_rho_and_its_chance_agree_with_scipy(table: Counts) -> None:
    first, second = stories(table)
    expected = reference.spearmanr(first, second)
    found = spearman(table[None].astype(float))
    assert found[0] == pytest.approx(expected.statistic, abs=1e-12)
    assert rho_of(centred_ranks(first), centred_ranks(second)) == pytest.approx(expected.statistic, abs=1e-12)
    if abs(float(expected.statistic)) < 1 - 1e-9:
        assert spearman_chances(found, np.array([len(first)]))[0] == pytest.approx(expected.pvalue, rel=1e-8)


@given(tables)
def test_tau_agrees_with_scipy_and_with_a_loop_over_all_pairs(table: Counts) -> None:
    first, second = stories(table)
    found = kendall(table[None].astype(float))[0]
    assert found == pytest.approx(reference.kendalltau(first, second).statistic, abs=1e-12)
    signs = np.sign(first[:, None] - first) * np.sign(second[:, None] - second)
    free = [(each[:, None] != each).sum() for each in (first, second)]
    assert found == pytest.approx(signs.sum() / np.sqrt(free[0] * free[1]), abs=1e-12)


@given(tables)
def test_turning_one_slider_turns_the_sign_and_swapping_changes_nothing(table: Counts) -> None:
    one = table[None].astype(float)
    for measure in (spearman, kendall):
        assert measure(one[:, ::-1])[0] == pytest.approx(-measure(one)[0], abs=1e-12)
        assert measure(one.transpose(0, 2, 1))[0] == pytest.approx(measure(one)[0], abs=1e-12)


def test_a_slider_that_never_moves_has_no_correlation() -> None:
    """The short formula without ties gives 1 here."""
    table = np.array([[[4.0, 3, 5]]])
    assert spearman(table)[0] == 0 and kendall(table)[0] == 0
    assert rho_of(centred_ranks(np.ones(5)), centred_ranks(np.arange(5.0))) == 0


def test_two_independent_answers_of_two_have_no_correlation() -> None:
    """The short formula without ties gives 0.50 here."""
    assert spearman(np.full((1, 2, 2), 25.0))[0] == 0
