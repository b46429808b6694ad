"""Joint tables: equal to counting one by one, and tables of parts add up to the table of the whole."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raamvertelling.core.codes import AnswerMatrix, Column, from_columns
from raamvertelling.core.stats.joint import BLOCK, count_tables, packs_of

COLUMNS = (
    Column("c", "c", "choice", 3),
    *(Column(f"m:{k}", "m", "option", 2) for k in range(8)),
    Column("d", "d", "dyad", 101),
    Column("t", "t", "triad", 231),
    Column("n", "n", "option", 2),
)


def drawn(count: int, seed: int) -> AnswerMatrix:
    rng = np.random.default_rng(seed)
    codes = np.stack([rng.integers(0, column.width, count) for column in COLUMNS]).astype(np.uint8)
    unanswered = codes[1] > 1
    codes[1:9] = np.where(unanswered, codes[1], codes[1:9] % 2)
    return from_columns(COLUMNS, codes, {})


matrices = st.builds(drawn, st.integers(0, 60), st.integers(0, 2**32))


@settings(max_examples=15)
@given(matrices)
def test_tables_are_what_counting_one_by_one_gives(matrix: AnswerMatrix) -> None:
    tables = count_tables(matrix)
    for first, second in combinations(range(len(COLUMNS)), 2):
        if COLUMNS[first].signifier == COLUMNS[second].signifier:
            continue
        naive = np.zeros((COLUMNS[first].width, COLUMNS[second].width), dtype=int)
        for a, b in zip(matrix.by_column[first], matrix.by_column[second], strict=True):
            naive[a, b] += 1
        assert (tables.table(first, second) == naive).all()
        assert (tables.table(second, first) == naive.T).all()


@settings(max_examples=25)
@given(matrices, matrices)
def test_tables_of_two_sets_add_up_to_those_of_all_stories(one: AnswerMatrix, other: AnswerMatrix) -> None:
    added, whole = count_tables(one) + count_tables(other), count_tables(one + other)
    assert added.n == whole.n and (added.flat == whole.flat).all()


@settings(max_examples=25)
@given(matrices, st.integers(0, 2**32))
def test_the_order_of_the_stories_does_not_matter(matrix: AnswerMatrix, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(matrix.n)
    assert (count_tables(matrix.taking(order)).flat == count_tables(matrix).flat).all()


def test_more_stories_than_one_block_are_all_counted() -> None:
    matrix = drawn(2 * BLOCK + 7, 5)
    tables = count_tables(matrix)
    assert all(int(counted.sum()) == matrix.n for _, _, counted in tables.packed())


def test_only_the_pairs_with_one_question_are_counted_when_asked() -> None:
    tables = count_tables(drawn(30, 1), by="m")
    assert {one.signifier for one, _, _ in tables.packed()} | {two.signifier for _, two, _ in tables.packed()} == {
        "c", "m", "d", "t", "n",
    }  # fmt: skip
    assert all("m" in (one.signifier, two.signifier) for one, two, _ in tables.packed())


def test_options_of_one_question_are_no_pair_and_other_columns_do_not_add() -> None:
    tables = count_tables(drawn(30, 1))
    with pytest.raises(KeyError):
        tables.table(1, 2)
    with pytest.raises(ValueError, match="same columns"):
        tables + count_tables(from_columns(COLUMNS[:2], np.zeros((2, 1), dtype=np.uint8), {}))


def test_six_options_of_one_question_share_a_code() -> None:
    assert [pack.members for pack in packs_of(COLUMNS)] == [(0,), (1, 2, 3, 4, 5, 6), (7, 8), (9,), (10,), (11,)]
