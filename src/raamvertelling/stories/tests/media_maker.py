"""Sounds and pictures made here, for tests."""

import io
import math
import struct
import wave
from collections.abc import Sequence

from PIL import Image, ImageDraw

from raamvertelling.stories.models import MediaKind
from raamvertelling.stories.submission import NewMedia

RATE = 8_000


def spoken(pieces: Sequence[tuple[float, bool]]) -> bytes:
    """A WAV of pieces: so many seconds of a tone (true) or of a soft hum (false)."""
    samples: list[int] = []
    for seconds, is_loud in pieces:
        loudness = 12_000 if is_loud else 40
        start = len(samples)
        samples += [round(loudness * math.sin((start + n) * 0.35)) for n in range(round(seconds * RATE))]
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return made.getvalue()


THREE_SENTENCES = [(1.5, True), (0.7, False), (1.8, True), (0.6, False), (1.4, True)]


def voice(pieces: Sequence[tuple[float, bool]] = THREE_SENTENCES) -> NewMedia:
    """A recording as it is received, cleaned."""
    data = spoken(pieces)
    return NewMedia(kind=MediaKind.VOICE, data=data, mime="audio/wav", place="story", seconds=sum(s for s, _ in pieces))


def drawing(width: int = 640, height: int = 480) -> Image.Image:
    """A sheet of paper with lines on it."""
    picture = Image.new("RGB", (width, height), "#f4f0e6")
    for line in range(40, height - 20, 40):
        ImageDraw.Draw(picture).line((40, line, width - 40, line), fill="#1d2733", width=3)
    return picture


def photo(description: str = "Een bank in het park.") -> NewMedia:
    """A photo as it is received, cleaned."""
    made = io.BytesIO()
    drawing().save(made, "JPEG")
    return NewMedia(
        kind=MediaKind.PHOTO,
        data=made.getvalue(),
        mime="image/jpeg",
        place="story",
        width=640,
        height=480,
        description=description,
    )
