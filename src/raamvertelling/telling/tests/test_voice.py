"""A story that is spoken: pieces come in, are joined and cleaned, and go with the story; nothing is lost or left."""

import datetime as dt
import hashlib
import random
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from raamvertelling.inquiries.models import Channel, StoryPoint
from raamvertelling.stories.audio import Sound, clean_sound
from raamvertelling.stories.codes import normalise
from raamvertelling.stories.media import media_of, read_media
from raamvertelling.stories.models import Story, StoryMedia
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services.receiving import receive_story
from raamvertelling.stories.tests.sounds import SECRETS, heard, sound
from raamvertelling.telling import cookies, draft_media, services
from raamvertelling.telling.draft_key import draft_key
from raamvertelling.telling.models import Draft, DraftChunk, DraftMedia
from raamvertelling.telling.tests.walking import STORY, Teller, text

pytestmark = pytest.mark.django_db

REST: dict[str, dict[str, str | list[str]]] = {"prompt": {"prompt": "vroeg_erbij"}, "role": {"role": "inwoner"}}
RECORDING = UUID("11111111-1111-4111-8111-111111111111")


def pieces_of(data: bytes, count: int = 4) -> list[bytes]:
    size = -(-len(data) // count)
    return [data[start : start + size] for start in range(0, len(data), size)]


def send_piece(
    teller: Teller, seq: int, data: bytes, recording: UUID = RECORDING, sha256: str = ""
) -> tuple[int, dict[str, object]]:
    answer = teller.client.post(
        teller.url(f"uw-opname/{recording}/{seq}"),
        data,
        content_type="application/octet-stream",
        headers={"X-Sha256": sha256 or hashlib.sha256(data).hexdigest()},
    )
    return answer.status_code, answer.json()


def finish(teller: Teller) -> tuple[int, dict[str, object]]:
    answer = teller.client.post(teller.url("uw-opname/klaar"))
    return answer.status_code, answer.json()


def at_the_story(teller: Teller) -> Teller:
    teller.begin()
    teller.post("prompt", {"prompt": "vroeg_erbij"})
    return teller


def upload(teller: Teller, data: bytes, **more: str) -> str:
    file = SimpleUploadedFile("opname van Jan.m4a", data)
    answer = teller.client.post(teller.url("uw-verhaal"), {"geluid": file, "story": "", "actie": "opname", **more})
    return answer["Location"] if answer.status_code == 302 else text(answer)


def test_pieces_become_one_recording_that_goes_with_the_story(teller: Teller) -> None:
    at_the_story(teller)
    raw = sound(seconds=6)
    for seq, piece in enumerate(pieces_of(raw)):
        status, told = send_piece(teller, seq, piece)
    assert (status, told) == (200, {"have": [0, 1, 2, 3]})
    status, told = finish(teller)
    assert (status, told["length"]) == (200, "6 seconden")
    assert not DraftChunk.objects.exists() and DraftMedia.objects.get().place == "story"
    assert teller.post("uw-verhaal", {"story": ""})["Location"] == teller.url("title")
    teller.tell(REST)
    page = text(teller.get("alles-nakijken"))
    assert "Uw opname: 6 seconden" in page and "Nog niet beantwoord" not in page
    teller.told_code()
    story = Story.objects.get()
    (kept,) = media_of(story)
    data = read_media(kept)
    assert heard(data) == pytest.approx(6, abs=0.1) and kept.seconds == pytest.approx(6, abs=0.1)
    assert not any(secret.encode() in data for secret in SECRETS.values())
    assert (story.channel, story.word_count, kept.place) == (Channel.VOICE, 0, "story")
    assert not DraftMedia.objects.exists()


def test_order_and_repetition_do_not_matter(teller: Teller) -> None:
    at_the_story(teller)
    pieces = list(enumerate(pieces_of(sound(seconds=5), 7)))
    shuffled = pieces * 2
    random.Random(1).shuffle(shuffled)
    for seq, piece in shuffled:
        assert send_piece(teller, seq, piece)[0] == 200
    assert DraftChunk.objects.count() == 7
    assert finish(teller)[1]["length"] == "5 seconden"
    assert finish(teller)[1]["length"] == "5 seconden"


def test_a_broken_piece_is_not_kept_and_another_one_does_not_replace_it(teller: Teller) -> None:
    at_the_story(teller)
    status, told = send_piece(teller, 0, b"half", sha256=hashlib.sha256(b"heel").hexdigest())
    assert status == 409 and "kwam niet heel aan" in str(told["problem"])
    assert not DraftChunk.objects.exists()
    assert send_piece(teller, 0, b"eerste")[0] == 200
    status, told = send_piece(teller, 0, b"anders")
    assert status == 409 and "met een andere inhoud" in str(told["problem"])


def test_a_recording_that_was_cut_off_is_finished_by_going_on(teller: Teller) -> None:
    """The tab was killed; later, perhaps without JavaScript, the teller presses Verder."""
    at_the_story(teller)
    for seq, piece in enumerate(pieces_of(sound(seconds=8))[:3]):
        send_piece(teller, seq, piece)
    assert "data-cut-off" in teller.get("story").content.decode()
    assert teller.post("story", {"story": ""})["Location"] == teller.url("title")
    assert 5 < (DraftMedia.objects.get().seconds or 0) < 6.5


def test_what_a_killed_tab_left_goes_along_from_a_later_page(teller: Teller) -> None:
    teller.tell()
    for seq, piece in enumerate(pieces_of(sound(seconds=3))):
        send_piece(teller, seq, piece)
    assert "Uw opname: 3 seconden" in text(teller.get("alles-nakijken"))
    teller.told_code()
    assert StoryMedia.objects.get().seconds == pytest.approx(3, abs=0.2)


def test_a_second_recording_is_joined_to_the_first(teller: Teller) -> None:
    at_the_story(teller)
    for recording in (uuid4(), uuid4()):
        for seq, piece in enumerate(pieces_of(sound(seconds=3))):
            send_piece(teller, seq, piece, recording)
        finish(teller)
    assert DraftMedia.objects.get().seconds == pytest.approx(6, abs=0.2)


def test_what_another_window_added_meanwhile_is_not_lost(teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_story(teller)
    for seq, piece in enumerate(pieces_of(sound(seconds=3))):
        send_piece(teller, seq, piece)
    came: list[int] = []

    def slow(parts: list[bytes]) -> Sound:
        if not came:
            came.append(1)
            finish(teller)
        return clean_sound(parts)

    monkeypatch.setattr(draft_media, "clean_sound", slow)
    assert finish(teller)[1]["length"] == "3 seconden"
    assert DraftMedia.objects.count() == 1


def test_without_javascript_a_file_is_enough(teller: Teller, storypoint: StoryPoint) -> None:
    at_the_story(teller)
    assert upload(teller, sound("mp4", "aac", 4), story=STORY) == teller.url("story") + "#praten"
    page = text(teller.get("story"))
    assert "Uw opname: 4 seconden" in page
    assert STORY in page
    answer = teller.client.get(teller.url("uw-opname"))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("audio/mp4", "no-store")
    assert heard(answer.content) == pytest.approx(4, abs=0.1)
    teller.tell({**REST, "story": {"story": STORY}})
    teller.told_code()
    assert Story.objects.get().channel == Channel.WEB and texts_for_teller(Story.objects.get()).text == STORY


def test_verder_takes_the_chosen_file_along(teller: Teller) -> None:
    at_the_story(teller)
    assert upload(teller, sound(seconds=3), actie="verder") == teller.url("title")
    assert DraftMedia.objects.get().seconds == pytest.approx(3, abs=0.1)


def test_a_part_of_the_recording_can_be_asked_for(teller: Teller) -> None:
    at_the_story(teller)
    upload(teller, sound(seconds=3))
    whole = teller.client.get(teller.url("uw-opname")).content
    for asked, status, part, told in (
        ("bytes=0-9", 206, whole[:10], f"bytes 0-9/{len(whole)}"),
        ("bytes=10-", 206, whole[10:], f"bytes 10-{len(whole) - 1}/{len(whole)}"),
        ("bytes=-5", 206, whole[-5:], f"bytes {len(whole) - 5}-{len(whole) - 1}/{len(whole)}"),
        ("bytes=999999999-", 416, b"", f"bytes */{len(whole)}"),
    ):
        answer = teller.client.get(teller.url("uw-opname"), headers={"Range": asked})
        assert (answer.status_code, answer.content, answer["Content-Range"]) == (status, part, told)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Kies eerst een bestand"),
        (b"x" * 500, "Er staat niets op de opname"),
        (b"geen geluid " * 500, "geen geluid dat wij kunnen lezen"),
        (b"x" * 25_000_001, "te groot. 25 MB is het meeste"),
    ],
)
def test_what_cannot_be_kept_is_said_and_no_word_is_lost(teller: Teller, data: bytes, sentence: str) -> None:
    at_the_story(teller)
    page = upload(teller, data, story=STORY)
    assert sentence in page and STORY in page
    assert not DraftMedia.objects.exists()
    assert STORY in text(teller.get("story"))


def test_only_the_way_that_went_wrong_is_marked(teller: Teller) -> None:
    at_the_story(teller)
    file = SimpleUploadedFile("tekst.txt", b"geen geluid " * 500)
    page = teller.client.post(
        teller.url("uw-verhaal"), {"geluid": file, "story": "", "actie": "opname"}
    ).content.decode()
    assert 'href="#praten-kop"' in page and page.count('aria-invalid="true"') == 1
    assert "geluid-uitleg praten-fout" in page and 'id="praten-fout"' in page


def test_too_long_is_said(teller: Teller, settings: object) -> None:
    at_the_story(teller)
    settings.RAAM_RECORDING_MINUTES = 0  # type: ignore[attr-defined]  # the fixture of pytest-django
    assert "De opname is te lang" in upload(teller, sound(seconds=22))


def test_a_draft_holds_no_more_than_the_limit(teller: Teller, settings: object) -> None:
    at_the_story(teller)
    settings.RAAM_MEDIA_MB = 1  # type: ignore[attr-defined]  # the fixture of pytest-django
    assert send_piece(teller, 0, random.Random(1).randbytes(900_000))[0] == 200
    status, told = send_piece(teller, 1, random.Random(2).randbytes(200_000))
    assert status == 413 and "te groot" in str(told["problem"])
    assert send_piece(teller, 2, b"x" * 2_600_000)[0] == 413


def test_nothing_told_in_any_way_does_not_go_on(teller: Teller) -> None:
    at_the_story(teller)
    answer = teller.post("uw-verhaal", {"story": " "})
    assert answer.status_code == 422 and "U hebt nog niets verteld" in text(answer)


def test_throwing_away_asks_first_and_then_nothing_is_left(teller: Teller) -> None:
    at_the_story(teller)
    upload(teller, sound(seconds=3), story=STORY)
    assert "Weet u het zeker? Deze opname gaat dan weg." in text(teller.get("story"))
    assert teller.post("uw-verhaal", {"actie": "opname-weg", "story": STORY})["Location"].endswith("/story/#praten")
    assert not DraftMedia.objects.exists() and STORY in text(teller.get("story"))
    assert teller.client.get(teller.url("uw-opname")).status_code == 404


def test_no_sound_lies_readable_and_all_goes_with_the_draft(teller: Teller, storypoint: StoryPoint) -> None:
    at_the_story(teller)
    raw = sound(seconds=3)
    send_piece(teller, 0, raw)
    chunk = DraftChunk.objects.get()
    assert raw[200:400] not in bytes(chunk.sealed) and chunk.mark != hashlib.sha256(raw).hexdigest()
    finish(teller)
    assert raw[1000:1100] not in bytes(DraftMedia.objects.get().sealed)
    send_piece(teller, 0, raw)
    Draft.objects.update(expires_on="2026-01-01")
    assert services.purge_drafts(today=dt.date(2026, 2, 1)) > 0
    assert not DraftChunk.objects.exists() and not DraftMedia.objects.exists()


def test_a_stranger_reaches_no_recording(teller: Teller) -> None:
    at_the_story(teller)
    upload(teller, sound(seconds=3))
    stranger = Teller(Client())
    assert stranger.client.get(stranger.url("uw-opname")).status_code == 302
    status, told = send_piece(stranger, 0, b"x")
    assert status == 410 and "Laad de pagina opnieuw" in str(told["problem"])
    assert finish(stranger)[0] == 410
    stranger.begin()
    assert stranger.client.get(stranger.url("uw-opname")).status_code == 404


def test_sending_again_gives_one_story(teller: Teller, storypoint: StoryPoint) -> None:
    """A cut line after the story was kept: the draft still holds the recording, and the same code comes back."""
    at_the_story(teller)
    upload(teller, sound(seconds=3))
    teller.tell(REST)
    token = teller.client.cookies[cookies.DRAFT].value
    opened = services.open_draft(token=token, storypoint=storypoint, today=localdate(), now=0)
    assert opened is not None
    media = draft_media.media_to_send(draft=opened.draft, key=draft_key(token, storypoint))
    receive_story(
        storypoint=storypoint,
        framework_version=opened.draft.framework_version,
        submission=services._submission(opened, media, wants_code=True),
        idempotency_key=opened.told.idempotency_key,
        today=opened.draft.expires_on,
    )
    teller.told_code()
    assert (Story.objects.count(), StoryMedia.objects.count()) == (1, 1)


def test_with_the_code_the_recording_can_be_heard(teller: Teller) -> None:
    at_the_story(teller)
    upload(teller, sound(seconds=3))
    teller.tell(REST)
    code = teller.told_code()
    teller.client.post("/mijn-verhaal/", {"code": normalise(code)})
    page = teller.client.get("/mijn-verhaal/bekijken/")
    media = StoryMedia.objects.get()
    assert f"/mijn-verhaal/opname/{media.pk}/" in page.content.decode() and "Uw opname: 3 seconden" in text(page)
    answer = teller.client.get(f"/mijn-verhaal/opname/{media.pk}/")
    assert heard(answer.content) == pytest.approx(3, abs=0.1) and answer["Cache-Control"] == "no-store"
    assert teller.client.get(f"/mijn-verhaal/opname/{uuid4()}/").status_code == 404
    teller.client.post("/mijn-verhaal/intrekken/")
    assert teller.client.get(f"/mijn-verhaal/opname/{media.pk}/").status_code == 302
    assert not StoryMedia.objects.exists()


def test_only_the_page_of_the_story_may_ask_for_the_microphone(teller: Teller) -> None:
    at_the_story(teller)
    assert "microphone=(self)" in teller.get("story")["Permissions-Policy"]
    for name in ("", "prompt", "title", "alles-nakijken"):
        assert "microphone=()" in teller.get(name)["Permissions-Policy"]
