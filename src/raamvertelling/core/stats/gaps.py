"""How far what a group expected lies from what was told: one number with its margin, and the gap of every area."""

import numpy as np

from raamvertelling.core.framework.kinds import MultipleChoice, Prompt, Signifier, Stones
from raamvertelling.core.results import (
    AreaGap,
    Comparison,
    Distribution,
    DyadSummary,
    Estimate,
    Gap,
    ScaleSummary,
    TriadSummary,
)
from raamvertelling.core.stats.comparing import MINIMUM, compare_groups
from raamvertelling.core.stats.intervals import median_gap, share_gap
from raamvertelling.core.stats.summaries import Answers, shares_of

EXPECTED, TOLD = "verwacht", "verteld"


def gap_between(
    signifier: Signifier, expected: Answers, told: Answers, *, rng: np.random.Generator, minimum: int = MINIMUM
) -> Gap:
    """Measure the gap between predictions and answers.

    Parameters
    ----------
    signifier : a triad, dyad, scale, single choice or picture choice: one dot or one answer each.
    expected, told : (id, answer) pairs; a prediction is one dot of one person, placed where the answers will be.
    rng : used for permutations.
    minimum : smallest number of usable answers on either side, at least 2.

    Returns
    -------
    Gap, with told minus expected everywhere.

    Raises
    ------
    TooFew : too few on one side, or everything is equal.
    ValueError : stones, prompts and multiple choices: one dot does not predict several.

    Notes
    -----
    The size of a triangle is the energy share of `compare_groups`; of a line or a scale `median_gap`; of a choice the
    largest `share_gap`. Areas have Newcombe margins at 1 - 0.05 / number of areas (Bonferroni): the largest of several
    is looked at.
    """
    if isinstance(signifier, Stones | MultipleChoice | Prompt):
        raise ValueError(f"signifier {signifier.id!r} takes several answers or none; one dot cannot predict them")
    comparison = compare_groups(signifier, {EXPECTED: expected, TOLD: told}, rng=rng, minimum=minimum)
    first, second = (summary for _, summary in comparison.groups)
    areas = _area_gaps(first, second)
    return Gap(comparison=comparison, size=_size(comparison, first, second, areas), areas=areas)


def _area_gaps(expected: Distribution, told: Distribution) -> tuple[AreaGap, ...]:
    pairs = list(zip(shares_of(expected), shares_of(told), strict=True))
    level = 1 - 0.05 / len(pairs)
    return tuple(
        AreaGap(one.area, one, other, share_gap((other.count, told.n), (one.count, expected.n), level=level))
        for one, other in pairs
    )


def _size(comparison: Comparison, expected: Distribution, told: Distribution, areas: tuple[AreaGap, ...]) -> Estimate:
    if isinstance(expected, TriadSummary):
        return comparison.effect
    if isinstance(expected, DyadSummary | ScaleSummary) and isinstance(told, DyadSummary | ScaleSummary):
        found = median_gap([each.position for each in told.points], [each.position for each in expected.points])
        assert found is not None, "compare_groups refuses empty groups"
        return found
    return max(areas, key=lambda each: abs(each.gap.value)).gap
