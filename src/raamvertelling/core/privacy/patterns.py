"""Patterns of numbers, dates and ages that are only tried where they can match."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from raamvertelling.core.privacy.scanning import Scan, scan

Guard = Callable[[Scan], bool]
Places = Callable[[Scan], list[int]]


class Pattern:
    """A pattern that takes no notice of capitals, and is tried only where it can match.

    Notes
    -----
    Searching small letters is faster than taking no notice of capitals. So what `finditer` finds has the places of the
    text, but its words are in small letters when nothing in the pattern asks for a capital. A pattern is made ready at
    its first use: that was more than half of the time of the import, and most texts need few.
    """

    def __init__(self, pattern: str, needs: tuple[int, ...], places: Places | None, guard: Guard | None) -> None:
        self._source, self._places, self._guard = pattern, places, guard
        self._needs = tuple(each for each in needs if each)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._source, re.IGNORECASE)

    @cached_property
    def _on_plain(self) -> re.Pattern[str] | None:
        return None if "(?-i:" in self._source else re.compile(self._source)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match that begins at a place, if there is one."""
        return self._pattern.match(text, start)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match, if there is one."""
        return self._pattern.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return every match in a text."""
        seen = scan(text)
        for need in self._needs:
            if not seen.facts & need:
                return iter(())
        if self._guard is not None and not self._guard(seen):
            return iter(())
        pattern, text = (self._pattern, text) if self._on_plain is None else (self._on_plain, seen.plain)
        return pattern.finditer(text) if self._places is None else self._at_words(pattern, text, seen, self._places)

    @staticmethod
    def _at_words(pattern: re.Pattern[str], text: str, seen: Scan, places: Places) -> Iterator[re.Match[str]]:
        """Yield the matches that begin at a word that one can begin with, as `finditer` would."""
        words = places(seen)
        starts, end = seen.starts if words else [], 0
        for k in words:
            if starts[k] >= end and (match := pattern.match(text, starts[k])):
                yield match
                end = match.end()


def compiled(
    pattern: str,
    *needs: int,
    begins: int = 0,
    then: int = 0,
    places: Places | None = None,
    guard: Guard | None = None,
) -> Pattern:
    """Make a pattern.

    Parameters
    ----------
    pattern : in small letters, but for what stands in `(?-i:...)`.
    needs : bits of `facts`; of each of these at least one bit stands in every text that has a match.
    begins : bits; when given, every match begins at the beginning of a word with one of them,
    then : and goes on with a word with one of these.
    places : instead of `begins`: tells with which words of a text a match can begin, in order.
    guard : False for a text in which the pattern cannot match; for what bits cannot say.
    """
    if begins:
        places = (lambda seen: seen.pairs(begins, then)) if then else (lambda seen: seen.having(begins))
    return Pattern(pattern, (begins, then, *needs), places, guard)
