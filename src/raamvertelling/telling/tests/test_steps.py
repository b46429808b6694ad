"""The order, numbering and conditions of the steps."""

from importlib.resources import files

from raamvertelling.core.framework import in_order, load
from raamvertelling.telling import steps

FRAMEWORK = load((files("raamvertelling.demo") / "data" / "framework.yaml").read_text(encoding="utf-8"))

SMALL = """
schema: framework/1
id: klein
version: 1
language: nl
title: Klein
voices: wie
items:
  - {id: oud, type: single_choice, about_you: true, text: Oud?, options: [{id: jong, text: Jo}, {id: oud, text: Ou}]}
  - {id: pensioen, type: short_text, text: En nu?, show_if: {oud: oud}}
  - {id: gevoel, type: single_choice, text: Gevoel?, options: [{id: blij, text: Blij}, {id: boos, text: Boos}]}
  - {id: story, type: long_text, required: true, text: Vertel.}
  - {id: wie, type: single_choice, text: Wie?, options: [{id: inwoner, text: Inwoner}, {id: professional, text: Prof}]}
consent:
  text: Mag dat?
  purposes: [{id: analyse, required: true, text: Meetellen}]
"""


def test_the_demonstration_follows_the_order_of_telling() -> None:
    names = [each.name for each in steps.route(FRAMEWORK, {}).steps]
    assert names[:4] == ["prompt", "story", "title", "role"]
    assert names[-4:] == ["should_know", "neighbourhood", "age_band", steps.USES]
    assert [each.number for each in steps.route(FRAMEWORK, {}).steps] == list(range(1, 21))


def test_story_and_voice_come_first_and_about_you_last_wherever_they_stand() -> None:
    framework = load(SMALL)
    assert [each.id for each in in_order(framework)] == ["story", "wie", "gevoel", "oud", "pensioen"]


def test_only_asked_steps_are_counted() -> None:
    framework = load(SMALL)
    assert steps.route(framework, {}).total == 4
    assert steps.route(framework, {"oud": "oud"}).total == 5
    assert steps.route(framework, {"oud": "oud"}).find("pensioen") is not None


def test_unless_holds_for_unanswered_and_for_lists() -> None:
    def names(barriers: list[str]) -> list[str]:
        answers: dict[str, object] = {"barriers": barriers} if barriers else {}
        return [each.id for each in steps.asked(FRAMEWORK, answers)]

    assert "barrier_rule" in names([]) and "barrier_rule" in names(["wmo"])
    assert "barrier_rule" not in names(["geen"])


def test_next_and_previous_lead_from_the_start_to_the_check() -> None:
    route = steps.route(FRAMEWORK, {})
    assert (route.before("prompt"), route.after("")) == (steps.BEFORE, "prompt")
    assert (route.before("story"), route.after("prompt")) == ("prompt", "story")
    assert (route.after(steps.USES), route.before(steps.CHECK)) == (steps.CHECK, steps.USES)
    assert route.first_open(["prompt", "title"]) == "story"
    assert route.first_open([each.name for each in route.steps]) == steps.CHECK


def test_without_other_uses_there_is_no_page_for_them() -> None:
    assert steps.route(load(SMALL), {}).find(steps.USES) is None
