"""Asking quickly how a word ends: by its last two letters most words are done."""

from collections.abc import Iterable


class Endings:
    """Some endings of words, of two letters or more."""

    def __init__(self, endings: Iterable[str]) -> None:
        found: dict[str, list[str]] = {}
        for ending in endings:
            found.setdefault(ending[-2:], []).append(ending)
        self._by_letters = {letters: tuple(each) for letters, each in found.items()}

    def has(self, word: str) -> bool:
        """Tell whether a word ends as one of these; `str.endswith` of fifty endings takes ten times as long."""
        near = self._by_letters.get(word[-2:])
        return near is not None and word.endswith(near)
