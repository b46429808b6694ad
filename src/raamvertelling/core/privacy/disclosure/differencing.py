"""Filters: whoever may choose what to count can subtract one answer from another."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import TypeVar

from raamvertelling.core.privacy.disclosure.thresholds import PUBLIC_MINIMUM, check_minimum, fewer_than, protect_group
from raamvertelling.core.results import Suppressed

T = TypeVar("T", bound=Hashable)


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


def steady(asked: Sequence[T], earlier: Iterable[Collection[T]], minimum: int = PUBLIC_MINIMUM) -> frozenset[T]:
    """Return as many of a group as can stand beside earlier groups without anybody being found by the difference.

    Parameters
    ----------
    asked : who may be in it now, in an order that nobody outside can know: the last are the first to stay out.
    earlier : who was in each earlier group, also those who left since.
    minimum : smallest set that any difference may be, at least 5.

    Returns
    -------
    A part of `asked`; empty when fewer than `minimum` can be in it.

    Raises
    ------
    ValueError : minimum below 5.

    Notes
    -----
    Who were in the same earlier groups are alike. Of those who are alike all come in, or so many stay out that those
    who are in and those who are out are both `minimum` or more; else all of them stay out. So new ones wait until they
    are with enough, and who left takes a few others along.
    """
    check_minimum(minimum)
    groups = [frozenset(each) for each in earlier]
    alike = defaultdict[tuple[bool, ...], list[T]](list)
    wanted = dict.fromkeys(asked)
    for each in (*wanted, *frozenset[T]().union(*groups).difference(wanted)):
        alike[tuple(each in group for group in groups)].append(each)
    found: list[T] = []
    for pattern, some in alike.items():
        inside = [each for each in some if each in wanted]
        keep = len(inside) if len(inside) == len(some) else min(len(inside), len(some) - minimum)
        if keep >= minimum or (keep == len(some) and any(pattern)):
            found += inside[:keep]
    return frozenset(found) if len(found) >= minimum else frozenset()
