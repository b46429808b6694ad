"""Masking replaces whole words everywhere and leaves all other words alone."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from raamvertelling.stories.masking import mask_everywhere, paragraphs
from raamvertelling.stories.proposals import mask_proposals, propose


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


def test_proposals_point_at_identifiers_names_and_numbers() -> None:
    text = "Toen kwam Karel van den Berg. Mevrouw jansen betaalt 12 keer [naam 1] de Wmo. Bel 06-12345678 of a.b@c.nl."
    assert {group.kind: [each.text for each in group.proposals] for group in propose({"story": text})} == {
        "id-telefoonnummer": ["06-12345678"],
        "id-e-mail": ["a.b@c.nl"],
        "name": ["Karel van den Berg"],
        "kin": ["jansen"],
        "number": ["12"],
    }


def test_an_identifier_is_masked_only_where_it_is_one() -> None:
    texts = {"story": "Mijn dochter van 9 zag 9 katten. Mijn zoon van 11 ook."}
    masked = mask_proposals(texts, "id-leeftijd", ["9", "11"], "leeftijd")
    assert masked.texts["story"] == "Mijn dochter van [leeftijd] zag 9 katten. Mijn zoon van [leeftijd] ook."
    assert masked.count == 2


def test_a_house_number_goes_with_its_letter() -> None:
    texts = {"story": "Zij woont daar op 12a."}
    assert [each.text for group in propose(texts) for each in group.proposals] == ["12a"]
    assert mask_proposals(texts, "number", ["12a"], "huisnummer").texts["story"] == "Zij woont daar op [huisnummer]."


def test_a_name_is_masked_everywhere() -> None:
    masked = mask_proposals({"title": "Noor", "story": "Ik zag Noor. Noor lachte."}, "name", ["Noor"], "naam")
    assert masked.texts == {"title": "[naam 1]", "story": "Ik zag [naam 1]. [naam 1] lachte."}


@example("00A").via("half of a word that is not masked")
@given(st.text(max_size=80))
@example("00A")
@example("Ik zag " + "Abc" * 30)
def test_proposing_never_fails_and_masking_ends(text: str) -> None:
    for group in propose({"story": text}):
        chosen = [each.text for each in group.proposals]
        assert mask_proposals({"story": text}, group.kind, chosen, "nummer").count >= 1
