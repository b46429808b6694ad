"""Where a pattern shows most clearly: one answer to the first question, and one to the second that goes with it."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from raamvertelling.core.codes import OTHER, AnswerMatrix, Column, slider_values, triad_places
from raamvertelling.core.framework.kinds import Signifier
from raamvertelling.core.geometry import ZONES, dyad_zone, stone_zone, zone
from raamvertelling.core.results import Area, Share
from raamvertelling.core.results_scan import Contrast, Crossed, Part
from raamvertelling.core.stats.intervals import wilson
from raamvertelling.core.stats.zones import CELLS, areas

LEAST_IN_PART = 5
Mask = NDArray[np.bool_]
_ENDS = ((0, 1), (2,), (3, 4))


def parts_of(matrix: AnswerMatrix, column_id: str, signifier: Signifier) -> list[tuple[Part, Mask]]:
    """Return the parts in which an answer can lie, in the order of the chart, with which stories lie in each.

    Parameters
    ----------
    column_id : a column of the matrix; `signifier` is its question.

    Returns
    -------
    (part, mask of shape (n,)). A choice: its options. An option of a multiple choice: chosen, not chosen. A slider or
    an axis of a stone: left, middle, right; of a line the outer two of five bands at either side. A scale: its lowest,
    middle and highest third. A triad: its seven zones.
    """
    column = matrix.columns[matrix.place(column_id)]
    if column.kind == "choice":
        return _options(matrix, column)
    if column.kind == "option":
        codes = matrix.codes(column_id)
        chosen = (column_id.partition(":")[2],)
        return [(Part(column_id, "ja", chosen), codes == 1), (Part(column_id, "nee"), codes == 0)]
    if column.kind == "triad":
        named = {each.place: each.id for each in areas(signifier)}
        where = _placed(matrix, column, lambda weights: ZONES.index(zone((weights[0], weights[1], weights[2]))))
        found = [(Part(column_id, named[place], (named[place],)), where == k) for k, place in enumerate(ZONES)]
        order = [area.id for area in areas(signifier)]
        return sorted(found, key=lambda each: order.index(each[0].key))
    return _thirds(matrix, column)


def _options(matrix: AnswerMatrix, column: Column) -> list[tuple[Part, Mask]]:
    codes = matrix.codes(column.id)
    return [
        (Part(column.id, label, () if label == OTHER else (label,)), codes == level)
        for level, label in enumerate(column.labels)
    ]


def _thirds(matrix: AnswerMatrix, column: Column) -> list[tuple[Part, Mask]]:
    names = ("laag", "midden", "hoog")
    if column.kind == "dyad":
        where = _placed(matrix, column, lambda at: next(k for k, bands in enumerate(_ENDS) if dyad_zone(at) in bands))
        ids = [tuple(f"deel-{band + 1}" for band in bands) for bands in _ENDS]
    elif column.kind == "stone":
        stone, axis = column.id.partition(":")[2].rsplit(".", 1)
        where = _placed(matrix, column, lambda at: stone_zone(at, at, CELLS)[0])
        cells = [(k, other) if axis == "x" else (other, k) for k in range(CELLS) for other in range(CELLS)]
        named = [f"{stone}.{x + 1}-{y + 1}" for x, y in cells]
        ids = [tuple(named[k * CELLS : (k + 1) * CELLS]) for k in range(CELLS)]
    else:
        numbers = np.array_split(np.arange(int(column.low), int(column.high) + 1), 3)
        where = _placed(matrix, column, lambda at: next(k for k, each in enumerate(numbers) if int(at + 0.5) in each))
        ids = [tuple(str(number) for number in each) for each in numbers]
    return [(Part(column.id, names[k], ids[k]), where == k) for k in range(3)]


def _placed(matrix: AnswerMatrix, column: Column, part: Callable[[Any], int]) -> NDArray[np.int64]:
    """Return in which part each story lies, -1 for none; worked out once for each different place."""
    codes = matrix.codes(column.id)
    found = np.full(matrix.n, -1, dtype=np.int64)
    known = codes < column.levels
    decoded = triad_places() if column.kind == "triad" else slider_values(column)
    values = matrix.exact[column.id][known] if column.id in matrix.exact else decoded[codes[known]]
    if not len(values):
        return found
    places, which = np.unique(values, axis=0, return_inverse=True)
    found[known] = np.array([part(each) for each in places.tolist()], dtype=np.int64)[which.reshape(-1)]
    return found


def crossed(matrix: AnswerMatrix, first: tuple[str, Signifier], second: tuple[str, Signifier]) -> Crossed:
    """Count the parts of two columns against each other, over the stories that answered both.

    Parameters
    ----------
    first, second : a column's id and its question.
    """
    rows, columns = parts_of(matrix, *first), parts_of(matrix, *second)
    counts = tuple(tuple(int((one & other).sum()) for _, other in columns) for _, one in rows)
    return Crossed(tuple(part for part, _ in rows), tuple(part for part, _ in columns), counts)


def contrast(table: Crossed) -> Contrast | None:
    """Return the part of the first question and the part of the second that go together most clearly.

    Parameters
    ----------
    table : from `crossed`.

    Returns
    -------
    The share of the second part inside the first part and outside it, with Wilson margins; None when no part has 5
    stories inside and 5 outside, or nothing differs. Of a multiple choice only what was chosen leads.

    Notes
    -----
    The largest z = (p1 - p0) / sqrt(p (1 - p) (1 / n1 + 1 / n0)) over all pairs of parts, p of both together. It says
    where to look and is no test: the largest of many is always large.
    """
    return clearest([table])


def clearest(tables: Sequence[Crossed]) -> Contrast | None:
    """Return the clearest contrast in any of these tables, as `contrast`; the first of equal ones."""
    best = 0.0
    found: tuple[Crossed, int, int] | None = None
    for table in tables:
        z = _differences(table)
        if z.size and z.max() > best:
            best = float(z.max())
            k, j = divmod(int(z.argmax()), z.shape[1])
            found = (table, k, j)
    if found is None:
        return None
    table, k, j = found
    inside, whole = sum(table.counts[k]), sum(row[j] for row in table.counts)
    both = table.counts[k][j]
    return Contrast(
        table.rows[k],
        table.columns[j],
        _share("in", both, inside),
        _share("buiten", whole - both, table.n - inside),
    )


def _differences(table: Crossed) -> NDArray[np.float64]:
    """Return z of each pair of parts, 0 where it may not lead; shape (rows, columns)."""
    counts = np.array(table.counts, dtype=np.float64)
    if not counts.size:
        return np.zeros((0, 0))
    inside, whole = counts.sum(axis=1)[:, None], counts.sum()
    outside = whole - inside
    rest = counts.sum(axis=0)[None] - counts
    with np.errstate(divide="ignore", invalid="ignore"):
        shared = (counts + rest) / whole
        z = (counts / inside - rest / outside) / np.sqrt(shared * (1 - shared) * (1 / inside + 1 / outside))
    z[~((inside >= LEAST_IN_PART) & (outside >= LEAST_IN_PART) & np.isfinite(z))] = 0
    z[[not each.areas for each in table.rows]] = 0
    z[:, [not each.areas for each in table.columns]] = 0
    return np.asarray(z)


def _share(id: str, count: int, n: int) -> Share:
    return Share(Area(id, id, "option", id), count, wilson(count, n))


def sides(pattern_a: str, pattern_b: str, leading: Sequence[str]) -> tuple[str, str]:
    """Return two columns with the one that says who tells in front, if one of them does.

    Parameters
    ----------
    leading : ids of the questions about who tells.
    """
    b_leads = pattern_b.partition(":")[0] in leading and pattern_a.partition(":")[0] not in leading
    return (pattern_b, pattern_a) if b_leads else (pattern_a, pattern_b)
