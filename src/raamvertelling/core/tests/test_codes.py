"""Answers as codes: nothing is lost that the codes can hold, and empty stays empty in its own way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raamvertelling.core.answer_kinds import (
    Answer,
    Chosen,
    DyadPlacement,
    NotApplicable,
    Rated,
    Skipped,
    TriadPlacement,
)
from raamvertelling.core.codes import (
    CELLS,
    OTHER,
    AnswerMatrix,
    code_answers,
    from_columns,
    is_whole,
    on_lattice,
    shuffled,
    slider_values,
    triad_codes,
    triad_places,
)
from raamvertelling.core.framework import (
    Anchor,
    Dyad,
    Framework,
    MultipleChoice,
    Option,
    Scale,
    SingleChoice,
    Stones,
    Triad,
)
from raamvertelling.core.tests.strategies import answers, frameworks, weights, words_of


def choice(count: int, *, several: bool = False) -> SingleChoice | MultipleChoice:
    options = tuple(Option(f"o{k}", words_of("x")) for k in range(count))
    return MultipleChoice(id="q", text=words_of("q"), options=options) if several else SingleChoice(
        id="q", text=words_of("q"), options=options
    )  # fmt: skip


@st.composite
def told(draw: st.DrawFn) -> tuple[Framework, list[dict[str, Answer]]]:
    framework = draw(frameworks())
    count = draw(st.integers(0, 6))
    return framework, [{each.id: draw(answers(each)) for each in framework.signifiers} for _ in range(count)]


@settings(max_examples=30)
@given(told())
def test_every_answer_has_a_code_that_leads_back_to_it(drawn: tuple[Framework, list[dict[str, Answer]]]) -> None:
    framework, stories = drawn
    matrix = code_answers(framework.signifiers, stories)
    assert matrix.rows.shape == (len(stories), len(matrix.columns))
    assert (matrix.by_column == matrix.rows.T).all()
    assert matrix.rows.flags.c_contiguous and matrix.by_column.flags.c_contiguous
    for column in matrix.columns:
        signifier = framework.signifier(column.signifier)
        for story, code in zip(stories, matrix.codes(column.id), strict=True):
            answer = story[signifier.id]
            if isinstance(answer, NotApplicable):
                assert code == column.levels + 1
            elif isinstance(answer, Skipped):
                assert code == column.levels
            elif isinstance(answer, Chosen) and column.kind == "choice":
                assert column.labels[code] == answer.options[0]
            elif isinstance(answer, Chosen):
                assert code == (column.id.partition(":")[2] in answer.options)
            elif isinstance(answer, Rated):
                assert slider_values(column)[code] == answer.number
            elif isinstance(answer, DyadPlacement):
                assert slider_values(column)[code] == pytest.approx(answer.position, abs=0.005 + 1e-9)
            elif isinstance(answer, TriadPlacement):
                assert triad_places()[code] == pytest.approx(answer.weights, abs=0.05)


def test_the_lattice_has_a_code_for_each_of_its_places_and_no_other() -> None:
    places = triad_places()
    assert len(places) == CELLS == 231
    assert triad_codes(places).tolist() == list(range(231))


@given(weights())
def test_a_code_is_the_place_that_the_lattice_gives(drawn: tuple[float, float, float]) -> None:
    point = np.array([drawn])
    assert np.allclose(triad_places()[triad_codes(point)], on_lattice(point))


def test_the_three_kinds_of_empty_are_counted_apart() -> None:
    line = Dyad(id="d", text=words_of("d"), left=words_of("l"), right=words_of("r"), not_applicable=True)
    stories: list[dict[str, Answer]] = [{"d": DyadPlacement(0.5)}, {"d": Skipped()}, {}, {"d": NotApplicable()}]
    matrix = code_answers([line], stories)
    assert (matrix.n, matrix.missing("d"), matrix.not_applicable("d")) == (4, 2, 1)
    assert np.isnan(matrix.exact["d"]).tolist() == [False, True, True, True]


def test_too_many_options_of_a_choice_become_one_level_and_it_says_so() -> None:
    stories = [{"q": Chosen((f"o{k}",))} for k in [4999] * 3 + list(range(300))]
    matrix = code_answers([choice(5000)], stories)
    (column,) = matrix.columns
    assert column.levels == 250 and column.labels[0] == "o4999" and column.labels[-1] == OTHER
    assert (matrix.codes("q") == 249).sum() == 300 - 248
    assert "5000 antwoorden" in matrix.notes[0] and "249 meest gekozen" in matrix.notes[0]


def test_too_many_options_of_a_multiple_choice_leave_the_rarest_out_and_it_says_so() -> None:
    matrix = code_answers([choice(400, several=True)], [{"q": Chosen(("o399", "o5"))}])
    ids = [column.id for column in matrix.columns]
    assert len(ids) == 250 and {"q:o399", "q:o5"} <= set(ids)
    assert "400 antwoorden" in matrix.notes[0]


def test_the_largest_choice_and_scale_still_fit_in_a_byte() -> None:
    scale = Scale(id="s", text=words_of("s"), left=words_of("l"), right=words_of("r"), minimum=0, maximum=249)
    matrix = code_answers([choice(250), scale], [{"q": Chosen(("o249",)), "s": Rated(249)}, {}])
    assert matrix.codes("q").tolist() == [249, 250] and matrix.codes("s").tolist() == [249, 250]
    assert matrix.notes == ()


def test_a_scale_too_long_for_a_byte_is_coded_in_steps_and_keeps_its_numbers() -> None:
    scale = Scale(id="s", text=words_of("s"), left=words_of("l"), right=words_of("r"), minimum=0, maximum=1000)
    matrix = code_answers([scale], [{"s": Rated(1000)}, {"s": Rated(333)}])
    assert matrix.codes("s").tolist() == [100, 33] and matrix.exact["s"].tolist() == [1000, 333]
    assert not is_whole(matrix, matrix.columns[0])


def test_stones_have_two_columns_each() -> None:
    field = Stones(
        id="f",
        text=words_of("f"),
        stones=(Anchor("a", words_of("a")), Anchor("b", words_of("b"))),
        x_left=words_of("x"),
        x_right=words_of("x"),
        y_bottom=words_of("y"),
        y_top=words_of("y"),
    )
    matrix = code_answers([field], [{}])
    assert [column.id for column in matrix.columns] == ["f:a.x", "f:a.y", "f:b.x", "f:b.y"]


def test_codes_that_cannot_be_are_refused() -> None:
    matrix = code_answers([choice(2)], [{"q": Chosen(("o1",))}])
    with pytest.raises(ValueError, match="above 3"):
        from_columns(matrix.columns, np.array([[4]], dtype=np.uint8), {})
    with pytest.raises(ValueError, match="same columns and stories"):
        from_columns(matrix.columns, np.zeros((2, 1), dtype=np.uint8), {})


def matrix_of(count: int) -> AnswerMatrix:
    rng = np.random.default_rng(3)
    triad = Triad(id="t", text=words_of("t"), anchors=tuple(Anchor(k, words_of(k)) for k in "abc"))  # type: ignore[arg-type]  # three
    places = rng.dirichlet((1, 1, 1), count)
    stories: list[dict[str, Answer]] = [
        {"q": Chosen(tuple(f"o{k}" for k in range(3) if (i + k) % 2)), "t": TriadPlacement((a, b, c))}
        for i, (a, b, c) in enumerate(places)
    ]
    return code_answers([choice(3, several=True), triad], stories)


def test_shuffling_keeps_each_question_and_what_belongs_to_it_together() -> None:
    matrix = matrix_of(50)
    dealt = shuffled(matrix, rng=np.random.default_rng(1))
    assert (np.sort(dealt.codes("t")) == np.sort(matrix.codes("t"))).all()
    assert (dealt.codes("t") == triad_codes(dealt.exact["t"])).all()
    options = slice(0, 3)
    assert sorted(map(tuple, dealt.rows[:, options])) == sorted(map(tuple, matrix.rows[:, options]))
    assert (dealt.by_column != matrix.by_column).any()


def test_two_matrices_become_one_and_a_part_can_be_taken() -> None:
    matrix = matrix_of(20)
    both = matrix.taking(np.arange(5)) + matrix.taking(np.arange(20) >= 5)
    assert (both.rows == matrix.rows).all() and (both.exact["t"] == matrix.exact["t"]).all()
    with pytest.raises(ValueError, match="same columns"):
        matrix + code_answers([choice(2)], [{}])
