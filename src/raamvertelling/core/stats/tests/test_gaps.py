"""The gap between what a room expected and what was told: measured, with a margin that holds, and said in words."""

from math import comb

import numpy as np
import pytest

from raamvertelling.core.answer_kinds import Answer, Chosen, DyadPlacement, Rated
from raamvertelling.core.framework import MultipleChoice, Option, Scale
from raamvertelling.core.results import Gap, TooFew
from raamvertelling.core.sentences_gap import NO_GAP, explain_gap, size_words
from raamvertelling.core.stats import compare, generator, median_of
from raamvertelling.core.stats.gaps import EXPECTED, TOLD, gap_between
from raamvertelling.core.stats.intervals import median_gap
from raamvertelling.core.stats.tests.makers import CHOICE, DYAD, TRIAD, dyads, triads, words

Answers = list[tuple[str, Answer]]
RULES, PERSON = (0.1, 0.8, 0.1), (0.8, 0.1, 0.1)


def cloud(rules: int, person: int) -> Answers:
    return triads([RULES] * rules + [PERSON] * person)


def chosen(**counts: int) -> Answers:
    return [(f"{option}{i}", Chosen((option,))) for option, n in counts.items() for i in range(n)]


def gap_of(sign: object, expected: Answers, told: Answers) -> Gap:
    return gap_between(sign, expected, told, rng=generator(1))  # type: ignore[arg-type]  # any kind of sign


def test_a_triangle_is_measured_as_the_comparison_measures_it() -> None:
    expected, told = cloud(16, 4), cloud(10, 40)
    gap = gap_of(TRIAD, expected, told)
    assert gap.size == compare(TRIAD, {EXPECTED: expected, TOLD: told}, rng=generator(1)).effect
    assert (gap.widest.area.id, gap.unforeseen and gap.unforeseen.area.id) == ("mens", "mens")
    assert gap.widest.gap.value == pytest.approx(0.8 - 0.2)
    assert gap.expected.n == 20 and gap.told.n == 50


def test_the_sentence_of_a_triangle_names_the_place_with_both_shares() -> None:
    said = explain_gap(gap_of(TRIAD, cloud(16, 4), cloud(10, 40)))
    assert said.startswith("De zaal zocht de stip minder vaak bij de mens dan de vertellers: 20% tegen 80%")
    assert "een verschil van 60 procentpunt (tussen " in said
    assert said.endswith("; 20 voorspellingen en 50 verhalen).")


def test_swapping_turns_every_difference_around() -> None:
    one, other = chosen(succes=12, worsteling=3, uitdaging=5), chosen(succes=10, worsteling=25, uitdaging=5)
    there, back = gap_of(CHOICE, one, other), gap_of(CHOICE, other, one)
    assert [each.gap.value for each in there.areas] == pytest.approx([-each.gap.value for each in back.areas])
    assert there.size.value == pytest.approx(-back.size.value)
    for first, second in zip(there.areas, back.areas, strict=True):
        assert first.gap.interval and second.gap.interval
        assert first.gap.interval == pytest.approx((-second.gap.interval[1], -second.gap.interval[0]))


def test_a_choice_says_which_answer_the_room_named_more_often() -> None:
    gap = gap_of(CHOICE, chosen(succes=18, worsteling=1, uitdaging=1), chosen(succes=10, worsteling=25, uitdaging=15))
    said = explain_gap(gap)
    assert said.startswith("De zaal noemde ‘succes’ vaker dan de vertellers: 90% tegen 20%")
    assert "Het gat: 70 procentpunt bij ‘succes’" in size_words(gap)
    assert gap.unforeseen and gap.unforeseen.area.id == "worsteling"


def test_a_line_says_both_medians_and_the_side() -> None:
    low, high = np.linspace(0.1, 0.3, 15), np.linspace(0.6, 0.9, 30)
    gap = gap_of(DYAD, dyads(list(high)), dyads(list(low)))
    assert gap.size.value == pytest.approx(0.2 - 0.75)
    said = explain_gap(gap)
    assert said.startswith("De zaal verwachtte de middelste stip op 75 (tussen ")
    assert "in de verhalen ligt die op 20 (tussen " in said and "meer naar ‘niet gehoord’" in said
    assert "Het gat: -55 (tussen " in size_words(gap)


def test_a_scale_speaks_of_numbers() -> None:
    scale = Scale(id="cijfer", text=words("Cijfer?"), left=words("slecht"), right=words("goed"))
    expected: Answers = [(f"a{i}", Rated(3 + i % 2)) for i in range(10)]
    told: Answers = [(f"b{i}", Rated(8)) for i in range(10)]
    said = explain_gap(gap_of(scale, expected, told))
    assert "verwachtte het middelste cijfer op 3,5" in said and "op 8" in said and "meer naar ‘goed’" in said


def test_without_a_difference_nothing_is_named() -> None:
    gap = gap_of(CHOICE, chosen(succes=10, worsteling=10), chosen(succes=25, worsteling=25))
    assert explain_gap(gap) == f"{NO_GAP} (20 voorspellingen en 50 verhalen)."


def test_what_one_dot_cannot_predict_is_refused() -> None:
    several = MultipleChoice(id="t", text=words("Wat?"), options=(Option("a", words("a")), Option("b", words("b"))))
    with pytest.raises(ValueError, match="one dot cannot predict"):
        gap_of(several, [], [])
    with pytest.raises(TooFew):
        gap_of(TRIAD, cloud(2, 2), cloud(10, 10))


def test_equal_everywhere_is_a_sentence_and_no_crash() -> None:
    with pytest.raises(TooFew, match="gelijk"):
        gap_of(DYAD, dyads([0.5] * 6), dyads([0.5] * 9))


def test_the_margin_of_a_difference_of_medians_holds_in_a_thousand_draws() -> None:
    rng, held = generator(5), 0
    for _ in range(1000):
        first, second = rng.normal(0.3, 0.1, 21), rng.normal(0.1, 0.2, 33)
        found = median_gap(list(first), list(second))
        assert found and found.interval
        held += found.interval[0] <= 0.2 <= found.interval[1]
    assert held >= 950


def test_the_margin_of_medians_follows_the_rule_by_hand() -> None:
    first, second = [1.0, 2, 3, 4, 5, 6, 7, 8], [0.0, 1, 2, 3, 4, 5, 6]
    # The smallest and largest of eight cover the median in all but 2 / 2^8 of cases; of seven in all but 2 / 2^7.
    assert 2 * comb(8, 0) / 2**8 <= 0.05 and 2 * comb(7, 0) / 2**7 <= 0.05
    found = median_gap(first, second)
    assert found and found.interval and found.n == 15
    assert found.value == 1.5
    assert found.interval == pytest.approx((1.5 - (3.5**2 + 3**2) ** 0.5, 1.5 + (3.5**2 + 3**2) ** 0.5))


def test_a_difference_of_medians_swaps_scales_and_refuses() -> None:
    first, second = [0.1, 0.5, 0.2, 0.7, 0.4, 0.9, 0.3], [0.2, 0.8, 0.6, 0.9, 0.5, 0.7]
    there, back = median_gap(first, second), median_gap(second, first)
    tenfold = median_gap([10 * each for each in first], [10 * each for each in second])
    assert there and back and tenfold and there.interval and back.interval and tenfold.interval
    assert there.value == -back.value
    assert there.interval == pytest.approx((-back.interval[1], -back.interval[0]))
    assert tenfold.interval == pytest.approx((10 * there.interval[0], 10 * there.interval[1]))
    few = median_gap([0.1, 0.2], [0.3] * 9)
    assert median_gap([], second) is None and few and few.interval is None
    one = median_of([0.3])
    assert one and one.interval is None


def test_one_prediction_a_person_is_one_dot() -> None:
    gap = gap_of(DYAD, [(f"v{i}", DyadPlacement(0.9)) for i in range(7)], dyads([0.1] * 20))
    assert (gap.expected.n, gap.told.n, gap.size.n) == (7, 20, 27)
