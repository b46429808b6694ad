"""Suppression: an attacker with a linear programme and everything that is shown pins no hidden number within t."""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from raamvertelling.core.privacy.disclosure import Sum, bounds, rounded, suppress

T = 10
Cells = dict[str, int]
Table = tuple[Cells, list[Sum], frozenset[str]]

counts = st.integers(0, 40)
shapes = st.tuples(st.integers(1, 3), st.integers(2, 4))
grids = shapes.flatmap(
    lambda shape: st.lists(st.lists(counts, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0])
)


def two_way(grid: Sequence[Sequence[int]]) -> Table:
    """Voices in rows, options in columns, with both margins and the grand total."""
    cells: Cells = {f"{v}/{o}": n for v, row in enumerate(grid) for o, n in enumerate(row)}
    rows = {f"v{v}": [f"{v}/{o}" for o in range(len(row))] for v, row in enumerate(grid)}
    columns = {f"o{o}": [f"{v}/{o}" for v in range(len(grid))] for o in range(len(grid[0]))}
    sums = [Sum(total, tuple(parts)) for total, parts in (rows | columns).items()]
    unsafe = {id for id, count in cells.items() if count < T}
    for each in list(sums):
        cells[each.total] = sum(cells[part] for part in each.parts)
    cells["all"] = sum(cells[total] for total in rows)
    sums += [Sum("all", tuple(rows)), Sum("all", tuple(columns))]
    return cells, sums, frozenset(unsafe)


def attack(
    programmes: Sequence[tuple[Cells, Sequence[Sum], frozenset[str]]],
    links: Sequence[tuple[str, str, int, int]],
    round_to: int,
) -> Mapping[str, tuple[float, float]]:
    """An attacker of our own, apart from the code: several tables at once, and what ties a cell of one to another.

    A link (a, b, low, high) says low <= a - b <= high. Cells are named "number of the table:id".
    """
    ids = [f"{t}:{id}" for t, (cells, _, _) in enumerate(programmes) for id in cells]
    at = {id: i for i, id in enumerate(ids)}
    equal, limits = [], []
    for t, (cells, sums, hidden) in enumerate(programmes):
        for id in cells:
            seen = rounded(cells[id], round_to)
            half = round_to // 2
            limits.append((0, None) if id in hidden else (max(0, seen - half), seen + half))
        for each in sums:
            line = np.zeros(len(ids))
            line[at[f"{t}:{each.total}"]] = -1
            for part in each.parts:
                line[at[f"{t}:{part}"]] += 1
            equal.append(line)
    less, most = [], []
    for one, other, low, high in links:
        line = np.zeros(len(ids))
        line[at[one]], line[at[other]] = 1, -1
        less += [line, -line]
        most += [high, -low]
    found = {}
    for t, (_, _, hidden) in enumerate(programmes):
        for id in hidden:
            ends = []
            for sign in (1, -1):
                aim = np.zeros(len(ids))
                aim[at[f"{t}:{id}"]] = sign
                answer = linprog(aim, A_eq=np.array(equal), b_eq=np.zeros(len(equal)),
                                 A_ub=np.array(less) if less else None, b_ub=most or None, bounds=limits)  # fmt: skip
                ends.append(float(answer.fun or 0) * sign if answer.success else np.inf)
            found[f"{t}:{id}"] = (ends[0], ends[1])
    return found


def narrowest(found: Mapping[str, tuple[float, float]]) -> float:
    return min((high - low for low, high in found.values()), default=np.inf)


@settings(max_examples=20, deadline=None)
@given(grids, st.sampled_from([1, 5]))
def test_no_cell_of_a_two_way_table_is_pinned_within_the_minimum(grid: list[list[int]], round_to: int) -> None:
    cells, sums, unsafe = two_way(grid)
    hidden = suppress(cells, sums, minimum=T, round_to=round_to, unsafe=unsafe)
    assert {id for id, n in cells.items() if 0 < n < T} | unsafe <= hidden
    assert narrowest(attack([(cells, sums, hidden)], [], round_to)) >= T - 1e-6


@settings(max_examples=15, deadline=None)
@given(grids, st.sampled_from([1, 5]))
def test_our_bounds_are_those_of_the_attacker(grid: list[list[int]], round_to: int) -> None:
    cells, sums, _ = two_way(grid)
    hidden = frozenset(id for id in cells if "/" in id and cells[id] < T)
    ours = bounds(cells, sums, hidden, round_to=round_to)
    theirs = attack([(cells, sums, hidden)], [], round_to)
    for id, (low, high) in ours.items():
        assert (low, high) == pytest.approx(theirs[f"0:{id}"], abs=1e-6)
        assert low - 1e-6 <= cells[id] <= high + 1e-6


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=2, max_size=6), st.data())
def test_bounds_without_a_programme_are_those_of_the_attacker(counts: list[int], data: st.DataObject) -> None:
    cells = {str(n): count for n, count in enumerate(counts)}
    sums = [Sum("all", tuple(cells))]
    hidden = data.draw(st.sets(st.sampled_from(sorted(cells)), min_size=1))
    cells["all"] = sum(counts)
    theirs = attack([(cells, sums, frozenset(hidden))], [], 1)
    assert {f"0:{id}": each for id, each in bounds(cells, sums, hidden).items()} == {
        id: pytest.approx(each, abs=1e-6) for id, each in theirs.items()
    }


@settings(max_examples=15, deadline=None)
@given(grids)
def test_who_knows_less_exactly_needs_no_more_hidden(grid: list[list[int]]) -> None:
    """Rounding is a protection of its own: whatever is safe against exact knowledge is safe against rounded."""
    cells, sums, unsafe = two_way(grid)
    hidden = suppress(cells, sums, minimum=T, round_to=1, unsafe=unsafe)
    assert narrowest(attack([(cells, sums, hidden)], [], 5)) >= T - 1e-6


@settings(max_examples=15, deadline=None)
@given(grids, st.randoms(use_true_random=False))
def test_the_order_of_voices_and_options_changes_nothing(grid: list[list[int]], random: object) -> None:
    cells, sums, unsafe = two_way(grid)
    ids, lines = list(cells), list(sums)
    random.shuffle(ids)  # type: ignore[attr-defined]  # hypothesis gives a random.Random typed as object
    random.shuffle(lines)  # type: ignore[attr-defined]  # the same
    mixed = [Sum(each.total, tuple(reversed(each.parts))) for each in lines]
    assert suppress({id: cells[id] for id in ids}, mixed, unsafe=unsafe) == suppress(cells, sums, unsafe=unsafe)


def test_layers_are_one_table() -> None:
    """Neighbourhoods add up to districts, districts to the town: the whole is looked at, not each layer by itself."""
    cells = {"a1": 3, "a2": 30, "a3": 25, "b1": 40, "b2": 60, "a": 58, "b": 100, "town": 158}
    sums = [Sum("a", ("a1", "a2", "a3")), Sum("b", ("b1", "b2")), Sum("town", ("a", "b"))]
    hidden = suppress(cells, sums)
    assert hidden == {"a1", "a3"}
    assert bounds(cells, sums, hidden) == {"a1": pytest.approx((0, 28)), "a3": pytest.approx((0, 28))}


def test_a_table_linked_to_another_by_one_column_is_protected_through_it() -> None:
    """The same voices counted by month and by place: what a row of one hides, the other may not give back."""
    cells = {"jan": 4, "feb": 50, "mrt": 46, "brug": 60, "hof": 40, "all": 100}
    sums = [Sum("all", ("jan", "feb", "mrt")), Sum("all", ("brug", "hof"))]
    assert suppress(cells, sums) == {"jan", "mrt"}


@pytest.mark.parametrize("everybody", [12, 60, 400])
def test_that_everybody_or_nobody_answered_so_is_not_said(everybody: int) -> None:
    cells, sums, unsafe = two_way([[everybody, 0, 0]])
    assert {"0/0", "0/1", "0/2"} <= suppress(cells, sums, unsafe=unsafe)


def test_a_total_that_is_shown_elsewhere_is_not_hidden_in_place_of_a_cell() -> None:
    """Twelve managers of whom twelve said the same: hiding "twelve managers" hides nothing when all know how many."""
    cells, sums = {"zo": 12, "anders": 0, "all": 12}, [Sum("all", ("zo", "anders"))]
    assert suppress(cells, sums, unsafe={"anders"}, keep={"all"}) == {"zo", "anders"}


def test_a_table_without_small_cells_keeps_everything() -> None:
    cells, sums, _ = two_way([[20, 30], [40, 50]])
    assert suppress(cells, sums) == frozenset()


@pytest.mark.parametrize(
    ("cells", "sums", "words"),
    [
        ({"a": -1}, [], "0 or more"),
        ({"a": 1, "all": 2}, [Sum("all", ("a",))], "add up"),
        ({"a": 1}, [Sum("all", ("a",))], "not there"),
    ],
)
def test_a_table_that_cannot_be_is_refused(cells: Cells, sums: list[Sum], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        suppress(cells, sums)


def grids_of(shape: tuple[int, int], most: int) -> "st.SearchStrategy[list[list[int]]]":
    row = st.lists(st.integers(0, most), min_size=shape[1], max_size=shape[1])
    return st.lists(row, min_size=shape[0], max_size=shape[0])


batches = st.tuples(st.integers(1, 2), st.integers(2, 3)).flatmap(
    lambda shape: st.tuples(grids_of(shape, 30), grids_of(shape, 25))
)
Grid = list[list[int]]


def shown_once(grid: Grid, before: frozenset[str] | None = None) -> tuple[Cells, list[Sum], frozenset[str]]:
    cells, sums, unsafe = two_way(grid)
    return cells, sums, suppress(cells, sums, minimum=T, unsafe=unsafe, before=before)


def added(one: Grid, more: Grid) -> Grid:
    return [[a + b for a, b in zip(*pair, strict=True)] for pair in zip(one, more, strict=True)]


@settings(max_examples=20, deadline=None)
@given(batches)
def test_last_week_and_this_week_together_pin_nothing(told: tuple[Grid, Grid]) -> None:
    """Every voice grows by at least t new tellers or by none; who knows both tables exactly learns no small number."""
    start, batch = told
    new = [row if sum(row) >= T else [0] * len(row) for row in batch]
    first = shown_once(start)
    second = shown_once(added(start, new), before=first[2])
    links = [(f"1:{v}/{o}", f"0:{v}/{o}", 0, 1000) for v, row in enumerate(start) for o in range(len(row))]
    links += [(f"1:v{v}", f"0:v{v}", T, 1000) for v, row in enumerate(new) if sum(row)]
    assert narrowest(attack([first, second], links, 1)) >= T - 1e-6


@settings(max_examples=20, deadline=None)
@given(batches, st.data())
def test_before_and_after_a_withdrawal_pin_nothing(told: tuple[Grid, Grid], data: st.DataObject) -> None:
    """A withdrawal takes its block of five to nine tellers out of one voice: who left which cell is unknown."""
    start = told[0]
    assume(sum(start[0]) >= T + 5)
    block = data.draw(st.lists(st.integers(0, 9), min_size=len(start[0]), max_size=len(start[0])))
    gone = [min(own, out) for own, out in zip(start[0], block, strict=True)]
    assume(5 <= sum(gone) <= 9)
    first = shown_once(start)
    second = shown_once([[own - out for own, out in zip(start[0], gone, strict=True)], *start[1:]], before=first[2])
    links = [(f"0:{v}/{o}", f"1:{v}/{o}", 0, 9) for v, row in enumerate(start) for o in range(len(row))]
    links += [("0:v0", "1:v0", 5, 9)]
    found = attack([first, second], links, 1)
    # A large total that is hidden for the sake of others may be known more closely: nobody stands alone in it.
    tables = {f"{t}:{id}": n for t, (cells, _, _) in enumerate((first, second)) for id, n in cells.items()}
    found = {id: each for id, each in found.items() if "/" in id or tables[id] < T}
    if second[2] == second[0].keys():  # closed whole: of the fifteen that were shown, some ten are left, but not who
        found = {id: each for id, each in found.items() if id.startswith("0:") or "/" in id}
    # What was shown as ten and lost one to nine may be one to ten now: ten different numbers, nine apart.
    assert narrowest(found) >= T - 1 - 1e-6


def test_without_hiding_more_a_small_cell_is_computed_exactly() -> None:
    """The attack works: hiding the small cells alone leaves one of them with no room at all."""
    cells, sums, _ = two_way([[3, 20, 30], [25, 40, 20]])
    found = attack([(cells, sums, frozenset({"0/0"}))], [], 1)
    assert found["0:0/0"] == pytest.approx((3, 3))


def test_no_hidden_cell_of_a_small_one_way_table_stands_alone() -> None:
    """One-way tables of three cells of 0, 3, 6, 9 or 12: two or more are hidden, and these are enough together."""
    for row in itertools.product(range(0, 13, 3), repeat=3):
        cells, sums, _ = two_way([row])
        hidden = suppress(cells, sums) & {"0/0", "0/1", "0/2"}
        rest = sum(cells[id] for id in hidden)
        assert not hidden or (len(hidden) > 1 and rest >= T) or "v0" in suppress(cells, sums)
