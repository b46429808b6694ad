"""What a careful reader looks at again, and which hard subjects a text announces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.privacy import find_leftovers
from raamvertelling.core.privacy.leftovers import KINDS
from raamvertelling.core.text import heavy_subjects


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Wij wonen vlak bij de Kruidenhof in het dorp.", "hoofdletter", "Kruidenhof"),
        ("Er waren 14 mensen.", "getal", "14"),
        ("Hij is vijfenveertig geworden.", "getal", "vijfenveertig"),
        ("Gisteren belde mijn oudste zus.", "familie", "mijn oudste zus"),
        ("Ik ben de imam hier.", "beroep", "imam"),
        ("Een gezin met negen kinderen.", "gezin", "negen kinderen"),
        ("Ik ben moeder van zes.", "gezin", "moeder van zes"),
        ("Het stond in de krant.", "nieuws", "in de krant"),
        ("Ik was de enige met een auto.", "kenmerk", "de enige"),
    ],
)
def test_what_is_left(text: str, kind: str, words: str) -> None:
    assert (kind, words) in {(each.kind, each.words) for each in find_leftovers(text)}


def test_a_plain_sentence_leaves_nothing() -> None:
    assert find_leftovers("Het was een mooie dag. Ik liep naar huis en at een appel.") == ()


@given(st.text(max_size=200))
def test_places_lie_in_the_text(text: str) -> None:
    for each in find_leftovers(text):
        assert text[each.start : each.end] == each.words and each.kind in KINDS


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Hij sloeg mij, en later is hij overleden.", ("geweld", "dood en rouw")),
        ("Ik wilde er niet meer zijn. ik dacht aan ZELFMOORD", ("zelfdoding",)),
        ("Onze kinderen zijn uit huis geplaatst.", ("een kind in de knel",)),
        ("De bus kwam te laat en de regels zijn raar.", ()),
        ("Zij werkt in een slagerij.", ()),
    ],
)
def test_hard_subjects(text: str, subjects: tuple[str, ...]) -> None:
    assert heavy_subjects(text) == subjects
