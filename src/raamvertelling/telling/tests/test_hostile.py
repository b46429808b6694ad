"""What somebody who means harm sends to the doors that need no account: refused in a sentence, and nothing is lost."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.models import Slip, SlipState, Story
from raamvertelling.stories.services.slips import set_slip_state
from raamvertelling.telling.tests import test_postbox
from raamvertelling.telling.tests.test_postbox import POSTS, hand_out, letter, post, sealed

pytestmark = pytest.mark.django_db
kitchen = test_postbox.kitchen


@pytest.mark.parametrize("number", ["Infinity", "1e400", "NaN", '"1"', "true", "[1]", "-1", "9" * 5000])
def test_a_box_with_a_strange_number_is_refused(client: Client, kitchen: StoryPoint, number: str) -> None:
    box = sealed(kitchen, letter(hand_out(kitchen)[0]))
    body = f'{{"kader": {number}, "doos": "{box["doos"]}"}}'
    answer = client.post("/vertel/de-brug/postbus/", body, **POSTS)
    assert answer.status_code == 422 and answer.json()["meldingen"]


@pytest.mark.parametrize("changed", [{"sleutel": "\ud800"}, {"taal": "\ud800"}, {"gebruik": {"\ud800": True}}])
def test_half_a_character_in_a_letter_is_refused(client: Client, kitchen: StoryPoint, changed: dict[str, Any]) -> None:
    answer = post(client, sealed(kitchen, letter(hand_out(kitchen)[0], **changed)))
    assert answer.status_code == 422 and answer.json()["meldingen"]


@pytest.mark.parametrize("sign", ["\ud800", "\0", "\u202e", "<script>"])
def test_strange_signs_in_the_answers_break_nothing(client: Client, kitchen: StoryPoint, sign: str) -> None:
    told = letter(hand_out(kitchen)[0])
    fields = {
        name: [[each, value + sign] for each, value in pairs] + [[sign, sign]]
        for name, pairs in told["antwoorden"].items()
    }
    answer = post(client, sealed(kitchen, {**told, "antwoorden": {**fields, sign: [[sign, sign]]}}))
    assert answer.status_code in (200, 422), answer.content[:500]


def test_a_slip_that_was_declared_void_takes_nothing_in_and_says_so(
    client: Client, kitchen: StoryPoint, people: dict[str, User]
) -> None:
    slip = hand_out(kitchen)[0]
    set_slip_state(slip=Slip.objects.get(), state=SlipState.VOID, actor=people["els"], today=localdate())
    answer = post(client, sealed(kitchen, letter(slip)))
    assert answer.status_code == 422 and "ongeldig" in json.dumps(answer.json())
    assert not Story.objects.exists()
