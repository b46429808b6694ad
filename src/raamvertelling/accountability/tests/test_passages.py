from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.accountability.passages import sentences_of


def test_sentences_keep_their_closing_marks() -> None:
    text = "Zij zei: 'Kom maar.' Toen ging ik.\nHet was koud!  Echt waar…"
    assert [each.text for each in sentences_of(text)] == [
        "Zij zei: 'Kom maar.'",
        "Toen ging ik.",
        "Het was koud!",
        "Echt waar…",
    ]


@given(st.text(alphabet="ab .!?'\"\n)…", max_size=60))
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    found = sentences_of(text)
    assert [text[each.start : each.end] for each in found] == [each.text for each in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(each.text for each in found).split()) == "".join(text.split())
