"""One bit a story for every area of every chart: a filter over all questions is a few ands, a bar a count of bits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from raamvertelling.core.answer_kinds import Answer, Skipped
from raamvertelling.core.framework.kinds import Dyad, MultipleChoice, Scale, Signifier, Stones, Triad
from raamvertelling.core.results import Area
from raamvertelling.core.stats.columns import AnswerColumn, column_of
from raamvertelling.core.stats.places import band_codes, cell_codes, zone_codes
from raamvertelling.core.stats.zones import NOT_APPLICABLE, SKIPPED, areas

Bits = NDArray[np.uint64]
Mask = NDArray[np.bool_]
Key = tuple[str, str]
ANSWERED = ""


@dataclass(frozen=True, slots=True)
class AreaBits:
    """Which of n stories lie in which area.

    Attributes
    ----------
    n : number of stories.
    lines : uint64, shape (lines, n / 64 rounded up); bits after the last story are 0.
    index : (question id, area id) to the line. Each question also has the two kinds of empty, and `ANSWERED`.
    """

    n: int
    lines: Bits
    index: Mapping[Key, int]

    def taking(self, stories: NDArray[np.int64]) -> "AreaBits":
        """Return some of the stories, or all of them in another order: their places, shape (m,)."""
        masks = (unpacked(line, self.n)[stories] for line in self.lines)
        return AreaBits(len(stories), _stacked(masks, len(stories)), self.index)

    def __add__(self, other: "AreaBits") -> "AreaBits":
        """Return the stories of both; ValueError when the questions differ."""
        if self.index != other.index:
            raise ValueError("both must hold the same questions")
        n = self.n + other.n
        pairs = zip(self.lines, other.lines, strict=True)
        both = (np.concatenate([unpacked(a, self.n), unpacked(b, other.n)]) for a, b in pairs)
        return AreaBits(n, _stacked(both, n), self.index)


@dataclass(frozen=True, slots=True)
class Sifted:
    """What a filter leaves.

    Attributes
    ----------
    passing : which stories pass, shape (n,).
    counts : per line how many stories. A question that is filtered on is itself counted over the stories that pass
        all the *other* parts of the filter: so one sees what else could be chosen.
    """

    passing: Mask
    counts: Mapping[Key, int]


def packed(mask: Mask) -> Bits:
    """Return a mask, shape (n,), as bits, shape (n / 64 rounded up,)."""
    padded = np.zeros(-(-len(mask) // 64) * 64, dtype=bool)
    padded[: len(mask)] = mask
    return np.packbits(padded, bitorder="little").view(np.uint64)


def unpacked(bits: Bits, n: int) -> Mask:
    """Return bits as a mask, shape (n,)."""
    return np.unpackbits(np.ascontiguousarray(bits).view(np.uint8), bitorder="little")[:n].astype(bool)


def _stacked(masks: Iterable[Mask], n: int) -> Bits:
    found = [packed(mask) for mask in masks]
    return np.stack(found) if found else np.zeros((0, -(-n // 64)), dtype=np.uint64)


def bits_of(
    signifiers: Sequence[Signifier],
    told: Sequence[Mapping[str, Answer]],
    other_form: Mapping[str, Mask] | None = None,
) -> AreaBits:
    """Return for each story in which area of each question's chart its answer lies.

    Parameters
    ----------
    signifiers : the questions; free texts are passed over.
    told : for each story its answers by question id; a question that is absent counts as skipped.
    other_form : question id to the stories, shape (n,), whose tellers were asked it in another form. They are in none
        of its lines: not as an answer and not as skipped.
    """
    asked = [each for each in signifiers if areas(each)]
    skipped = Skipped()
    columns = [column_of(each, range(len(told)), [answers.get(each.id, skipped) for answers in told]) for each in asked]
    return bits_of_columns(columns, len(told), other_form)


def bits_of_columns(columns: Iterable[AnswerColumn], n: int, other_form: Mapping[str, Mask] | None = None) -> AreaBits:
    """Return the same of answers that lie side by side: one column a question, each of the same n stories."""
    keys: list[Key] = []
    lines: list[Bits] = []
    for column in columns:
        id = column.signifier.id
        asked = ~(other_form or {}).get(id, np.zeros(n, dtype=bool))
        for area, mask in area_masks(column).items():
            keys.append((id, area))
            lines.append(packed(mask & asked))
    stacked = np.stack(lines) if lines else np.zeros((0, -(-n // 64)), dtype=np.uint64)
    return AreaBits(n, stacked, {key: line for line, key in enumerate(keys)})


def area_masks(column: AnswerColumn) -> dict[str, Mask]:
    """Return which stories, shape (n,), lie in each area of a question; also `ANSWERED` and the two kinds of empty."""
    found = {ANSWERED: column.given, SKIPPED.id: column.skipped, NOT_APPLICABLE.id: column.unfit}
    signifier, values, parts = column.signifier, column.values, areas(column.signifier)
    if isinstance(signifier, MultipleChoice):
        for k, area in enumerate(parts):
            found[area.id] = column.given & (values[:, k // 8] >> np.uint8(k % 8) & 1 == 1)
    elif isinstance(signifier, Stones):
        for k, stone in enumerate(signifier.stones):
            own = [area for area in parts if area.key == stone.id]
            found |= _divided(own, cell_codes(values[:, 2 * k : 2 * k + 2]), column.given)
    else:
        found |= _divided(parts, _codes(column), column.given)
    return found


def _divided(parts: Sequence[Area], codes: NDArray[np.int64], given: Mask) -> dict[str, Mask]:
    return {area.id: given & (codes == place) for place, area in enumerate(parts)}


def _codes(column: AnswerColumn) -> NDArray[np.int64]:
    """Return the place of the only area in which each answer lies, shape (n,)."""
    signifier, values = column.signifier, column.values
    if isinstance(signifier, Triad):
        return zone_codes(values)
    if isinstance(signifier, Dyad):
        return band_codes(values[:, 0])
    return np.asarray(values[:, 0] - (signifier.minimum if isinstance(signifier, Scale) else 0))


def sift(bits: AreaBits, wanted: Mapping[str, Sequence[str]], keep: Mask | None = None) -> Sifted:
    """Apply a filter, and count every area of every question over what is left.

    Parameters
    ----------
    bits : the stories.
    wanted : question id to area ids of which one must hold; all questions must hold. An area that does not exist
        never holds.
    keep : which stories may count at all, shape (n,).

    Notes
    -----
    A question holds where the or of its lines does. With `once` the stories that fail at least one question and
    `twice` those that fail two: what passes all others than q is (not once) or (once, not twice, and q fails). One
    and a line and a count of bits (popcount) then give a bar: n / 64 steps, however many stories pass.
    """
    everyone = packed(np.ones(bits.n, dtype=bool) if keep is None else keep)
    holds = {id: _either(bits, id, chosen) for id, chosen in wanted.items()}
    once, twice = np.zeros_like(everyone), np.zeros_like(everyone)
    for line in holds.values():
        twice |= once & ~line
        once |= ~line
    passing = everyone & ~once
    others = {id: everyone & ~twice & (~once | ~line) for id, line in holds.items()}
    counts = {
        (id, area): int(np.bitwise_count(bits.lines[line] & others.get(id, passing)).sum(dtype=np.int64))
        for (id, area), line in bits.index.items()
    }
    return Sifted(unpacked(passing, bits.n), counts)


def _either(bits: AreaBits, question: str, chosen: Sequence[str]) -> Bits:
    found = np.zeros(bits.lines.shape[1], dtype=np.uint64)
    for area in chosen:
        if (question, area) in bits.index:
            found |= bits.lines[bits.index[question, area]]
    return found
