"""Recordings and pictures: sealed, durable, whole with the story or not at all, and gone with it."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.stories import media as store
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.media import BrokenSeal, MediaLost, delete_media, media_of, read_media, sweep_media
from raamvertelling.stories.models import MediaKind, SealedText, Story, StoryMedia, TextStage
from raamvertelling.stories.sealing import KeyDestroyed, create_key, open_key, seal_bytes, unseal_bytes
from raamvertelling.stories.services.receiving import DifferentBody, receive_story
from raamvertelling.stories.services.teller import correct_text
from raamvertelling.stories.services.withdrawing import withdraw_story
from raamvertelling.stories.submission import NewMedia, Submission

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 6, 3)
SOUND = b"Kanariegeluid" * 2000
VOICE = NewMedia(kind=MediaKind.VOICE, data=SOUND, mime="audio/ogg", place="story", seconds=12.5, digest="d1")
PHOTO = NewMedia(
    kind=MediaKind.PHOTO,
    data=b"Kanariebeeld",
    mime="image/jpeg",
    place="story",
    width=4,
    height=3,
    description="Een brief",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def make_old(path: Path) -> None:
    os.utime(path, (0, 0))


def test_a_spoken_story_needs_no_text(tell: Callable[..., Story], folder: Path) -> None:
    story = tell("", media=(VOICE,), release=False)
    kept = StoryMedia.objects.get()
    assert read_media(kept) == SOUND
    assert (kept.story, kept.kind, kept.place, kept.stage) == (story, "voice", "story", "original")
    assert (kept.mime, kept.size, kept.seconds, story.word_count) == ("audio/ogg", len(SOUND), 12.5, 0)
    assert media_of(story) == [kept] and media_of(story, kind=MediaKind.PHOTO) == []


def test_what_a_picture_shows_is_sealed_too(tell: Callable[..., Story]) -> None:
    story = tell("Zie de brief.", media=(PHOTO, VOICE), release=False)
    voice, photo = media_of(story)
    assert (voice.kind, photo.kind, photo.width, photo.height) == ("voice", "photo", 4, 3)
    row = SealedText.objects.get(kind=photo.text_kind)
    assert b"brief" not in bytes(row.sealed) and row.sealed


def test_nothing_on_disk_can_be_read_without_the_key(tell: Callable[..., Story], folder: Path) -> None:
    story = tell("", media=(VOICE,), release=False)
    (path,) = files(folder)
    assert b"Kanarie" not in path.read_bytes() and path.stat().st_mode & 0o077 == 0
    assert str(story.pk) not in path.name
    StoryKey.objects.all().delete()
    with pytest.raises(KeyDestroyed):
        read_media(StoryMedia.objects.get())


def test_a_file_cannot_take_the_place_of_another(tell: Callable[..., Story], folder: Path) -> None:
    one, other = tell("", media=(VOICE,), release=False), tell("", media=(PHOTO,), release=False)
    first, second = one.media.get(), other.media.get()
    files_by_name = {path.name: path for path in files(folder)}
    files_by_name[first.pk.hex].write_bytes(files_by_name[second.pk.hex].read_bytes())
    with pytest.raises(BrokenSeal):
        read_media(first)
    key = open_key(other.pk)
    sealed = seal_bytes(key, other.pk, second.text_kind, "original", b"x")
    with pytest.raises(BrokenSeal):
        unseal_bytes(key, other.pk, second.text_kind, "released", sealed)


def test_empty_bytes_are_not_a_seal() -> None:
    story = uuid4()
    with pytest.raises(BrokenSeal):
        unseal_bytes(create_key(story, 1), story, "media:x", "original", b"")


def test_withdrawal_leaves_no_file_and_nothing_readable(tell: Callable[..., Story], folder: Path) -> None:
    story, other = tell("", media=(VOICE, PHOTO), release=False), tell("", media=(VOICE,), release=False)
    kept = media_of(story)
    sealed = [path.read_bytes() for path in files(folder)]
    withdraw_story(story=story, today=TODAY)
    assert StoryMedia.objects.get().story == other
    assert [path.name for path in files(folder)] == [other.media.get().pk.hex]
    for each in kept:
        with pytest.raises(KeyDestroyed):
            read_media(each)
    assert len(sealed) == 3 and not StoryKey.objects.filter(story_id=story.pk).exists()


def test_a_second_sending_adds_nothing(tell: Callable[..., Story], folder: Path) -> None:
    first = tell("", media=(VOICE,), release=False, key="k")
    # Cleaned again it may be other bytes: what was sent is the same.
    again = NewMedia(kind=MediaKind.VOICE, data=b"anders", mime="audio/ogg", place="story", digest="d1")
    assert tell("", media=(again,), release=False, key="k") == first
    assert len(files(folder)) == 1 and read_media(first.media.get()) == SOUND


def test_another_recording_with_the_same_key_keeps_both(storypoint: StoryPoint, folder: Path) -> None:
    def send(item: NewMedia) -> None:
        receive_story(
            storypoint=storypoint,
            framework_version=storypoint.inquiry.framework_version,
            submission=Submission(
                text="", media=(item,), answers={"prompt": "vroeg_erbij", "role": "inwoner"}, consents={"analyse": True}
            ),
            idempotency_key="k",
            today=TODAY,
        )

    send(VOICE)
    with pytest.raises(DifferentBody):
        send(NewMedia(kind=MediaKind.VOICE, data=b"tweede", mime="audio/ogg", digest="d2"))
    assert (Story.objects.count(), len(files(folder))) == (2, 2)


def test_a_disk_that_is_full_keeps_no_story_and_no_file(
    tell: Callable[..., Story], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) > 3:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as cut:
        cut.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            tell("", media=(VOICE, PHOTO), release=False, key="k")
    assert (Story.objects.count(), StoryMedia.objects.count(), files(folder)) == (0, 0, [])
    tell("", media=(VOICE, PHOTO), release=False, key="k")
    assert (Story.objects.count(), len(files(folder))) == (1, 2)


def test_the_daily_sweep_takes_only_old_files_of_no_story(tell: Callable[..., Story], folder: Path) -> None:
    story = tell("", media=(VOICE,), release=False)
    (mine,) = files(folder)
    left = [mine.with_name(name) for name in (uuid4().hex, f".{uuid4().hex}", "iets")]
    fresh = mine.with_name(uuid4().hex)
    for path in (*left, fresh):
        path.write_bytes(b"x")
    for path in (mine, *left):
        make_old(path)
    assert sweep_media() == 3
    assert set(files(folder)) == {mine, fresh}
    assert read_media(story.media.get()) == SOUND


def test_a_lost_file_is_said_and_not_taken_for_silence(tell: Callable[..., Story], folder: Path) -> None:
    story = tell("", media=(VOICE,), release=False)
    files(folder)[0].unlink()
    with pytest.raises(MediaLost):
        read_media(story.media.get())


@pytest.mark.django_db(transaction=True)
def test_one_picture_can_go_while_the_story_stays(tell: Callable[..., Story], folder: Path) -> None:
    story = tell("Met tekst.", media=(PHOTO, VOICE), release=False)
    voice, photo = media_of(story)
    delete_media(media=photo)
    assert media_of(story) == [voice] and [path.name for path in files(folder)] == [voice.pk.hex]
    assert not SealedText.objects.filter(kind__startswith="media:").exists()


def test_a_cleaned_version_stands_beside_the_original(tell: Callable[..., Story]) -> None:
    story = tell("", media=(VOICE,), release=False)
    (made,) = store.store_media(story=story, items=[VOICE], stage=TextStage.RELEASED)
    assert media_of(story, stage=TextStage.RELEASED) == [made]
    assert len(media_of(story)) == 1 and read_media(made) == SOUND


def test_a_spoken_story_may_stay_without_text(tell: Callable[..., Story]) -> None:
    story = tell("Een zin.", media=(VOICE,), release=False)
    assert correct_text(story=story, text="", title="", today=TODAY).word_count == 0


def test_without_a_recording_no_folder_is_made(tell: Callable[..., Story]) -> None:
    tell()
    assert not Path(settings.MEDIA_ROOT).exists()
