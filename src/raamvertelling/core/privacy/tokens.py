"""Cutting a text into words, numbers and signs, with their places; and the key by which a word is looked up."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

# A letter may be followed by loose accents, joiners and soft hyphens: they belong to the word, and to no key.
_MARK = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f"
_LETTER = "[^\\W\\d_]"
_WORD = rf"{_LETTER}+(?:[{_MARK}]+{_LETTER}*)*"
_TOKEN = re.compile(
    rf"['’`](?i:t|n|s|k|m|r|er)(?![\w{_MARK}])"
    rf"|{_WORD}(?:['’`](?!(?i:s|tje|tjes)(?![\w{_MARK}])){_WORD})*"
    r"|\d+(?:[.,:]\d+)*|\n\s*|[^\s]"
)
_NO_SIGN = re.compile(f"[{_MARK}]")
_FOLDED = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "’": "'", "`": "'"}
)

FEW_CAPITALS = 0.012  # of the words; below it nobody types capitals and their absence says nothing


class Token(NamedTuple):
    """A word, number or sign: `text[start:end]`, and as it is written."""

    start: int
    end: int
    form: str


def tokenise(text: str) -> list[Token]:
    """Return the words, numbers and signs of a text in order; only white space lies between them."""
    make = Token._make  # half the time of calling the class
    return [make((*match.span(), match.group())) for match in _TOKEN.finditer(text)]


@lru_cache(maxsize=50_000)
def key_of(form: str) -> str:
    """Return a word without capitals, accents and invisible signs: 'Gülçin' and 'gulcin' are one."""
    if form.isascii():
        return form.lower()
    plain = unicodedata.normalize("NFKD", form.lower().translate(_FOLDED))
    return _NO_SIGN.sub("", plain)


@dataclass(frozen=True, slots=True)
class Read:
    """A text cut into words, with their keys and first places, and whether it is written with capitals."""

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    cased: bool

    def inside(self, start: int, end: int) -> range:
        """Return which words begin in a piece of the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def read(text: str) -> Read:
    """Cut a text into words, and see whether capitals mean anything in it."""
    tokens = tuple(tokenise(text))
    words = [token.form for token in tokens if token.form[0].isalpha()]
    loud = [form for form in words if form[0].isupper()]
    small = sum([form[0].islower() for form in words])
    shouted = sum([len(form) > 1 and form.isupper() for form in loud])
    large = len(loud) - shouted
    is_cased = large > FEW_CAPITALS * len(words) and small > large and shouted < small
    if len(words) < 8:  # a title: capitals at all
        is_cased = large > 0 and shouted <= large
    keys = tuple([key_of(token.form) for token in tokens])
    return Read(text, tokens, keys, tuple([token.start for token in tokens]), is_cased)
