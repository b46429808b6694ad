"""What stands out is said only when it is more than chance, also for who looks at many bars."""

import pytest

from raamvertelling.core.results import Area, Share
from raamvertelling.core.sentences_filter import Beside, most, outstanding, unlike
from raamvertelling.core.stats import wilson


def beside(label: str, count: int, n: int, all_count: int, everyone: int) -> Beside:
    area = Area(label, label, "option")
    return Beside(Share(area, count, wilson(count, n)), Share(area, all_count, wilson(all_count, everyone)))


def test_the_largest_sure_difference_is_said_beside_the_rest() -> None:
    bars = [beside("boos", 40, 50, 60, 200), beside("trots", 5, 50, 60, 200), beside("bang", 5, 50, 20, 200)]
    found = outstanding(bars, looks=120)
    assert found is bars[0]
    assert found.rest == (20, 150)
    assert unlike(found) == "Vaker ‘boos’: 80%, bij de andere verhalen 13%."
    assert unlike(bars[1]) == "Minder vaak ‘trots’: 10%, bij de andere verhalen 37%."


def test_a_difference_that_one_look_would_call_sure_is_chance_among_many() -> None:
    bars = [beside("boos", 20, 50, 55, 200)]
    assert outstanding(bars, looks=1) is bars[0]
    assert outstanding(bars, looks=200) is None


@pytest.mark.parametrize("bar", [beside("boos", 0, 0, 5, 10), beside("boos", 5, 10, 5, 10)])
def test_without_answers_or_without_others_nothing_stands_out(bar: Beside) -> None:
    assert outstanding([bar], looks=1) is None


def test_what_was_given_most() -> None:
    assert most([beside("boos", 3, 10, 3, 10), beside("trots", 7, 10, 7, 10)]) == "Het vaakst: ‘trots’ (70%)."
    assert most([beside("boos", 5, 10, 5, 10), beside("trots", 5, 10, 5, 10)]) == "Het vaakst: ‘boos’ en ‘trots’ (50%)."
    assert most([beside(label, 1, 4, 1, 4) for label in "abcd"]) == "De antwoorden liggen verspreid."
    assert most([beside("boos", 0, 0, 9, 9)]) == "Niemand gaf hier antwoord."
