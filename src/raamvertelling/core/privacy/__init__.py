"""Protecting tellers: what can identify a person in a text, and what a number can give away."""

from raamvertelling.core.privacy.identifiers import find_identifiers
from raamvertelling.core.privacy.spans import Span, masked, union

__all__ = ["Span", "find_identifiers", "masked", "union"]
