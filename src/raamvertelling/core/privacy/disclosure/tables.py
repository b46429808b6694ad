"""Tables: which cells to hide so that no small number can be read, and none can be worked out from the rest."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from raamvertelling.core.privacy.disclosure.rounding import rounded
from raamvertelling.core.privacy.disclosure.thresholds import (
    PUBLIC_MINIMUM,
    check_minimum,
    fewer_than,
    protect_group,
)
from raamvertelling.core.results import Suppressed

Bounds = tuple[float, float]
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the cells that add up to it; a table is any number of these, also linked or in layers."""

    total: str
    parts: tuple[str, ...]


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
    ProtectedCounts, or Suppressed when all categories together stay below the minimum, or when only closing them all
    would do.

    Raises
    ------
    ValueError : a count below 0, minimum below 5, or round_to below 1.

    Notes
    -----
    `suppress` with one sum, against a reader who knows the exact total and the exact shown numbers, though both are
    rounded. A nought is shown: in a group that is large enough nobody is behind it.
    """
    total = sum(counts.values())
    closed = protect_group(total, minimum)
    if closed is not None:
        return closed
    whole = _fresh_name(counts)
    hidden = suppress({**counts, whole: total}, [Sum(whole, tuple(counts))], minimum=minimum, keep={whole})
    if whole in hidden:
        return Suppressed(
            reason="Uit deze tabel zijn kleine groepen terug te rekenen. Wij tonen haar niet. Voeg antwoorden samen.",
            n_shown=fewer_than(minimum),
        )
    shown = {id: None if id in hidden else rounded(count, round_to) for id, count in counts.items()}
    return ProtectedCounts(shown, rounded(total, round_to), minimum, round_to)


def _fresh_name(counts: Mapping[str, int]) -> str:
    name = "alle"
    while name in counts:
        name += "."
    return name


def suppress(
    cells: Mapping[str, int],
    sums: Sequence[Sum],
    *,
    minimum: int = PUBLIC_MINIMUM,
    round_to: int = 1,
    unsafe: Collection[str] = (),
    before: Collection[str] | None = None,
    keep: Collection[str] = (),
) -> frozenset[str]:
    """Return the cells to hide: the small ones, and as few others as keep those from being worked out.

    Parameters
    ----------
    cells : true number of tellers of each cell, totals included, by an id of the caller's.
    sums : how cells add up. One sum is a one-way table; rows and columns make a two-way one; a cell may be in any
        number of sums (linked tables) and a total may be a part of another sum (layers).
    minimum : smallest number that may be shown, and least width of what a hidden one could be.
    round_to : 1: the reader is taken to know every shown number exactly. 5: the reader knows only what is shown,
        numbers rounded to the nearest 5.
    unsafe : more cells that may not be shown, such as noughts ("nobody" is a fact about each member of a group).
    keep : totals that are shown elsewhere anyhow: hiding these would protect nothing.
    before : what was hidden when this table was last shown, with less people in it; None if it never was.

    Returns
    -------
    The hidden cells, totals too when nothing else helps. They do not depend on the order of `cells` or `sums`.
    With `before`: a part of it. Every cell when nothing less would do.

    Raises
    ------
    ValueError : a count below 0, minimum below 5, round_to below 1, an id in a sum that is no cell, or a sum that
        does not hold.

    Notes
    -----
    Primary: 1..minimum - 1, and `unsafe`. Then, until it holds: take the hidden cells whose interval (`bounds`) is too
    narrow, and hide the smallest shown cell that stands in a sum with one of these, or else with any hidden cell.
    In the end every hidden cell could be at least `minimum` different values as far as a reader can tell.

    Two tables of a growing group tell more than each by itself: a cell that was shown as 40 last week is at least 40
    this week, so it hides little of its neighbour when it is hidden now. Hence `before`: nothing is hidden that was
    shown (else the whole table closes), and what was hidden is shown again only from twice the minimum on, when it
    says too little about what it was.

    References
    ----------
    Hundepool et al. (2012), Statistical Disclosure Control, ch. 4, doi:10.1002/9781118348239. Fischetti & Salazar
    (2001), doi:10.1287/mnsc.47.7.1008.9805: the attacker's linear programme.
    """
    check_minimum(minimum)
    _check(cells, sums, round_to)
    kept = frozenset(id for id in before or () if id in cells and cells[id] < 2 * minimum)
    small = frozenset(id for id, count in cells.items() if 0 < count < minimum) | frozenset(unsafe) | kept
    if not small:
        return frozenset()
    if before is not None and not small <= frozenset(before):
        return frozenset(cells)
    allowed = frozenset(cells if before is None else before) - frozenset(keep)
    hidden = set(small)
    while narrow := _narrow(cells, sums, hidden, minimum, round_to):
        choice = (_beside(sums, narrow) - hidden or _beside(sums, hidden) - hidden) & allowed
        if not choice:
            return frozenset(cells)
        hidden.add(min(choice, key=lambda id: (cells[id], id)))
    return frozenset(hidden)


def holds(
    cells: Mapping[str, int],
    sums: Sequence[Sum],
    hidden: Collection[str],
    *,
    minimum: int = PUBLIC_MINIMUM,
    round_to: int = 1,
) -> bool:
    """Return whether every hidden cell could still be at least `minimum` different values; see `suppress`."""
    return not _narrow(cells, sums, hidden, minimum, round_to)


def _narrow(
    cells: Mapping[str, int], sums: Sequence[Sum], hidden: Collection[str], minimum: int, round_to: int
) -> frozenset[str]:
    table = tuple(sorted(cells.items()))
    lines = tuple(sorted((each.total, tuple(sorted(each.parts))) for each in sums))
    return _kept_narrow(table, lines, frozenset(hidden), minimum, round_to)


@lru_cache(maxsize=4096)
def _kept_narrow(
    table: tuple[tuple[str, int], ...],
    lines: tuple[tuple[str, tuple[str, ...]], ...],
    hidden: frozenset[str],
    minimum: int,
    round_to: int,
) -> frozenset[str]:
    """Return the hidden cells that can be told too well. Every page asks this of the same table, so it is kept."""
    sums = [Sum(total, parts) for total, parts in lines]
    found = bounds(dict(table), sums, hidden, round_to=round_to, enough=minimum)
    return frozenset(id for id, (low, high) in found.items() if high - low < minimum - _SLACK)


def _beside(sums: Sequence[Sum], some: Collection[str]) -> set[str]:
    """Return everything that stands in a sum with one of these cells."""
    lines = [{each.total, *each.parts} for each in sums]
    return {id for line in lines if not line.isdisjoint(some) for id in line}


def _check(cells: Mapping[str, int], sums: Sequence[Sum], round_to: int) -> None:
    if round_to < 1 or any(count < 0 for count in cells.values()):
        raise ValueError("counts must be 0 or more, and round_to 1 or more")
    for each in sums:
        if not {each.total, *each.parts} <= cells.keys():
            raise ValueError(f"the sum to {each.total!r} names a cell that is not there")
        if cells[each.total] != sum(cells[part] for part in each.parts):
            raise ValueError(f"the cells of {each.total!r} do not add up to it")


def bounds(
    cells: Mapping[str, int],
    sums: Sequence[Sum],
    hidden: Collection[str],
    *,
    round_to: int = 1,
    enough: float = inf,
) -> dict[str, Bounds]:
    """Return the lowest and highest value that each hidden cell can have for somebody who knows all the rest.

    Parameters
    ----------
    cells, sums, round_to : as in `suppress`.
    hidden : the cells that are not shown.
    enough : stop looking at a cell once it is known to range over this much; its bounds are then inside the true ones.

    Returns
    -------
    (low, high) for each hidden cell; high is infinite where nothing limits it.

    Notes
    -----
    Minimise and maximise x_i subject to: every sum holds; x >= 0; each shown cell x_j is a number that rounds to what
    is shown (r_j - 2 <= x_j <= r_j + 2 with round_to 5). Each solution is a table that the reader could not tell from
    the true one, so it also widens what is known of the other cells: most are done without a programme of their own.
    Where all shown numbers are exact and each hidden cell stands in one sum only, the answer is known without: the
    hidden cells of a sum lie between 0 and what is left over, and one alone is what is left over.
    """
    apart = _apart(sums, hidden) if round_to == 1 else None
    if apart is not None:
        return _bounds_apart(cells, sums, apart)
    programme = _Programme(cells, sums, hidden, round_to)
    low, high = {id: inf for id in hidden}, {id: -inf for id in hidden}
    for id in sorted(hidden):
        for sign in (1, -1):
            if high[id] - low[id] >= enough:
                break
            found = programme.solve(id, sign)
            if found is None:
                high[id] = inf
                break
            for other in hidden:
                low[other], high[other] = min(low[other], found[other]), max(high[other], found[other])
    return {id: (low[id], high[id]) for id in hidden}


def _apart(sums: Sequence[Sum], hidden: Collection[str]) -> dict[str, int] | None:
    """Return for each hidden cell the one sum it is a part of; None when a total is hidden, or it is in more sums."""
    where: dict[str, int] = {}
    for index, each in enumerate(sums):
        for part in set(hidden) & set(each.parts):
            if part in where:
                return None
            where[part] = index
        if each.total in hidden:
            return None
    return where if where.keys() == set(hidden) else None


def _bounds_apart(cells: Mapping[str, int], sums: Sequence[Sum], where: Mapping[str, int]) -> dict[str, Bounds]:
    mates = {index: [id for id, own in where.items() if own == index] for index in where.values()}
    left = {index: float(sum(cells[id] for id in ids)) for index, ids in mates.items()}
    return {id: (0.0 if len(mates[index]) > 1 else left[index], left[index]) for id, index in where.items()}


class _Programme:
    """What a reader knows, as a linear programme."""

    def __init__(self, cells: Mapping[str, int], sums: Sequence[Sum], hidden: Collection[str], round_to: int) -> None:
        import numpy as np

        self.ids = sorted(cells)
        self.at = {id: index for index, id in enumerate(self.ids)}
        self.sums = np.zeros((len(sums), len(self.ids)))
        for row, each in enumerate(sums):
            self.sums[row, self.at[each.total]] = -1
            self.sums[row, [self.at[part] for part in each.parts]] = 1
        self.limits = list(self._limits(cells, frozenset(hidden), round_to))

    def _limits(
        self, cells: Mapping[str, int], hidden: Collection[str], round_to: int
    ) -> Iterator[tuple[float, float | None]]:
        for id in self.ids:
            if id in hidden:
                yield 0, None
            else:
                seen = rounded(cells[id], round_to)
                yield max(0, seen - round_to // 2), seen + (round_to - 1) // 2

    def solve(self, id: str, sign: int) -> dict[str, float] | None:
        """Return the table with the lowest (sign 1) or highest (-1) value of one cell; None where it has no limit."""
        import numpy as np
        from scipy.optimize import linprog

        aim = np.zeros(len(self.ids))
        aim[self.at[id]] = sign
        found = linprog(aim, A_eq=self.sums, b_eq=np.zeros(len(self.sums)), bounds=self.limits, method="highs")
        # The true table is always a solution and nothing goes below 0: without an answer, nothing limits it above.
        if not found.success and sign < 0:
            return None
        if found.x is None:
            raise ArithmeticError(f"the linear programme for {id!r} has no answer: {found.message}")
        return dict(zip(self.ids, map(float, found.x), strict=True))
