"""Filters: whoever may choose what to count can subtract one answer from another."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable

from raamvertelling.core.privacy.disclosure.thresholds import PUBLIC_MINIMUM, check_minimum, fewer_than, protect_group
from raamvertelling.core.results import Suppressed


def protect_difference(
    asked: Collection[Hashable], earlier: Iterable[Collection[Hashable]], minimum: int = PUBLIC_MINIMUM
) -> Suppressed | None:
    """Return why a group may not be counted beside what was counted before, or None when it may.

    Parameters
    ----------
    asked : the tellers that are asked for now.
    earlier : the tellers of each group that was counted before, for anybody who can look together.
    minimum : smallest group that may be shown, at least 5.

    Raises
    ------
    ValueError : minimum below 5.

    Notes
    -----
    Two tellers are alike when they are in the same groups, now and before. What can be made of all groups together,
    by adding, subtracting and taking what they share, is made of whole sets of tellers who are alike; so each such set
    that lies in any of the groups must have at least `minimum` tellers. That two groups differ by one to minimum - 1
    tellers is the smallest case. It refuses more than an attacker could do who sees only some of the counts.

    References
    ----------
    Denning & Schloerer (1983), doi:10.1109/MC.1983.1654444: trackers.
    """
    check_minimum(minimum)
    small = protect_group(len(set(asked)), minimum)
    if small:
        return small
    groups = [frozenset(asked), *(frozenset(each) for each in earlier)]
    alike = Counter(tuple(teller in group for group in groups) for teller in frozenset[Hashable]().union(*groups))
    if min(alike.values()) >= minimum:
        return None
    return Suppressed(
        reason="Dit lijkt te veel op iets dat eerder is geteld. "
        f"Wie beide naast elkaar legt, vindt een groep van {fewer_than(minimum)} vertellers. Kies een ruimer filter.",
        n_shown=fewer_than(minimum),
    )
