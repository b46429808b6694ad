"""The list of words that many residents do not know."""

import unicodedata

import pytest

from raamvertelling.core.text import hints, jargon
from raamvertelling.core.text.jargon import word_forms


def plain_order(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(each))


def test_the_list_is_long_and_in_alphabetical_order() -> None:
    terms = [each.term for each in jargon()]
    assert len(terms) >= 320
    assert terms == sorted(terms, key=plain_order)


def test_no_term_and_no_form_of_it_stands_there_twice() -> None:
    owner: dict[str, str] = {}
    for each in jargon():
        for form in word_forms(each):
            assert owner.setdefault(form, each.term) == each.term


def test_an_alternative_is_short_plain_and_another_word() -> None:
    for each in jargon():
        assert each.plain and each.plain not in word_forms(each), each
        assert len(each.plain.split()) <= 6 and len(each.plain) <= 40, each
        assert not [hint for hint in hints(each.plain) if hint.kind != "sentence"], each


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("knelpunten", "probleem"),
        ("vraaggerichte", "vanuit de vraag van de inwoner"),
        ("gefaciliteerd", "mogelijk maken"),
        ("Transities", "overgang"),
        ("criteria", "eis"),
        ("transparante", "open"),
        ("mandaten", "recht om te beslissen"),
        ("persoonsgebonden budgetten", "geld om zelf hulp te kopen"),
        ("co-creatie", "samen maken"),
        ("doelmatigheden", "zuinig werken"),
    ],
)
def test_other_forms_of_a_word_are_found(text: str, plain: str) -> None:
    assert [each.suggestion for each in hints(text)] == [plain]


@pytest.mark.parametrize(
    "text", ["De hulp is goed.", "Wij dienen een vraag in.", "Zij gaf de plant water.", "indienen"]
)
def test_ordinary_words_are_no_jargon(text: str) -> None:
    assert not hints(text)


def test_the_longest_term_wins() -> None:
    assert [each.suggestion for each in hints("onafhankelijke cliëntondersteuning")] == ["gratis hulp van buiten"]
