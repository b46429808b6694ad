"""Story text for a page: paragraphs, with every masked word marked softly."""

import re
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

MASKED = re.compile(r"(\[[^\[\]\n]{1,40}\])")
SHORT = 200


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs to show, and whether something was left off at the end."""

    paragraphs: tuple[SafeString, ...]
    is_cut: bool


def prose(text: str, at_most: int | None = None) -> Prose:
    """Divide a text into paragraphs, cut after a whole number of words when it is longer than `at_most` words."""
    words = text.split()
    cut = at_most is not None and len(words) > at_most
    if cut:
        found = list(re.finditer(r"\S+", text))
        text = text[: found[(at_most or 0) - 1].end()].rstrip(" ,;:-") + " …"
    blocks = [block.strip() for block in re.split(r"\n\s*\n|\n", text) if block.strip()]
    return Prose(tuple(marked(block) for block in blocks), cut)


def marked(text: str) -> SafeString:
    """Escape a text and mark what was masked: "[naam 1]" becomes a soft mark."""
    pieces = MASKED.split(text)
    return format_html_join(
        "",
        "{}",
        ((_mark(piece) if position % 2 else conditional_escape(piece),) for position, piece in enumerate(pieces)),
    )


def _mark(piece: str) -> SafeString:
    return mark_safe(f"<mark>{conditional_escape(piece)}</mark>")  # noqa: S308 - escaped right here


def first_sentence(text: str) -> tuple[str, str]:
    """Divide a text after its first sentence, so that a page can set that one apart."""
    match = re.match(r"(.+?[.?!])(?:\s+(?=[A-ZÀ-Þ‘])|$)(.*)", text, re.DOTALL)
    return (match[1], match[2].strip()) if match else (text, "")
