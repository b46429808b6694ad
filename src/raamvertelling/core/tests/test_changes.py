"""Both versions come back whole, and only what differs is marked."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.text.changes import Piece, changed_words, compare

WORDS = st.lists(st.sampled_from(["Fatma", "belde", "[naam 1]", "de", "buurvrouw", "\n", ".", ","]), max_size=30)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_the_pieces_are_both_texts(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(each.before for each in pieces) == before
    assert "".join(each.after for each in pieces) == after
    kinds = [each.is_changed for each in pieces]
    assert all(one != two for one, two in pairwise(kinds))


@given(WORDS.map(" ".join))
def test_equal_texts_have_no_change(text: str) -> None:
    assert not any(each.is_changed for each in compare(text, text))


def test_a_whole_name_is_one_change() -> None:
    pieces = compare("Ik belde Fatma de Boer. Zij kwam.", "Ik belde [naam 1]. Zij kwam.")
    assert changed_words(pieces) == (Piece("Fatma de Boer", "[naam 1]"),)


def test_two_words_that_both_changed_are_one_change_and_each_change_is_named_once() -> None:
    before, after = "Anna Smit riep. Daarna riep Anna Smit.", "[buurvrouw] [naam] riep. Daarna riep [buurvrouw] [naam]."
    assert changed_words(compare(before, after)) == (Piece("Anna Smit", "[buurvrouw] [naam]"),)


def test_words_that_went_and_words_that_came() -> None:
    assert changed_words(compare("Hij belde boos op.", "Hij belde op.")) == (Piece("boos", ""),)
    assert changed_words(compare("Hij belde.", "Hij belde nooit.")) == (Piece("", "nooit"),)
    assert changed_words(compare("Hij  belde.", "Hij belde.")) == ()


def test_a_long_text_is_compared() -> None:
    before = "De buurvrouw van Anna belde. " * 4000
    pieces = compare(before, before.replace("Anna", "[naam 1]"))
    assert "".join(each.after for each in pieces).count("[naam 1]") == 4000
