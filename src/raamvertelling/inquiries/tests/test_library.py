"""The question library: complete, in plain words, without doubles, and with ids that never change."""

import csv
import re
from itertools import combinations
from pathlib import Path

import pytest

from raamvertelling.core.framework import PictureChoice, anchors_of, dump, parse
from raamvertelling.core.pictures import PICTURES
from raamvertelling.core.text import hints, similarity
from raamvertelling.inquiries.library import (
    FOLDER,
    PURPOSES,
    LibraryPrompt,
    LibraryQuestion,
    library_prompts,
    library_questions,
    matching,
    shelves,
    texts_of,
)
from raamvertelling.inquiries.starters import starters

IDS = Path(__file__).parent / "library_ids.csv"
QUESTIONS = tuple(library_questions().values())
PROMPTS = tuple(library_prompts().values())
ENTRIES: tuple[LibraryPrompt | LibraryQuestion, ...] = (*PROMPTS, *QUESTIONS)
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
TOO_ALIKE = 0.6


def used_ids() -> set[str]:
    frameworks = [each.framework for each in starters()]
    prompts = {option.id for each in frameworks if each.prompt for option in each.prompt.options}
    return prompts | {signifier.id for each in frameworks for signifier in each.signifiers}


def test_the_library_is_large_and_covers_every_kind() -> None:
    signs = [each for each in QUESTIONS if each.kind != "long_text" and not each.item.get("about_you")]
    assert len(signs) >= 64
    assert len(PROMPTS) >= 22
    kinds = {each.kind for each in signs}
    assert kinds >= {"triad", "dyad", "stones", "single_choice", "multiple_choice", "picture_choice", "scale"}
    assert "short_text" in kinds


def test_no_id_is_used_twice() -> None:
    ids = [each.id for shelf in shelves() for each in shelf.entries]
    assert len(ids) == len(set(ids))
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {*PURPOSES, "common"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda each: each.id)
def test_each_says_why_when_and_what_to_watch_for(entry: LibraryPrompt | LibraryQuestion) -> None:
    for text in (entry.advice.why, entry.advice.when, entry.advice.watch):
        assert len(text) > 15 and text.endswith(".")
        assert not hints(text, longest=15), text
    assert set(entry.purposes) <= set(PURPOSES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda each: each.id)
def test_what_tellers_read_gets_no_hint_of_our_own(entry: LibraryPrompt | LibraryQuestion) -> None:
    texts = [entry.text] if isinstance(entry, LibraryPrompt) else texts_of(entry.item)
    assert texts
    for text in texts:
        assert not hints(text), text
        assert not FAMILIAR.search(text), text


def test_each_is_used_in_a_template_or_lies_on_the_shelf_of_a_purpose_that_has_one() -> None:
    used, served = used_ids(), {each.purpose for each in starters()}
    assert served == set(PURPOSES) - {"basis"}
    for entry in ENTRIES:
        assert entry.id in used or set(entry.purposes) & served, entry.id
    for shelf in shelves():
        on_it = {each.id for each in shelf.entries}
        assert len(on_it & used) * 4 >= len(on_it), f"{shelf.id}: hardly anything is used"


def compared(entry: LibraryQuestion) -> str:
    """The question with its answers; of pictures the question alone, since all choose from the same drawings."""
    answers = () if isinstance(entry.signifier, PictureChoice) else anchors_of(entry.signifier)
    return " ".join([entry.text, *(each.text.in_language("nl") for each in answers)])


def test_no_two_questions_are_nearly_the_same() -> None:
    alike = [
        (one.id, other.id) for one, other in combinations(QUESTIONS, 2) if is_double(compared(one), compared(other))
    ]
    assert not alike
    assert not [(one.id, other.id) for one, other in combinations(PROMPTS, 2) if is_double(one.text, other.text)]


def is_double(one: str, other: str) -> bool:
    return similarity(one, other) >= TOO_ALIKE


def test_a_near_double_would_be_noticed() -> None:
    timing = compared(library_questions()["timing"])
    assert is_double(timing, timing.replace("veel te laat", "te laat"))
    assert is_double("Hoe loopt uw verhaal af? Goed Niet goed", "Hoe liep uw verhaal af? Goed Niet zo goed")


def test_ids_of_questions_and_answers_never_change() -> None:
    """Answers hang on these ids: add a row for a new question, but never change or remove one."""
    with IDS.open(encoding="utf-8", newline="") as lines:
        known = {row["id"]: (row["kind"], row["anchors"]) for row in csv.DictReader(lines)}
    now = {each.id: (each.kind, " ".join(anchor.id for anchor in anchors_of(each.signifier))) for each in QUESTIONS}
    now |= {each.id: (each.kind, "") for each in PROMPTS}
    assert now == known


def test_every_picture_is_one_of_our_drawings() -> None:
    choices = [each.signifier for each in QUESTIONS if isinstance(each.signifier, PictureChoice)]
    assert len(choices) >= 3
    assert all(option.image in PICTURES for choice in choices for option in choice.options)


def test_the_shelves_can_be_searched_in_any_form_of_a_word() -> None:
    found = [each.id for each in ENTRIES if matching("wachtlijsten snel", each)]
    assert found == ["speed"]
    assert not [each for each in QUESTIONS if matching("xyz", each)]


def test_every_template_takes_its_questions_from_the_library() -> None:
    for starter in starters():
        for signifier in starter.framework.signifiers:
            assert signifier.kind == "prompt_choice" or signifier.id in library_questions(), signifier.id
        assert parse(dump(starter.framework)) == starter.framework
