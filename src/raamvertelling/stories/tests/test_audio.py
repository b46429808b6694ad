"""A recording is only its sound: nothing written around it stays, and what is no sound is refused in a sentence."""

import io
import random
from typing import Any

import av
import pytest

from raamvertelling.stories.audio import BadRecording, clean_sound
from raamvertelling.stories.tests.sounds import PHONE, SECRETS, heard, sound

PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile:///etc/hostname\n" * 40


@pytest.mark.parametrize(
    ("container", "codec", "options", "mime"),
    [
        ("webm", "libopus", None, "audio/webm"),
        ("ogg", "libopus", None, "audio/webm"),
        ("mp4", "aac", None, "audio/mp4"),
        ("mp4", "aac", PHONE, "audio/mp4"),
        ("wav", "pcm_s16le", None, "audio/mp4"),
        ("flac", "flac", None, "audio/mp4"),
        ("mp3", "libmp3lame", None, "audio/mp4"),
    ],
)
def test_only_the_sound_is_kept(container: str, codec: str, options: dict[str, str] | None, mime: str) -> None:
    raw = sound(container, codec, options=options)
    assert any(secret.encode() in raw for secret in SECRETS.values())
    cleaned = clean_sound([raw])
    assert cleaned.mime == mime
    assert cleaned.seconds == pytest.approx(3, abs=0.1) and heard(cleaned.data) == pytest.approx(3, abs=0.1)
    assert not any(secret.encode() in cleaned.data for secret in SECRETS.values())
    with av.open(io.BytesIO(cleaned.data)) as again:
        assert [stream.type for stream in again.streams] == ["audio"]
        assert not set(SECRETS) & (set(again.metadata) | set(again.streams[0].metadata))


@pytest.mark.parametrize(("container", "codec", "options"), [("webm", "libopus", None), ("mp4", "aac", PHONE)])
def test_what_a_crash_cut_off_can_be_heard_up_to_there(
    container: str, codec: str, options: dict[str, str] | None
) -> None:
    raw = sound(container, codec, 8, options=options)
    cleaned = clean_sound([raw[: len(raw) * 3 // 4]])
    assert 4.5 < cleaned.seconds < 6.5
    assert heard(cleaned.data) == pytest.approx(cleaned.seconds, abs=0.1)


def test_parts_of_one_kind_are_joined_as_they_are() -> None:
    one, other = sound(seconds=3), sound(seconds=2)
    cleaned = clean_sound([one, other, one])
    assert cleaned.mime == "audio/webm"
    assert cleaned.seconds == pytest.approx(8, abs=0.2) and heard(cleaned.data) == pytest.approx(8, abs=0.2)
    # What was cleaned before can be cleaned again, and joined to what comes later.
    assert clean_sound([cleaned.data, one]).seconds == pytest.approx(11, abs=0.2)


def test_parts_of_different_kinds_become_one() -> None:
    cleaned = clean_sound([sound(seconds=2), sound("mp4", "aac", 3), sound("wav", "pcm_s16le", 1, rate=16_000)])
    assert cleaned.mime == "audio/mp4"
    assert heard(cleaned.data) == pytest.approx(6, abs=0.3)


@pytest.mark.parametrize(
    "hostile",
    [
        random.Random(7).randbytes(60_000),
        PLAYLIST,
        b"ffconcat version 1.0\nfile /etc/hostname\n" * 60,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 100,
        b"\x1aE\xdf\xa3" + b"\xff" * 5_000,
        sound("mp4", "aac")[:2_000],
    ],
)
def test_what_is_no_sound_is_refused_in_a_sentence(hostile: bytes) -> None:
    with pytest.raises(BadRecording, match="geen geluid dat wij kunnen lezen"):
        clean_sound([hostile])


def test_an_empty_recording_says_so() -> None:
    with pytest.raises(BadRecording, match="Er staat niets op de opname"):
        clean_sound([b"x" * 999])


def test_limits_are_said_in_a_sentence(settings: Any) -> None:
    settings.RAAM_RECORDING_MINUTES = 0
    with pytest.raises(BadRecording, match="te lang"):
        clean_sound([sound(seconds=21)])
    settings.RAAM_MEDIA_MB = 0
    with pytest.raises(BadRecording, match="te groot"):
        clean_sound([sound()])


def test_the_worker_opens_no_file(tmp_path: Any) -> None:
    """Sound that names another file: that file is not read along."""
    other = tmp_path / "geheim.wav"
    other.write_bytes(sound("wav", "pcm_s16le"))
    with pytest.raises(BadRecording):
        clean_sound([f"ffconcat version 1.0\nfile {other}\n".encode() + b"#" * 1000])
