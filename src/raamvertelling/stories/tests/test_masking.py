"""Masking replaces whole words everywhere and leaves all other words alone."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from raamvertelling.stories.masking import mask_everywhere, paragraphs
from raamvertelling.stories.proposals import Proposal, in_groups, mask_here, mask_proposals, propose


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


def of_kind(texts: dict[str, str], kind: str) -> list[Proposal]:
    return [each for each in propose(texts) if each.kind == kind]


def test_proposals_point_at_identifiers_and_names() -> None:
    text = "Toen kwam Karel van den Berg. Mevrouw jansen betaalt [naam 1] de Wmo. Bel 06-12345678 of a.b@c.nl."
    found = {(group.kind, each.words) for group in in_groups(propose({"story": text})) for each in group.proposals}
    assert {
        ("PER", "Karel van den Berg"),
        ("PER", "jansen"),
        ("CONTACT", "06-12345678"),
        ("CONTACT", "a.b@c.nl"),
    } <= found
    assert not any("naam" in words for _, words in found), "what is masked already is not proposed again"


def test_an_identifier_is_masked_only_where_it_is_one() -> None:
    texts = {"story": "Mijn dochter van 9 zag 9 katten. Mijn zoon van 11 ook."}
    masked = mask_proposals(texts, of_kind(texts, "AGE"))
    assert masked.texts["story"] == "Mijn dochter van [leeftijd] zag 9 katten. Mijn zoon van [leeftijd] ook."
    assert masked.count == 2


def test_a_name_is_masked_everywhere() -> None:
    texts = {"title": "Over Noor", "story": "Ik zag Noor. Noor lachte om noor."}
    masked = mask_proposals(texts, of_kind(texts, "PER"))
    assert masked.texts["story"] == "Ik zag [naam 1]. [naam 1] lachte om [naam 1]."
    assert masked.texts["title"] == "Over [naam 1]"


def test_one_place_alone_is_masked() -> None:
    texts = {"story": "Toen kwam Roos langs, en later zag ik Roos weer."}
    (roos,) = of_kind(texts, "PER")
    assert mask_here(texts, roos, 1).texts["story"] == "Toen kwam Roos langs, en later zag ik [naam 1] weer."
    assert mask_here(texts, roos, 7).count == 0


def test_names_count_on_from_those_that_are_there() -> None:
    texts = {"story": "Met [naam 1] en [naam 3] en toen met Karel erbij."}
    assert [each.label for each in of_kind(texts, "PER")] == ["naam 2"]
    known = propose(texts, names={"karel": "naam 3"})
    assert [each.label for each in known] == ["naam 3"]


def test_an_official_is_named_as_such() -> None:
    texts = {"story": "Ik sprak met wethouder Jansma en met Karel erbij."}
    found = {each.words: each.office for each in propose(texts, officials={"Karin Jansma": "wethouder zorg"})}
    assert found["Jansma"] == "wethouder zorg" and found["Karel"] == ""
    group = next(each for each in in_groups(propose(texts, officials={"Karin Jansma": "w"})) if each.kind == "PER")
    assert [each.words for each in group.maskable] == ["Karel"]


@example("00A").via("half of a word that is not masked")
@given(st.text(max_size=80))
@example("00A")
@example("Ik sprak Karel [naam 1] en Karel de Boer in de Dorpsstraat 4.")
@example("Ik zag " + "Abc" * 30)
def test_proposing_never_fails_and_masking_ends(text: str) -> None:
    for each in propose({"story": text}):
        assert mask_proposals({"story": text}, [each]).count >= 1
        assert all(0 <= place.start < place.end <= len(text) for place in each.places)
