"""Stable lower-case ids made from the ids and labels that files use."""

import re
import unicodedata
from collections.abc import Container

LONGEST = 48


def stable_id(label: str, taken: Container[str] = (), prefix: str = "v") -> str:
    """Return an id made of a-z, 0-9 and _, that starts with a letter and is not in `taken`.

    The same label always gives the same id as long as no earlier label took it; then it gets _2, _3, ...
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST].strip("_")
    if not base or not base[0].isalpha():
        base = f"{prefix}_{base}".rstrip("_")
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}_{number}", number + 1
    return candidate


class Ids:
    """Hands out unique ids within one framework, or within the options of one question."""

    def __init__(self, *reserved: str) -> None:
        self._taken = set(reserved)

    def give(self, label: str, prefix: str = "v") -> str:
        """Return a new id for `label` and keep it taken."""
        given = stable_id(label, self._taken, prefix)
        self._taken.add(given)
        return given
