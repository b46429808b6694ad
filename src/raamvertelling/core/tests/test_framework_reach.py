"""Unreachable questions: the check against every possible way of answering, and the sentences."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.framework import (
    Condition,
    MultipleChoice,
    Option,
    Signifier,
    SingleChoice,
    Wording,
    asked_signifiers,
    problems,
    unreachable,
)

WORDS = Wording((("nl", "?"),))
OPTIONS = ("a", "b", "c")


@st.composite
def questions(draw: st.DrawFn) -> list[Signifier]:
    found: list[Signifier] = []
    for number in range(draw(st.integers(1, 5))):
        condition = None
        if draw(st.booleans()):
            # Also names the question itself, a later one and one that does not exist.
            wanted = draw(st.lists(st.sampled_from((*OPTIONS, "weg")), min_size=1, max_size=3, unique=True))
            condition = Condition(f"v{draw(st.integers(0, 5))}", tuple(wanted), draw(st.booleans()))
        options = tuple(Option(id, WORDS) for id in OPTIONS[: draw(st.integers(1, 3))])
        required = draw(st.booleans())
        kind = draw(st.sampled_from((SingleChoice, MultipleChoice)))
        found.append(kind(id=f"v{number}", text=WORDS, options=options, required=required, condition=condition))
    return found


def answers_to(signifier: Signifier) -> list[object]:
    """Return every answer that this question takes, with None for skipping."""
    assert isinstance(signifier, SingleChoice | MultipleChoice)
    ids = [each.id for each in signifier.options]
    skipped: list[object] = [] if signifier.required else [None]
    if isinstance(signifier, SingleChoice):
        return [*ids, *skipped]
    chosen = [[id for id, is_on in zip(ids, row, strict=True) if is_on] for row in product((0, 1), repeat=len(ids))]
    return [*(each for each in chosen if each), *skipped]


@given(questions())
def test_it_agrees_with_every_way_of_answering(signifiers: list[Signifier]) -> None:
    met: set[str] = set()
    for row in product(*map(answers_to, signifiers)):
        given_answers = {each.id: answer for each, answer in zip(signifiers, row, strict=True) if answer is not None}
        met |= {each.id for each in asked_signifiers(signifiers, given_answers)}
    assert {each.id for each in unreachable(signifiers)} == {each.id for each in signifiers} - met


def definition(*items: dict[str, object]) -> dict[str, object]:
    story = {"id": "story", "type": "long_text", "text": "Vertel."}
    purpose = {"id": "analyse", "text": "Meetellen", "required": True}
    return {
        "schema": "framework/1",
        "id": "klein",
        "version": 1,
        "language": "nl",
        "title": "Klein",
        "voices": None,
        "items": [story, *items],
        "consent": {"text": "Mag het?", "purposes": [purpose]},
    }


def choice(id: str, **more: object) -> dict[str, object]:
    options = [{"id": "ja", "text": "Ja"}, {"id": "nee", "text": "Nee"}]
    return {"id": id, "type": "single_choice", "text": f"{id}?", "options": options, **more}


def test_a_question_behind_one_that_nobody_meets_is_named() -> None:
    found = problems(
        definition(
            choice("werk", required=True),
            choice("hulp", show_unless={"werk": ["ja", "nee"]}),
            choice("wie", show_if={"hulp": "ja"}),
        )
    )
    assert [each.path for each in found] == ["items[2].show_unless", "items[3].show_if"]
    assert all("krijgt niemand te zien" in each.message for each in found)


def test_a_skipped_question_still_shows_what_is_shown_unless() -> None:
    assert problems(definition(choice("werk"), choice("hulp", show_unless={"werk": ["ja", "nee"]}))) == []


def test_a_condition_that_is_wrong_in_itself_is_named_once() -> None:
    found = problems(definition(choice("werk"), choice("hulp", show_if={"werk": "misschien"})))
    assert [each.message for each in found] == [
        "De vraag 'werk' heeft geen antwoord 'misschien'. Kies een bestaand antwoord."
    ]
