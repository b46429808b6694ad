"""The library on screen: browsing, searching, seeing a question, and putting it in the concept."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from raamvertelling.core.framework import dump, parse
from raamvertelling.core.framework.editing import find_item, options_of
from raamvertelling.inquiries.borrowing import borrowed, is_there
from raamvertelling.inquiries.library import library_prompts, library_questions
from raamvertelling.inquiries.models import FrameworkDraft, Inquiry
from raamvertelling.inquiries.services.drafts import empty_definition
from raamvertelling.inquiries.starters import starters

pytestmark = pytest.mark.django_db(databases="__all__")

LIBRARY = "/team/vroeg-erbij/kader/bewerken/bibliotheek/"


@pytest.fixture
def bart(as_person: Callable[[str], Client], inquiry: Inquiry) -> Client:
    return as_person("bart")


def shown(page: str) -> list[str]:
    return re.findall(r'id="bieb-([a-z0-9_]+)"', page.partition('class="library-shelf"')[2])


def stand(bart: Client) -> dict[str, str]:
    found = re.search(r'name="stand" value="(\d+)"', bart.get(LIBRARY, {"doel": ""}).content.decode())
    assert found
    return {"stand": found[1]}


def concept() -> dict[str, Any]:
    definition: dict[str, Any] = FrameworkDraft.objects.get().definition
    return definition


def test_the_library_begins_with_a_choice_of_purpose(bart: Client) -> None:
    page = bart.get(LIBRARY).content.decode()
    assert shown(page) == []
    promised = re.search(r'href="\?doel=werk".*?(\d+) vragen', page, re.DOTALL)
    assert promised
    assert len(shown(bart.get(LIBRARY, {"doel": "werk"}).content.decode())) == int(promised[1])


def test_everything_is_on_the_shelves_once(bart: Client) -> None:
    ids = shown(bart.get(LIBRARY, {"doel": ""}).content.decode())
    assert sorted(ids) == sorted([*library_questions(), *library_prompts()])


@pytest.mark.parametrize(
    ("asked", "inside", "outside"),
    [
        ({"doel": "werk"}, "compass", "effect"),
        ({"doel": "werk"}, "leeway", "about"),
        ({"soort": "triad"}, "compass", "space"),
        ({"doel": "buurt", "soort": "dyad"}, "neighbours", "strength"),
        ({"zoek": "wachtlijst"}, "speed", "effect"),
        ({"doel": "bestaat_niet", "soort": "vierhoek"}, "effect", "xyz"),
    ],
)
def test_one_finds_by_purpose_kind_and_words(bart: Client, asked: dict[str, str], inside: str, outside: str) -> None:
    ids = shown(bart.get(LIBRARY, asked).content.decode())
    assert inside in ids
    assert outside not in ids


def test_nothing_found_says_what_to_do(bart: Client) -> None:
    assert "Probeer een ander woord" in bart.get(LIBRARY, {"zoek": "xyzxyz"}).content.decode()


def test_a_question_is_seen_as_tellers_see_it_also_in_the_words_of_a_role(bart: Client) -> None:
    page = bart.get(f"{LIBRARY}helper_as/").content.decode()
    assert "<signifier-triad" in page
    assert "Degene die mij hielp" in page and library_questions()["helper_as"].advice.watch in page
    worded = bart.get(f"{LIBRARY}helper_as/", {"stem": "professional"}).content.decode()
    assert "Voor de inwoner was ik vooral" in worded
    assert bart.get(f"{LIBRARY}waard/").status_code == 200
    assert bart.get(f"{LIBRARY}bestaat_niet/").status_code == 404


def test_a_question_comes_in_the_concept_with_its_own_id_and_one_stays_where_one_was(bart: Client) -> None:
    answer = bart.post(f"{LIBRARY}compass/erbij/", {**stand(bart), "doel": "werk"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{LIBRARY}?doel=werk#bieb-compass"
    item = find_item(concept(), "compass")
    assert item and [each["id"] for each in options_of(item)] == ["kennis", "gevoel", "afspraken"]
    assert "Staat in het concept" in answer.content.decode()
    assert "Vertaal" in answer.content.decode()


def test_the_same_question_comes_once(bart: Client) -> None:
    for _ in range(2):
        answer = bart.post(f"{LIBRARY}compass/erbij/", stand(bart), follow=True)
    assert "staat al in het concept" in answer.content.decode()
    assert [each["id"] for each in concept()["items"]].count("compass") == 1


def test_somebody_elses_change_is_not_lost(bart: Client, as_person: Callable[[str], Client]) -> None:
    old = stand(bart)
    as_person("amina").post(f"{LIBRARY}energy/erbij/", old)
    answer = bart.post(f"{LIBRARY}compass/erbij/", old, follow=True)
    assert "Iemand anders heeft het concept net veranderd" in answer.content.decode()
    assert find_item(concept(), "energy") and not find_item(concept(), "compass")


def test_a_beginning_becomes_one_more_choice(bart: Client) -> None:
    bart.post(f"{LIBRARY}niet_pluis/erbij/", stand(bart))
    live = Inquiry.objects.get().framework_version.definition
    before, after = (options_of(find_item(each, "prompt") or {}) for each in (live, concept()))
    assert [each["id"] for each in after] == [*(each["id"] for each in before), "niet_pluis"]


def test_a_beginning_makes_the_choice_when_there_is_none() -> None:
    changed, id = borrowed(empty_definition("Leeg"), library_prompts()["waard"])
    assert id == "prompt"
    prompt = parse(changed).prompt
    assert prompt and [each.id for each in prompt.options] == ["waard"]


def test_words_for_voices_that_do_not_tell_here_stay_out() -> None:
    without, _ = borrowed(empty_definition("Leeg"), library_questions()["timing"])
    assert parse(without).signifier("timing").wording_by_role == ()
    professionals = dump(starters()[3].framework)
    some, _ = borrowed(professionals, library_questions()["timing"])
    assert [each.role for each in parse(some).signifier("timing").wording_by_role] == [
        "professional",
        "manager",
        "bestuurder",
    ]


def test_an_id_that_once_meant_something_else_is_not_given_out_again() -> None:
    changed, id = borrowed(empty_definition("Leeg"), library_questions()["timing"], taken={"timing"})
    assert id != "timing"
    assert parse(changed).signifier(id)


def test_there_is_one_story_and_one_title() -> None:
    whole = dump(starters()[0].framework)
    assert is_there(whole, library_questions()["story"])
    assert is_there(whole, library_questions()["title"])
    assert not is_there(whole, library_questions()["compass"])


def test_the_shelf_of_templates_says_when_and_how_long(as_person: Callable[[str], Client], inquiry: Inquiry) -> None:
    page = as_person("bart").get("/team/onderzoek/nieuw/").content.decode()
    for starter in starters():
        assert starter.use in page
        assert starter.minutes in page
