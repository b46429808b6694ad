"""A photo is a way of telling: added, described, removed, sent; without scripts, and without a word lost."""

import io
import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import Settings

from raamvertelling.stories.media import descriptions_of, media_of, read_media
from raamvertelling.stories.models import MediaKind, Story
from raamvertelling.stories.services.withdrawing import withdraw_story
from raamvertelling.stories.tests.media_maker import drawing
from raamvertelling.telling.models import DraftMedia
from raamvertelling.telling.tests.walking import Teller, text

pytestmark = pytest.mark.django_db
PLACE = "Kanariestraat 12"


def picture(width: int = 320, height: int = 240) -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010E] = PLACE
    made = io.BytesIO()
    drawing(width, height).save(made, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG van Jan.jpg", made.getvalue())


def at_the_story(teller: Teller) -> Teller:
    teller.begin()
    teller.post("prompt", {"prompt": "vroeg_erbij"})
    return teller


def add(teller: Teller, *files: SimpleUploadedFile, **more: str) -> str:
    """Press a button on the page of the story; return where it leads or what it says."""
    sent = {"story": "", "actie": "foto", **more}
    answer = teller.client.post(teller.url("uw-verhaal"), {**sent, "foto": list(files)})
    return answer["Location"] if answer.status_code == 302 else text(answer)


def ids() -> list[str]:
    return [each.pk.hex for each in DraftMedia.objects.filter(kind=MediaKind.PHOTO).order_by("number")]


def send(teller: Teller) -> Story:
    teller.post("role", {"role": "inwoner"})
    teller.send()
    return Story.objects.get()


def test_a_photo_is_a_story(teller: Teller) -> None:
    at_the_story(teller)
    assert add(teller, picture()).endswith("/story/#foto")
    page = teller.get("story").content.decode()
    assert "Wat is er op de foto te zien?" in page and f"foto-tekst-{ids()[0]}" in page
    onward = add(teller, actie="verder", **{f"foto-tekst-{ids()[0]}": "Een brief op tafel."})
    assert onward == teller.url("title")
    check = teller.get("alles-nakijken").content.decode()
    assert 'alt="Een brief op tafel."' in check
    story = send(teller)
    (kept,) = media_of(story)
    assert descriptions_of([kept]) == {kept.pk: "Een brief op tafel."}
    assert PLACE.encode() not in read_media(kept) and story.waits_for_transcript
    assert not DraftMedia.objects.exists()


def test_a_paper_story_says_that_it_is_one(teller: Teller) -> None:
    at_the_story(teller)
    add(teller, picture(), picture(200, 300), **{"foto-papier": "1"})
    assert teller.get("story").content.decode().count("Een foto van een verhaal op papier.") >= 2
    add(teller, actie="verder")
    story = send(teller)
    assert [(each.width, each.height) for each in media_of(story)] == [(320, 240), (200, 300)], "pages stay in order"


def test_pressing_go_on_with_a_photo_asks_for_words_first(teller: Teller) -> None:
    at_the_story(teller)
    assert add(teller, picture(), actie="verder", story="Kijk maar.").endswith("/story/#foto")
    page = teller.get("story").content.decode()
    assert "Kijk maar." in page and len(ids()) == 1
    assert add(teller, actie="verder", story="Kijk maar.") == teller.url("title")


def test_a_photo_can_be_removed(teller: Teller) -> None:
    at_the_story(teller)
    add(teller, picture(), picture())
    first, second = ids()
    assert add(teller, actie=f"foto-weg:{first}", **{f"foto-tekst-{second}": "Mijn straat."}).endswith("#foto")
    assert ids() == [second]
    assert "Mijn straat." in teller.get("story").content.decode()
    assert add(teller, actie="foto-weg:geen-nummer").endswith("#foto")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "geen foto die wij kunnen lezen"),
        (b"\xff\xd8\xff\xe0" + b"x" * 500, "geen foto die wij kunnen lezen"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
    ],
)
def test_what_is_no_photo_gets_a_sentence_and_loses_nothing(teller: Teller, data: bytes, sentence: str) -> None:
    at_the_story(teller)
    add(teller, picture())
    said = add(teller, SimpleUploadedFile("a.jpg", data), story="Ik typte dit al.")
    assert sentence in said and "Ik typte dit al." in said
    assert len(ids()) == 1


def test_there_are_at_most_five(teller: Teller) -> None:
    at_the_story(teller)
    said = add(teller, *(picture(40, 40) for _ in range(6)))
    assert "Haal er eerst een weg" in said and len(ids()) == 5


def test_nothing_chosen_is_said(teller: Teller) -> None:
    assert "Kies eerst een foto" in add(at_the_story(teller))


def test_a_photo_is_seen_only_by_who_made_it(teller: Teller) -> None:
    at_the_story(teller)
    add(teller, picture())
    url = teller.url(f"uw-foto/{DraftMedia.objects.get().pk}")
    assert teller.client.get(url)["Content-Type"] == "image/jpeg"
    assert Teller(type(teller.client)()).client.get(url).status_code == 302
    assert PLACE.encode() not in bytes(DraftMedia.objects.get().sealed)


def test_my_story_shows_the_photo_until_it_is_withdrawn(teller: Teller) -> None:
    at_the_story(teller)
    add(teller, picture())
    add(teller, actie="verder", **{f"foto-tekst-{ids()[0]}": "Een brief op tafel."})
    teller.post("role", {"role": "inwoner"})
    code = teller.told_code()
    teller.client.post("/mijn-verhaal/", {"code": code})
    page = teller.client.get("/mijn-verhaal/bekijken/").content.decode()
    story = Story.objects.get()
    url = f"/mijn-verhaal/opname/{media_of(story)[0].pk}/"
    assert url in page and 'alt="Een brief op tafel."' in page
    assert teller.client.get(url)["Content-Type"] == "image/jpeg"
    withdraw_story(story=story, today=story.received_on)
    assert teller.client.get(url).status_code in (302, 404)


def test_what_does_not_fit_together_is_said_and_loses_no_word(teller: Teller, settings: Settings) -> None:
    """The first photo fits, the second does not: the first stays, and so do the words."""
    at_the_story(teller)
    first = picture()
    settings.RAAM_MEDIA_MB = 1
    second = SimpleUploadedFile("groot.jpg", random.Random(3).randbytes(1_100_000))
    page = add(teller, first, second, story="Ik had al veel getypt.")
    assert "samen te groot" in page and "Ik had al veel getypt." in page
    assert len(ids()) == 1
    assert "Ik had al veel getypt." in teller.get("story").content.decode()


def test_words_about_a_photo_stay_when_a_recording_is_refused(teller: Teller) -> None:
    at_the_story(teller)
    add(teller, picture())
    said = {f"foto-tekst-{ids()[0]}": "Een brief op tafel.", "actie": "opname"}
    page = teller.client.post(
        teller.url("uw-verhaal"), {"story": "", "geluid": SimpleUploadedFile("a.txt", b"geen"), **said}
    )
    assert page.status_code == 422 and "Een brief op tafel." in text(page)
