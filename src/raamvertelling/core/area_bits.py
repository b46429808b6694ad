"""One bit a story for every area of every chart: a filter over all questions is a few ands, a bar a count of bits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from raamvertelling.core.answer_kinds import (
    Answer,
    Chosen,
    DyadPlacement,
    NotApplicable,
    Rated,
    StonesPlacement,
    TriadPlacement,
)
from raamvertelling.core.framework.kinds import MultipleChoice, Scale, Signifier, Stones
from raamvertelling.core.geometry import ZONES, dyad_zone, stone_zone, zone
from raamvertelling.core.results import Area
from raamvertelling.core.stats.zones import CELLS, NOT_APPLICABLE, SKIPPED, areas

Bits = NDArray[np.uint64]
Mask = NDArray[np.bool_]
Given = Sequence[Answer | None]
Key = tuple[str, str]
ANSWERED = ""
_ZONE = {place: index for index, place in enumerate(ZONES)}


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
    keys: list[Key] = []
    masks: list[Mask] = []
    for signifier in signifiers:
        if not areas(signifier):
            continue
        asked = ~(other_form or {}).get(signifier.id, np.zeros(len(told), dtype=bool))
        for id, mask in _masks(signifier, [answers.get(signifier.id) for answers in told]):
            keys.append((signifier.id, id))
            masks.append(mask & asked)
    return AreaBits(len(told), _stacked(masks, len(told)), {key: line for line, key in enumerate(keys)})


def _masks(signifier: Signifier, given: Given) -> Iterator[tuple[str, Mask]]:
    unfit = np.array([isinstance(each, NotApplicable) for each in given], dtype=bool)
    answered = np.array([_is_answer(each) for each in given], dtype=bool)
    yield ANSWERED, answered
    yield SKIPPED.id, ~answered & ~unfit
    yield NOT_APPLICABLE.id, unfit
    parts = areas(signifier)
    if isinstance(signifier, MultipleChoice):
        for area in parts:
            yield area.id, np.array([isinstance(each, Chosen) and area.key in each.options for each in given], bool)
    elif isinstance(signifier, Stones):
        for stone in signifier.stones:
            yield from _divided([area for area in parts if area.key == stone.id], [_cell(stone.id, e) for e in given])
    else:
        option = {area.key: place for place, area in enumerate(parts)}
        lowest = signifier.minimum if isinstance(signifier, Scale) else 0
        yield from _divided(parts, [_place(each, option, lowest) for each in given])


def _divided(parts: Sequence[Area], places: Sequence[int]) -> Iterator[tuple[str, Mask]]:
    found = np.array(places, dtype=np.int64)
    for place, area in enumerate(parts):
        yield area.id, found == place


def _is_answer(answer: Answer | None) -> bool:
    if isinstance(answer, Chosen):
        return bool(answer.options)
    if isinstance(answer, StonesPlacement):
        return bool(answer.stones)
    return isinstance(answer, TriadPlacement | DyadPlacement | Rated)


def _cell(stone: str, answer: Answer | None) -> int:
    """Return in which of the nine cells, row by row from the bottom left, a stone lies; -1 for none."""
    if isinstance(answer, StonesPlacement):
        for id, x, y in answer.stones:
            if id == stone:
                column, row = stone_zone(x, y, CELLS)
                return row * CELLS + column
    return -1


def _place(answer: Answer | None, option: Mapping[str, int], lowest: int) -> int:
    """Return the place of the only area in which an answer lies; -1 for none."""
    if isinstance(answer, TriadPlacement):
        return _ZONE[zone(answer.weights)]
    if isinstance(answer, DyadPlacement):
        return dyad_zone(answer.position)
    if isinstance(answer, Rated):
        return answer.number - lowest
    return option.get(answer.options[0], -1) if isinstance(answer, Chosen) and answer.options else -1


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
