"""The cross filter beside pandas: forty questions counted again for every choice of answers."""

from collections.abc import Mapping, Sequence
from time import process_time

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.engine_data import invent
from raamvertelling.core.area_bits import ANSWERED, AreaBits, packed, sift
from raamvertelling.core.codes import AnswerMatrix, triad_places
from raamvertelling.core.geometry import ZONES, dyad_zone, zone

CHOICES, BY_PANDAS = 40, 10
Wanted = dict[str, list[str]]


def cross_filter(n: int) -> tuple[float, float, str]:
    """Return processor seconds (p95) of pandas and of ours for a choice of one to three answers, and what was checked.

    Raises AssertionError when both do not give the same for every question.
    """
    bits, frame = _areas(invent(n).matrix)
    rng = np.random.default_rng(11)
    wanted = [_choice(frame, rng) for _ in range(CHOICES)]
    reference, ours = [], []
    for place, each in enumerate(wanted):
        begun = process_time()
        found = sift(bits, each).counts
        ours.append(process_time() - begun)
        if place < BY_PANDAS:
            begun = process_time()
            expected = by_pandas(frame, each)
            reference.append(process_time() - begun)
            assert {key: found[key] for key in expected} == expected, each
    checked = f"{len(bits.index)} aantallen gelijk bij {BY_PANDAS} keuzes; p95, wij van {CHOICES} keuzes"
    return _p95(reference), _p95(ours), checked


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, round(0.95 * len(times)))]


def _areas(matrix: AnswerMatrix) -> tuple[AreaBits, pd.DataFrame]:
    """Return the areas of invented answers twice: as bits, and as a frame of categories in which NaN is skipped."""
    zones = np.array([ZONES.index(zone((w[0], w[1], w[2]))) for w in triad_places()])
    bands = np.array([dyad_zone(code / 100) for code in range(101)])
    index: dict[tuple[str, str], int] = {}
    lines: list[NDArray[np.uint64]] = []
    frame: dict[str, pd.Categorical] = {}
    for place, column in enumerate(matrix.columns):
        codes = matrix.by_column[place].astype(np.int64)
        answered = codes < column.levels
        table = {"triad": zones, "dyad": bands}.get(column.kind, np.arange(column.levels))
        areas = np.where(answered, table[np.where(answered, codes, 0)], -1)
        frame[column.id] = pd.Categorical.from_codes(areas, [str(each) for each in range(int(table.max()) + 1)])
        for area in (ANSWERED, *frame[column.id].categories):
            index[column.id, area] = len(lines)
            lines.append(packed(answered if area == ANSWERED else areas == int(area)))
    return AreaBits(matrix.n, np.stack(lines), index), pd.DataFrame(frame)


def _choice(frame: pd.DataFrame, rng: np.random.Generator) -> Wanted:
    asked = rng.choice(list(frame.columns), size=int(rng.integers(1, 4)), replace=False)
    return {
        str(id): sorted(rng.choice(frame[id].cat.categories, size=int(rng.integers(1, 3)), replace=False).tolist())
        for id in asked
    }


def by_pandas(frame: pd.DataFrame, wanted: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], int]:
    """Count every answer as a researcher would: a mask for each question, and value_counts of every column."""
    masks = {id: frame[id].isin(chosen) for id, chosen in wanted.items()}
    everyone = pd.Series(np.ones(len(frame), dtype=bool))
    counts = {}
    for id in frame.columns:
        kept = everyone
        for other, mask in masks.items():
            if other != id:
                kept = kept & mask
        for area, count in frame[id][kept].value_counts().items():
            counts[id, str(area)] = int(count)
    return counts
