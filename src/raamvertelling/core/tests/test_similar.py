"""How alike two texts are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.text import similarity


def test_the_same_words_in_another_order_are_the_same() -> None:
    assert similarity("De hulp kwam te laat.", "Te laat kwam DE HULP!") == 1


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("De hulp kwam te laat", "De hulp kwam veel te laat", 0.8, 1),
        ("Hoe lang moest u wachten op hulp?", "Hoe lang was de wachttijd?", 0.2, 0.7),
        ("Wie merkte het eerst?", "Welk gevoel past bij uw verhaal?", 0, 0.1),
        ("", "hulp", 0, 0),
    ],
)
def test_it_grows_with_what_is_shared(one: str, other: str, low: float, high: float) -> None:
    assert low <= similarity(one, other) <= high


@given(st.text(), st.text())
def test_it_is_symmetric_and_between_nothing_and_all(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
