"""Where the sentences of a text begin and end, so that a passage can be chosen without pointing."""

import re
from dataclasses import dataclass

# An end mark with its closing quotation marks, then space; a line break ends a sentence too.
BOUNDARY = re.compile(r"(?<=[.!?…])['\"’”»)]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text and its place in code points, end exclusive."""

    start: int
    end: int
    text: str


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Return the sentences in order; together they hold every word of the text."""
    found, start = [], 0
    for boundary in BOUNDARY.finditer(text):
        closing = len(boundary.group()) - len(boundary.group().lstrip("'\"’”»)"))
        found.append((start, boundary.start() + closing))
        start = boundary.end()
    found.append((start, len(text)))
    trimmed = [_trim(text, *each) for each in found]
    return tuple(Sentence(a, b, text[a:b]) for a, b in trimmed if a < b)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
