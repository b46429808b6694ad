"""Structured identifiers in a Dutch story: everything with a form of its own. Names are found by other finders."""

from collections.abc import Callable, Iterable, Sequence

from raamvertelling.core.privacy.contact import find_contact
from raamvertelling.core.privacy.dates import find_ages, find_dates
from raamvertelling.core.privacy.numbers import find_numbers
from raamvertelling.core.privacy.spans import Span, masked, union

__all__ = ["FINDERS", "Finder", "Span", "find_identifiers", "masked"]

Finder = Callable[[str], Iterable[Span]]

FINDERS: tuple[Finder, ...] = (find_contact, find_numbers, find_dates, find_ages)


def find_identifiers(text: str, finders: Sequence[Finder] = FINDERS) -> tuple[Span, ...]:
    """Return every place that may identify someone, as the union of what the finders see.

    Parameters
    ----------
    text : the original story, title or answer, unchanged: offsets point into it.
    finders : functions from a text to spans. A finder of names joins by standing in this list.

    Returns
    -------
    Spans in order that do not overlap. Offsets count Unicode code points.

    Notes
    -----
    Proposals for a person who decides, never a decision: recall goes before precision.
    """
    return union(span for finder in finders for span in finder(text))
