"""How much the letters of a word look like those of names, and how much like those of ordinary Dutch words."""

from functools import lru_cache
from zlib import crc32

SLOTS = 1 << 15
SCALE = 24.0  # a weight of 1 is kept as 24
EDGES = (-4.0, -2.5, -1.25, -0.4, 0.4, 1.25, 2.5, 4.0)


def pieces(key: str) -> list[int]:
    """Return the slots of the runs of two, three and four letters of a word, its edges included."""
    edged = f"^{key}$".encode(errors="surrogatepass")
    size = len(edged)
    return [
        crc32(edged[start : start + length]) & (SLOTS - 1) for length in (2, 3, 4) for start in range(size - length + 1)
    ]


class Likeness:
    """A logistic model over runs of letters, learnt from lists of names and the dictionary."""

    def __init__(self, weights: bytes) -> None:
        self._weights = memoryview(weights).cast("b")
        self.level = lru_cache(maxsize=50_000)(self._level_of)  # both taggers ask it of the same word

    def score(self, key: str) -> float:
        """Return the log odds that a word is a name, for a list half of names: above 0 it looks like one."""
        weights = self._weights
        return sum([weights[slot] for slot in pieces(key)]) / SCALE

    def _level_of(self, key: str) -> int:
        """Return how much a word looks like a name, in steps: 0 (not at all) to 8 (very much)."""
        score = self.score(key)
        return sum(score > edge for edge in EDGES)
