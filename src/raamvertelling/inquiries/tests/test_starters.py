"""The templates on the shelf can be asked as they are."""

import re

import pytest

from raamvertelling.core.framework import Framework, anchors_of, asked_signifiers
from raamvertelling.core.text import hints
from raamvertelling.inquiries.starters import FOLDER, Starter, starters

FAMILIAR = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
each_starter = pytest.mark.parametrize("starter", starters(), ids=lambda each: each.id)


def read_by_tellers(framework: Framework) -> list[str]:
    """Every text of a template apart from its name, in its own words."""
    consent = framework.consent
    parts = [framework.introduction, framework.privacy_note, framework.help_note, consent.text, consent.help]
    parts += [each.text for each in consent.purposes]
    for signifier in framework.signifiers:
        parts += [signifier.text, signifier.help]
        parts += [text for anchor in anchors_of(signifier) for text in (anchor.text, anchor.help)]
    return [each.in_language("nl") for each in parts if each]


def test_the_five_templates_are_on_the_shelf() -> None:
    assert {each.id for each in starters()} == {path.stem for path in FOLDER.glob("*.yaml")}
    assert [each.title for each in starters()] == [
        "Cliëntervaring Wmo",
        "Preventie in de wijk",
        "Waarde van een voorziening",
        "Verhalen van professionals",
        "De kracht van het alledaagse",
    ]


@each_starter
def test_a_template_asks_consent_for_four_uses_and_says_where_help_is(starter: Starter) -> None:
    framework = starter.framework
    assert [each.id for each in framework.consent.purposes] == ["analyse", "groep", "citaat", "openbaar"]
    assert [each.id for each in framework.consent.purposes if each.required] == ["analyse"]
    assert "112" in framework.help_note.in_language("nl") and "113" in framework.help_note.in_language("nl")
    assert framework.min_age == 16
    assert framework.prompt and len(framework.prompt.options) >= 3
    assert framework.title_question
    assert {"triad", "dyad", "picture_choice"} <= {each.kind for each in framework.signifiers}


@each_starter
def test_a_template_asks_a_sensible_number_of_questions(starter: Starter) -> None:
    lowest, highest = (3, 5) if starter.id == "kracht_van_het_alledaagse" else (6, 9)
    assert lowest <= len(starter.signs) <= highest
    assert starter.minutes.startswith("ongeveer ")


@each_starter
def test_a_template_speaks_plainly_and_says_u(starter: Starter) -> None:
    for text in read_by_tellers(starter.framework):
        assert not hints(text), text
        assert not FAMILIAR.search(text)
    assert not hints(starter.use, longest=15)


@pytest.mark.parametrize(
    ("id", "voices"),
    [
        ("clientervaring_wmo", ["inwoner", "professional", "manager", "bestuurder"]),
        ("preventie_in_de_wijk", ["inwoner", "professional", "manager", "bestuurder"]),
        ("waarde_van_een_voorziening", ["inwoner", "professional", "manager", "bestuurder"]),
        ("verhalen_van_professionals", ["professional", "manager", "bestuurder"]),
    ],
)
def test_several_voices_tell_about_the_same_in_their_own_words(id: str, voices: list[str]) -> None:
    framework = next(each.framework for each in starters() if each.id == id)
    assert framework.voice_question
    assert [each.id for each in framework.voice_question.options] == voices
    worded = [each for each in framework.signifiers if each.wording_by_role]
    assert len(worded) >= 3
    assert all(wording.role in voices for each in worded for wording in each.wording_by_role)


def test_the_wall_tells_no_voices_apart() -> None:
    wall = next(each.framework for each in starters() if each.id == "kracht_van_het_alledaagse")
    assert wall.voice_question is None
    assert "kiosk" in wall.channels


@pytest.mark.parametrize(
    ("chosen", "is_asked_for"), [(["wmo", "wachttijd"], True), (["wachttijd"], False), (["geen"], False), ([], False)]
)
def test_who_names_no_rule_is_not_asked_which_one(chosen: list[str], is_asked_for: bool) -> None:
    for id in ("clientervaring_wmo", "preventie_in_de_wijk", "verhalen_van_professionals"):
        framework = next(each.framework for each in starters() if each.id == id)
        answers = {"barriers": chosen} if chosen else {}
        assert ("barrier_rule" in {each.id for each in asked_signifiers(framework.signifiers, answers)}) == is_asked_for


@pytest.mark.parametrize("role", ["inwoner", "manager"])
def test_only_residents_are_asked_how_they_left_the_place(role: str) -> None:
    framework = next(each.framework for each in starters() if each.id == "waarde_van_een_voorziening")
    asked = {each.id for each in asked_signifiers(framework.signifiers, {"role": role})}
    assert ("leave_feeling" in asked) == (role == "inwoner")
