"""Recordings as phones and programs make them: a tone, in a container with names and places written around it."""

import io
import math
import struct
from fractions import Fraction

import av
from av.audio.frame import AudioFrame

SECRETS = {"title": "Kanarietitel", "artist": "Jan Kanarie", "comment": "Kanariestraat 12", "location": "+52.1+004.3/"}
PHONE = {"movflags": "frag_keyframe+empty_moov", "frag_duration": "1000000"}
RATE = 48_000
STEP = 960


def sound(
    container: str = "webm",
    codec: str = "libopus",
    seconds: float = 3,
    *,
    rate: int = RATE,
    options: dict[str, str] | None = None,
) -> bytes:
    """Return a tone of so many seconds, with secrets in the metadata."""
    made = io.BytesIO()
    with av.open(made, "w", format=container, options=options or {}) as output:
        output.metadata.update(SECRETS)
        stream = output.add_stream(codec, rate=rate)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        for start in range(0, round(seconds * rate), STEP):
            output.mux(stream.encode(_tone(start, rate)))
        output.mux(stream.encode(None))
    return made.getvalue()


def _tone(start: int, rate: int) -> AudioFrame:
    frame = AudioFrame(format="s16", layout="mono", samples=STEP)
    tone = (round(8000 * math.sin(2 * math.pi * 440 * (start + i) / rate)) for i in range(STEP))
    frame.planes[0].update(struct.pack(f"<{STEP}h", *tone))
    frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
    return frame


def heard(data: bytes) -> float:
    """Return how many seconds can be heard."""
    with av.open(io.BytesIO(data), "r") as container:
        return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))
