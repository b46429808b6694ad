"""A teller sees and downloads everything that is kept, and nothing that says who anybody is."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.media import media_of
from raamvertelling.stories.models import Consent, Story
from raamvertelling.stories.services.moderation import release, save_released_text
from raamvertelling.stories.services.pictures import release_pictures
from raamvertelling.stories.services.references import refer
from raamvertelling.stories.services.teller import propose_words, set_use, withdraw_story
from raamvertelling.stories.tests.media_maker import photo, voice
from raamvertelling.telling import cookies
from raamvertelling.telling.tests.walking import text

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 6, 3)
ALL = "/mijn-verhaal/alles/"
ZIP = "/mijn-verhaal/bewaren/zip/"


@pytest.fixture
def story(tell: Callable[..., Story], people: dict[str, User]) -> Story:
    """A story with everything: a recording, a photo, a changed text, other words, a use taken back and a report."""
    told = tell("Fatma belde.", title="De bel", consents={"citaat": True}, release=False, media=(voice(), photo()))
    els = people["els"]
    save_released_text(story=told, actor=els, texts={"story": "[naam 1] belde."}, today=TODAY)
    release(story=told, actor=els, withheld=(), today=TODAY)
    picture = media_of(told)[-1]
    release_pictures(story=told, actor=els, chosen={picture.pk: "Een bank."}, today=TODAY)
    propose_words(story=told, title="De bel", text="Iemand belde.", today=TODAY)
    set_use(story=told, purpose="groep", given=False, today=TODAY, language="nl")
    refer(inquiry=told.inquiry, story_id=told.pk, kind="account-quote", object_id=1, use="citaat")
    return told


@pytest.fixture
def owner(story: Story) -> Client:
    answer, client = HttpResponse(), Client()
    cookies.write_my_story(answer, story.pk)
    client.cookies[cookies.MY_STORY] = answer.cookies[cookies.MY_STORY].value
    return client


def unpack(owner: Client) -> tuple[dict[str, bytes], dict[str, Any]]:
    answer = owner.get(ZIP)
    assert answer["Content-Type"] == "application/zip" and answer["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    return files, json.loads(files["mijn-verhaal.json"])


def test_it_works(owner: Client) -> None:
    page = text(owner.get(ALL))
    assert "Zinnen uit mijn verhaal mogen in een rapport staan." in page
    assert "een zin in een rapport" in page and "verhaal ontvangen" in page


def test_the_file_holds_everything(owner: Client, story: Story) -> None:
    files, data = unpack(owner)
    assert data["format"] == "raamvertelling/my-story/1"
    assert (data["story"]["moderated_on"], data["story"]["original_gone_on"]) == (TODAY.isoformat(), None)
    assert data["texts"]["as_told"]["text"] == "Fatma belde."
    assert data["texts"]["as_others_read_it"] == {"title": "De bel", "text": "[naam 1] belde.", "answers": {}}
    assert data["texts"]["as_you_want_it"]["text"] == "Iemand belde."
    assert data["answers_as_stored"] == Story.objects.get(pk=story.pk).answers and data["answers"]
    assert (data["uses_now"], data["used_in"][0]["kind"]) == (["analyse", "citaat"], "account-quote")
    assert [each["use"] for each in data["consents"]].count("groep") == 2
    assert len(data["consents"]) == Consent.objects.filter(story=story).count()
    sent = {str(each.kind): each.data for each in (voice(), photo())}
    assert files["bestanden/1-voice.wav"] == sent["voice"] and len(data["files"]) == 3
    assert {each["name"] for each in data["files"]} == set(files) - {"mijn-verhaal.json", "mijn-verhaal.html"}
    assert "Fatma belde." in files["mijn-verhaal.html"].decode()


def test_the_words_of_a_consent_are_those_of_its_hash(owner: Client) -> None:
    _, data = unpack(owner)
    for each in data["consents"]:
        assert sha256(f"{each['question']}\n{each['words']}".encode()).hexdigest() == each["sha256_of_words"]


def test_it_says_what_kind_of_person_read_it_and_never_who(
    owner: Client, story: Story, as_person: Callable[[str], Client]
) -> None:
    as_person("els").get(reverse("stories:story", args=[story.inquiry.slug, story.number]))
    as_person("amina").get(reverse("sensemaking:story", args=[story.inquiry.slug, story.number]))
    page = text(owner.get(ALL))
    assert "een moderator las de tekst zoals u het vertelde" in page
    assert "een onderzoeker las de tekst zoals anderen die lezen" in page
    files, data = unpack(owner)
    assert {role for each in data["read_by"] for role in each["roles"]} == {"moderator", "researcher"}
    everything = page + files["mijn-verhaal.json"].decode() + files["mijn-verhaal.html"].decode()
    assert not {"Els", "Amina", "els@", "amina@"} & set(everything.replace("<", " ").split())
    assert str(story.pk) not in everything and story.receipt.idempotency_hash not in everything


def test_without_the_code_or_after_withdrawing_there_is_nothing(owner: Client, story: Story) -> None:
    for address in (ALL, ZIP):
        assert Client().get(address)["Location"] == "/mijn-verhaal/"
    withdraw_story(story=story, today=TODAY)
    assert owner.get(ZIP).status_code == 302


def test_the_file_is_described(inquiry: Inquiry, owner: Client) -> None:
    from pathlib import Path

    described = (Path(__file__).parents[4] / "docs" / "mijn-verhaal-bestand.md").read_text(encoding="utf-8")
    _, data = unpack(owner)
    keys = {*data, *data["story"], *data["texts"], *data["consents"][0], *data["files"][0]}
    assert [key for key in keys if f"`{key}`" not in described] == []
