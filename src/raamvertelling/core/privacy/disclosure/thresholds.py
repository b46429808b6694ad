"""How small a group may be, and when one teller fills it."""

from collections.abc import Iterable

from raamvertelling.core.results import Suppressed

PUBLIC_MINIMUM = 10
TEAM_MINIMUM = 5
# One teller with this share of the stories of a group is nearly the group.
DOMINANT = 0.5


def fewer_than(minimum: int) -> str:
    """Write the size of a group that stays closed."""
    return f"minder dan {minimum}"


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
    check_minimum(minimum)
    if n_tellers >= minimum:
        return None
    return Suppressed(
        reason=f"Deze groep heeft {fewer_than(minimum)} vertellers. Iemand is dan te herkennen. Wij tonen haar niet.",
        n_shown=fewer_than(minimum),
    )


def check_minimum(minimum: int) -> None:
    """Refuse a minimum that no setting may choose: ValueError below 5."""
    if minimum < TEAM_MINIMUM:
        raise ValueError(f"minimum must be at least {TEAM_MINIMUM}")


def dominant_share(stories_of_tellers: Iterable[int]) -> float:
    """Return the share of a group's stories that came from one teller, when that is too much; else 0.

    Parameters
    ----------
    stories_of_tellers : number of stories of each teller of the group, each at least 1.

    Returns
    -------
    The largest share, in 0..1, when one teller told more than half of the stories; else 0.0.

    Raises
    ------
    ValueError : a number below 1.

    Notes
    -----
    The (n, k) rule with n = 1 and k = 50%: a figure of a group is then mostly a figure of one person. With one story
    a teller (what leaves the team counts each teller once) no group of two or more is dominated.

    References
    ----------
    Hundepool et al. (2012), Statistical Disclosure Control, par. 4.2.2, doi:10.1002/9781118348239.
    """
    counts = list(stories_of_tellers)
    if min(counts, default=1) < 1:
        raise ValueError("stories_of_tellers must be 1 or more each")
    share = max(counts, default=0) / (sum(counts) or 1)
    return share if share > DOMINANT else 0.0
