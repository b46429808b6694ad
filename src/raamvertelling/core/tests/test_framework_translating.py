"""Texts side by side: every text a teller reads is found, written back in its place, and the rest stays."""

import copy
from typing import Any

import pytest

from raamvertelling.core.framework import dump, parse, problems
from raamvertelling.core.framework.translating import (
    may_be_incomplete,
    text_pairs,
    with_language,
    with_translations,
    without_language,
)

SMALL: dict[str, Any] = {
    "schema": "framework/1",
    "id": "klein",
    "version": 1,
    "language": "nl",
    "languages": ["nl"],
    "title": "Vroeg erbij",
    "voices": "role",
    "items": [
        {"id": "story", "type": "long_text", "text": "Wat gebeurde er?", "required": True},
        {
            "id": "role",
            "type": "single_choice",
            "text": "Wie bent u?",
            "options": [{"id": "inwoner", "text": "Inwoner", "help": "u woont hier"}, {"id": "prof", "text": "Prof"}],
        },
        {
            "id": "heard",
            "type": "dyad",
            "text": "Werd er geluisterd?",
            "left": {"text": "te weinig"},
            "right": {"text": "te veel"},
            "wording_by_role": {"prof": {"text": "Luisterde u?", "anchors": {"left": {"text": "weinig"}}}},
        },
        {
            "id": "field",
            "type": "stones",
            "text": "Leg de stenen.",
            "stones": [{"id": "team", "text": "wijkteam"}],
            "x_axis": {"left": {"text": "ver"}, "right": {"text": "dichtbij"}},
            "y_axis": {"bottom": {"text": "koud"}, "top": {"text": "warm"}},
        },
    ],
    "consent": {"text": "Wat mag?", "purposes": [{"id": "analyse", "text": "Lezen?", "required": True}]},
}


def test_every_text_is_found_by_the_ids_of_its_place() -> None:
    keys = [each.key for each in text_pairs(SMALL, "tr")]
    assert keys == [
        "title",
        "items/story/text",
        "items/role/text",
        "items/role/options/inwoner/text",
        "items/role/options/inwoner/help",
        "items/role/options/prof/text",
        "items/heard/text",
        "items/heard/left/text",
        "items/heard/right/text",
        "items/heard/wording_by_role/prof/text",
        "items/heard/wording_by_role/prof/anchors/left/text",
        "items/field/text",
        "items/field/x_axis/left/text",
        "items/field/x_axis/right/text",
        "items/field/y_axis/bottom/text",
        "items/field/y_axis/top/text",
        "items/field/stones/team/text",
        "consent/text",
        "consent/analyse/text",
    ]
    assert all(each.is_missing for each in text_pairs(SMALL, "tr"))


def test_a_language_with_every_text_can_go_live_and_one_without_a_text_cannot() -> None:
    begun = with_language(SMALL, "tr")
    filled = {each.key: f"tr {each.source}" for each in text_pairs(begun, "tr")}
    whole = with_translations(begun, "tr", filled)
    framework = parse(whole)
    assert framework.languages == ("nl", "tr")
    assert framework.title.in_language("tr") == "tr Vroeg erbij"
    assert text_pairs(dump(framework), "tr") == text_pairs(whole, "tr")
    assert problems(with_translations(whole, "tr", {"items/heard/left/text": "  "}))


def test_the_definition_that_came_in_stays_as_it_was() -> None:
    before = copy.deepcopy(SMALL)
    with_translations(with_language(SMALL, "ar"), "ar", {"title": "مبكرًا"})
    assert before == SMALL


def test_a_language_leaves_with_all_its_texts() -> None:
    spoken = with_translations(
        with_language(SMALL, "pl"), "pl", {"title": "Wcześnie", "consent/analyse/text": "Czytać?"}
    )
    assert without_language(spoken, "pl") == SMALL
    with pytest.raises(ValueError, match="own language"):
        without_language(SMALL, "nl")


def test_easy_dutch_may_be_written_text_by_text() -> None:
    easy = with_translations(with_language(SMALL, "nl-simple"), "nl-simple", {"items/story/text": "Wat is er gebeurd?"})
    framework = parse(easy)
    assert framework.story.text.in_language("nl-simple") == "Wat is er gebeurd?"
    assert framework.title.in_language("nl-simple") == "Vroeg erbij"
    assert may_be_incomplete(easy, "nl-simple") and not may_be_incomplete(easy, "tr")


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(KeyError):
        with_translations(SMALL, "tr", {"items/weg/text": "?"})


@pytest.mark.parametrize(
    "broken", [{}, {"items": "x", "consent": 3}, {"items": [{"id": 4}, 5, {"id": "a", "left": 1}]}]
)
def test_an_unfinished_definition_has_the_texts_it_has(broken: dict[str, Any]) -> None:
    assert text_pairs(broken, "tr") == ()
