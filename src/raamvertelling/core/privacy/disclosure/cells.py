"""Answers in rows that leave as a file: what few people chose, and places that are one person's own."""

from collections import Counter
from collections.abc import Collection, Sequence, Set

from raamvertelling.core.privacy.disclosure.blurring import STEP, Point, groups_of
from raamvertelling.core.privacy.disclosure.rounding import BASE
from raamvertelling.core.privacy.disclosure.thresholds import PUBLIC_MINIMUM, check_minimum


def rare(answers: Sequence[Collection[str]], minimum: int = PUBLIC_MINIMUM) -> frozenset[str]:
    """Return which values of a column too few people gave, to be written as one and the same value.

    Parameters
    ----------
    answers : what each teller gave, a teller once; several values where more could be chosen.
    minimum : how many must share a value, at least 5.

    Returns
    -------
    The values to write alike; who gave any of them are together `minimum` or more, or everybody.

    Notes
    -----
    The smallest values are added until enough people hide behind them: one rare value alone would be known by its
    absence. Of equals the first by name.
    """
    check_minimum(minimum)
    count = Counter(value for each in answers for value in set(each))
    hidden = {value for value, people in count.items() if people < minimum}
    while hidden and len(hidden) < len(count) and _hiding(answers, hidden) < minimum:
        hidden.add(min(count.keys() - hidden, key=lambda value: (count[value], value)))
    return frozenset(hidden)


def _hiding(answers: Sequence[Collection[str]], hidden: Set[str]) -> int:
    return sum(not hidden.isdisjoint(each) for each in answers)


def merged(places: Sequence[Point]) -> list[Point]:
    """Return for each place the middle of a group of at least five that lie close together, to a twentieth of a side.

    Parameters
    ----------
    places : one place a teller, all of one to three coordinates, unit: sides.

    Returns
    -------
    As many places, in the same order; none at all when there are fewer than five.

    Notes
    -----
    Microaggregation, in the groups in which dots are blurred (`groups_of`). Means stay nearly as they were; spread and
    links between questions become smaller.

    References
    ----------
    Domingo-Ferrer & Mateo-Sanz (2002), doi:10.1109/69.979982.
    """
    if len(places) < BASE:
        return []
    middle: dict[Point, Point] = {}
    for group in groups_of(sorted(places)):
        own = tuple(round(sum(line) / len(group) / STEP) * STEP for line in zip(*group, strict=True))
        middle |= dict.fromkeys(group, tuple(round(each, 2) for each in own))
    return [middle[each] for each in places]
