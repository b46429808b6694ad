"""What a device sealed without a network comes in once, checked as strictly as online, and is never lost."""

import base64
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from raamvertelling.inquiries.models import Channel, FrameworkVersion, StoryPoint
from raamvertelling.stories.box import public_key, seal_box
from raamvertelling.stories.models import Receipt, SealedText, Slip, Story
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services import teller as own_story
from raamvertelling.stories.services.slips import IssuedSlip, issue_slips
from raamvertelling.telling.attempts import BOXES, MOST
from raamvertelling.telling.postbox import bound_to
from raamvertelling.telling.tests.walking import ANSWERS, STORY

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 6, 1)
POSTS: Any = {"headers": {"X-Raamvertelling": "postbus"}, "content_type": "application/json"}
OTHER_USES = {"groep": True, "citaat": False, "openbaar": False}


@pytest.fixture
def kitchen(storypoint: StoryPoint) -> StoryPoint:
    """A storypoint for conversations."""
    BOXES.wrong.clear()
    storypoint.channel = Channel.INTERVIEWER
    storypoint.save(update_fields=["channel"])
    return storypoint


@pytest.fixture
def slip(kitchen: StoryPoint) -> IssuedSlip:
    return hand_out(kitchen)[0]


def hand_out(point: StoryPoint, count: int = 1) -> list[IssuedSlip]:
    version = point.inquiry.framework_version
    return issue_slips(storypoint=point, version=version, channel=Channel.INTERVIEWER, count=count, today=DAY)


def pairs(fields: dict[str, str | list[str]]) -> list[list[str]]:
    return [[name, each] for name, value in fields.items() for each in ([value] if isinstance(value, str) else value)]


def letter(slip: IssuedSlip, **changed: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "sleutel": slip.key,
        "taal": "nl",
        "antwoorden": {name: pairs(fields) for name, fields in ANSWERS.items()},
        "gebruik": {"analyse": True, **OTHER_USES},
        "code": True,
        "op": "2026-06-02",
    }
    return told | changed


def sealed(point: StoryPoint, content: object, number: int = 1) -> dict[str, Any]:
    box = seal_box(public_key(point.inquiry), json.dumps(content).encode(), bound_to(point, number))
    return {"kader": number, "doos": base64.b64encode(box).decode()}


def post(client: Client, body: object, code: str = "de-brug") -> Any:
    return client.post(f"/vertel/{code}/postbus/", json.dumps(body), **POSTS)


def test_a_story_comes_in_with_all_that_was_told(client: Client, kitchen: StoryPoint, slip: IssuedSlip) -> None:
    answer = post(client, sealed(kitchen, letter(slip)))
    assert (answer.status_code, answer.json()) == (200, {"toestand": "ontvangen", "gemist": []})
    story = Story.objects.get()
    assert (story.channel, story.role, story.prompt) == ("interviewer", "professional", "vroeg_erbij")
    assert story.answers["about"] == {"mens": 0.25, "regels": 0.75, "geld": 0, "mode": "rows"}
    assert story.answers["life_domain"] == ["wonen", "geld_schulden"]
    assert (story.may_analyse, story.may_group, story.may_quote) == (True, True, False)
    told = texts_for_teller(story)
    assert (told.text, told.title) == (STORY, "Aan de balie")


def test_the_code_on_the_device_opens_the_story(client: Client, kitchen: StoryPoint, slip: IssuedSlip) -> None:
    assert own_story.find_by_code(slip.code) is None
    post(client, sealed(kitchen, letter(slip)))
    assert own_story.find_by_code(slip.code) == Story.objects.get()


@pytest.mark.parametrize(("said", "kept"), [(True, True), (False, None), ("ja", None), (None, None)])
def test_that_a_parent_or_guardian_agreed_comes_along(
    client: Client, kitchen: StoryPoint, slip: IssuedSlip, said: object, kept: bool | None
) -> None:
    assert post(client, sealed(kitchen, letter(slip, voogd=said))).status_code == 200
    assert Story.objects.get().guardian_agreed is kept


def test_sending_again_adds_nothing(client: Client, kitchen: StoryPoint, slip: IssuedSlip) -> None:
    box = sealed(kitchen, letter(slip))
    states = [post(client, box).json()["toestand"] for _ in range(5)]
    states.append(post(client, sealed(kitchen, letter(slip))).json()["toestand"])
    assert states == ["ontvangen", *["bekend"] * 5]
    assert (Story.objects.count(), Receipt.objects.count()) == (1, 1)


def test_another_text_under_the_same_slip_is_kept_apart(client: Client, kitchen: StoryPoint, slip: IssuedSlip) -> None:
    post(client, sealed(kitchen, letter(slip)))
    other = {**letter(slip)["antwoorden"], "story": [["story", "Een ander verhaal."]]}
    for _ in range(2):
        answer = post(client, sealed(kitchen, letter(slip, antwoorden=other)))
        assert (answer.status_code, answer.json()["toestand"]) == (409, "apart")
    assert post(client, sealed(kitchen, letter(slip))).json()["toestand"] == "bekend"
    assert sorted(Story.objects.values_list("state", flat=True)) == ["held", "received"]


def test_a_withdrawn_story_does_not_come_back(client: Client, kitchen: StoryPoint, slip: IssuedSlip) -> None:
    box = sealed(kitchen, letter(slip))
    post(client, box)
    own_story.withdraw_story(story=Story.objects.get(), today=DAY)
    assert post(client, box).json()["toestand"] == "bekend"
    assert not Story.objects.exists()


def test_who_wants_no_code_gets_none(client: Client, kitchen: StoryPoint, slip: IssuedSlip) -> None:
    post(client, sealed(kitchen, letter(slip, code=False)))
    assert own_story.find_by_code(slip.code) is None
    assert Receipt.objects.get().code_hash is None


def test_without_a_slip_of_this_storypoint_nothing_comes_in(client: Client, kitchen: StoryPoint) -> None:
    made_up = IssuedSlip(1, "verzonnen", "0000 0000 0000 0000", "0000")
    other = StoryPoint.objects.create(inquiry=kitchen.inquiry, code="elders", name="Elders", channel="interviewer")
    for key in (made_up, hand_out(other)[0]):
        answer = post(client, sealed(kitchen, letter(key)))
        assert answer.status_code == 422 and "strookje" in answer.json()["meldingen"][0]
    assert not Story.objects.exists()


def test_questions_of_before_stay_acceptable(client: Client, kitchen: StoryPoint, slip: IssuedSlip) -> None:
    first = kitchen.inquiry.framework_version
    FrameworkVersion.objects.create(
        inquiry=kitchen.inquiry, number=2, definition=first.definition, made_on=dt.date(2026, 7, 1)
    )
    kitchen.is_open = False
    kitchen.save(update_fields=["is_open"])
    assert post(client, sealed(kitchen, letter(slip), number=1)).status_code == 200
    assert Story.objects.get().framework_version == first
    unknown = post(client, sealed(kitchen, letter(slip), number=7))
    assert unknown.status_code == 422 and "kent het onderzoek niet" in unknown.json()["meldingen"][0]


def test_an_answer_that_does_not_fit_is_named_and_the_story_kept(
    client: Client, kitchen: StoryPoint, slip: IssuedSlip
) -> None:
    wrong = {**letter(slip)["antwoorden"], "about": [["about-rij-mens", "9"]], "heard": [["heard-gezet", "1"]]}
    answer = post(client, sealed(kitchen, letter(slip, antwoorden=wrong)))
    assert (answer.status_code, sorted(answer.json()["gemist"])) == (200, ["about", "heard"])
    assert Story.objects.get().role == "professional"


@pytest.mark.parametrize("change", [{"antwoorden": {}}, {"gebruik": {"analyse": False}}, {"gebruik": {}}])
def test_a_story_that_cannot_be_kept_stays_on_the_device(
    client: Client, kitchen: StoryPoint, slip: IssuedSlip, change: dict[str, Any]
) -> None:
    answer = post(client, sealed(kitchen, letter(slip, **change)))
    assert answer.status_code == 422 and answer.json()["meldingen"]
    assert not Story.objects.exists() and not SealedText.objects.exists()


@pytest.mark.parametrize("day", ["2025-01-01", "2999-01-01"])
def test_a_wrong_clock_gives_the_day_of_arrival(
    client: Client, kitchen: StoryPoint, slip: IssuedSlip, day: str
) -> None:
    post(client, sealed(kitchen, letter(slip, op=day)))
    story = Story.objects.get()
    assert story.told_on == story.received_on


def test_the_day_of_the_conversation_is_kept(client: Client, kitchen: StoryPoint, slip: IssuedSlip) -> None:
    post(client, sealed(kitchen, letter(slip)))
    assert Story.objects.get().told_on == dt.date(2026, 6, 2)


NO_LETTERS: list[object] = [
    [],
    "verhaal",
    {},
    {"sleutel": 3},
    {"sleutel": "x", "taal": "nl", "antwoorden": [], "gebruik": {}},
    {"sleutel": "x", "taal": "nl", "antwoorden": {"story": "tekst"}, "gebruik": {}},
    {"sleutel": "x", "taal": "nl", "antwoorden": {"story": [["story", 3]]}, "gebruik": {}},
    {"sleutel": "x", "taal": "nl", "antwoorden": {}, "gebruik": {}, "op": "morgen"},
    {"sleutel": "x", "taal": "nl", "antwoorden": {"story": [["story", "x"]] * 501}, "gebruik": {}},
]


@pytest.mark.parametrize("content", NO_LETTERS)
def test_a_box_with_something_else_is_refused(client: Client, kitchen: StoryPoint, content: object) -> None:
    answer = post(client, sealed(kitchen, content))
    assert answer.status_code == 422 and answer.json()["meldingen"]


@pytest.mark.parametrize(
    "body", [[], 7, {"kader": 1}, {"kader": "x", "doos": ""}, {"kader": 1, "doos": "%%"}, {"kader": 1, "doos": "AQ=="}]
)
def test_what_is_no_box_is_refused(client: Client, kitchen: StoryPoint, body: object) -> None:
    assert post(client, body).status_code == 422


def test_only_the_program_itself_may_post(client: Client, kitchen: StoryPoint, slip: IssuedSlip) -> None:
    body = json.dumps(sealed(kitchen, letter(slip)))
    assert client.post("/vertel/de-brug/postbus/", body, content_type="application/json").status_code == 403
    assert client.post("/vertel/weg/postbus/", body, **POSTS).status_code == 404
    assert client.post("/vertel/de-brug/postbus/", "x" * 1_600_000, **POSTS).status_code == 413
    assert not Story.objects.exists()


def test_no_cookie_is_asked_or_given(kitchen: StoryPoint, slip: IssuedSlip) -> None:
    stranger = Client(enforce_csrf_checks=True)
    answer = post(stranger, sealed(kitchen, letter(slip)))
    assert answer.status_code == 200 and not answer.cookies


def test_guessing_stops_and_good_boxes_do_not_count(client: Client, kitchen: StoryPoint) -> None:
    for each in hand_out(kitchen, MOST + 1):
        assert post(client, sealed(kitchen, letter(each))).status_code == 200
    for _ in range(MOST):
        assert post(client, {"kader": 1, "doos": "AQ=="}).status_code == 422
    assert post(client, {"kader": 1, "doos": "AQ=="}).status_code == 429


def test_what_an_interviewer_noted_is_kept_and_shown_to_the_teller(
    client: Client, kitchen: StoryPoint, as_person: Callable[[str], Client]
) -> None:
    version = kitchen.inquiry.framework_version
    place = {"id": "waar", "type": "single_choice", "interviewer": True, "skippable": True, "text": "Waar was u?"}
    place |= {"en": {"text": "Where?"}, "options": [{"id": "thuis", "text": "thuis", "en": {"text": "home"}}]}
    version.definition["items"].append(place)
    version.save(update_fields=["definition"])
    slip = hand_out(StoryPoint.objects.get(pk=kitchen.pk))[0]
    answers = {**letter(slip)["antwoorden"], "waar": [["waar", "thuis"]]}
    assert post(client, sealed(kitchen, letter(slip, antwoorden=answers))).status_code == 200
    assert Story.objects.get().answers["waar"] == "thuis"
    client.post("/mijn-verhaal/", {"code": slip.code})
    assert "Waar was u?" in client.get("/mijn-verhaal/bekijken/").content.decode()
    assert Slip.objects.count() == 1
