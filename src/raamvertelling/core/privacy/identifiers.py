"""Structured identifiers in a Dutch story: everything with a form of its own. Names are found by other finders."""

import re
from collections.abc import Callable, Iterable, Iterator

from raamvertelling.core.privacy.ages import find_ages
from raamvertelling.core.privacy.contact import find_contact
from raamvertelling.core.privacy.dates import find_dates
from raamvertelling.core.privacy.numbers import find_numbers
from raamvertelling.core.privacy.spans import Span, masked, union

__all__ = ["FINDERS", "Finder", "Span", "find_identifiers", "masked", "seen_by_form"]

Finder = Callable[[str], Iterable[Span]]

_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
FINDERS: tuple[Finder, ...] = (find_contact, find_numbers, find_dates, find_ages)


def seen_by_form(text: str) -> Iterator[Span]:
    """Yield what each finder sees; spans may overlap. Offsets count Unicode code points of the text."""
    # Somebody who writes Arabic, Farsi or Hindi types other digits; to every finder they are 0 to 9.
    plain = text if text.isascii() else _FOREIGN_DIGIT.sub(lambda digit: str(int(digit[0])), text)
    for finder in FINDERS:
        yield from finder(plain)


def find_identifiers(text: str) -> tuple[Span, ...]:
    """Return every place that may identify someone, as the union of what the finders see.

    Parameters
    ----------
    text : the original story, title or answer, unchanged: offsets point into it.

    Returns
    -------
    Spans in order that do not overlap. Offsets count Unicode code points.

    Notes
    -----
    Proposals for a person who decides, never a decision: recall goes before precision.
    """
    return union(seen_by_form(text))
