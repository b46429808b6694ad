"""Looking for words in bytes: plain, in other encodings, in base64, inside gzip. To prove that they are nowhere."""

import base64
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

GZIP = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
MOST_UNPACKED = 4 << 20


def forms(text: str) -> Iterator[bytes]:
    """Every form in which a text could have been left behind; base64 at its three places in a group of four."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        for words in dict.fromkeys((text, text.lower(), text.upper())):
            raw = words.encode(encoding)
            yield raw
            for shift in range(3):
                # The first and last group hold bits of what stands around the words.
                yield base64.b64encode(b"\0" * shift + raw)[4:-4]


def members(data: bytes) -> Iterator[bytes]:
    """The bytes, and what is in every gzip member anywhere in them."""
    yield data
    for found in GZIP.finditer(data):
        try:
            unpacked = zlib.decompressobj(31).decompress(data[found.start() :], MOST_UNPACKED)
        except zlib.error:
            continue
        if unpacked:
            yield unpacked


def found_in(data: bytes, texts: Iterable[str]) -> set[str]:
    """Which of these texts stand in the bytes in any form."""
    pieces = list(members(data))
    return {text for text in texts if any(form in piece for form in forms(text) for piece in pieces)}


def bytes_of(path: Path) -> bytes:
    """Read a file; PostgreSQL takes files away while one looks, and what is not there holds nothing."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def found_on_disk(folders: Iterable[Path], texts: Iterable[str]) -> dict[str, set[str]]:
    """Which files, hidden ones too, hold which of these texts."""
    wanted, found = list(texts), {}
    for path in sorted({each for folder in folders for each in folder.rglob("*") if each.is_file()}):
        if here := found_in(bytes_of(path), wanted):
            found[str(path)] = here
    return found
