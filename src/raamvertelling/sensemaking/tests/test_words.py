"""Story text on a page, and stored answers read quickly: the same as read with care."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.answers import InvalidAnswer, Skipped, parse_answer
from raamvertelling.sensemaking.queries.stored import reader_of
from raamvertelling.sensemaking.tests.conftest import demo_rows
from raamvertelling.sensemaking.tests.test_filters import FRAMEWORK
from raamvertelling.sensemaking.words import first_sentence, marked, prose

KEYS = st.sampled_from(["mens", "regels", "geld", "mode", "at", "x", "y", "school"])
RAW = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.floats(-1, 2) | st.sampled_from(["inwoner", "tap", "x", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["mens", "regels", "geld", "mode", "at", "x", "y", "school"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


def carefully(signifier_id: str, raw: object) -> object:
    try:
        return parse_answer(FRAMEWORK.signifier(signifier_id), raw)
    except InvalidAnswer:
        return Skipped()


def test_every_answer_of_the_demonstration_is_read_the_same() -> None:
    for signifier in FRAMEWORK.signifiers:
        read = reader_of(signifier)
        for row in demo_rows():
            raw = row["answers"].get(signifier.id)
            assert read(raw) == carefully(signifier.id, raw)


@given(st.sampled_from(["about", "heard", "network", "role", "barriers"]), RAW)
def test_anything_stored_is_read_as_with_care(signifier_id: str, raw: object) -> None:
    assert reader_of(FRAMEWORK.signifier(signifier_id))(raw) == carefully(signifier_id, raw)


def test_masked_words_are_marked_and_the_rest_is_escaped() -> None:
    assert marked("<i> [naam 1] & [x") == "&lt;i&gt; <mark>[naam 1]</mark> &amp; [x"
    assert marked("[<b>]") == "<mark>[&lt;b&gt;]</mark>"


def test_a_long_text_is_cut_after_whole_words() -> None:
    cut = prose("een twee, drie vier", at_most=2)
    assert cut.paragraphs == ("een twee …",)
    assert cut.is_cut
    whole = prose("Eerste.\n\nTweede.\nDerde.", at_most=3)
    assert whole.paragraphs == ("Eerste.", "Tweede.", "Derde.")
    assert not whole.is_cut


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Een zin. En nog een.", ("Een zin.", "En nog een.")),
        ("Geen einde", ("Geen einde", "")),
        ("Bij 4 van de 10 (n = 3.5) ligt hij. Ja.", ("Bij 4 van de 10 (n = 3.5) ligt hij.", "Ja.")),
    ],
)
def test_the_first_sentence_stands_apart(text: str, parts: tuple[str, str]) -> None:
    assert first_sentence(text) == parts
