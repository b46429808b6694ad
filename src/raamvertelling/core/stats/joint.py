"""Joint tables of all pairs of columns, counted in one pass over the stories."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from raamvertelling.core.codes import AnswerMatrix, Bytes, Column
from raamvertelling.core.stats.compiling import compiled

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Tallies = NDArray[np.uint32]

BLOCK = 1 << 15
PACKED = 6


@dataclass(frozen=True, slots=True)
class Pack:
    """Columns that are counted together: one column, or up to six options of one multiple choice as bits of a code."""

    members: tuple[int, ...]
    signifier: str
    levels: int

    @property
    def width(self) -> int:
        """Number of different codes, with missing and not applicable."""
        return self.levels + 2


@dataclass(frozen=True, slots=True)
class JointTables:
    """How often each two codes occur together, for all pairs of columns of different questions.

    Tables of two sets of stories add up to the tables of all of them: `a + b`.
    """

    columns: tuple[Column, ...]
    packs: tuple[Pack, ...]
    pairs: tuple[tuple[int, int], ...]
    offsets: Counts
    flat: NDArray[np.int64]
    n: int

    def __add__(self, other: "JointTables") -> "JointTables":
        """Return the tables of both sets of stories; ValueError when the columns differ."""
        if self.columns != other.columns or self.pairs != other.pairs:
            raise ValueError("both tables must have the same columns")
        return JointTables(self.columns, self.packs, self.pairs, self.offsets, self.flat + other.flat, self.n + other.n)

    def packed(self) -> Iterator[tuple[Pack, Pack, Counts]]:
        """Return each pair of packs with its table, shape (first width, second width)."""
        for place, (first, second) in enumerate(self.pairs):
            yield self.packs[first], self.packs[second], self._packed(place)

    def table(self, first: int, second: int) -> Counts:
        """Return the table of two columns by their places, shape (first width, second width).

        Raises
        ------
        KeyError : both belong to the same question, so that they were not counted together.
        """
        for place, (one, other) in enumerate(self.pairs):
            for rows, columns, turned in ((one, other, False), (other, one, True)):
                if first in self.packs[rows].members and second in self.packs[columns].members:
                    found = self._packed(place)
                    by_first = _of_member(self.packs[rows], first, found.T if turned else found)
                    return np.asarray(_of_member(self.packs[columns], second, by_first.T).T)
        raise KeyError((first, second))

    def _packed(self, place: int) -> Counts:
        one, other = (self.packs[each] for each in self.pairs[place])
        return self.flat[self.offsets[place] : self.offsets[place + 1]].reshape(one.width, other.width)


def _of_member(pack: Pack, member: int, counted: Counts) -> Counts:
    """Return the rows of one member out of the rows of its pack."""
    if len(pack.members) == 1:
        return counted
    return np.asarray(unpacking(pack)[pack.members.index(member)] @ counted, dtype=np.int64)


def unpacking(pack: Pack) -> Floats:
    """Return what turns counts of packed codes into counts of each member, shape (members, member width, width)."""
    if len(pack.members) == 1:
        return np.eye(pack.width)[None]
    unpacked = np.zeros((len(pack.members), 4, pack.width))
    codes = np.arange(pack.levels)
    for place in range(len(pack.members)):
        unpacked[place, (codes >> place) & 1, codes] = 1
        unpacked[place, 2, pack.levels] = unpacked[place, 3, pack.levels + 1] = 1
    return unpacked


def packs_of(columns: Sequence[Column]) -> tuple[Pack, ...]:
    """Return the columns in packs, in order; options of one multiple choice by six."""
    packs: list[Pack] = []
    for place, column in enumerate(columns):
        last = packs[-1] if packs else None
        if column.kind == "option" and last and last.signifier == column.signifier and len(last.members) < PACKED:
            packs[-1] = Pack((*last.members, place), column.signifier, last.levels * 2)
        else:
            packs.append(Pack((place,), column.signifier, column.levels))
    return tuple(packs)


def _packed_codes(matrix: AnswerMatrix, packs: Sequence[Pack]) -> Bytes:
    """Return the codes by pack, shape (packs, n)."""
    codes = np.empty((len(packs), matrix.n), dtype=np.uint8)
    for place, pack in enumerate(packs):
        first = matrix.by_column[pack.members[0]]
        if len(pack.members) == 1:
            codes[place] = first
            continue
        codes[place] = first & 1
        for bit, member in enumerate(pack.members[1:], start=1):
            codes[place] |= (matrix.by_column[member] & 1) << np.uint8(bit)
        empty = first > 1
        codes[place, empty] = pack.levels + first[empty] - 2
    return codes


def count_tables(matrix: AnswerMatrix, *, by: str = "") -> JointTables:
    """Count the joint tables of all pairs of columns of different questions, in one pass.

    Parameters
    ----------
    matrix : the answers as codes.
    by : id of a question: only the pairs with it.

    Notes
    -----
    Stories go by in blocks that fit in the cache of the processor; a pair adds one to a cell for every story. The cost
    is a fixed number of additions a story, and everything after it does not depend on the number of stories.
    """
    packs = packs_of(matrix.columns)
    pairs = [
        (first, second)
        for first, second in combinations(range(len(packs)), 2)
        if packs[first].signifier != packs[second].signifier
        and (not by or by in (packs[first].signifier, packs[second].signifier))
    ]
    widths = np.array([pack.width for pack in packs], dtype=np.int64)
    chosen = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    sizes = widths[chosen[:, 0]] * widths[chosen[:, 1]]
    offsets = np.concatenate([np.zeros(1, dtype=np.int64), sizes.cumsum()])
    flat = np.zeros(int(offsets[-1]), dtype=np.uint32)
    if len(pairs) and matrix.n:
        _count(_packed_codes(matrix, packs), widths, chosen, offsets, flat)
    return JointTables(matrix.columns, packs, tuple(pairs), offsets, flat.astype(np.int64), matrix.n)


@compiled
def _add(first: Bytes, second: Bytes, width: np.uint64, table: Tallies) -> None:
    for story in range(first.shape[0]):
        table[np.uint64(first[story]) * width + np.uint64(second[story])] += np.uint32(1)


# Two pairs with the same first column in one go: a quarter faster, because an addition that has to wait for the one
# before it in the same cell lets the other table go on. Four in one go are slower again.
@compiled
def _add_two(
    first: Bytes, second: Bytes, third: Bytes, widths: tuple[np.uint64, np.uint64], one: Tallies, other: Tallies
) -> None:
    for story in range(first.shape[0]):
        code = np.uint64(first[story])
        one[code * widths[0] + np.uint64(second[story])] += np.uint32(1)
        other[code * widths[1] + np.uint64(third[story])] += np.uint32(1)


@compiled
def _count(codes: Bytes, widths: Counts, pairs: Counts, offsets: Counts, flat: Tallies) -> None:
    n = codes.shape[1]
    for start in range(0, n, BLOCK):
        end, pair = min(n, start + BLOCK), 0
        while pair < pairs.shape[0]:
            first, second = codes[pairs[pair, 0], start:end], codes[pairs[pair, 1], start:end]
            width, table = np.uint64(widths[pairs[pair, 1]]), flat[offsets[pair] : offsets[pair + 1]]
            pair += 1
            if pair < pairs.shape[0] and pairs[pair, 0] == pairs[pair - 1, 0]:
                both = (width, np.uint64(widths[pairs[pair, 1]]))
                third, other = codes[pairs[pair, 1], start:end], flat[offsets[pair] : offsets[pair + 1]]
                _add_two(first, second, third, both, table, other)
                pair += 1
            else:
                _add(first, second, width, table)
