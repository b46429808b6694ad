"""What the taggers see is the same however many words they see at once, and however often."""

from importlib.resources import as_file
from itertools import chain

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from raamvertelling.core.privacy.composed import made_of
from raamvertelling.core.privacy.features import around_of_key, own_of_ending, own_of_key, own_of_kind
from raamvertelling.core.privacy.lexicon import COMMON, WORD, Lexicon, pack, shortened
from raamvertelling.core.privacy.likeness import EDGES, SCALE, SLOTS, Likeness, pieces
from raamvertelling.core.privacy.model import FILE, read_model
from raamvertelling.core.privacy.rows import Said
from raamvertelling.core.privacy.tokens import read

WEIGHTS = np.random.default_rng(1).integers(-40, 40, SLOTS).astype(np.int8)
PARTS = ("op", "de", "niet", "raad", "keuken", "tafel", "beroep", "lid", "s", "zeg", "ik", "januari", "x")
LISTED = {
    **dict.fromkeys(("keuken", "tafel", "beroep", "ring"), WORD),
    **dict.fromkeys(("lid", "op", "de", "zeg", "ik", "januari"), COMMON),
    **dict.fromkeys(("raad", "niet"), WORD | COMMON),
}
LEXICON = Lexicon(*pack(LISTED), shortened(word for word, flags in LISTED.items() if flags & COMMON))
KEYS = st.one_of(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join),  # also too long for the quick way
    st.sampled_from(["janari", "januarii", "teh", "nit", "neit", "kerkstraat", "zwaagdijk", "12-3", "", "\n"]),
    st.text(max_size=9),
)


@given(st.lists(KEYS, max_size=8))
def test_many_words_are_made_of_what_each_alone_is_made_of(keys: list[str]) -> None:
    assert made_of(LEXICON, keys) == [LEXICON.made_of(key) for key in keys]
    assert LEXICON.flags_of_many(keys) == [LISTED.get(key, 0) for key in keys]


@given(st.lists(KEYS, min_size=1, max_size=8), st.integers(1, 4))
def test_the_rows_of_many_words_are_those_of_each_alone(keys: list[str], known: int) -> None:
    flags = [len(key) for key in keys]
    own = [[each for each in own_of_key(key) if each not in own_of_ending(key)] for key in keys]
    around = [around_of_key(key, flag) for key, flag in zip(keys, flags, strict=True)]
    rows_of_own, rows_around = _rows_of_some(own, known), _rows_of_some(around, known)
    assert _there(Said(rows_of_own).own_of_keys(keys)) == _expected(own, rows_of_own)
    listed = [own_of_kind("word", flag, flag % 9, key) for key, flag in zip(keys, flags, strict=True)]
    rows_listed, kinds = _rows_of_some(listed, known), ["word"] * len(keys)
    found = Said(rows_listed).own_of_lists(keys, kinds, flags, [flag % 9 for flag in flags])
    assert _there(found) == _expected(listed, rows_listed)
    assert _there(Said(rows_around).around_of_keys(keys, flags)) == _expected(around, rows_around)


def _rows_of_some(said: list[list[str]], known: int) -> dict[str, int]:
    """Give of all attributes one in so many a row, as learning does."""
    return {each: row for row, each in enumerate([*dict.fromkeys(chain(*said))][::known])}


def _there(rows: NDArray[np.int32]) -> list[list[int]]:
    return [[row for row in each if row >= 0] for each in rows.tolist()]


def _expected(said: list[list[str]], rows: dict[str, int]) -> list[list[int]]:
    return [[rows[each] for each in one if each in rows] for one in said]


@given(st.lists(st.text(min_size=1, max_size=12), max_size=6))
def test_levels_are_the_sums_of_the_pieces(keys: list[str]) -> None:
    sums = [sum(int(WEIGHTS[slot]) for slot in pieces(key)) / SCALE for key in keys]
    assert Likeness(WEIGHTS.tobytes()).levels(keys) == [sum(each > edge for edge in EDGES) for each in sums]


def test_a_word_is_seen_the_same_when_others_were_seen_before() -> None:
    texts = [read(text).forms for text in ("Ik ben JANSEN.", "ik ken jansen", "Jansen!", "")]
    with as_file(FILE) as path:
        fresh, used = read_model(path).taggers, read_model(path).taggers
    used.marginals([["Jansen", "is", "Wie", "JANSEN", "\n", "12"]], cased=True)
    for cased in (True, False):
        found = used.marginals(texts, cased=cased)
        for text, chances, other in zip(texts, found, fresh.marginals(texts, cased=cased), strict=True):
            assert chances.shape == (len(text), len(used.labels))
            np.testing.assert_allclose(chances.sum(axis=1), 1, atol=1e-5)
            np.testing.assert_allclose(chances, other, atol=1e-5)
