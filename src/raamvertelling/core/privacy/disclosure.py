"""What a number can give away: small groups, the cell that a total betrays, and two filters that differ by a few.

Count tellers here, not stories: one teller with six stories is one person.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from math import ceil, floor

from raamvertelling.core.results import Estimate, Suppressed

PUBLIC_MINIMUM = 10
TEAM_MINIMUM = 5
STEPS = 20
# A bound that lies on a step but for the last bit of a float stays there.
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class ProtectedCounts:
    """A one-way table that may leave the team.

    Attributes
    ----------
    counts : number of tellers for each category, rounded; None where it is hidden.
    total : rounded number of tellers in all.
    minimum : what a hidden cell could be runs over at least this many values.
    round_to : shown numbers are the nearest multiple of this.
    """

    counts: Mapping[str, int | None]
    total: int
    minimum: int
    round_to: int


def fewer_than(minimum: int) -> str:
    """Write the size of a group that stays closed."""
    return f"minder dan {minimum}"


def rounded(number: int, to: int = 5) -> int:
    """Return the nearest multiple of `to`; what lies exactly between two goes up."""
    return to * ((2 * number + to) // (2 * to))


def rounded_share(share: Estimate, n: int) -> Estimate:
    """Return a share that may leave the team: the exact one to the nearest 5%, its interval widened to whole steps.

    Made from the exact share and not from rounded counts: 13 of 26 is 50%, while 15 of 25 would say 60%.

    Parameters
    ----------
    share : exact, value and interval in 0..1.
    n : the rounded number of stories to show with it.
    """
    interval = share.interval
    if interval:
        interval = floor(interval[0] * STEPS + _TINY) / STEPS, ceil(interval[1] * STEPS - _TINY) / STEPS
    return replace(share, value=floor(share.value * STEPS + 0.5) / STEPS, interval=interval, n=n, about=True)


def protect_group(n_tellers: int, minimum: int = PUBLIC_MINIMUM) -> Suppressed | None:
    """Return why a group may not be shown, or None when it may.

    Parameters
    ----------
    n_tellers : number of different tellers in the group, not of stories.
    minimum : smallest group that may be shown, at least 5.

    Raises
    ------
    ValueError : minimum below 5: no setting may open a smaller group.
    """
    _check_minimum(minimum)
    if n_tellers >= minimum:
        return None
    return Suppressed(
        reason=f"Deze groep heeft {fewer_than(minimum)} vertellers. Iemand is dan te herkennen. Wij tonen haar niet.",
        n_shown=fewer_than(minimum),
    )


def protect_counts(
    counts: Mapping[str, int], minimum: int = PUBLIC_MINIMUM, round_to: int = 5
) -> ProtectedCounts | Suppressed:
    """Return a one-way table in which no small number can be read or worked out.

    Parameters
    ----------
    counts : number of tellers for each category; the categories exclude each other.
    minimum : smallest number that may be shown, at least 5.
    round_to : shown numbers and the total are rounded to a multiple of this; 1 leaves them.

    Returns
    -------
    ProtectedCounts, or Suppressed when all categories together stay below the minimum.

    Raises
    ------
    ValueError : a count below 0, minimum below 5, or round_to below 1.

    Notes
    -----
    Numbers from 1 to minimum - 1 are hidden. A total then gives away a single hidden cell, and a few hidden cells that
    are small together: so the smallest other numbers are hidden too, until at least two are hidden that together are at
    least the minimum. Every hidden number may then be anything from 0 to that sum; `hidden_bounds` verifies it. A
    nought is shown: in a group that is large enough nobody is behind it.

    References
    ----------
    Hundepool et al. (2012), Statistical Disclosure Control, ch. 4, doi:10.1002/9781118348239.
    """
    _check_minimum(minimum)
    if round_to < 1 or any(count < 0 for count in counts.values()):
        raise ValueError("counts must be 0 or more, and round_to 1 or more")
    total = sum(counts.values())
    hidden = _hidden(counts, minimum)
    closed = protect_group(total, minimum) or _closed_if_derivable(counts, hidden, minimum)
    if closed is not None:
        return closed
    shown = {id: None if id in hidden else rounded(count, round_to) for id, count in counts.items()}
    return ProtectedCounts(shown, rounded(total, round_to), minimum, round_to)


def _closed_if_derivable(counts: Mapping[str, int], hidden: Collection[str], minimum: int) -> Suppressed | None:
    """Verify what was hidden: the whole table stays closed when a hidden number can still be told too well."""
    bounds = hidden_bounds(counts, hidden).values()
    if all(high - low >= minimum for low, high in bounds):
        return None
    return Suppressed(
        reason="Uit deze tabel zijn kleine groepen terug te rekenen. Wij tonen haar niet. Voeg antwoorden samen.",
        n_shown=fewer_than(minimum),
    )


def _hidden(counts: Mapping[str, int], minimum: int) -> frozenset[str]:
    hidden = {id for id, count in counts.items() if 0 < count < minimum}
    if not hidden:
        return frozenset()
    others = sorted((count, id) for id, count in counts.items() if count >= minimum)
    for _, id in others:
        if len(hidden) > 1 and sum(counts[each] for each in hidden) >= minimum:
            break
        hidden.add(id)
    return frozenset(hidden)


def hidden_bounds(counts: Mapping[str, int], hidden: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return the lowest and highest value that each hidden number can have for someone who knows all the rest.

    Parameters
    ----------
    counts : the true table.
    hidden : the categories that are not shown.

    Notes
    -----
    The reader is taken to know the exact total and the exact shown numbers, though both are rounded: then the hidden
    numbers have a known sum S, and each lies between 0 and S; a single one is S. These are the bounds of the linear
    programme "minimise and maximise x_i with x >= 0 and sum x = S".
    """
    rest = sum(counts[id] for id in hidden)
    return {id: (0 if len(hidden) > 1 else rest, rest) for id in hidden}


def _check_minimum(minimum: int) -> None:
    if minimum < TEAM_MINIMUM:
        raise ValueError(f"minimum must be at least {TEAM_MINIMUM}")
