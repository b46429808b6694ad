"""What is known about words: ordinary Dutch words, first names, surnames, places; stored as hashes, not as words."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from zlib import crc32

# What a word can be; a word can be several things.
# ORGANISATION is a kind ('basisschool'), HOUSE what one is often called ('de regenboog').
WORD, FIRST, LAST, PLACE, CAPITAL, COMMON, ORGANISATION, KNOWN, HOUSE = (1 << bit for bit in range(9))

PARTS = 1 << 16


def hashed(word: str) -> int:
    """Return 32 bits of a word; the same on every machine."""
    return crc32(word.encode("utf-8", "surrogatepass"))


class Hashes:
    """Sorted hashes of words.

    Notes
    -----
    Where each of 65,536 equal parts begins is kept apart: then a search looks at seven hashes that lie together, and
    not at nineteen all over the memory, which took a tenth of the whole work.
    """

    def __init__(self, codes: bytes) -> None:
        import numpy as np

        self._codes, self._starts = array("I"), array("I")
        self._codes.frombytes(codes)
        edges = np.arange(PARTS + 1, dtype=np.uint64) << 16
        starts = np.searchsorted(np.frombuffer(codes, dtype=np.uint32), edges)
        self._starts.frombytes(starts.astype(np.uint32).tobytes())

    def place(self, key: str) -> int | None:
        """Return at which place the hash of a word stands; None when it is not there."""
        code = crc32(key.encode("utf-8", "surrogatepass"))  # as `hashed`, without the call: it is asked very often
        last = self._starts[(code >> 16) + 1]
        found = bisect_left(self._codes, code, self._starts[code >> 16], last)
        return found if found < last and self._codes[found] == code else None


class Lexicon:
    """A set of words with what they can be.

    Notes
    -----
    Kept as sorted 32-bit hashes with two bytes each: half a million words are 3 MB and are there at once. A word that
    is in no list looks like one of the lists once in ten thousand times.
    """

    def __init__(self, hashes: bytes, flags: bytes, shorter: bytes = b"") -> None:
        self._hashes, self._shorter = Hashes(hashes), Hashes(shorter)
        self._flags = array("H")
        self._flags.frombytes(flags)
        self.flags = lru_cache(maxsize=100_000)(self._flags_of)

    def _flags_of(self, key: str) -> int:
        """Return what a word can be, 0 for a word that is in no list. `key` comes from `tokens.key_of`."""
        place = self._hashes.place(key)
        return 0 if place is None else self._flags[place]

    def is_compound(self, key: str) -> bool:
        """Tell whether two ordinary words make this one: 'keukentafelgesprek', 'ontslagbrief', 'huurtoeslagen'."""
        for cut in range(3, len(key) - 2):
            if not self._is_part(key[cut:]):
                continue
            first = key[:cut]
            if self._is_part(first) or (cut > 4 and first.endswith("s") and self._is_part(first[:-1])):
                return True
        return False

    def is_glued(self, key: str) -> bool:
        """Tell whether two common words stand without the space between them: 'opde', 'zegtik', 'nietbij'."""
        return any(self.flags(key[:cut]) & self.flags(key[cut:]) & COMMON for cut in range(2, len(key) - 1))

    def _is_part(self, key: str) -> bool:
        """Short words in a dictionary are rare ones more often than not: they count when people use them."""
        return bool(self.flags(key) & (WORD if len(key) > 3 else COMMON))

    def is_slip(self, key: str) -> bool:
        """Tell whether one slip of the hand separates this from a common word: 'belen', 'febuari', 'niemnad'.

        Notes
        -----
        Two words are one slip apart when taking one letter from both can make them equal (Garbe's symmetric deletion);
        in short words, where that joins too much, only a letter too many, a letter missing or two swapped count.
        """
        if len(key) < 4:
            return False
        if self._shorter.place(key) is not None:
            return True
        cut = {key[:place] + key[place + 1 :] for place in range(len(key))}
        if any(self.flags(each) & COMMON for each in cut if len(each) > 3):
            return True
        if len(key) > 5:
            return any(self._shorter.place(each) is not None for each in cut)
        swapped = (key[:k] + key[k + 1] + key[k] + key[k + 2 :] for k in range(len(key) - 1))
        return any(self.flags(each) & COMMON for each in swapped)


def shortened(words: Iterable[str]) -> bytes:
    """Return the sorted hashes of common words with one letter taken out, as `Lexicon` takes them."""
    cut = {word[:place] + word[place + 1 :] for word in words if len(word) > 4 for place in range(len(word))}
    return array("I", sorted({hashed(each) for each in cut})).tobytes()


def pack(words: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[bytes, bytes]:
    """Return the sorted hashes and the flags of words, as `Lexicon` takes them."""
    codes: dict[int, int] = {}
    for word, flags in words.items() if isinstance(words, Mapping) else words:
        code = hashed(word)
        codes[code] = codes.get(code, 0) | flags
    ordered = sorted(codes)
    return array("I", ordered).tobytes(), array("H", [codes[code] for code in ordered]).tobytes()
