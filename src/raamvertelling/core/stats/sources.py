"""Where the tables of a scan come from: from the joint tables, or below 10,000 stories from exact coordinates."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from raamvertelling.core.codes import CELLS, SLIDERS, AnswerMatrix, Column, is_whole, slider_values, triad_places
from raamvertelling.core.geometry import ZONES, zone
from raamvertelling.core.stats.clouds import EXACT_UNTIL
from raamvertelling.core.stats.distances import apart, in_plane, skewness
from raamvertelling.core.stats.joint import JointTables, Pack, unpacking
from raamvertelling.core.stats.tables import Counts, Floats

EXACT_BELOW = 10_000
_MOST_CELLS = 8_000_000
_CLASSES = (2, 8, 32, 250)


@dataclass(frozen=True, slots=True)
class Place:
    """A slider or triad as a scan uses it.

    Attributes
    ----------
    codes : shape (n,), -1 where there is no answer; empty from 10,000 stories on.
    points : what each code stands for, shape (levels, 1) for a slider in ascending order, (levels, 2) for a triad.
    weights : of a triad the weights of each code, shape (levels, 3).
    whole : whether the joint tables of the matrix are used.
    exact : whether these codes say all there is.
    skew : see `distances.skewness`.
    """

    column: Column
    place: int
    codes: Counts
    points: Floats
    weights: Floats
    whole: bool
    exact: bool
    skew: float


def place_of(matrix: AnswerMatrix, place: int, marginal: Floats) -> Place:
    """Return one slider or triad: by exact coordinates below 10,000 stories (triad: up to 1,000), else by codes.

    Parameters
    ----------
    marginal : how often each code was given, shape (levels,).
    """
    column = matrix.columns[place]
    weights = triad_places() if column.kind == "triad" else np.zeros((0, 3))
    points = in_plane(weights) if column.kind == "triad" else slider_values(column)[:, None]
    skew = skewness(points, marginal) if marginal.any() else 1.0
    if matrix.n >= EXACT_BELOW:
        lossless = column.kind == "scale" and column.levels == column.high - column.low + 1
        return Place(column, place, np.zeros(0, dtype=np.int64), points, weights, True, lossless, skew)
    codes = matrix.by_column[place].astype(np.int64)
    codes[codes >= column.levels] = -1
    whole = is_whole(matrix, column)
    if whole or (column.kind == "triad" and matrix.n > EXACT_UNTIL):
        return Place(column, place, codes, points, weights, True, whole, skew)
    known, values = codes >= 0, matrix.exact[column.id]
    if column.kind == "triad":
        weights, found = np.unique(values[known], axis=0, return_inverse=True)
        points = in_plane(weights)
    else:
        numbers, found = np.unique(values[known], return_inverse=True)
        points = numbers[:, None]
    codes[known] = found.reshape(-1)
    return Place(column, place, codes, points, weights, False, True, skew)


class Source:
    """The tables of a matrix by kind of pair.

    `exact`: coordinates decide ranks. `near`: coordinates decide distances too, whose cost grows with n squared.
    """

    def __init__(self, matrix: AnswerMatrix, tables: JointTables) -> None:
        self.matrix, self.tables = matrix, tables
        self.exact, self.near = matrix.n < EXACT_BELOW, matrix.n <= EXACT_UNTIL
        self._answers = [_answers(matrix, pack) for pack in tables.packs]
        self._between: dict[int, Floats] = {}
        self._known = {pair: place for place, pair in enumerate(tables.pairs)}
        self._of = {member: place for place, pack in enumerate(tables.packs) for member in pack.members}
        partner = {each: pair for pair in tables.pairs for each in pair}
        self.places = {
            place: place_of(matrix, place, self._marginal(place, partner[self._of[place]]))
            for place, column in enumerate(matrix.columns)
            if column.kind in {*SLIDERS, "triad"} and self._of[place] in partner
        }

    def _marginal(self, place: int, pair: tuple[int, int]) -> Floats:
        other = pair[0] if pair[1] == self._of[place] else pair[1]
        counted = self._counted(self._of[place], other).sum(axis=1)
        return np.asarray(counted[: self.matrix.columns[place].levels], dtype=np.float64)

    def has(self, first: int, second: int) -> bool:
        """Whether this pair is looked at."""
        one, other = sorted((self._of[first], self._of[second]))
        return (one, other) in self._known

    def pair(self, first: int, second: int) -> Floats:
        """Return the table of two packs of one column each by the places of the columns, answers only."""
        one, other = self._of[first], self._of[second]
        counted = self._counted(one, other)
        levels = (self.matrix.columns[first].levels, self.matrix.columns[second].levels)
        return np.asarray(counted[: levels[0], : levels[1]], dtype=np.float64)

    def _counted(self, one: int, other: int) -> Counts:
        place = self._known[min(one, other), max(one, other)]
        packs = [self.tables.packs[each] for each in self.tables.pairs[place]]
        part = self.tables.flat[self.tables.offsets[place] : self.tables.offsets[place + 1]]
        counted = part.reshape(packs[0].width, packs[1].width)
        return counted if one < other else counted.T

    def categories(self) -> Iterator[tuple[list[tuple[int, int]], Floats]]:
        """Return the tables of choices and options against each other, filled up to one size a batch."""
        batches: dict[tuple[int, int], tuple[list[tuple[int, int]], list[Floats]]] = {}
        packs = [place for place, pack in enumerate(self.tables.packs) if self._is_category(pack)]
        for one, other in combinations(packs, 2):
            if (one, other) not in self._known:
                continue
            first, second = self.tables.packs[one], self.tables.packs[other]
            left, right = self._answers[one], self._answers[other]
            rows, columns = (len(each) // len(pack.members) for each, pack in ((left, first), (right, second)))
            found = (left @ self._counted(one, other) @ right.T).reshape(len(first.members), rows, -1, columns)
            found = found.transpose(0, 2, 1, 3)
            shape = (_class(rows), _class(columns))
            pairs, tables = batches.setdefault(shape, ([], []))
            pairs += [(a, b) for a in first.members for b in second.members]
            tables.append(_filled(found.reshape(-1, rows, columns), shape))
        for pairs, tables in batches.values():
            yield pairs, np.concatenate(tables)

    def _is_category(self, pack: Pack) -> bool:
        return self.matrix.columns[pack.members[0]].kind in {"choice", "option"}

    def grouped(self, place: Place, kind: str) -> Iterator[tuple[list[int], Floats]]:
        """Return the tables (columns, groups, levels) of all choices or all options against a slider or triad."""
        batches: dict[int, list[int]] = {}
        for pack_place, pack in enumerate(self.tables.packs):
            column = self.matrix.columns[pack.members[0]]
            if column.kind == kind and self.has(pack.members[0], place.place):
                batches.setdefault(_class(column.levels), []).append(pack_place)
        for groups, chosen in batches.items():
            levels = len(place.points)
            step = max(1, _MOST_CELLS // (groups * levels * (6 if kind == "option" else 1)))
            for start in range(0, len(chosen), step):
                part = chosen[start : start + step]
                tables = [_filled(self._against(place, each), (groups, levels)) for each in part]
                yield [member for each in part for member in self.tables.packs[each].members], np.concatenate(tables)

    def _against(self, place: Place, pack_place: int) -> Floats:
        pack = self.tables.packs[pack_place]
        if place.whole:
            counted = self._counted(pack_place, self._of[place.place])[:, : len(place.points)].astype(np.float64)
            found = self._answers[pack_place] @ counted
            return np.asarray(found.reshape(len(pack.members), -1, len(place.points)))
        tables = []
        for member in pack.members:
            levels, groups = len(place.points), self.matrix.columns[member].levels
            codes = self.matrix.by_column[member].astype(np.int64)
            both = (codes < groups) & (place.codes >= 0)
            flat = np.bincount(codes[both] * levels + place.codes[both], minlength=groups * levels)
            tables.append(flat.reshape(groups, levels).astype(np.float64))
        return np.stack(tables)

    def coarse(self, member: int, triad: Place) -> tuple[Floats, Floats]:
        """Return the cells of the lattice that are used, and the table of a choice against them."""
        groups = self.matrix.columns[member].levels
        codes, cells = self.matrix.by_column[member].astype(np.int64), self.matrix.by_column[triad.place]
        both = (codes < groups) & (cells < CELLS)
        flat = np.bincount(codes[both] * CELLS + cells[both], minlength=groups * CELLS)
        table = flat.reshape(groups, CELLS).astype(np.float64)
        table = table[table.sum(axis=1) > 0]
        used = table.sum(axis=0) > 0
        return in_plane(triad_places())[used], table[:, used]

    def between(self, place: int) -> Floats:
        """Return the distances between all codes of a slider or triad, square."""
        if place not in self._between:
            column = self.matrix.columns[place]
            is_triad = column.kind == "triad"
            points = in_plane(triad_places()) if is_triad else slider_values(column)[:, None]
            self._between[place] = apart(points, points)
        return self._between[place]

    def answered(self, *places: int) -> NDArray[np.bool_]:
        """Return which stories answered all of these columns, as a mask of shape (n,)."""
        known = [self.matrix.by_column[each] < self.matrix.columns[each].levels for each in places]
        return np.asarray(np.all(known, axis=0))

    def points(self, place: int, chosen: NDArray[np.bool_]) -> Floats:
        """Return the coordinates of some stories: shape (m, 1) for a slider, (m, 2) in the plane for a triad."""
        each = self.places[place]
        return np.asarray(each.points[each.codes[chosen]])


def _answers(matrix: AnswerMatrix, pack: Pack) -> Floats:
    """Return what makes counts of answers of each member out of counts of a pack: (members x levels, width)."""
    return np.asarray(unpacking(pack)[:, : matrix.columns[pack.members[0]].levels].reshape(-1, pack.width))


def _class(levels: int) -> int:
    return next(size for size in _CLASSES if levels <= size)


def _filled(tables: Floats, shape: tuple[int, int]) -> Floats:
    room = np.zeros((len(tables), *shape))
    room[:, : tables.shape[1], : tables.shape[2]] = tables
    return room


def zone_cells(weights: Floats) -> Floats:
    """Return in which of the seven zones each place lies, as 0 or 1, shape (places, 7); see `core.geometry.zone`."""
    found = np.zeros((len(weights), len(ZONES)))
    for row, (a, b, c) in enumerate(weights.tolist()):
        found[row, ZONES.index(zone((a, b, c)))] = 1
    return found
