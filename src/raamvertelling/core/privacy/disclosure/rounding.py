"""Rounding: every number that leaves the team is made from rounded counts alone, so it says no more than they do."""

from dataclasses import replace
from math import ceil, floor

from raamvertelling.core.results import Estimate
from raamvertelling.core.stats.intervals import wilson

BASE = 5
STEPS = 20
# Groups from this size (rounded) on are shown in these steps of a share: one step is at least BASE tellers.
FINENESS = ((100, 0.05), (50, 0.10), (0, 0.25))
# A chance is one of these: "hooguit 1 op de 1000", "hooguit 1 op de 100", and so on.
# 0.0499 stands for 1 in 20: just below the level, so that what differed with all its digits still does.
CHANCES = (0.001, 0.01, 0.0499, 0.1, 0.25, 0.5, 1.0)
# A bound that lies on a step but for the last bit of a float stays there.
_TINY = 1e-9


def rounded(number: int, to: int = BASE) -> int:
    """Return the nearest multiple of `to`; what lies exactly between two goes up."""
    return to * ((2 * number + to) // (2 * to))


def fineness(n: int) -> float:
    """Return the step in which shares of a group of rounded size n are shown, in 0..1."""
    return next(step for least, step in FINENESS if n >= least)


def about_share(count: int, n: int) -> Estimate:
    """Return the share of a rounded count in a rounded group, with a margin that covers the rounding too.

    Parameters
    ----------
    count, n : multiples of 5, from `rounded`; 0 <= count, 0 <= n.

    Returns
    -------
    Estimate with `about`. The value is in steps of 25% (groups below 50), 10% (below 100) or 5%. The interval, in
    whole steps of 5%, holds the 95% Wilson interval of every count and n that round to these.

    Notes
    -----
    A function of the two rounded numbers only: whoever knows these learns nothing from the share. A share of the exact
    counts, rounded by itself, would narrow both down.
    """
    if n <= 0:
        return Estimate(0.0, None, 0, "aandeel", wilson(0, 0).source, about=True)
    count = min(count, n)
    step = fineness(n)
    value = min(1.0, floor(count / n / step + 0.5) * step)
    half = BASE // 2
    low_count, low_n = max(0, count - half), n + half
    high_count, high_n = count + half, max(1, n - half)
    low = wilson(min(low_count, low_n), low_n).interval
    high = wilson(min(high_count, high_n), high_n).interval
    assert low and high
    interval = floor(low[0] * STEPS + _TINY) / STEPS, ceil(high[1] * STEPS - _TINY) / STEPS
    return replace(wilson(count, n), value=value, interval=interval, about=True)


def coarse(estimate: Estimate | None, step: float = 0.1) -> Estimate | None:
    """Return an estimate to the nearest step, its interval widened to whole steps.

    Effect sizes and p-values are made from the exact answers: with many digits they would give counts away.
    """
    if estimate is None:
        return None
    interval = estimate.interval
    if interval:
        interval = floor(interval[0] / step + _TINY) * step, ceil(interval[1] / step - _TINY) * step
    return replace(estimate, value=floor(estimate.value / step + 0.5) * step, interval=interval, about=True)


def coarse_chance(p: float) -> float:
    """Return the smallest of 0.001, 0.01, 0.0499, 0.1, 0.25, 0.5 and 1 that is not below p."""
    return next(each for each in CHANCES if p <= each + _TINY)
