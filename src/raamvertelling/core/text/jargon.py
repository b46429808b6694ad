"""Words of the social domain that many residents do not know, each with a plain alternative."""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from raamvertelling.core.text.pieces import Piece, words

FILE = Path(__file__).parent / "data" / "jargon.csv"

_VOWELS = "aeiou"
_HARDER = {"f": "v", "s": "z"}


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the list. `forms` are word forms that no rule gives, `note` says more than the alternative can."""

    term: str
    plain: str
    forms: tuple[str, ...] = ()
    note: str = ""


@cache
def jargon() -> tuple[Term, ...]:
    """Return the whole list, in alphabetical order."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Term(row["term"], row["plain"], tuple(filter(None, row["forms"].split(";"))), row["note"])
            for row in csv.DictReader(lines)
        )


def find_jargon(piece: Piece) -> Iterator[tuple[Piece, Term]]:
    """Yield each term in a sentence with its place, the longest term first where two begin at the same word."""
    inside = words(piece)
    known = _by_words()
    at = 0
    while at < len(inside):
        for size in range(min(_longest(), len(inside) - at), 0, -1):
            run = inside[at : at + size]
            term = known.get(tuple(_folded(each.text) for each in run))
            if term is not None:
                start, end = run[0].start, run[-1].end
                yield Piece(piece.text[start - piece.start : end - piece.start], start, end), term
                at += size
                break
        else:
            at += 1


@cache
def _by_words() -> dict[tuple[str, ...], Term]:
    return {tuple(_folded(each) for each in form.split()): term for term in jargon() for form in word_forms(term)}


@cache
def _longest() -> int:
    return max(len(each) for each in _by_words())


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower()


def word_forms(term: Term) -> tuple[str, ...]:
    """Return the term with its plural, inflected or conjugated forms; some are no Dutch and never met."""
    *first, last = term.term.split()
    return tuple(dict.fromkeys([*(" ".join([*first, each]) for each in _forms(last)), *term.forms]))


def _forms(word: str) -> list[str]:
    if word.endswith("eren"):
        stem = f"{word[:-4]}eer"
        return [word, stem, f"{stem}t", f"{stem}de", f"{stem}den", f"ge{stem}d"]
    if word.endswith("en"):
        return [word]
    if word.endswith("ie"):
        return [word, f"{word}s", f"{word}ën"]
    if word.endswith("e"):
        return [word, f"{word}n", f"{word}s"]
    if word.endswith("heid"):
        return [word, f"{word[:-2]}den"]
    base = _lengthened(word)
    return [word, f"{word}s", f"{word}e", f"{word}en", f"{base}e", f"{base}en"]


def _lengthened(word: str) -> str:
    """Return the stem as it is written before an ending: integraal, integral-; stap, stapp-."""
    if len(word) < 4 or word[-1] in _VOWELS:
        return word
    before, vowel, last = word[-3], word[-2], word[-1]
    if vowel in _VOWELS and before == vowel:
        return word[:-2] + _HARDER.get(last, last)
    if vowel in _VOWELS and before not in _VOWELS:
        return word + last
    return word
