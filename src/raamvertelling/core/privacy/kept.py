"""Keeping what was found out about a word, so that every different word is looked at once."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


class Kept(dict[str, T]):
    """What a function tells of words: `kept[word]` asks it only for a word that was not met.

    Notes
    -----
    Half the time of `lru_cache`, which also keeps in what order words were asked. When there are too many, all are
    forgotten; a text has a few hundred different words and they are there again at once.
    """

    def __init__(self, tell: Callable[[str], T], most: int = 50_000) -> None:
        self._tell, self._most = tell, most

    def __missing__(self, word: str) -> T:
        if len(self) >= self._most:
            self.clear()
        found = self[word] = self._tell(word)
        return found

    def keep(self, words: Iterable[str], found: Iterable[T]) -> None:
        """Keep what was found out about many words in another way."""
        if len(self) >= self._most:
            self.clear()
        self.update(zip(words, found, strict=True))
