"""Rows that leave as a file: nobody stands alone in what can be recognised of a teller."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from raamvertelling.core.privacy.disclosure.thresholds import PUBLIC_MINIMUM, check_minimum

OPEN_DATA_MINIMUM = 20
ANY = "*"
# At most this share of the rows is left out before all values of a column are made more general.
MAY_DROP = 0.05
Row = Mapping[str, str]
Levels = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class AnonymousRows:
    """Rows in which every combination of recognisable values is shared by enough tellers.

    Attributes
    ----------
    rows : the places of the rows that stay, with their values made general, in the order given.
    levels : how general each column became: 0 as told, the number of levels plus 1 everything "*".
    dropped : how many rows were left out.
    """

    rows: tuple[tuple[int, Row], ...]
    levels: Mapping[str, int]
    dropped: int


def anonymise(
    rows: Sequence[Row],
    tellers: Sequence[Hashable],
    levels: Levels,
    *,
    k: int = PUBLIC_MINIMUM,
    at_least: Mapping[str, int] | None = None,
) -> AnonymousRows:
    """Make rows k-anonymous by making columns more general, and leave out the few that still stand apart.

    Parameters
    ----------
    rows : values by which somebody could be recognised (age band, neighbourhood, role, period), never free text.
    tellers : who told each row; people are counted, not rows.
    levels : by column, from fine to coarse: which value becomes which ("de_brink" becomes "noord"). A value that a
        level does not name becomes "*", and after the last level all do.
    at_least : how general columns are from the start: as in earlier files, or finer parts of two files would together
        tell more than either does alone.
    k : tellers that share each combination: 10 inside the organisation, 20 for open data. At least 5.

    Raises
    ------
    ValueError : k below 5, another number of tellers than of rows, or a row without one of the columns.

    Notes
    -----
    Full-domain generalisation: while more than 5% of the rows stand in a combination of fewer than k tellers, the
    column with the most different values goes one level up (of equals the first by name). The rows that are left in
    such a combination are dropped. Not the least general result there is, but the same for the same rows.

    References
    ----------
    Sweeney (2002), doi:10.1142/S021848850200165X.
    """
    check_minimum(k)
    if len(rows) != len(tellers) or not all(levels.keys() <= row.keys() for row in rows):
        raise ValueError("every row needs a teller and a value in each column")
    height = {name: min((at_least or {}).get(name, 0), len(steps) + 1) for name, steps in levels.items()}
    while True:
        made = [_general(row, levels, height) for row in rows]
        apart = _apart(made, tellers, k)
        open_columns = [name for name in sorted(levels) if height[name] <= len(levels[name])]
        if len(apart) <= MAY_DROP * len(rows) or not open_columns:
            kept = tuple((place, row) for place, row in enumerate(made) if place not in apart)
            return AnonymousRows(kept, height, len(apart))
        widest = max(open_columns, key=lambda name: len({row[name] for row in made}))
        height[widest] += 1


def _general(row: Row, levels: Levels, height: Mapping[str, int]) -> Row:
    found = {}
    for name, steps in levels.items():
        value = row[name]
        for step in steps[: height[name]]:
            value = step.get(value, ANY)
        found[name] = ANY if height[name] > len(steps) else value
    return found


def _apart(rows: Sequence[Row], tellers: Sequence[Hashable], k: int) -> set[int]:
    """Return the places of the rows whose combination fewer than k tellers share."""
    keys = [tuple(sorted(row.items())) for row in rows]
    people = Counter(key for key, _ in {*zip(keys, tellers, strict=True)})
    return {place for place, key in enumerate(keys) if people[key] < k}
