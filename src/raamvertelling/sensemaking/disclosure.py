"""Statistics that leave the team: every number in them rounded to five."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from raamvertelling.core.privacy.disclosure import rounded
from raamvertelling.core.results import (
    ChoiceSummary,
    Comparison,
    Distribution,
    DyadSummary,
    Estimate,
    ScaleSummary,
    Share,
    StonesSummary,
    TriadSummary,
)
from raamvertelling.core.stats import wilson

S = TypeVar("S", TriadSummary, DyadSummary, StonesSummary, ChoiceSummary, ScaleSummary)


def protect(summary: Distribution) -> Distribution:
    """Round every number of a summary; the dots stay, because a group this large hides each of them."""
    n = rounded(summary.n)
    if isinstance(summary, TriadSummary):
        return replace(_counts(summary), zones=_rounded(summary.zones, n), corners=(0, 0, 0), edges=(0, 0, 0))
    if isinstance(summary, DyadSummary):
        return replace(_counts(summary), bands=_rounded(summary.bands, n))
    if isinstance(summary, StonesSummary):
        stones = tuple(
            replace(each, placed=_share(each.n, n), cells=_rounded(each.cells, rounded(each.n)))
            for each in summary.stones
        )
        return replace(_counts(summary), stones=stones)
    if isinstance(summary, ChoiceSummary):
        return replace(_counts(summary), options=_rounded(summary.options, n))
    assert isinstance(summary, ScaleSummary)
    return replace(_counts(summary), numbers=_rounded(summary.numbers, n))


def protect_comparison(comparison: Comparison) -> Comparison:
    """Round the numbers of the groups; the test itself was done with the exact answers."""
    groups = tuple((id, protect(summary)) for id, summary in comparison.groups)
    n = sum(summary.n for _, summary in groups)
    return replace(comparison, groups=groups, n=n, missing=0, not_applicable=0)


def _counts(summary: S) -> S:
    return replace(
        summary,
        n=rounded(summary.n),
        missing=rounded(summary.missing),
        not_applicable=rounded(summary.not_applicable),
    )


def _rounded(shares: Sequence[Share], n: int) -> tuple[Share, ...]:
    return tuple(Share(each.area, rounded(each.count), _share(each.count, n)) for each in shares)


def _share(count: int, n: int) -> Estimate:
    return wilson(min(rounded(count), n), n)
