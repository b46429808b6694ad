"""One look at a text that tells which patterns can match in it, and where, so that most patterns are never tried."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import accumulate
from operator import or_

from raamvertelling.core.privacy.facts import IN_PIECES, facts_of, facts_of_signs
from raamvertelling.core.privacy.kept import Kept

# Signs that `re.IGNORECASE` takes for an i or an s and that `str.lower` leaves alone or makes longer.
_SAME = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"})
_ANY_SAME = re.compile("[İıſ]")
_WORD = re.compile(r"(\w+)")
_FACTS = Kept(facts_of)
_LOOSE = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, eq=False)
class Scan:
    """A text as the patterns see it.

    Attributes
    ----------
    plain : the text in small letters, each sign in its own place.
    pieces : `plain` cut up: in turns what lies between and a word, a run of letters and digits.
    bits : what each word makes possible, see `facts`.
    facts : the bits that at least one word has, and those of signs.
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

    def having(self, bits: int) -> list[int]:
        """Return which words have at least one of these bits, in order."""
        return [k for k, each in enumerate(self.bits) if each & bits]

    def pairs(self, one: int, other: int) -> list[int]:
        """Return which words have a bit of `one` and stand before a word with a bit of `other`."""
        if not self.facts & other:
            return []
        after = [*self.bits[1:], 0]
        return [k for k in self.having(one) if after[k] & other]

    def leading_to(self, words: Sequence[int], spaces: int) -> list[int]:
        """Return the words that stand before one of these with no more than so many spaces, hyphens aside, between.

        Before the 'van' of 'ja, mijn Anne-Fleur van tien' that are 'mijn', 'Anne' and 'Fleur' with two spaces.
        """
        found: set[int] = set()
        for k in words:
            left = spaces
            while k:
                between = self.pieces[2 * k]
                signs = "".join(between.split())
                left -= len(signs) < len(between)
                if left < 0 or signs.strip("'’-."):
                    break
                k -= 1
                found.add(k)
        return sorted(found)


@lru_cache(maxsize=1)
def scan(text: str) -> Scan:
    """Look at a text; the last one is kept, since all patterns look at one text before the next comes."""
    same = text
    if not text.isascii() and _ANY_SAME.search(text):
        same = text.translate(_SAME)
    plain = same.lower()
    pieces = _WORD.split(plain)
    bits = list(map(_FACTS.__getitem__, pieces[1::2]))
    if not text.isascii() and _LOOSE.search(text):
        bits = [each | IN_PIECES for each in bits]
    return Scan(plain, pieces, bits, reduce(or_, set(bits), facts_of_signs(plain)))
