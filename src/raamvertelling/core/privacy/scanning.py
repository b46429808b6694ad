"""One look at a text that tells which patterns can match in it, and where, so that most patterns are never tried."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import accumulate, pairwise
from operator import or_

from raamvertelling.core.privacy.facts import IN_PIECES, facts_of

# Signs that `re.IGNORECASE` takes for an i or an s and that `str.lower` leaves alone or makes longer.
_SAME = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"})
_WORD = re.compile(r"(\w+)")
_LOOSE = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, eq=False)
class Scan:
    """A text as the patterns see it.

    Attributes
    ----------
    plain : the text in small letters, each sign in its own place.
    pieces : `plain` cut up: in turns what lies between and a word, a run of letters and digits.
    bits : what each word makes possible, see `facts`.
    facts : the bits that at least one word has.
    """

    plain: str
    pieces: list[str]
    bits: list[int]
    facts: int

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins."""
        return list(accumulate(map(len, self.pieces)))[:-1:2]

    @cached_property
    def digits(self) -> int:
        """How many digits, 0 to 9, stand in the text."""
        return sum(map(self.plain.count, "0123456789"))

    def has_pair(self, one: int, other: int) -> bool:
        """Tell whether somewhere a word with a bit of `one` stands before a word with a bit of `other`."""
        if not (self.facts & one and self.facts & other):
            return False
        return any(after & other and before & one for before, after in pairwise(self.bits))


@lru_cache(maxsize=1)
def scan(text: str) -> Scan:
    """Look at a text; the last one is kept, since all patterns look at one text before the next comes."""
    is_plain = text.isascii()
    plain = (text if is_plain else text.translate(_SAME)).lower()
    pieces = _WORD.split(plain)
    bits = list(map(facts_of, pieces[1::2]))
    if not is_plain and _LOOSE.search(text) is not None:
        bits = [each | IN_PIECES for each in bits]
    return Scan(plain, pieces, bits, reduce(or_, bits, 0))
