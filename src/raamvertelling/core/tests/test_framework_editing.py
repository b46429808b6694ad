"""Changing a definition one question at a time, and saying in words what changed."""

import copy

import pytest

from raamvertelling.core.framework import differences, minutes_range, parse
from raamvertelling.core.framework.editing import (
    ABOUT_STORY,
    OPENING,
    add_item,
    copy_item,
    find_item,
    fresh_id,
    items_of,
    move_item,
    part_of,
    put_item,
    remove_item,
)
from raamvertelling.core.tests.test_framework_reach import choice, definition


def ids(changed: dict[str, object]) -> list[str]:
    return [each["id"] for each in items_of(changed)]


@pytest.mark.parametrize(
    ("text", "taken", "id"),
    [
        ("Wie hielp u?", (), "wie_hielp_u"),
        ("Eén café", (), "een_cafe"),
        ("Wie?", ("wie", "wie_2"), "wie_3"),
        ("Title", (), "title_2"),
        ("مرحبا", (), "vraag"),
        ("In dit verhaal ging het vooral om iets heel anders", (), "in_dit_verhaal_ging_het_vooral_om_iets"),
    ],
)
def test_an_id_comes_from_the_text(text: str, taken: tuple[str, ...], id: str) -> None:
    assert fresh_id(text, taken) == id


def test_an_id_never_changes_with_the_words_after_the_first() -> None:
    start, provisional = add_item(definition(), {"id": "vraag_1", "type": "dyad", "text": ""})
    named, id = put_item(start, provisional, {"type": "dyad", "text": "Hoe snel ging het?"})
    assert id == "hoe_snel_ging_het"
    assert put_item(named, id, {"type": "dyad", "text": "Iets anders"})[1] == id


def test_what_points_at_a_question_follows_its_first_id() -> None:
    start = definition(choice("vraag_1", text=""), choice("wie", show_if={"vraag_1": "ja"}))
    start["voices"] = "vraag_1"
    changed, id = put_item(start, "vraag_1", choice("vraag_1", text="Werkt u?"))
    follower = find_item(changed, "wie")
    assert follower is not None
    assert follower["show_if"] == {"werkt_u": "ja"}
    assert (id, changed["voices"]) == ("werkt_u", "werkt_u")


def test_moving_stays_within_its_part_of_telling() -> None:
    start = definition(choice("een"), choice("ik", about_you=True), choice("twee"))
    assert ids(move_item(start, "twee", -1)) == ["story", "twee", "een", "ik"]
    assert ids(move_item(start, "een", 1)) == ["story", "ik", "twee", "een"]
    assert ids(move_item(start, "een", -1)) == ids(start)
    assert ids(move_item(start, "story", 1)) == ids(start)


def test_a_copy_has_its_own_id_and_is_not_the_story_too() -> None:
    start = definition()
    start["items"] = [{"id": "verhaal", "type": "long_text", "is_story": True, "text": "Vertel."}]
    changed, id = copy_item(start, "verhaal", taken=["vertel"])
    assert id == "vertel_2"
    assert [part_of(changed, each) for each in items_of(changed)] == [OPENING, ABOUT_STORY]


def test_removing_changes_nothing_else() -> None:
    start = definition(choice("een"), choice("twee", show_if={"een": "ja"}))
    before = copy.deepcopy(start)
    assert ids(remove_item(start, "een")) == ["story", "twee"]
    assert start == before
    with pytest.raises(KeyError):
        remove_item(start, "drie")


def test_differences_say_what_breaks() -> None:
    old = parse(definition(choice("een"), choice("twee")))
    other = choice("een", text="Werkt u nu?")
    other["options"] = [{"id": "ja", "text": "Jazeker"}, {"id": "soms", "text": "Soms"}]
    new = parse(definition(other, choice("drie")))
    found = differences(old, new)
    assert [each.breaks for each in found].count(True) == 1
    words = " ".join(each.text for each in found)
    for part in ("Nieuwe vraag: “drie?”", "Vraag weg: “twee?”", "1 erbij, 1 weg", "“Ja” → “Jazeker”", "“een?”"):
        assert part in words
    assert differences(old, old) == ()


def test_minutes_count_questions_with_a_condition_apart() -> None:
    framework = parse(definition(choice("een"), choice("twee", show_if={"een": "ja"}), choice("drie")))
    assert minutes_range(framework) == (6, 6)
    many = [choice(f"v{n}", show_if={"een": "ja"}) for n in range(9)]
    assert minutes_range(parse(definition(choice("een"), *many))) == (6, 9)
