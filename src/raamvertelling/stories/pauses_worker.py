"""The worker that measures how loud a recording is from moment to moment. Loaded by `apart_worker`.

What it makes is a byte a step: the loudness, 0 for silence to 255.
"""

import io
import math
import wave
from typing import Any

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.error import FFmpegError

RATE = 8_000
PROCESSOR_SECONDS = 120
FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,ogg,wav,mp3,flac,aac,amr,caf,aiff"
SOFTEST = -60.0


def levels(data: bytes, step: float) -> bytes:
    """Return the loudness of each step; FFmpegError, IndexError or ValueError if there is no sound in it."""
    container = av.open(io.BytesIO(data), "r", options={"format_whitelist": FORMATS})
    stream = container.streams.audio[0]
    stream.codec_context.thread_count = 1
    resampler = AudioResampler(format="flt", layout="mono", rate=RATE)
    size, rest, found = round(RATE * step), np.zeros(0, dtype=np.float32), bytearray()
    for frame in container.decode(stream):
        frame.pts = None
        for piece in resampler.resample(frame):
            rest = np.concatenate((rest, piece.to_ndarray().reshape(-1)))
            whole = len(rest) // size * size
            found += bytes(_loudness(each) for each in rest[:whole].reshape(-1, size))
            rest = rest[whole:]
    return bytes(found)


def _loudness(samples: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]") -> int:
    power = float(np.mean(np.square(samples, dtype=np.float64)))
    decibel = 10 * math.log10(power) if power > 1e-12 else SOFTEST
    return round(255 * min(1.0, max(0.0, 1 - decibel / SOFTEST)))


def warm_up() -> None:
    """Load everything that this work needs while files can still be opened."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"\0" * RATE)
    levels(made.getvalue(), 0.02)


def work(asked: dict[str, Any], parts: list[bytes]) -> tuple[dict[str, object], bytes]:
    """Return the loudness of each step, or the problem."""
    av.logging.set_level(None)
    try:
        return {}, levels(b"".join(parts), float(asked["step"]))
    except (FFmpegError, IndexError, ValueError, MemoryError):
        return {"problem": "unreadable"}, b""
