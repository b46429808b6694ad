"""Who is missing: margins equal to statsmodels, shares that behave, and a plain sentence for every odd file."""

import pytest
from statsmodels.stats.proportion import proportion_confint

from raamvertelling.core.framework.kinds import Option
from raamvertelling.core.results import TooFew
from raamvertelling.core.sentences_coverage import coverage_notes, coverage_sentence
from raamvertelling.core.stats.coverage import coverage
from raamvertelling.core.stats.tests.makers import words

NAMES = ("noord", "oost", "zuid")
OPTIONS = [Option(id, words(id.capitalize())) for id in NAMES]
PEOPLE = {"noord": 5000, "oost": 3000, "zuid": 2000}


def told(noord: int, oost: int, zuid: int, silent: int = 0) -> list[str | None]:
    return [*["noord"] * noord, *["oost"] * oost, *["zuid"] * zuid, *[None] * silent]


def test_who_is_missing_comes_first_with_the_margin_of_statsmodels() -> None:
    found = coverage(OPTIONS, told(4, 40, 36, silent=7), PEOPLE)
    assert [each.id for each in found.groups] == ["noord", "oost", "zuid"] and (found.n, found.missing) == (80, 7)
    for each in found.groups:
        low, high = proportion_confint(each.told, 80, alpha=0.05 / 3, method="wilson")
        assert each.share.interval == pytest.approx((low, high), abs=1e-12)
        assert each.gap.interval == pytest.approx((low - each.expected, high - each.expected), abs=1e-12)
    noord = found.groups[0]
    assert (noord.is_missing, noord.short, noord.expected) == (True, 36, 0.5)
    assert found.groups[2].is_loud and not found.groups[2].is_missing
    assert coverage_sentence(found) == (
        "Te weinig gehoord: ‘Noord’. Bij ‘Noord’ hoort 50% van de mensen, en 4 van de 80 vertellers "
        "(5%, tussen 2% en 14%): dat zijn er 36 minder dan bij dat deel past."
    )
    assert coverage_notes(found) == ("Niet meegeteld, want geen antwoord: 7 vertellers.",)


def test_nobody_missing_says_what_cannot_be_seen() -> None:
    found = coverage(OPTIONS, told(10, 6, 4), PEOPLE)
    assert not found.absent and coverage_sentence(found).startswith("Niemand ontbreekt zichtbaar onder 20 vertellers")
    assert "Een verschil van minder dan 24%" in coverage_sentence(found)


def test_ten_times_the_people_or_another_order_changes_nothing_and_ten_times_the_tellers_narrows() -> None:
    one = coverage(OPTIONS, told(4, 40, 36), PEOPLE)
    assert coverage(OPTIONS, told(4, 40, 36)[::-1], {id: 10 * n for id, n in PEOPLE.items()}).groups == tuple(
        type(each)(each.id, each.label, each.told, 10 * each.people, each.share, each.expected, each.gap)
        for each in one.groups
    )
    many = coverage(OPTIONS, told(40, 400, 360), PEOPLE)
    for few, more in zip(one.groups, many.groups, strict=True):
        assert few.share.interval and more.share.interval and few.share.value == more.share.value
        assert more.share.interval[1] - more.share.interval[0] < few.share.interval[1] - few.share.interval[0]


def test_labels_are_codes_too_and_what_does_not_fit_is_said() -> None:
    found = coverage(OPTIONS, told(10, 10, 5), {"NOORD": 1, " Oost ": 1, "west": 900})
    assert (found.n, found.elsewhere, found.unasked) == (20, 5, (("west", 900),))
    assert "‘west’ (900)" in coverage_notes(found)[1] and "5 vertellers" in coverage_notes(found)[0]


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (
            {"1": 10, "2": 20},
            "minder dan twee antwoorden gemeen. Onbekend zijn: 1, 2. De codes van de vraag zijn: noord",
        ),
        ({}, "minder dan twee antwoorden gemeen"),
        ({"noord": -1, "oost": 3}, "Bij ‘noord’ staat -1 mensen"),
        ({"noord": 0, "oost": 0}, "alleen nullen"),
        ({"noord": 1, "Noord": 2, "oost": 1}, "staat twee keer"),
    ],
)
def test_an_odd_population_gives_a_sentence(people: dict[str, int], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        coverage(OPTIONS, told(10, 10, 10), people)


def test_too_few_tellers_are_not_compared() -> None:
    with pytest.raises(TooFew, match="minstens 10 vertellers"):
        coverage(OPTIONS, told(3, 3, 3, silent=90), PEOPLE)
