"""Cutting a text into words, numbers and signs, with their places; and the key by which a word is looked up."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from raamvertelling.core.privacy.kept import Kept

# A letter may be followed by loose accents, joiners and soft hyphens: they belong to the word, and to no key.
_MARK = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f"
_LETTER = "[^\\W\\d_]"
_WORD = rf"{_LETTER}+(?:[{_MARK}]+{_LETTER}*)*"
_TOKEN = re.compile(
    r"([A-Za-z]++(?=[ .,!?\n])"  # most words, in two thirds of the time
    rf"|['’`](?i:t|n|s|k|m|r|er)(?![\w{_MARK}])"
    rf"|{_WORD}(?:['’`](?!(?i:s|tje|tjes)(?![\w{_MARK}])){_WORD})*"
    r"|\d+(?:[.,:]\d+)*|\n\s*|[^\s])"
)
_NO_SIGN = re.compile(f"[{_MARK}]")
_FOLDED = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "’": "'", "`": "'"}
)

LETTER, UPPER, LOWER, SHOUTED = (1 << bit for bit in range(4))
_WITHOUT = {bit: bytes(each for each in range(16) if not each & bit) for bit in (LETTER, UPPER, LOWER, SHOUTED)}
FEW_CAPITALS = 0.012  # of the words; below it nobody types capitals and their absence says nothing


def words_in(text: str) -> list[str]:
    """Return the words, numbers and signs of a text in order; only white space lies between them."""
    return _TOKEN.findall(text)


def key_of(form: str) -> str:
    """Return a word without capitals, accents and invisible signs: 'Gülçin' and 'gulcin' are one."""
    return _KEYS[form]


def _key_of(form: str) -> str:
    if form.isascii():
        return form.lower()
    plain = unicodedata.normalize("NFKD", form.lower().translate(_FOLDED))
    return _NO_SIGN.sub("", plain)


def writing_of(form: str) -> int:
    """Return how a word is written: `LETTER`, `UPPER` and `LOWER` tell of its first sign, `SHOUTED` of all of it."""
    begin = form[0]
    return (
        LETTER * begin.isalpha()
        | UPPER * begin.isupper()
        | LOWER * begin.islower()
        | SHOUTED * (len(form) > 1 and form.isupper())
    )


_KEYS, _WRITING = Kept(_key_of), Kept(writing_of)


@dataclass(frozen=True, slots=True)
class Read:
    """A text cut into words, numbers and signs.

    Attributes
    ----------
    text : the original.
    forms : each word as it is written.
    keys : each word as it is looked up.
    starts, ends : where each word stands: `text[starts[k]:ends[k]]` is `forms[k]`.
    writing : a byte for each word, see `writing_of`.
    cased : whether capitals mean anything in this text.
    """

    text: str
    forms: list[str]
    keys: tuple[str, ...]
    starts: list[int]
    ends: list[int]
    writing: bytes
    cased: bool

    def inside(self, start: int, end: int) -> range:
        """Return which words begin in a piece of the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def read(text: str) -> Read:
    """Cut a text into words, and see whether capitals mean anything in it."""
    pieces = _TOKEN.split(text)  # in turns what lies between and a word
    forms = pieces[1::2]
    edges = list(accumulate(map(len, pieces)))
    writing = bytes(map(_WRITING.__getitem__, forms))
    return Read(
        text, forms, tuple(map(_KEYS.__getitem__, forms)), edges[:-1:2], edges[1::2], writing, _is_cased(writing)
    )


def _is_cased(writing: bytes) -> bool:
    words = _having(writing, LETTER)
    loud = _having(words, UPPER)
    shouted = len(_having(loud, SHOUTED))
    small, large = len(_having(words, LOWER)), len(loud) - shouted
    if len(words) < 8:  # a title: capitals at all
        return large > 0 and shouted <= large
    return large > FEW_CAPITALS * len(words) and small > large and shouted < small


def _having(writing: bytes, bit: int) -> bytes:
    """Return the bytes that have this bit."""
    return writing.translate(None, _WITHOUT[bit])
