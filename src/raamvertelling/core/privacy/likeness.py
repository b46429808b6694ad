"""How much the letters of a word look like those of names, and how much like those of ordinary Dutch words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from raamvertelling.core.privacy.codes import ALL, one_further

if TYPE_CHECKING:
    from numpy.typing import NDArray

SLOTS = 1 << 15
SCALE = 24.0  # a weight of 1 is kept as 24
EDGES = (-4.0, -2.5, -1.25, -0.4, 0.4, 1.25, 2.5, 4.0)
LENGTHS = (2, 3, 4)


def pieces(key: str) -> list[int]:
    """Return the slots of the runs of two, three and four letters of a word, its edges included."""
    edged = _edged(key)
    return [
        crc32(edged[start : start + length]) & (SLOTS - 1)
        for length in LENGTHS
        for start in range(len(edged) - length + 1)
    ]


def _edged(key: str) -> bytes:
    return f"^{key}$".encode(errors="surrogatepass")


class Likeness:
    """A logistic model over runs of letters, learnt from lists of names and the dictionary."""

    def __init__(self, weights: bytes) -> None:
        import numpy as np

        self._weights = np.frombuffer(weights, dtype=np.int8).astype(np.int64)

    def levels(self, keys: Sequence[str]) -> list[int]:
        """Return how much each word looks like a name, in steps: 0 (not at all) to 8 (very much).

        Notes
        -----
        The sum of the weights of the `pieces` of a word is the log odds that it is a name, for a list half of names.
        The sums of all words are made side by side: taking each piece apart was a fifth of the whole work.
        """
        import numpy as np

        if not keys:
            return []
        edged = [_edged(key) for key in keys]
        signs = np.frombuffer(b"".join(edged), dtype=np.uint8).astype(np.uint32)
        word = np.repeat(np.arange(len(keys)), [len(each) for each in edged])
        sums = np.zeros(len(keys))
        codes: NDArray[np.uint32] = np.full(len(signs), ALL, dtype=np.uint32)
        for length in range(1, max(LENGTHS) + 1):
            # The code of the run that begins here, one sign longer.
            here = codes[: len(signs) - length + 1]
            codes = one_further(here, signs[length - 1 :])
            if length in LENGTHS:
                whole = word[: len(codes)] == word[length - 1 :]
                slots = ((codes ^ np.uint32(ALL)) & (SLOTS - 1))[whole]
                sums += np.bincount(word[: len(codes)][whole], self._weights[slots], len(keys))
        levels: list[int] = np.searchsorted(EDGES, sums / SCALE).tolist()
        return levels
