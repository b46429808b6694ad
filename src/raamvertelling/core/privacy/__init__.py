"""Protecting tellers: what can identify a person in a text, and what a number can give away.

`propose_masks({"title": ..., "story": ...})` is the one masking engine, for the desk and for the command line: it
gives a `Proposal` for every place that could identify somebody, with role label, Dutch explanation and certainty.
`masked(text, spans)` puts the labels in their place.
"""

from raamvertelling.core.privacy.identifiers import find_identifiers
from raamvertelling.core.privacy.leftovers import Leftover, find_leftovers
from raamvertelling.core.privacy.proposing import Proposal, propose_many, propose_masks
from raamvertelling.core.privacy.spans import Span, masked, union

__all__ = [
    "Leftover",
    "Proposal",
    "Span",
    "find_identifiers",
    "find_leftovers",
    "masked",
    "propose_many",
    "propose_masks",
    "union",
]
