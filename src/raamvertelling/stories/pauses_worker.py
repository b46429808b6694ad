"""Measure how loud a recording is from moment to moment, in a process of its own that can open no file and no line.

Run as a script by `stories.pauses`. In: a line of JSON, then the recording. Out: a line of JSON, then a byte a step:
the loudness, 0 for silence to 255. Knows nothing of the program.
"""

import io
import json
import math
import resource
import sys
import wave

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.error import FFmpegError

RATE = 8_000
MEMORY = 1_500_000_000
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


def _shut_in() -> None:
    """Allow no more memory, time, files or lines than this work needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def _warm_up() -> None:
    """Load everything that this work needs while files can still be opened."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"\0" * RATE)
    levels(made.getvalue(), 0.02)


def main() -> None:
    """Read the work, do it, and write what came of it."""
    _warm_up()
    _shut_in()
    av.logging.set_level(None)
    asked = json.loads(sys.stdin.buffer.readline())
    told: dict[str, object] = {}
    made = b""
    try:
        made = levels(sys.stdin.buffer.read(sum(asked["parts"])), float(asked["step"]))
    except (FFmpegError, IndexError, ValueError, MemoryError):
        told = {"problem": "unreadable"}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)


if __name__ == "__main__":
    main()
