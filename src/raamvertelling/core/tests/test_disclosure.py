"""Disclosure: no small number can be read, and none can be worked out from what is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.privacy.disclosure import (
    ProtectedCounts,
    hidden_bounds,
    protect_counts,
    protect_group,
    rounded,
    rounded_share,
)
from raamvertelling.core.results import Suppressed
from raamvertelling.core.stats import wilson

tables = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), min_size=1)
minima = st.integers(5, 15)


def test_a_group_below_the_minimum_is_a_closed_window_with_a_reason() -> None:
    closed = protect_group(7, 10)
    assert isinstance(closed, Suppressed)
    assert closed.n_shown == "minder dan 10" and "7" not in closed.reason
    assert protect_group(10, 10) is None


def test_no_setting_opens_a_group_below_five() -> None:
    for call in (lambda: protect_group(4, 4), lambda: protect_counts({"a": 40}, 1)):
        with pytest.raises(ValueError, match="at least 5"):
            call()


def test_a_single_small_number_takes_its_smallest_neighbour_with_it() -> None:
    table = protect_counts({"inwoner": 68, "professional": 30, "manager": 15, "bestuurder": 7}, 10)
    assert isinstance(table, ProtectedCounts)
    assert table.counts == {"inwoner": 70, "professional": 30, "manager": None, "bestuurder": None}
    assert table.total == 120


def test_small_numbers_that_are_small_together_take_another_with_them() -> None:
    table = protect_counts({"a": 40, "b": 2, "c": 1, "d": 12}, 10)
    assert isinstance(table, ProtectedCounts)
    assert table.counts == {"a": 40, "b": None, "c": None, "d": None}


def test_large_numbers_and_noughts_are_shown() -> None:
    table = protect_counts({"a": 40, "b": 0, "c": 12}, 10, round_to=1)
    assert isinstance(table, ProtectedCounts)
    assert table.counts == {"a": 40, "b": 0, "c": 12} and table.total == 52


def test_a_table_of_a_small_group_is_closed_whole() -> None:
    assert isinstance(protect_counts({"a": 4, "b": 5}, 10), Suppressed)
    assert isinstance(protect_counts({}, 10), Suppressed)


@given(tables, minima)
def test_nothing_small_is_shown_and_nothing_hidden_can_be_derived(counts: dict[str, int], minimum: int) -> None:
    table = protect_counts(counts, minimum, round_to=1)
    if isinstance(table, Suppressed):
        assert sum(counts.values()) < minimum
        return
    shown = {id: count for id, count in table.counts.items() if count is not None}
    assert all(count == 0 or count >= minimum for count in shown.values())
    hidden = [id for id in counts if id not in shown]
    rest = table.total - sum(shown.values())
    assert not hidden or (len(hidden) > 1 and rest >= minimum)


@given(tables, minima)
def test_bounds_equal_those_of_a_linear_programme(counts: dict[str, int], minimum: int) -> None:
    optimize = pytest.importorskip("scipy.optimize")
    table = protect_counts(counts, minimum)
    if isinstance(table, Suppressed):
        return
    hidden = [id for id, count in table.counts.items() if count is None]
    bounds = hidden_bounds(counts, hidden)
    ids = list(counts)
    known = [[float(a == id) for a in ids] for id in ids if id not in hidden]
    values = [counts[id] for id in ids if id not in hidden]
    for id in hidden:
        aim = [float(a == id) for a in ids]
        found = [
            optimize.linprog(
                [sign * each for each in aim],
                A_eq=[[1.0] * len(ids), *known],
                b_eq=[sum(counts.values()), *values],
                bounds=(0, None),
            ).fun
            for sign in (1, -1)
        ]
        assert (found[0], -found[1]) == pytest.approx(bounds[id])
        assert bounds[id][1] - bounds[id][0] >= minimum


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60), min_size=2), minima)
def test_hiding_never_depends_on_the_order_of_the_categories(counts: dict[str, int], minimum: int) -> None:
    backwards = dict(reversed(counts.items()))
    one, other = protect_counts(counts, minimum), protect_counts(backwards, minimum)
    if isinstance(one, ProtectedCounts) and isinstance(other, ProtectedCounts):
        assert dict(one.counts) == dict(other.counts)
    else:
        assert one == other


def test_a_table_with_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        protect_counts({"a": -1, "b": 40})


@given(st.integers(0, 10_000), st.integers(1, 20))
def test_rounding_goes_to_the_nearest_multiple(number: int, to: int) -> None:
    near = rounded(number, to)
    assert near % to == 0 and abs(near - number) * 2 <= to


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_that_leaves_the_team_stays_near_the_exact_one(told: tuple[int, int]) -> None:
    exact = wilson(*told)
    shown = rounded_share(exact, rounded(told[1]))
    assert shown.about and shown.n % 5 == 0
    assert abs(shown.value - exact.value) <= 0.025 + 1e-9
    assert exact.interval and shown.interval
    assert shown.interval[0] <= exact.interval[0] + 1e-9 and exact.interval[1] <= shown.interval[1] + 1e-9
    assert shown.interval[0] <= shown.value <= shown.interval[1]
    assert all(abs(each * 20 - round(each * 20)) < 1e-9 for each in (shown.value, *shown.interval))
