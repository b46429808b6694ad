"""What is known about words: ordinary Dutch words, first names, surnames, places; stored as hashes, not as words."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from raamvertelling.core.privacy.kept import Kept

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What a word can be; a word can be several things.
# ORGANISATION is a kind ('basisschool'), HOUSE what one is often called ('de regenboog').
WORD, FIRST, LAST, PLACE, CAPITAL, COMMON, ORGANISATION, KNOWN, HOUSE = (1 << bit for bit in range(9))

PARTS = 1 << 16
FINE = 10  # bits of a hash that are left out where is kept which hashes have one near them


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

        self._sorted = np.frombuffer(codes, dtype=np.uint32)
        self._some = np.zeros(1 << (32 - FINE), dtype=np.bool_)
        self._some[self._sorted >> FINE] = True
        self._codes, self._starts = array("I"), array("I")
        self._codes.frombytes(codes)
        edges = np.arange(PARTS + 1, dtype=np.uint64) << 16
        starts = np.searchsorted(self._sorted, edges)
        self._starts.frombytes(starts.astype(np.uint32).tobytes())

    def place(self, key: str) -> int | None:
        """Return at which place the hash of a word stands; None when it is not there."""
        code = crc32(key.encode("utf-8", "surrogatepass"))  # as `hashed`, without the call: it is asked very often
        last = self._starts[(code >> 16) + 1]
        found = bisect_left(self._codes, code, self._starts[code >> 16], last)
        return found if found < last and self._codes[found] == code else None

    def places(self, codes: "NDArray[np.uint32]") -> "NDArray[np.int64]":
        """Return at which places hashes stand, -1 for those that are not there."""
        import numpy as np

        places = np.full(codes.shape, -1)
        near = self._some.take(codes >> FINE).nonzero()  # nine in ten of those that are not there are left out
        found = np.searchsorted(self._sorted, codes[near])
        places[near] = np.where(self._sorted.take(found, mode="clip") == codes[near], found, -1) if len(found) else -1
        return places


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
        self._kept = Kept(self._flags_of, most=100_000)
        self.flags = self._kept.__getitem__

    def _flags_of(self, key: str) -> int:
        """Return what a word can be, 0 for a word that is in no list. `key` comes from `tokens.key_of`."""
        place = self._hashes.place(key)
        return 0 if place is None else self._flags[place]

    def flags_of_many(self, keys: Sequence[str]) -> list[int]:
        """Return what many words can be, and keep it."""
        import numpy as np

        codes = np.fromiter(map(hashed, keys), dtype=np.uint32, count=len(keys))
        found: list[int] = self.flags_at(codes).tolist()
        self._kept.keep(keys, found)
        return found

    def flags_at(self, codes: "NDArray[np.uint32]") -> "NDArray[np.uint16]":
        """Return what the words can be that have these hashes."""
        import numpy as np

        places = self._hashes.places(codes)
        found = np.zeros(codes.shape, dtype=np.uint16)
        found[places >= 0] = np.frombuffer(self._flags, dtype=np.uint16)[places[places >= 0]]
        return found

    def are_shorter(self, codes: "NDArray[np.uint32]") -> "NDArray[np.bool_]":
        """Tell which hashes are of a common word with one letter taken out."""
        return self._shorter.places(codes) >= 0

    def made_of(self, key: str) -> str:
        """Return what a word is made of that no list has; "unknown" when it looks like no ordinary word."""
        if self.is_compound(key):
            return "compound"
        if self.is_glued(key):
            return "glued"
        return "slip" if self.is_slip(key) else "unknown"

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
