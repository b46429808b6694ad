"""One look at a text that tells which patterns cannot match in it, so that most patterns are never tried."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# Signs that `re.IGNORECASE` takes for an i or an s and that `str.lower` leaves alone or makes longer.
_SAME = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"})
_WORD = re.compile(r"\w+")
_LOOSE = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """A text as the patterns see it.

    Attributes
    ----------
    plain : the text in small letters, each sign in its own place.
    single : `plain` with every run of white space made one space.
    words : the runs of letters and digits in `plain`.
    known : the same as a set.
    loose : whether accents stand loose from their letters, so that `words` cuts words in pieces.
    """

    plain: str
    single: str
    words: tuple[str, ...]
    known: frozenset[str]
    loose: bool


@lru_cache(maxsize=1)
def scan(text: str) -> Scan:
    """Look at a text; the last one is kept, since all patterns look at one text before the next comes."""
    plain = (text if text.isascii() else text.translate(_SAME)).lower()
    words = tuple(_WORD.findall(plain))
    loose = not text.isascii() and _LOOSE.search(text) is not None
    return Scan(plain, " ".join(plain.split()), words, frozenset(words), loose)


def pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield every word with the next."""
    return pairwise(words)
