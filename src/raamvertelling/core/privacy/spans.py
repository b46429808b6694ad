"""Places in a text that may identify someone, how they are joined, and the text with role labels in their place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

TYPES = ("PER", "LOC_STREET", "LOC_PLACE", "ORG", "ID", "CONTACT", "DATE", "AGE", "OTHER")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text that may identify someone.

    Attributes
    ----------
    start, end : place in the text, in Unicode code points; `text[start:end]` is the piece.
    type : one of `TYPES`.
    label : the role that takes its place, without brackets: "telefoonnummer", "datum".
    score : how sure the finder is, 0..1. Nothing is hidden or shown by this alone: a person decides.
    source : name of the finder.
    reason : why, in Dutch, in words that follow "dit": "staat na ‘mevrouw’"; empty when the source says it all.
    """

    start: int
    end: int
    type: str
    label: str
    score: float
    source: str
    reason: str = ""

    def over(self, start: int, end: int) -> "Span":
        """Return the same find over another piece of the text; `dataclasses.replace` takes four times as long."""
        if start == self.start and end == self.end:
            return self
        return Span(start, end, self.type, self.label, self.score, self.source, self.reason)


_START = attrgetter("start")  # of two that start together the order changes nothing


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans that overlap, so that nothing that anyone found is lost; return them in order.

    Notes
    -----
    The joined span runs over everything its parts cover. It takes its type and label from its surest part; of parts
    that are equally sure from the longest, then from the first.
    """
    joined: list[Span] = []
    best: list[Span] = []
    for span in sorted(spans, key=_START):
        if joined and span.start < joined[-1].end:
            end = max(joined[-1].end, span.end)
            best[-1] = max(best[-1], span, key=lambda each: (each.score, each.end - each.start, -each.start))
            joined[-1] = best[-1].over(joined[-1].start, end)
        elif span.start < span.end:
            joined.append(span)
            best.append(span)
    return tuple(joined)


def masked(text: str, spans: Sequence[Span]) -> str:
    """Return the text with `[label]` in the place of every span; everything between stays letter for letter.

    Parameters
    ----------
    text : the original.
    spans : places in the original. They may overlap and come in any order: they are joined first.

    Raises
    ------
    ValueError : a span lies outside the text.
    """
    parts: list[str] = []
    done = 0
    for span in union(spans):
        if span.start < 0 or span.end > len(text):
            raise ValueError("every span must lie inside the text")
        parts += [text[done : span.start], f"[{span.label}]"]
        done = span.end
    return "".join([*parts, text[done:]])
