"""The worker that cleans a recording: audio in, only its sound out. Loaded by `apart_worker`."""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.error import FFmpegError, InvalidDataError

PROCESSOR_SECONDS = 120
# Formats that hold sound by themselves; none that names another file or address.
FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,ogg,wav,mp3,flac,aac,amr,caf,aiff"
# What every browser makes and plays is kept as it is, without a new loss of quality; all else is made into AAC.
KEPT = {"aac": ("mp4", "audio/mp4"), "opus": ("webm", "audio/webm")}
RATE = 48_000
BIT_RATE = 96_000
LOWEST_RATE, HIGHEST_RATE = 4_000, 192_000


class NoSound(Exception):
    """There is nothing in this that can be heard."""


class TooLong(Exception):
    """There is more sound than is taken."""


@dataclass
class Part:
    """The sound of one file: its packets, its length, and whether it can go on in another container as it is."""

    container: Any
    stream: Any
    packets: list[Any] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def likeness(self) -> tuple[object, ...]:
        context = self.stream.codec_context
        return (context.name, context.sample_rate, context.layout.name, bytes(context.extradata or b""))


def clean(files: list[bytes], most_seconds: float) -> tuple[bytes, str, float]:
    """Return the sound of these files one after another: bytes, media type and seconds. Raises NoSound or TooLong."""
    parts = [part for part in (_open(data, most_seconds) for data in files) if part.seconds > 0]
    if not parts:
        raise NoSound
    seconds = sum(part.seconds for part in parts)
    if seconds > most_seconds:
        raise TooLong
    name = parts[0].stream.codec_context.name
    if name in KEPT and all(part.likeness == parts[0].likeness for part in parts):
        return _copy(parts, *KEPT[name]), KEPT[name][1], seconds
    return _encode(files), "audio/mp4", seconds


def _open(data: bytes, most_seconds: float) -> Part:
    """Read every packet and decode it: what was cut off in the middle counts up to where it can be heard."""
    try:
        container = av.open(io.BytesIO(data), options={"format_whitelist": FORMATS})
        stream = container.streams.audio[0]
    except (FFmpegError, IndexError, ValueError) as error:
        raise NoSound from error
    part = Part(container, stream)
    for packet, frames in _decoded(container, stream):
        heard = sum(frame.samples / frame.sample_rate for frame in frames)
        if packet.size and packet.pts is not None:
            part.packets.append(packet)
        part.seconds += heard
        if part.seconds > most_seconds:
            raise TooLong
    return part


def _decoded(container: Any, stream: Any) -> Iterator[tuple[Any, list[AudioFrame]]]:
    """Give each packet with its sound; a packet that is broken is left out, and a file that ends early just ends."""
    stream.codec_context.thread_count = 1
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, FFmpegError):
            return
        try:
            frames = stream.codec_context.decode(packet if packet.size else None)
        except InvalidDataError:
            continue
        except EOFError:
            return
        if any(not LOWEST_RATE <= frame.sample_rate <= HIGHEST_RATE for frame in frames):
            raise NoSound
        yield packet, frames


def _copy(parts: list[Part], container_format: str, _mime: str) -> bytes:
    """Put the packets in a fresh container, part after part; nothing that was written around the sound comes along."""
    made = io.BytesIO()
    with av.open(made, "w", format=container_format, options={"fflags": "+bitexact"}) as output:
        stream = output.add_stream_from_template(parts[0].stream)
        stream.metadata.clear()
        output.metadata.clear()
        start = Fraction(0)
        for part in parts:
            base = part.stream.time_base
            first = min(packet.pts for packet in part.packets)
            shift = round(start / base) - first
            for packet in part.packets:
                packet.pts += shift
                packet.dts = packet.pts
                packet.stream = stream
                output.mux(packet)
            last = part.packets[-1]
            start = (last.pts + (last.duration or 1)) * base
    return made.getvalue()


def _encode(files: list[bytes]) -> bytes:
    """Make one file of sounds of different kinds."""
    made = io.BytesIO()
    with av.open(made, "w", format="mp4", options={"fflags": "+bitexact"}) as output:
        stream = output.add_stream("aac", rate=RATE, layout="mono", bit_rate=BIT_RATE)
        resampler = AudioResampler(format="fltp", layout="mono", rate=RATE, frame_size=1024)
        samples = 0
        for data in files:
            container = av.open(io.BytesIO(data), options={"format_whitelist": FORMATS})
            source = container.streams.audio[0]
            for _packet, frames in _decoded(container, source):
                for frame in frames:
                    frame.pts = None
                    for piece in resampler.resample(frame):
                        piece.pts, piece.time_base = samples, Fraction(1, RATE)
                        samples += piece.samples
                        output.mux(stream.encode(piece))
            resampler_tail = resampler.resample(None)
            resampler = AudioResampler(format="fltp", layout="mono", rate=RATE, frame_size=1024)
            for piece in resampler_tail:
                piece.pts, piece.time_base = samples, Fraction(1, RATE)
                samples += piece.samples
                output.mux(stream.encode(piece))
        output.mux(stream.encode(None))
    return made.getvalue()


def warm_up() -> None:
    """Load everything that this work needs, while files can still be opened: a moment of silence goes all ways."""
    silence = b"\0" * 4_000
    size = len(silence)
    kind = struct.pack("<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16)
    wave = b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt " + kind + b"data" + struct.pack("<I", size) + silence
    made, _, _ = clean([wave], 1)
    clean([made], 1)


def work(asked: dict[str, Any], parts: list[bytes]) -> tuple[dict[str, object], bytes]:
    """Return what was found (media type and seconds, or the problem) and the cleaned bytes."""
    av.logging.set_level(None)
    try:
        made, mime, seconds = clean(parts, float(asked["most_seconds"]))
    except TooLong:
        return {"problem": "long"}, b""
    except (NoSound, FFmpegError, ValueError, MemoryError):
        return {"problem": "no_sound"}, b""
    return {"mime": mime, "seconds": seconds}, made
