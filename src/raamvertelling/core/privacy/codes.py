"""The 32-bit codes by which words and runs of letters are looked up, made for many words side by side."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALL = 0xFFFFFFFF  # with this a code begins, and with this every bit of it is turned round at its end


def one_further(codes: "NDArray[np.uint32]", signs: "NDArray[np.uint32]") -> "NDArray[np.uint32]":
    """Return unfinished codes, each one sign longer: step by step what `zlib.crc32` does."""
    import numpy as np

    return _table().take((codes ^ signs) & np.uint32(255)) ^ (codes >> np.uint32(8))


@lru_cache(maxsize=1)
def _table() -> "NDArray[np.uint32]":
    """Return the table of the 32-bit cyclic redundancy check that `zlib.crc32` uses too."""
    import numpy as np

    codes = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        codes = np.where(codes & 1, np.uint32(0xEDB88320) ^ (codes >> 1), codes >> 1)
    return codes
