"""Trends against statsmodels and scipy, and honest about what is too little, too many or nothing but chance."""

import datetime as dt
from itertools import combinations, pairwise

import numpy as np
import pytest
from scipy.stats import kendalltau
from statsmodels.stats.contingency_tables import Table

from raamvertelling.core.answers import Answer, Chosen, DyadPlacement, NotApplicable, Skipped, parse_answer
from raamvertelling.core.framework import LongText, Prompt, ShortText
from raamvertelling.core.results import TooFew
from raamvertelling.core.sentences_trend import NO_CHANGE, trend_chance, trend_words
from raamvertelling.core.stats import generator
from raamvertelling.core.stats.trends import Trend, armitage, kendall_chance, periods_of, trend
from raamvertelling.core.tests.test_demo_framework import FRAMEWORK, STORIES

Dated = list[tuple[dt.date, Answer]]
TONE, HEARD = FRAMEWORK.signifier("tone"), FRAMEWORK.signifier("heard")


def month(number: int, day: int = 5) -> dt.date:
    return dt.date(2026, number, day)


def told(numbers: list[int], *, of: int = 10) -> Dated:
    """Return ten answers a month, of which so many are a success."""
    return [
        (month(place + 1, 1 + k), Chosen(("succes" if k < count else "worsteling",)))
        for place, count in enumerate(numbers)
        for k in range(of)
    ]


def follow(dated: Dated, signifier: object = TONE) -> Trend:
    days, answers = [day for day, _ in dated], [("", answer) for _, answer in dated]
    return trend(signifier, days, answers, rng=generator(1))  # type: ignore[arg-type]  # any kind


@pytest.mark.parametrize("seed", range(6))
def test_scores_and_chances_are_those_of_other_programs(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = rng.integers(3, 40, rng.integers(3, 9))
    inside = np.array([rng.binomial(n, 0.2 + 0.05 * place) for place, n in enumerate(sizes)])
    table = np.column_stack([sizes - inside, inside])
    other = Table(table, shift_zeros=False).test_ordinal_association(np.arange(len(sizes)), np.array([0, 1]))
    n = table.sum()
    # statsmodels takes the variance of a sample, n - 1; Cochran and Armitage that of the stories themselves.
    assert armitage(table[None].astype(float))[0] == pytest.approx(other.zscore * np.sqrt(n / (n - 1)), abs=1e-12)
    rows = np.repeat(np.arange(len(sizes)), sizes)
    values = rng.integers(0, 7, len(rows)) + rows // 2
    counts = np.zeros((len(sizes), int(values.max()) + 1), dtype=np.int64)
    np.add.at(counts, (rows, values), 1)
    assert kendall_chance(counts) == pytest.approx(kendalltau(rows, values, method="asymptotic").pvalue, rel=1e-9)


def test_an_answer_that_is_given_more_and_more_is_said_with_both_halves() -> None:
    found = follow(told([1, 2, 4, 6, 8, 9]))
    assert found.clearest is not None and found.clearest.rising
    assert [moment.n for moment in found.lines[0].moments] == [10] * 6
    assert found.turn == dt.date(2026, 3, 31)
    words = trend_words(found)
    assert "vaker gekozen: 23% in de eerste helft van de verhalen, 77% in de tweede" in words
    assert "tussen +" in words
    assert trend_chance(found) == "Kans op toeval: p = 0,002, ook nu wij naar 3 antwoorden tegelijk kijken."


def test_small_numbers_get_their_chance_from_tables_with_the_same_totals() -> None:
    """Nine stories in three months, with 0, 1 and 3 of 3: of all ways to place the four, so few lie as far."""
    dated = [(month(m, d + 1), Chosen(("succes" if d < count else "worsteling",)))
             for m, count in ((1, 0), (4, 1), (7, 3)) for d in range(3)]  # fmt: skip
    days, answers = [day for day, _ in dated], [("", answer) for _, answer in dated]
    found = trend(TONE, days, answers, rng=generator(2), minimum=3)
    line = next(each for each in found.lines if each.area is not None and each.area.id == "succes")
    months = [0] * 3 + [1] * 3 + [2] * 3
    ways = [sum(months[place] for place in chosen) for chosen in combinations(range(9), 4)]
    exact = sum(abs(way - 4) >= 3 for way in ways) / len(ways)
    assert line.p == pytest.approx(exact, abs=0.03)


def test_nothing_happens_and_that_is_said() -> None:
    assert trend_words(follow(told([5, 4, 5, 6, 5, 4]))) == NO_CHANGE


def test_a_slider_moves_and_empty_months_stay_in_the_row() -> None:
    dated: Dated = [(month(m), DyadPlacement(0.2 + 0.1 * m + 0.01 * k)) for m in (1, 2, 5) for k in range(8)]
    found = follow(dated, HEARD)
    (line,) = found.lines
    assert [(moment.n, moment.value is None) for moment in line.moments] == [
        (8, False), (8, False), (0, True), (0, True), (8, False)
    ]  # fmt: skip
    assert line.p < 0.01
    assert "schoof de middelste stip naar ‘helemaal gehoord’" in trend_words(found)


@pytest.mark.parametrize(
    "dated",
    [
        [],
        told([3, 4]),
        [(month(1), Skipped()), (month(2), NotApplicable())] * 20,
        [(month(k % 9 + 1), Chosen(("succes",))) for k in range(30)],
    ],
)
def test_too_little_is_a_sentence(dated: Dated) -> None:
    with pytest.raises(TooFew, match="drie perioden met minstens 5 antwoorden"):
        follow(dated)


def test_everybody_gives_the_same_answer_is_no_trend() -> None:
    found = follow([(month(m), Chosen(("succes",))) for m in (1, 2, 3, 4) for _ in range(6)])
    assert {line.p for line in found.lines} == {1.0}
    assert found.clearest is None


@pytest.mark.parametrize(
    ("first", "last", "unit", "count"),
    [
        (dt.date(2026, 1, 1), dt.date(2026, 1, 1), "week", 1),
        (dt.date(2026, 1, 4), dt.date(2026, 1, 5), "week", 2),
        (dt.date(2025, 12, 31), dt.date(2026, 6, 1), "maand", 7),
        (dt.date(2022, 5, 1), dt.date(2026, 4, 30), "kwartaal", 17),
        (dt.date(2000, 5, 1), dt.date(2026, 4, 30), "jaar", 27),
    ],
)
def test_periods_follow_each_other_without_gaps(first: dt.date, last: dt.date, unit: str, count: int) -> None:
    found, periods = periods_of(first, last)
    assert (found, len(periods)) == (unit, count)
    assert periods[0].first <= first and periods[-1].first <= last <= periods[-1].last
    for one, after in pairwise(periods):
        assert after.first == one.last + dt.timedelta(days=1)


def test_every_question_of_the_demonstration_can_be_followed() -> None:
    for signifier in FRAMEWORK.signifiers:
        if isinstance(signifier, LongText | Prompt | ShortText):
            continue
        dated = [
            (dt.date.fromisoformat(row["told_on"]), parse_answer(signifier, row["answers"].get(signifier.id)))
            for row in STORIES
        ]
        found = follow(dated, signifier)
        assert sum(moment.n for moment in found.lines[0].moments) == found.n
        assert trend_words(found)
