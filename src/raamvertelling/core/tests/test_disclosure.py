"""Disclosure: no small number can be read, and none can be worked out from what is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.privacy.disclosure import (
    ProtectedCounts,
    about_share,
    coarse,
    coarse_chance,
    dominant_share,
    protect_counts,
    protect_group,
    rounded,
)
from raamvertelling.core.results import Estimate, Suppressed
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


groups = st.integers(10, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(groups)
def test_a_share_that_leaves_the_team_holds_the_exact_one_in_its_margin(told: tuple[int, int]) -> None:
    exact, shown = wilson(*told), about_share(rounded(told[0]), rounded(told[1]))
    assert shown.about and shown.n == rounded(told[1])
    assert exact.interval and shown.interval
    assert shown.interval[0] <= exact.interval[0] + 1e-9 and exact.interval[1] <= shown.interval[1] + 1e-9
    assert shown.interval[0] <= shown.value <= shown.interval[1]
    assert all(abs(each * 20 - round(each * 20)) < 1e-9 for each in (shown.value, *shown.interval))


@given(groups, st.integers(-2, 2))
def test_a_share_says_no_more_than_the_rounded_counts(told: tuple[int, int], off: int) -> None:
    near = max(0, rounded(told[0]) + off)
    assert about_share(rounded(near), rounded(told[1])) == about_share(rounded(told[0]), rounded(told[1]))


def test_small_groups_get_large_steps() -> None:
    assert [about_share(15, n).value for n in (25, 50, 100)] == pytest.approx([0.5, 0.3, 0.15])
    assert about_share(0, 0).interval is None


def test_effects_and_chances_lose_their_digits() -> None:
    effect = coarse(Estimate(0.4321, (0.31, 0.58), 60, "cramer-v", "bron"))
    assert effect and effect.interval and (effect.value, *effect.interval) == pytest.approx((0.4, 0.3, 0.6))
    assert coarse(None) is None
    assert [coarse_chance(p) for p in (0.0, 0.001, 0.0012, 0.049, 0.3, 1.0)] == [0.001, 0.001, 0.01, 0.0499, 0.5, 1.0]


@pytest.mark.parametrize(
    ("stories", "share"),
    [([12, 1, 1, 1], 0.8), ([6, 6], 0.0), ([1] * 10, 0.0), ([], 0.0), ([1], 1.0), ([11, 10], 11 / 21)],
)
def test_one_teller_with_most_of_the_stories_dominates(stories: list[int], share: float) -> None:
    assert dominant_share(stories) == pytest.approx(share)


def test_a_teller_without_stories_is_refused() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        dominant_share([3, 0])
