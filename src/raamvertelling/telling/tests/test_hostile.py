"""What somebody who means harm sends to the doors that need no account: refused in a sentence, and nothing is lost."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories import apart, audio
from raamvertelling.stories.models import Slip, SlipState, Story, StoryMedia
from raamvertelling.stories.photo import BadPhoto, clean_photo
from raamvertelling.stories.services.slips import set_slip_state
from raamvertelling.stories.tests import media_maker
from raamvertelling.stories.tests.sounds import sound
from raamvertelling.telling.models import Draft, DraftChunk
from raamvertelling.telling.tests import test_postbox
from raamvertelling.telling.tests.test_postbox import POSTS, hand_out, letter, post, sealed
from raamvertelling.telling.tests.test_voice import finish, send_piece
from raamvertelling.telling.tests.walking import Teller, code_on, text

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


@pytest.fixture
def killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine has no memory left: it kills the worker that cleans a recording."""
    worker = tmp_path / "worker.py"
    worker.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", encoding="utf-8")
    monkeypatch.setattr(audio, "WORKER", worker)


def test_a_worker_that_is_killed_loses_no_recording(teller: Teller, killed: None, monkeypatch: Any) -> None:
    teller.tell()
    send_piece(teller, 0, sound(seconds=3))
    assert finish(teller)[0] == 422 and DraftChunk.objects.count() == 1
    assert "nu niet klaarmaken" in text(teller.post("uw-verhaal", {"story": "Ook getypt."}))
    assert "nu niet klaarmaken" in text(teller.get("alles-nakijken"))
    assert teller.post("alles-nakijken").status_code == 422 and not Story.objects.exists()
    code, other = code_on(teller.post("ander-toestel", {"keuze": "code"})), Teller(Client())
    answer = other.client.post("/vertel/-/verder/", {"code": code})
    assert answer.status_code == 422 and Draft.objects.count() == 1 and DraftChunk.objects.count() == 1
    monkeypatch.undo()
    teller.told_code()
    assert StoryMedia.objects.get().seconds == pytest.approx(3, abs=0.2)


def test_no_more_than_two_files_are_worked_on_at_once(teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    teller.tell()
    send_piece(teller, 0, sound(seconds=3))
    monkeypatch.setattr(apart, "AT_ONCE", threading.BoundedSemaphore(1))
    monkeypatch.setattr(apart, "WAITS", 0.0)
    with apart.AT_ONCE:
        assert finish(teller)[0] == 422 and DraftChunk.objects.count() == 1
        with pytest.raises(BadPhoto, match="nu niet klaarmaken"):
            clean_photo(media_maker.photo().data)
    assert finish(teller)[0] == 200 and not DraftChunk.objects.exists()
