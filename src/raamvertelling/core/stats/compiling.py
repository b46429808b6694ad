"""Machine code for the inner loops; imported only where a scan begins, because it takes a second."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function as machine code that lets other threads run, kept on disk for the next start.

    Where no folder can be written the code is made again at each start.
    """
    try:
        made: Callable[P, R] = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:
        made = numba.njit(nogil=True, error_model="numpy")(function)
    return made
