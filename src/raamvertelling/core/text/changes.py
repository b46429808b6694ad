"""What differs between two versions of a text, in whole words, so that a person can see it at a glance."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# A label such as [naam 1] is one word, and so is a mark: only spaces are apart, because they say nothing.
_WORDS = re.compile(r"\[[^\[\]\n]{1,40}\]|\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of both versions: equal when nothing changed there, empty on one side when words came or went."""

    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether these words differ."""
        return self.before != self.after


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts cut into pieces that are the same and pieces that differ, in order.

    Lines are compared first and words only inside lines that differ, so that a long text stays fast.

    Parameters
    ----------
    before, after : two versions of one text.

    Returns
    -------
    Pieces whose `before` together are the first text and whose `after` together are the second.
    """
    lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for same, old, new in _matched(*lines):
        pieces += [Piece(old, new)] if same else _by_word(old, new)
    return tuple(_joined(pieces))


def changed_words(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return each different change once, without the space around it; a change of spaces alone is none."""
    trimmed = (Piece(each.before.strip(), each.after.strip()) for each in pieces if each.is_changed)
    return tuple(dict.fromkeys(each for each in trimmed if each.is_changed))


def _by_word(before: str, after: str) -> list[Piece]:
    return [Piece(old, new) for _, old, new in _matched(_WORDS.findall(before), _WORDS.findall(after))]


def _matched(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        yield tag == "equal", "".join(before[a:b]), "".join(after[c:d])


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Join neighbours of one kind; a space between two changes belongs to the change."""
    kept: list[Piece] = []
    for place, each in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        bridge = (
            not each.is_changed
            and not each.before.strip()
            and "\n" not in each.before
            and bool(kept and kept[-1].is_changed and following and following.is_changed)
        )
        if kept and (kept[-1].is_changed == each.is_changed or bridge):
            each = Piece(kept[-1].before + each.before, kept[-1].after + each.after)
            kept[-1] = each
        elif each.before or each.after:
            kept.append(each)
    yield from kept
