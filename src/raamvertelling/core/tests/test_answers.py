"""Answers: what fits is kept exactly, what does not fit gets a sentence, and empty has three meanings."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raamvertelling.core.answers import (
    Chosen,
    DyadPlacement,
    InvalidAnswer,
    NotApplicable,
    Rated,
    Skipped,
    StonesPlacement,
    TriadPlacement,
    Written,
    dump_answer,
    dump_answers,
    parse_answer,
    parse_answers,
    read_answers,
    share_from_row,
    weights_from_rows,
)
from raamvertelling.core.framework import (
    Anchor,
    Dyad,
    MultipleChoice,
    Option,
    PictureChoice,
    Prompt,
    Scale,
    ShortText,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
    Wording,
)
from raamvertelling.core.tests.strategies import answers, frameworks, weights

W = Wording((("nl", "woord"),))
OPTIONS = (Option("wmo", W), Option("jeugdwet", W), Option("geen", W, exclusive=True))
ABOUT = Triad(
    id="about", text=W, not_applicable=True, anchors=(Anchor("mens", W), Anchor("regels", W), Anchor("geld", W))
)
HEARD = Dyad(id="heard", text=W, left=W, right=W, not_applicable=True)
NETWORK = Stones(
    id="network", text=W, stones=(Anchor("wijkteam", W), Anchor("school", W)), x_left=W, x_right=W, y_bottom=W, y_top=W
)
BARRIERS = MultipleChoice(id="barriers", text=W, options=OPTIONS, maximum=2)
ROLE = SingleChoice(id="role", text=W, options=OPTIONS)
MARK = Scale(id="mark", text=W, left=W, right=W, minimum=1, maximum=10)
TITLE = ShortText(id="title", text=W, is_title=True)


def about(mens: object, regels: object, geld: object, **more: object) -> dict[str, object]:
    return {"mens": mens, "regels": regels, "geld": geld, **more}


@pytest.mark.parametrize(
    ("signifier", "raw", "expected"),
    [
        (ABOUT, about(0.2, 0.3, 0.5, mode="tap"), TriadPlacement((0.2, 0.3, 0.5), "tap")),
        (ABOUT, about(1, 0, 0), TriadPlacement((1.0, 0.0, 0.0), "import")),
        (ABOUT, about(-0.0005, 0.5, 0.5005), TriadPlacement((0.0, 0.5 / 1.0005, 0.5005 / 1.0005))),
        (ABOUT, {}, Skipped()),
        (ABOUT, "not_applicable", NotApplicable()),
        (HEARD, 0.7, DyadPlacement(0.7)),
        (HEARD, {"at": 0.7, "mode": "slider"}, DyadPlacement(0.7, "slider")),
        (HEARD, 1.0009, DyadPlacement(1.0)),
        (HEARD, None, Skipped()),
        (NETWORK, {"school": {"x": 1, "y": 0}, "mode": "tap"}, StonesPlacement((("school", 1.0, 0.0),), "tap")),
        (NETWORK, {"mode": "tap"}, Skipped()),
        (BARRIERS, ["jeugdwet", "wmo", "wmo"], Chosen(("wmo", "jeugdwet"))),
        (BARRIERS, ["geen"], Chosen(("geen",))),
        (BARRIERS, [], Skipped()),
        (ROLE, "wmo", Chosen(("wmo",))),
        (ROLE, ["wmo"], Chosen(("wmo",))),
        (PictureChoice(id="p", text=W, options=OPTIONS), "geen", Chosen(("geen",))),
        (Prompt(id="p", text=W, options=OPTIONS), "geen", Chosen(("geen",))),
        (MARK, 7, Rated(7)),
        (MARK, 7.0, Rated(7)),
        (TITLE, "not_applicable", Written()),
        (TITLE, "  ", Skipped()),
        (TITLE, {"written": True}, Written()),
    ],
    ids=str,
)
def test_what_fits_is_read(signifier: Signifier, raw: object, expected: object) -> None:
    assert parse_answer(signifier, raw) == expected


@pytest.mark.parametrize(
    ("signifier", "raw", "words"),
    [
        (ABOUT, about(0.2, 0.3, 0.4), "samen 0,9"),
        (ABOUT, about(0.2, 0.3, 0.50001), "Ze horen samen 1 te zijn"),
        (ABOUT, about(20, 30, 50), "samen 100"),
        (ABOUT, about(-0.002, 0.5, 0.502), "buiten het veld"),
        (ABOUT, about(math.nan, 0.5, 0.5), "bestaat niet"),
        (ABOUT, about(math.inf, -math.inf, 1), "bestaat niet"),
        (ABOUT, about(10**400, 0, 0), "te groot"),
        (ABOUT, about("0.2", 0.3, 0.5), "getal"),
        (ABOUT, about(True, 0, 0), "getal"),
        (ABOUT, {"mens": 0.5, "regels": 0.5}, "'geld'"),
        (ABOUT, about(0.2, 0.3, 0.5, tijd=0), "'tijd'"),
        (ABOUT, about(0.2, 0.3, 0.5, mode="gok"), "'gok'"),
        (ABOUT, about(0.2, 0.3, 0.5, mode=["tap"]), "manier"),
        (ABOUT, [0.2, 0.3, 0.5], "Zet de stip"),
        (ABOUT, "midden", "Zet de stip"),
        (HEARD, 1.2, "buiten het veld"),
        (HEARD, -0.1, "buiten het veld"),
        (HEARD, "0.5", "getal"),
        (HEARD, {"at": 0.5, "y": 1}, "'y'"),
        (NETWORK, {"wijkteam": {"x": 0.5}}, "een x en een y"),
        (NETWORK, {"wijkteam": [0.5, 0.5]}, "een x en een y"),
        (NETWORK, {"wijkteam": {"x": 0.5, "y": math.nan}}, "bestaat niet"),
        (NETWORK, {"huisarts": {"x": 0.5, "y": 0.5}}, "'huisarts'"),
        (NETWORK, "not_applicable", "'past niet'"),
        (BARRIERS, ["wmo", "geen"], "kan niet samen"),
        (
            MultipleChoice(id="b", text=W, options=(*OPTIONS, Option("x", W)), maximum=2),
            ["wmo", "jeugdwet", "x"],
            "hooguit 2",
        ),
        (BARRIERS, ["niets"], "'niets'"),
        (BARRIERS, [["wmo"]], "Kies uit de lijst"),
        (BARRIERS, {"wmo": True}, "Kies een of meer"),
        (ROLE, ["wmo", "jeugdwet"], "één antwoord"),
        (ROLE, 3, "'3'"),
        (MARK, 11, "van 1 tot en met 10"),
        (MARK, 7.5, "heel getal"),
        (MARK, math.nan, "bestaat niet"),
        (MARK, "7", "getal"),
        (TITLE, 12, "Schrijf hier"),
        (TITLE, {"written": False}, "Schrijf hier"),
    ],
    ids=str,
)
def test_what_does_not_fit_gets_a_sentence(signifier: Signifier, raw: object, words: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        parse_answer(signifier, raw)
    assert words in str(refusal.value) and str(refusal.value).endswith(".")
    assert refusal.value.signifier_id == signifier.id


@given(frameworks(), st.data())
@settings(max_examples=60)
def test_any_answers_survive_the_store(framework: Any, data: st.DataObject) -> None:
    given_ = {each.id: data.draw(answers(each)) for each in framework.signifiers}
    stored = json.loads(json.dumps(dump_answers(framework, given_)))
    once = parse_answers(framework, stored)
    assert parse_answers(framework, dump_answers(framework, once)) == once
    for id, answer in given_.items():
        if isinstance(answer, TriadPlacement):
            again = once[id]
            assert isinstance(again, TriadPlacement) and again.mode == answer.mode
            assert again.weights == pytest.approx(answer.weights, abs=1e-12)
        else:
            assert once[id] == answer


@given(weights(), st.floats(-9e-7, 9e-7))
def test_triads_always_sum_to_one_and_reading_twice_changes_nothing(drawn: Any, error: float) -> None:
    a, b, c = drawn
    answer = parse_answer(ABOUT, about(a, b, c + error))
    assert isinstance(answer, TriadPlacement)
    assert abs(math.fsum(answer.weights) - 1) <= 1e-9
    assert all(0 <= each <= 1 for each in answer.weights)
    assert parse_answer(ABOUT, dump_answer(ABOUT, answer)) == answer


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["at", "mens", "regels", "geld", "mode", "school", "x", "y", "z"]), inner)
    ),
    max_leaves=12,
)


@given(_ANYTHING, st.sampled_from([ABOUT, HEARD, NETWORK, BARRIERS, ROLE, MARK, TITLE]))
def test_anything_at_all_is_an_answer_or_a_sentence(raw: object, signifier: Signifier) -> None:
    try:
        answer = parse_answer(signifier, raw)
    except InvalidAnswer as refusal:
        assert str(refusal).endswith(".")
    else:
        assert parse_answer(signifier, dump_answer(signifier, answer)) == answer


@given(frameworks())
@settings(max_examples=20)
def test_one_bad_answer_loses_none_of_the_others(framework: Any) -> None:
    prompt = framework.prompt.options[0].id
    found, mistakes = read_answers(framework, {"prompt": prompt, "role": {"a": 1}, "oud": 3})
    assert found["prompt"] == Chosen((prompt,)) and "role" not in found
    assert [each.signifier_id for each in mistakes] == ["role", "oud"]
    with pytest.raises(InvalidAnswer):
        parse_answers(framework, {"oud": 3})
    assert read_answers(framework, ["geen lijst"])[1]


def test_rows_become_shares() -> None:
    assert weights_from_rows([0, 1, 3]) == TriadPlacement((0.0, 0.25, 0.75), "rows")
    assert weights_from_rows([0, 0, 0]) == NotApplicable()
    assert [share_from_row(level) for level in range(5)] == [0, 0.25, 0.5, 0.75, 1]
    for wrong in ([1, 2], [1, 2, 4], [-1, 1, 1], [True, 1, 1]):
        with pytest.raises(ValueError, match="levels"):
            weights_from_rows(wrong)
    with pytest.raises(ValueError, match="level"):
        share_from_row(5)


def test_an_answer_of_another_kind_cannot_be_stored() -> None:
    with pytest.raises(TypeError):
        dump_answer(HEARD, TriadPlacement((1.0, 0.0, 0.0)))
