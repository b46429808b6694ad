"""What the taggers see is the same however many words they see at once, and however often."""

from importlib.resources import as_file

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.privacy.likeness import EDGES, SCALE, SLOTS, Likeness, pieces
from raamvertelling.core.privacy.model import FILE, read_model
from raamvertelling.core.privacy.tokens import read

WEIGHTS = np.random.default_rng(1).integers(-40, 40, SLOTS).astype(np.int8)


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
