"""The original beside what others read: which words went, which came, and where something is proposed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from raamvertelling.core.text.changes import compare


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text: `mark` is "gone", "new" or the id of a proposal."""

    start: int
    end: int
    mark: str


def differences(told: str, shown: str) -> tuple[list[Stretch], list[Stretch]]:
    """Return what of the first text is gone, and what in the second is new, in whole words."""
    gone: list[Stretch] = []
    new: list[Stretch] = []
    before = after = 0
    for piece in compare(told, shown):
        if piece.is_changed and piece.before.strip():
            gone.append(Stretch(before, before + len(piece.before), "gone"))
        if piece.is_changed and piece.after.strip():
            new.append(Stretch(after, after + len(piece.after), "new"))
        before, after = before + len(piece.before), after + len(piece.after)
    return gone, new


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
