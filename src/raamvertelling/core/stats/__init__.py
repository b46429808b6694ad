"""Statistics for answers: summaries and areas in plain Python, comparisons and density with numpy and scipy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from raamvertelling.core.framework.kinds import Signifier
from raamvertelling.core.results import Comparison, TriadSummary
from raamvertelling.core.stats.intervals import centroid_of, ellipses_of, median_of, share_gap, wilson
from raamvertelling.core.stats.multiplicity import benjamini_hochberg, cauchy
from raamvertelling.core.stats.summaries import Answers, shares_of, summarise
from raamvertelling.core.stats.zones import areas, in_area, stone_areas

if TYPE_CHECKING:
    import numpy as np

    from raamvertelling.core.stats.density import Density

__all__ = [
    "Answers",
    "areas",
    "benjamini_hochberg",
    "cauchy",
    "centroid_of",
    "compare",
    "ellipses_of",
    "generator",
    "in_area",
    "median_of",
    "share_gap",
    "shares_of",
    "stone_areas",
    "summarise",
    "triad_density",
    "wilson",
]


# scipy takes a second to import, so a web process pays for it at its first comparison and not at its start.
def compare(
    signifier: Signifier, groups: Mapping[str, Answers], *, rng: np.random.Generator, minimum: int = 5
) -> Comparison:
    """Compare groups on one signifier; see `raamvertelling.core.stats.comparing.compare_groups`."""
    from raamvertelling.core.stats.comparing import compare_groups

    return compare_groups(signifier, groups, rng=rng, minimum=minimum)


def triad_density(summary: TriadSummary) -> Density | None:
    """Return where most dots of a triangle lie; see `raamvertelling.core.stats.density.triad_density`."""
    from raamvertelling.core.stats import density

    return density.triad_density(summary)


def generator(seed: int) -> np.random.Generator:
    """Return a random generator for `compare`, so that a page gives the same figures each time it is opened."""
    import numpy as np

    return np.random.default_rng(seed)
