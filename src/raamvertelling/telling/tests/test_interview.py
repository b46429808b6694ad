"""The pages that stay on a device of an interviewer: what is on them, what is not, and who gets them."""

import datetime as dt
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from raamvertelling.core.framework import Condition, SingleChoice, Wording, asked_signifiers
from raamvertelling.inquiries.models import Channel, StoryPoint
from raamvertelling.stories.models import Slip
from raamvertelling.telling import cookies

pytestmark = pytest.mark.django_db

HOME = "/team/vroeg-erbij/interview/keukentafel/"
SLIPS = f"{HOME}strookjes/"
ROUTES = json.loads((Path(__file__).parent / "routes.json").read_text(encoding="utf-8"))
OWN = {
    "id": "waar",
    "type": "single_choice",
    "interviewer": True,
    "skippable": True,
    "text": "Waar was het gesprek?",
    "en": {"text": "Where was it?"},
    "options": [{"id": "thuis", "text": "thuis", "en": {"text": "at home"}}],
}


@pytest.fixture
def kitchen(storypoint: StoryPoint) -> StoryPoint:
    return StoryPoint.objects.create(
        inquiry=storypoint.inquiry, code="keukentafel", name="Keukentafel", channel=Channel.INTERVIEWER
    )


@pytest.fixture
def joke(kitchen: StoryPoint, as_person: Callable[[str], Client]) -> Client:
    return as_person("joke")


def body(answer: Any) -> str:
    return unescape(answer.content.decode())


def plan_of(page: str) -> dict[str, Any]:
    found = re.search(r'data-plan="([^"]+)"', page)
    assert found
    read: dict[str, Any] = json.loads(unescape(found[1]))
    return read


def test_what_was_said_to_the_interviewer_just_now_does_not_stay_on_the_device(joke: Client) -> None:
    joke.post("/team/vroeg-erbij/papier/partij/1/")
    for address in (HOME, f"{HOME}gesprek/1/nl/"):
        assert "zijn nu ongeldig" not in body(joke.get(address))
    assert "zijn nu ongeldig" in body(joke.get("/team/vroeg-erbij/papier/"))


@pytest.mark.parametrize("case", ROUTES["cases"])
def test_the_server_asks_what_the_device_asks(case: dict[str, Any]) -> None:
    """The same cases as in e2e/offline.test.js."""
    signs = [
        SingleChoice(
            id=each["name"],
            text=Wording((("nl", "?"),)),
            options=(),
            condition=Condition(each["if"][0], tuple(each["if"][1]), each["if"][2]) if each["if"] else None,
        )
        for each in ROUTES["steps"]
    ]
    answers = {name: [value for _, value in pairs] for name, pairs in case["fields"].items()}
    assert [each.id for each in asked_signifiers(signs, answers)] == case["expected"]


def test_the_conversation_holds_every_question_in_each_wording(joke: Client, kitchen: StoryPoint) -> None:
    page = joke.get(f"{HOME}gesprek/1/nl/").content.decode()
    framework = kitchen.inquiry.framework
    plan = plan_of(page)
    assert {each["name"] for each in plan["steps"]} == {each.id for each in framework.signifiers}
    drawn = set(re.findall(r'<template data-step="(\w+)" data-role="(\w*)"', page))
    worded = {(each.id, "") for each in framework.signifiers}
    worded |= {(each.id, wording.role) for each in framework.signifiers for wording in each.wording_by_role}
    assert drawn == worded


def test_a_conversation_in_another_language_is_in_that_language(joke: Client, all_languages: None) -> None:
    page = body(joke.get(f"{HOME}gesprek/1/en/"))
    assert '<html lang="en"' in page and "Tell your story." in page
    assert joke.get(f"{HOME}gesprek/1/fr/").status_code == 404
    assert joke.get(f"{HOME}gesprek/9/nl/").status_code == 404


def test_questions_for_the_interviewer_come_first_and_tellers_never_get_them(joke: Client, kitchen: StoryPoint) -> None:
    version = kitchen.inquiry.framework_version
    version.definition["items"].append(OWN)
    version.save(update_fields=["definition"])
    steps = plan_of(joke.get(f"{HOME}gesprek/1/nl/").content.decode())["steps"]
    assert [each["name"] for each in steps if each["own"]] == ["waar"]
    assert steps[0]["name"] == "waar"
    teller = Client()
    teller.post("/vertel/de-brug/voor-u-begint/", {"old_enough": "ja", "analyse": "ja"})
    assert teller.get("/vertel/de-brug/waar/").status_code == 302


def test_what_stays_on_the_device_names_nobody(joke: Client) -> None:
    for path in (HOME, f"{HOME}gesprek/1/nl/"):
        page = body(joke.get(path))
        assert "Joke" not in page and "joke@" not in page and "csrfmiddlewaretoken" not in page


def test_slips_are_handed_out_with_the_public_key_once(kitchen: StoryPoint, joke: Client) -> None:
    handed = joke.post(f"{HOME}strookjes/").json()
    assert len(handed["strookjes"]) == 40 == Slip.objects.filter(storypoint=kitchen, channel="interviewer").count()
    assert {len(each["code"]) for each in handed["strookjes"]} == {19}
    again = joke.post(f"{HOME}strookjes/").json()
    keys = {each["key"] for each in (*handed["strookjes"], *again["strookjes"])}
    assert len(keys) == 80 and handed["sleutel"] == again["sleutel"]


def test_a_closed_storypoint_hands_out_no_more_slips(kitchen: StoryPoint, joke: Client) -> None:
    kitchen.inquiry.opens, kitchen.inquiry.closes = dt.date(2100, 1, 1), None
    kitchen.inquiry.save()
    assert joke.post(SLIPS).status_code == 200
    kitchen.inquiry.opens, kitchen.inquiry.closes = None, dt.date(2020, 1, 1)
    kitchen.inquiry.save()
    given = Slip.objects.count()
    assert (joke.post(SLIPS).status_code, Slip.objects.count()) == (409, given)
    kitchen.is_test = True
    kitchen.save()
    assert joke.post(SLIPS).status_code == 200
    kitchen.is_open = False
    kitchen.save()
    assert joke.post(SLIPS).status_code == 409


def test_the_token_for_slips_comes_from_the_server_itself(kitchen: StoryPoint, joke: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.update(joke.cookies)
    token = strict.get(f"{HOME}strookjes/").json()["token"]
    assert strict.post(f"{HOME}strookjes/").status_code == 403
    assert strict.post(f"{HOME}strookjes/", headers={"X-CSRFToken": token}).status_code == 200


def test_only_a_storypoint_for_conversations_has_this_page(joke: Client, storypoint: StoryPoint) -> None:
    assert joke.get("/team/vroeg-erbij/interview/de-brug/").status_code == 404
    assert "Keukentafel" in body(joke.get("/team/vroeg-erbij/interview/"))


def kept_by(answer: Any) -> dict[str, Any]:
    script = answer.content.decode()
    found = re.search(r"serve\((.+)\);", script)
    assert found and answer["Content-Type"].startswith("text/javascript")
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_the_worker_keeps_the_frame_and_the_questions_and_nothing_else(joke: Client, all_languages: None) -> None:
    plan = kept_by(joke.get(f"{HOME}dienst.js"))
    assert plan["pages"] == [HOME, *(f"{HOME}gesprek/1/{each}/" for each in ("nl", "nl-simple", "en"))]
    for path in plan["pages"]:
        used = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', joke.get(path).content.decode()))
        assert used - set(plan["files"]) == {"/static/raam/img/icon-192.png"} & used
    teller = kept_by(Client().get("/vertel/de-brug/dienst.js"))
    assert teller["pages"] == ["/vertel/de-brug/geen-internet/"]
    for kept in (plan, teller):
        names = [each.removeprefix("/static/") for each in kept["files"] if each.startswith("/static/")]
        assert all(finders.find(each) for each in names)


def test_a_new_version_gives_another_worker(joke: Client, kitchen: StoryPoint) -> None:
    before = kept_by(joke.get(f"{HOME}dienst.js"))
    version = kitchen.inquiry.framework_version
    kitchen.inquiry.framework_versions.create(number=2, definition=version.definition, made_on=version.made_on)
    after = kept_by(joke.get(f"{HOME}dienst.js"))
    assert (before["version"], after["version"]) == ("1", "2") and before["mark"] != after["mark"]


def test_a_storypoint_installs_under_its_own_name(storypoint: StoryPoint) -> None:
    page = Client().get("/vertel/de-brug/").content.decode()
    assert '<link rel="manifest" href="/vertel/de-brug/app.webmanifest?taal=nl">' in page
    answer = Client().get("/vertel/de-brug/app.webmanifest")
    manifest = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["start_url"], manifest["scope"]) == ("De Brug", *["/vertel/de-brug/"] * 2)
    assert {each["sizes"] for each in manifest["icons"]} == {"192x192", "512x512"}
    assert all(finders.find(each["src"].removeprefix("/static/")) for each in manifest["icons"])
    assert Client().get("/vertel/weg/app.webmanifest").status_code == 404


def test_a_kiosk_keeps_nothing(storypoint: StoryPoint) -> None:
    storypoint.channel = Channel.KIOSK
    storypoint.save(update_fields=["channel"])
    assert "keep-page" not in Client().get("/vertel/de-brug/").content.decode()


def test_snel_weg_does_not_wipe_the_stories_of_others(joke: Client) -> None:
    assert "storage" in Client().get("/snel-weg/")["Clear-Site-Data"]
    joke.get(HOME)
    assert joke.cookies[cookies.INTERVIEW]["path"] == "/snel-weg/"
    assert "Clear-Site-Data" not in joke.get("/snel-weg/")
