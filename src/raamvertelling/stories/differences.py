"""The original beside what others read: which words went, which came, and where something is proposed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from raamvertelling.stories.masking import LABEL

TOKEN = re.compile(rf"{LABEL.pattern}|\w+|[^\w\s]|\s+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text: `mark` is "gone", "new" or the id of a proposal."""

    start: int
    end: int
    mark: str


def differences(told: str, shown: str) -> tuple[list[Stretch], list[Stretch]]:
    """Return what of the first text is gone, and what in the second is new, in whole words.

    Line by line first, so that a long story costs no more than the lines that changed.
    """
    gone: list[Stretch] = []
    new: list[Stretch] = []
    before, after = _lines(told), _lines(shown)
    for tag, i, j, k, m in SequenceMatcher(None, [x for _, x in before], [x for _, x in after], False).get_opcodes():
        if tag != "equal":
            one, other = before[i:j], after[k:m]
            _compare(_tokens(one), _tokens(other), gone, new)
    return gone, new


def _lines(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        found.append((start, line))
        start += len(line)
    return found


def _tokens(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(start + match.start(), match[0]) for start, line in lines for match in TOKEN.finditer(line)]


def _compare(
    one: Sequence[tuple[int, str]], other: Sequence[tuple[int, str]], gone: list[Stretch], new: list[Stretch]
) -> None:
    matcher = SequenceMatcher(None, [word for _, word in one], [word for _, word in other], False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            gone += _stretch(one[i:j], "gone")
            new += _stretch(other[k:m], "new")


def _stretch(tokens: Sequence[tuple[int, str]], mark: str) -> list[Stretch]:
    if not any(word.strip() for _, word in tokens):
        return []
    return [Stretch(tokens[0][0], tokens[-1][0] + len(tokens[-1][1]), mark)]


def draw(text: str, stretches: Iterable[Stretch] = ()) -> list[SafeString]:
    """Return the text as paragraphs with its stretches marked; a proposal links to the place where one decides."""
    marks = sorted(stretches, key=lambda each: each.start)
    cuts = sorted({0, len(text), *(each.start for each in marks), *(each.end for each in marks)})
    drawn: list[list[SafeString]] = [[]]
    for start, end in pairwise(cuts):
        over = [each.mark for each in marks if each.start <= start and end <= each.end]
        for number, line in enumerate(text[start:end].split("\n")):
            if number:
                drawn.append([])
            if line:
                drawn[-1].append(_piece(line, over))
    paragraphs = (format_html_join("", "{}", ((piece,) for piece in line)) for line in drawn)
    return [each for each in paragraphs if each.strip()]


def _piece(words: str, marks: Sequence[str]) -> SafeString:
    piece = format_html("{}", words)
    proposal = next((mark for mark in marks if mark not in ("gone", "new")), "")
    if proposal:
        piece = format_html('<a class="desk-spot" href="#v-{}" data-spot="{}">{}</a>', proposal, proposal, piece)
    for mark, tag in (("gone", "del"), ("new", "ins")):
        if mark in marks:
            piece = format_html("<{}>{}</{}>", mark_safe(tag), piece, mark_safe(tag))  # noqa: S308 - constants
    return piece
