"""Statistics that leave the team: counts rounded to five, shares made from the exact counts and rounded to 5%."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from raamvertelling.core.privacy.disclosure import TEAM_MINIMUM, rounded, rounded_share
from raamvertelling.core.results import (
    ChoiceSummary,
    Comparison,
    Distribution,
    DyadSummary,
    LinePoint,
    ScaleSummary,
    Share,
    StonesSummary,
    StoneSummary,
    TriadSummary,
)
from raamvertelling.core.sentences import clearest

S = TypeVar("S", TriadSummary, DyadSummary, StonesSummary, ChoiceSummary, ScaleSummary)


def protect(summary: Distribution) -> Distribution:
    """Round every number of a summary; the dots stay, because a group this large hides each of them.

    They stand in the order of their place: in that of the stories, the same dot could be followed from chart to chart,
    and the newest would be the first.
    """
    n = rounded(summary.n)
    if isinstance(summary, TriadSummary):
        points = tuple(sorted(summary.points, key=lambda each: each.weights))
        return replace(
            _counts(summary), points=points, zones=_rounded(summary.zones, n), corners=(0, 0, 0), edges=(0, 0, 0)
        )
    if isinstance(summary, DyadSummary):
        return replace(_counts(summary), points=_by_place(summary.points), bands=_rounded(summary.bands, n))
    if isinstance(summary, StonesSummary):
        return replace(_counts(summary), stones=tuple(_stone(each, n) for each in summary.stones))
    if isinstance(summary, ChoiceSummary):
        return replace(_counts(summary), options=_rounded(summary.options, n))
    assert isinstance(summary, ScaleSummary)
    return replace(_counts(summary), points=_by_place(summary.points), numbers=_rounded(summary.numbers, n))


def _by_place(points: Sequence[LinePoint]) -> tuple[LinePoint, ...]:
    return tuple(sorted(points, key=lambda each: each.position))


def protect_comparison(comparison: Comparison) -> Comparison:
    """Round the numbers of the groups; the test itself was done with the exact answers."""
    groups = tuple((id, protect(summary)) for id, summary in comparison.groups)
    n = sum(summary.n for _, summary in groups)
    return replace(comparison, groups=groups, n=n, missing=0, not_applicable=0, clearest=clearest(comparison))


def _stone(stone: StoneSummary, n: int) -> StoneSummary:
    """Round how often a stone was placed; where only a few placed it, the middle is nearly somebody's own place."""
    if stone.n < TEAM_MINIMUM:
        none = replace(stone.placed, value=0.0, interval=None, n=n, about=True)
        cells = tuple(Share(each.area, 0, none) for each in stone.cells)
        return replace(stone, points=(), counted=0, placed=none, cells=cells, median_x=None, median_y=None)
    counted = rounded(stone.n)
    points = tuple(sorted(stone.points, key=lambda each: (each.x, each.y)))
    cells = _rounded(stone.cells, counted)
    return replace(stone, points=points, counted=counted, placed=rounded_share(stone.placed, n), cells=cells)


def _counts(summary: S) -> S:
    return replace(
        summary,
        n=rounded(summary.n),
        missing=rounded(summary.missing),
        not_applicable=rounded(summary.not_applicable),
        about=True,
    )


def _rounded(shares: Sequence[Share], n: int) -> tuple[Share, ...]:
    return tuple(Share(each.area, rounded(each.count), rounded_share(each.share, n)) for each in shares)
