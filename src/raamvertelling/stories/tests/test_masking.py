"""Masking replaces whole words everywhere and leaves all other words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.stories.masking import mask_everywhere, paragraphs
from raamvertelling.stories.proposals import propose


@pytest.mark.parametrize(
    ("text", "words", "label", "expected"),
    [
        ("Noor lachte. noor ook.", "Noor", "buurvrouw", "[buurvrouw] lachte. [buurvrouw] ook."),
        ("Noors fiets en Noor's jas", "Noor", "buurvrouw", "[buurvrouw]s fiets en [buurvrouw]'s jas"),
        ("Bo liep in het bos", "Bo", "naam", "[naam 1] liep in het bos"),
        ("jan kwam in januari", "jan", "naam", "[naam 1] kwam in januari"),
        ("Jan  de\nVries belde", "jan de vries", "naam", "[naam 1] belde"),
        ("[naam 1] zag Piet", "Piet", "naam", "[naam 1] zag [naam 2]"),
        ("[naam 1] is een naam", "naam", "plaats", "[naam 1] is een [plaats]"),
        ("bel 06-1234 (of) a.b@c.nl", "a.b@c.nl", "e-mailadres", "bel 06-1234 (of) [e-mailadres]"),
        ("C++ en C", "C", "naam", "[naam 1]++ en [naam 1]"),
        ("Zoë en Zoe", "Zoë", "naam", "[naam 1] en Zoe"),
        ("niets", "   ", "naam", "niets"),
    ],
)
def test_what_is_replaced(text: str, words: str, label: str, expected: str) -> None:
    assert mask_everywhere({"story": text}, words, label).texts == {"story": expected}


@given(st.text(max_size=60), st.text(min_size=1, max_size=8))
def test_masked_words_are_gone(text: str, words: str) -> None:
    masked = mask_everywhere({"story": text}, words, "plaats")
    again = mask_everywhere(masked.texts, words, "plaats")
    assert again.count == 0
    if not masked.count:
        assert masked.texts["story"] == text


def test_paragraphs_escape_what_was_told() -> None:
    assert paragraphs("<script>\n\n[naam 1] & co") == ["&lt;script&gt;", "<mark>[naam 1]</mark> &amp; co"]


def test_proposals_point_at_names_and_numbers() -> None:
    groups = propose({"story": "Toen kwam Karel van den Berg. Mevrouw jansen woont op 12. De Wmo betaalt [naam 1]."})
    assert {group.kind: [each.text for each in group.proposals] for group in groups} == {
        "name": ["Karel van den Berg"],
        "kin": ["jansen"],
        "number": ["12"],
    }
