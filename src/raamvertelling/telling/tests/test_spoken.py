"""Recordings of pages by the organisation: kept clean, played to who reads those very words, and gone when asked."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.tests.sounds import SECRETS, sound
from raamvertelling.telling.models import QuestionAudio
from raamvertelling.telling.spoken.services import find_recording
from raamvertelling.telling.tests.walking import Teller, text

pytestmark = pytest.mark.django_db

AsPerson = Callable[[str], Client]
PAGE = "/team/vroeg-erbij/voorlezen/"


def upload(client: Client, data: bytes, spot: str = "story", name: str = "vraag.m4a") -> str:
    file = BytesIO(data)
    file.name = name
    response = client.post(PAGE, {"spot": spot, "language": "nl", "file": file})
    assert response.status_code in (302, 422)
    return "" if response.status_code == 302 else text(response)


def test_it_works(as_person: AsPerson, teller: Teller) -> None:
    assert upload(as_person("bart"), sound("mp4", "aac", 2)) == ""
    recording = QuestionAudio.objects.get()
    assert recording.mime == "audio/mp4" and 1.5 < recording.seconds < 2.5
    for secret in SECRETS.values():
        assert secret.encode() not in bytes(recording.data)
    assert "seconden" in text(as_person("amina").get(PAGE))
    teller.tell()
    page = teller.get("story").content.decode()
    address = f"/vertel/de-brug/voorgelezen/{recording.pk}/"
    assert f'<audio controls preload="none" src="{address}"' in page
    heard = teller.client.get(address, headers={"Range": "bytes=0-9"})
    assert (heard.status_code, heard.content, heard["Content-Type"]) == (206, bytes(recording.data)[:10], "audio/mp4")
    assert "<audio" not in teller.get("title").content.decode()


@pytest.mark.parametrize("spot", ["welkom", "voor-u-begint", "wat-mag-ermee"])
def test_the_pages_around_the_questions_too(as_person: AsPerson, teller: Teller, spot: str) -> None:
    assert upload(as_person("bart"), sound("mp3", "libmp3lame", 1, rate=44_100), spot) == ""
    if spot == "wat-mag-ermee":
        teller.tell()
    assert "voorgelezen/" in teller.get("" if spot == "welkom" else spot).content.decode()


def test_a_second_recording_takes_the_place_of_the_first(as_person: AsPerson, inquiry: Inquiry) -> None:
    for seconds in (1, 2):
        upload(as_person("bart"), sound("mp4", "aac", seconds))
    assert [round(each.seconds) for each in QuestionAudio.objects.all()] == [2]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7" + b"x" * 2000, "geen geluid dat wij kunnen lezen"),
        (b"x" * 2_500_001, "Het bestand is te groot. 2,5 MB is het meeste."),
        (b"", "bestand"),
    ],
)
def test_what_is_no_recording_is_refused(as_person: AsPerson, data: bytes, sentence: str) -> None:
    assert sentence in upload(as_person("bart"), data)
    assert not QuestionAudio.objects.exists()


def test_what_not_every_phone_plays_is_refused(as_person: AsPerson, inquiry: Inquiry) -> None:
    assert "Kies mp3, m4a of wav." in upload(as_person("bart"), sound("webm", "libopus", 1))


def test_other_words_are_not_read_with_an_old_recording(as_person: AsPerson, inquiry: Inquiry, teller: Teller) -> None:
    upload(as_person("bart"), sound("mp4", "aac", 1), "about")
    framework = inquiry.framework
    assert find_recording(inquiry, framework, "about", "nl", "inwoner")
    assert find_recording(inquiry, framework, "about", "nl", "professional") is None, "this role reads other corners"
    assert find_recording(inquiry, framework, "about", "en", "inwoner") is None
    QuestionAudio.objects.update(words_mark="x")
    assert find_recording(inquiry, framework, "about", "nl", "inwoner") is None
    assert "de tekst is veranderd" in text(as_person("bart").get(PAGE))


def test_a_recording_can_be_taken_away_by_who_may_change_the_questions(as_person: AsPerson) -> None:
    upload(as_person("bart"), sound("mp4", "aac", 1))
    address = f"{PAGE}{QuestionAudio.objects.get().pk}/weg/"
    for name in ("els", "joke", "karin", "corrie"):
        assert as_person(name).post(address).status_code == 404
    assert as_person("amina").post(address).status_code == 302
    assert not QuestionAudio.objects.exists()
