"""Disclosure control: what a number can give away, and what may be shown instead.

Count tellers here, not stories: one teller with six stories is one person. Each module is one rule with a page in
docs/methods: thresholds, rounding, tables (suppression), blurring (dots), differencing, quotes and rows (files).
"""

from raamvertelling.core.privacy.disclosure.blurring import blur_square, blur_triangle
from raamvertelling.core.privacy.disclosure.rounding import about_share, coarse, coarse_chance, fineness, rounded
from raamvertelling.core.privacy.disclosure.tables import (
    ProtectedCounts,
    Sum,
    bounds,
    holds,
    protect_counts,
    suppress,
)
from raamvertelling.core.privacy.disclosure.thresholds import (
    PUBLIC_MINIMUM,
    TEAM_MINIMUM,
    dominant_share,
    fewer_than,
    protect_group,
)

__all__ = [
    "PUBLIC_MINIMUM",
    "TEAM_MINIMUM",
    "ProtectedCounts",
    "Sum",
    "about_share",
    "blur_square",
    "blur_triangle",
    "bounds",
    "coarse",
    "coarse_chance",
    "dominant_share",
    "fewer_than",
    "fineness",
    "holds",
    "protect_counts",
    "protect_group",
    "rounded",
    "suppress",
]
