"""Answers as arrays say exactly what the same answers say one by one."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raamvertelling.core.answer_kinds import Answer
from raamvertelling.core.framework import LongText, Prompt, ShortText, Signifier
from raamvertelling.core.results import Distribution, Ellipse
from raamvertelling.core.stats import summarise
from raamvertelling.core.stats.columns import AnswerColumn, Points, column_of, places_of
from raamvertelling.core.stats.columns import _place as place_of_one
from raamvertelling.core.tests.strategies import answers, signifiers, words_of

Given = tuple[Signifier, list[Answer]]


@st.composite
def given_answers(draw: st.DrawFn) -> Given:
    signifier = draw(
        signifiers("vraag", ("nl",), [], []).filter(lambda each: not isinstance(each, LongText | ShortText))
    )
    return signifier, draw(st.lists(answers(signifier), max_size=30))


def same(one: Any, other: Any) -> bool:
    """Whether two results agree: sums of many numbers within 1e-9, everything else exactly."""
    if isinstance(one, Points):
        return list(one) == list(other)
    if isinstance(one, float | np.floating):
        return bool(np.isclose(one, other, rtol=1e-9, atol=1e-9))
    if isinstance(one, Ellipse):
        return all(abs(a - b) < 1e-6 for a, b in zip(_axes(one), _axes(other), strict=True))
    if isinstance(one, tuple) and not isinstance(other, Points):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _axes(ellipse: Ellipse) -> list[float]:
    # An axis may point either way, and of a round ellipse in any direction: its length is what must agree.
    lengths = [sum(each**2 for each in axis) ** 0.5 for axis in ellipse.axes]
    return [*ellipse.centre, *lengths]


def column(told: Given) -> AnswerColumn:
    return column_of(told[0], range(1, len(told[1]) + 1), told[1])


def one_by_one(told: Given) -> list[tuple[str, Answer]]:
    return [(str(place + 1), answer) for place, answer in enumerate(told[1])]


def assert_same(found: Distribution, wanted: Distribution) -> None:
    for each in fields(wanted):
        one, other = getattr(found, each.name), getattr(wanted, each.name)
        if each.name == "stones":
            assert [[same(getattr(a, f.name), getattr(b, f.name)) for f in fields(b)]
                    for a, b in zip(one, other, strict=True)] == [[True] * 7 for _ in other]  # fmt: skip
        else:
            assert same(one, other), each.name


@given(given_answers())
@settings(max_examples=150)
def test_arrays_and_single_answers_give_the_same_summary(told: Given) -> None:
    assert list(column(told)) == one_by_one(told)
    assert_same(summarise(told[0], column(told)), summarise(told[0], one_by_one(told)))


@given(given_answers(), st.data())
def test_taking_and_adding_is_taking_and_adding_answers(told: Given, data: st.DataObject) -> None:
    whole = one_by_one(told)
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(whole), max_size=len(whole))), dtype=bool)
    taken = [each for each, kept in zip(whole, mask, strict=True) if kept]
    rest = [each for each, kept in zip(whole, mask, strict=True) if not kept]
    assert list(column(told).taking(mask)) == taken
    assert list(column(told).taking(mask) + column(told).taking(~mask)) == taken + rest
    assert list(column(told)[1:]) == whole[1:]


@given(given_answers())
def test_dots_as_arrays_are_the_dots(told: Given) -> None:
    found = summarise(told[0], column(told))
    wanted = summarise(told[0], one_by_one(told))
    if not hasattr(found, "points") or not hasattr(wanted, "points"):
        return
    assert found.points == wanted.points
    assert [*found.points] == [found.points[place] for place in range(len(found.points))]
    assert places_of(found.points).tolist() == [list(place_of_one(each)) for each in wanted.points]
    assert repr(found.points[1:]) != repr(found.points) or not len(found.points)


def test_other_questions_are_refused() -> None:
    prompt = Prompt(id="aanleiding", text=words_of("Wat?"), options=())
    with pytest.raises(ValueError, match="free text"):
        column_of(LongText(id="verhaal", text=words_of("Vertel")), [], [])
    with pytest.raises(ValueError, match="same question"):
        column_of(prompt, [], []) + column_of(Prompt(id="ander", text=words_of("Wat?"), options=()), [], [])
