"""Stories in which details are marked by hand, `{PER:Wietske}`: to train, to measure, and as test cases of a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from raamvertelling.core.privacy.spans import TYPES

_MARK = re.compile(r"\{([A-Z_]+):([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Story:
    """A text and what in it identifies somebody.

    Attributes
    ----------
    id, style, origins : from the heading `# id | style | origins`.
    text : the story without marks.
    details : (start, end, type) of every marked place, in code points, in order.
    """

    id: str
    style: str
    origins: str
    text: str
    details: tuple[tuple[int, int, str], ...]


def parse_stories(source: str) -> Iterator[Story]:
    """Yield the stories of a file: a heading, then the text with `{TYPE:the words}` around every detail.

    Raises
    ------
    ValueError : a mark with a type that does not exist, a brace that is not closed, or a text without a heading.
    """
    heading: list[str] = []
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith("# ") and line.count("|") >= 2:
            heading = [part.strip() for part in line[2:].split("|")]
        elif line.strip():
            if len(heading) < 3:
                raise ValueError(f"line {number}: a story needs a heading '# id | style | origins'")
            yield _story(heading, line.strip(), number)


def _story(heading: list[str], line: str, number: int) -> Story:
    text, done = "", 0
    details: list[tuple[int, int, str]] = []
    for mark in _MARK.finditer(line):
        if mark[1] not in TYPES:
            raise ValueError(f"line {number}: {mark[1]} is not one of {', '.join(TYPES)}")
        text += line[done : mark.start()]
        details.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        done = mark.end()
    text += line[done:]
    if "{" in text or "}" in text:
        raise ValueError(f"line {number}: a brace is not closed")
    return Story(heading[0], heading[1], heading[2], text, tuple(details))
