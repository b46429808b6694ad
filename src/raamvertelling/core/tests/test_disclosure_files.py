"""Filters, quotes and rows: whatever is put together, nobody stands alone."""

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.privacy.disclosure.cells import merged, rare
from raamvertelling.core.privacy.disclosure.differencing import protect_difference, steady
from raamvertelling.core.privacy.disclosure.quotes import characteristics
from raamvertelling.core.privacy.disclosure.rows import ANY, OPEN_DATA_MINIMUM, anonymise

groups = st.integers(0, 60).flatmap(lambda start: st.integers(10, 40).map(lambda n: frozenset(range(start, start + n))))


@pytest.mark.parametrize("more", range(1, 10))
def test_two_filters_that_differ_by_a_few_are_refused(more: int) -> None:
    refused = protect_difference(range(40 + more), [range(40)])
    assert refused and "lijkt te veel" in refused.reason and str(40 + more) not in refused.reason


def test_the_same_again_or_ten_more_is_fine() -> None:
    assert protect_difference(range(40), [range(40)]) is None
    assert protect_difference(range(50), [range(40)]) is None


def test_a_union_of_earlier_filters_leaves_nobody_alone() -> None:
    """Neither differs by a few from what is asked, but both together do."""
    earlier = [range(20), range(20, 40)]
    assert protect_difference(range(43), earlier[:1]) is None and protect_difference(range(43), earlier[1:]) is None
    assert protect_difference(range(43), earlier) is not None


def test_a_small_group_is_refused_as_such() -> None:
    refused = protect_difference(range(4), [])
    assert refused and refused.reason.startswith("Deze groep")


@given(st.lists(groups, min_size=1, max_size=4))
def test_what_was_let_through_gives_no_small_group_by_any_sum(sets: list[frozenset[int]]) -> None:
    let: list[frozenset[int]] = []
    for asked in sets:
        if protect_difference(asked, let) is None:
            let.append(asked)
    for size in range(1, len(let) + 1):
        for some in itertools.combinations(let, size):
            union, shared = frozenset[int]().union(*some), some[0].intersection(*some)
            for each in let:
                for found in (union - each, each - union, shared - each, each - shared, shared):
                    assert not 0 < len(found) < 10


PEOPLE = [{"role": "inwoner", "age": "30-44", "place": "noord"}] * 12 + [
    {"role": "inwoner", "age": "45-64", "place": "zuid"},
    *([{"role": "manager", "age": "45-64", "place": "noord"}] * 4),
]


def test_a_quote_says_at_most_two_things_that_ten_people_share() -> None:
    assert characteristics(PEOPLE[0], PEOPLE, ("role", "age", "place")) == ("role", "age")
    assert characteristics(PEOPLE[12], PEOPLE, ("role", "age", "place")) == ("role",)
    assert characteristics(PEOPLE[-1], PEOPLE, ("role", "age")) == ()
    assert characteristics({}, PEOPLE, ("role",)) == ()


@given(st.lists(st.fixed_dictionaries({"role": st.sampled_from("ab"), "age": st.sampled_from("xyz")}), min_size=1))
def test_what_a_quote_says_is_true_of_ten_people(people: list[dict[str, str]]) -> None:
    for own in people:
        said = characteristics(own, people, ("age", "role"))
        assert not said or sum(all(each[name] == own[name] for name in said) for each in people) >= 10


LEVELS = {
    "age": [{"16-29": "jong", "30-44": "midden", "45-64": "midden", "65+": "oud"}],
    "place": [{"brink": "noord", "hof": "noord", "dijk": "zuid"}, {"noord": "stad", "zuid": "stad"}],
}
rows = st.lists(
    st.fixed_dictionaries(
        {"age": st.sampled_from(["16-29", "30-44", "45-64", "65+"]), "place": st.sampled_from(["brink", "hof", "dijk"])}
    ),
    min_size=1,
    max_size=150,
)


@given(rows, st.sampled_from([5, 10, OPEN_DATA_MINIMUM]), st.integers(1, 4))
def test_every_combination_that_leaves_is_of_k_tellers(told: list[dict[str, str]], k: int, each: int) -> None:
    tellers = [n // each for n in range(len(told))]
    found = anonymise(told, tellers, LEVELS, k=k)
    people = Counter(combination for combination, _ in {(tuple(row.items()), tellers[at]) for at, row in found.rows})
    assert all(count >= k for count in people.values())
    assert len(found.rows) + found.dropped == len(told)


@given(rows)
def test_few_rows_are_dropped_unless_all_is_general(told: list[dict[str, str]]) -> None:
    found = anonymise(told, range(len(told)), LEVELS)
    general = all(value == ANY for _, row in found.rows for value in row.values())
    assert found.dropped <= 0.05 * len(told) or general


def test_columns_become_more_general_only_where_needed() -> None:
    told = [{"age": "30-44", "place": place} for place in ["brink"] * 12 + ["hof"] * 7 + ["dijk"] * 12]
    found = anonymise(told, range(31), LEVELS)
    assert found.levels == {"age": 0, "place": 1} and found.dropped == 0
    assert {row["place"] for _, row in found.rows} == {"noord", "zuid"}


def test_one_teller_with_many_rows_is_one_person() -> None:
    found = anonymise([{"age": "65+", "place": "hof"}] * 30, ["one"] * 30, LEVELS)
    assert found.rows == () and found.dropped == 30


@pytest.mark.parametrize("row", [{"age": "65+"}, {"age": "65+", "role": "inwoner"}, {"role": "inwoner"}])
def test_rows_that_are_not_whole_are_refused(row: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="every row"):
        anonymise([row], ["one"], LEVELS)


def test_columns_are_never_finer_than_in_an_earlier_file() -> None:
    told = [{"age": age, "place": "brink"} for age in ["30-44", "45-64"] * 12]
    assert anonymise(told, range(24), LEVELS).levels == {"age": 0, "place": 0}
    again = anonymise(told, range(24), LEVELS, at_least={"age": 1, "place": 9})
    assert again.levels == {"age": 1, "place": 3} and again.dropped == 0
    assert {tuple(row.values()) for _, row in again.rows} == {("midden", ANY)}


def test_new_ones_wait_for_each_other_and_who_leaves_takes_others_along() -> None:
    assert steady(range(9), []) == frozenset()
    assert steady(range(30), [range(25)]) == frozenset(range(25)), "five new ones would be seen by the difference"
    assert steady(range(35), [range(25)]) == frozenset(range(35))
    assert steady(range(1, 25), [range(25)]) == frozenset(range(1, 16)), "one left, and the last nine with her"
    assert steady(range(1, 15), [range(15)]) == frozenset(), "six would be left"


@given(st.lists(st.tuples(groups, st.sets(st.integers(0, 99), max_size=12)), min_size=1, max_size=5))
def test_what_is_handed_out_again_and_again_gives_nobody_away(
    rounds: list[tuple[frozenset[int], set[int]]],
) -> None:
    earlier: list[frozenset[int]] = []
    gone: set[int] = set()
    for come, leave in rounds:
        gone |= leave
        found = steady(sorted(come - gone), earlier)
        assert found <= come - gone
        if found:
            assert protect_difference(found, earlier) is None
            earlier.append(found)


columns = st.lists(st.sets(st.sampled_from("abcde"), min_size=1, max_size=2), max_size=60)


@given(columns, st.sampled_from([5, 10]))
def test_a_value_that_is_written_was_given_by_enough(column: list[set[str]], minimum: int) -> None:
    hidden = rare(column, minimum)
    shown = {value for each in column for value in each} - hidden
    assert all(sum(value in each for each in column) >= minimum for value in shown)
    hiding = sum(bool(each & hidden) for each in column)
    assert not hidden or hiding >= minimum or not shown


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=5, max_size=60))
def test_every_place_that_is_written_is_that_of_five(places: list[tuple[float, float]]) -> None:
    found = merged(places)
    assert len(found) == len(places)
    assert all(found.count(each) >= 5 for each in found)


def test_few_places_are_not_written() -> None:
    assert merged([(0.5,)] * 4) == []
    assert merged([(0.2, 0.3, 0.5)] * 5) == [(0.2, 0.3, 0.5)] * 5
