"""Bits say what a plain loop over the answers says, for every filter and every area."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raamvertelling.core.answers import Answer, NotApplicable, Skipped
from raamvertelling.core.area_bits import ANSWERED, AreaBits, bits_of, packed, sift, unpacked
from raamvertelling.core.framework import LongText, ShortText, Signifier
from raamvertelling.core.results import Area
from raamvertelling.core.stats.zones import NOT_APPLICABLE, SKIPPED, areas, in_area
from raamvertelling.core.tests.strategies import answers, frameworks
from raamvertelling.core.tests.test_demo_framework import FRAMEWORK

Told = dict[str, Answer]


@st.composite
def inquiries(draw: st.DrawFn) -> tuple[list[Signifier], list[Told], list[Told]]:
    """Draw questions and the answers of two batches of stories; together they may be more than one word of bits."""
    questions = [each for each in draw(frameworks()).signifiers if not isinstance(each, LongText | ShortText)]
    few = [
        {each.id: draw(answers(each)) for each in questions if draw(st.integers(0, 7))}
        for _ in range(draw(st.integers(1, 6)))
    ]
    copies = draw(st.sampled_from((1, 30)))
    return questions, few * copies, few[:2]


def lies_in(area: Area, answer: Answer) -> bool:
    if isinstance(answer, Skipped | NotApplicable):
        return area == (SKIPPED if isinstance(answer, Skipped) else NOT_APPLICABLE)
    return in_area(area, answer)


def holds(question: Signifier, chosen: list[str], story: Told) -> bool:
    every = [*areas(question), SKIPPED, NOT_APPLICABLE]
    return any(lies_in(area, story.get(question.id, Skipped())) for area in every if area.id in chosen)


@settings(max_examples=60)
@given(inquiries(), st.data())
def test_a_filter_is_a_loop_over_the_stories(
    given: tuple[list[Signifier], list[Told], list[Told]], data: st.DataObject
) -> None:
    questions, told, more = given
    bits = bits_of(questions, told) + bits_of(questions, more)
    told = told + more
    order = np.array(data.draw(st.permutations(range(len(told)))), dtype=np.int64)
    bits, told = bits.taking(order), [told[place] for place in order]
    keep = np.array([place % 5 != 0 for place in range(len(told))])
    possible = [each for each in questions if areas(each)]
    wanted = {
        each.id: [area.id for area in (*areas(each), SKIPPED, NOT_APPLICABLE) if data.draw(st.booleans())]
        for each in possible
        if data.draw(st.booleans())
    }
    found = sift(bits, wanted, keep)
    passes = {
        each.id: [holds(each, wanted[each.id], story) if each.id in wanted else True for story in told]
        for each in possible
    }
    together = [all(column) for column in zip(*passes.values(), strict=True)]
    assert found.passing.tolist() == [kept and passed for kept, passed in zip(keep, together, strict=True)]
    for question in possible:
        others = [passes[each.id] for each in possible if each.id != question.id]
        counted = [story for place, story in enumerate(told) if keep[place] and all(each[place] for each in others)]
        given_answers = [story.get(question.id, Skipped()) for story in counted]
        for area in (*areas(question), SKIPPED, NOT_APPLICABLE):
            expected = sum(lies_in(area, answer) for answer in given_answers)
            assert found.counts[question.id, area.id] == expected, (question.id, area.id)
        answered = sum(not isinstance(each, Skipped | NotApplicable) for each in given_answers)
        assert found.counts[question.id, ANSWERED] == answered


def test_who_was_asked_in_another_form_is_in_no_line() -> None:
    heard = FRAMEWORK.signifier("heard")
    other = np.array([False, True, False])
    bits = bits_of([heard], [{"heard": NotApplicable()}, {}, {}], {"heard": other})
    counts = sift(bits, {}).counts
    assert (counts["heard", NOT_APPLICABLE.id], counts["heard", SKIPPED.id]) == (1, 1)
    assert sift(bits, {"heard": [SKIPPED.id]}).passing.tolist() == [False, False, True]


@pytest.mark.parametrize("n", [0, 1, 63, 64, 65, 200])
def test_bits_come_back_as_they_went_in(n: int) -> None:
    mask = np.arange(n) % 3 == 0
    assert unpacked(packed(mask), n).tolist() == mask.tolist()


def test_other_questions_do_not_add_up() -> None:
    one = AreaBits(0, np.zeros((1, 0), dtype=np.uint64), {("a", "x"): 0})
    with pytest.raises(ValueError, match="same questions"):
        one + AreaBits(0, np.zeros((1, 0), dtype=np.uint64), {("b", "x"): 0})
