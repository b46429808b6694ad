"""Invented answers for the measurement of the engine: 40 questions, of which some hang together, 5% missing."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from raamvertelling.core.codes import AnswerMatrix, Column, from_columns, slider_codes, triad_codes

TRIADS, SLIDERS, CHOICES, MULTIPLE, OPTIONS = 8, 12, 16, 4, 6
MISSING = 0.05
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Invented:
    """The same answers twice: as codes, and as a frame in which NaN is missing (triads are only codes)."""

    matrix: AnswerMatrix
    frame: pd.DataFrame

    def without_triads(self) -> AnswerMatrix:
        """Return the questions that the loop of the reference compares too."""
        kept = [place for place, column in enumerate(self.matrix.columns) if column.kind != "triad"]
        columns = [self.matrix.columns[place] for place in kept]
        exact = {column.id: self.matrix.exact[column.id] for column in columns if column.id in self.matrix.exact}
        return from_columns(columns, self.matrix.by_column[kept], exact)


def invent(n: int, *, seed: int = 2026) -> Invented:
    """Return n stories: 8 triads, 12 sliders on whole percents, 16 choices of 3 to 8, 4 multiple choices of 6."""
    rng = np.random.default_rng(seed)
    hidden = rng.normal(size=n)
    columns: list[Column] = []
    codes: list[NDArray[np.uint8]] = []
    exact: dict[str, Floats] = {}
    frame: dict[str, Floats] = {}
    for k in range(TRIADS):
        weights = rng.dirichlet((0.8, 1, 1.2), n)
        weights[rng.random(n) < MISSING] = np.nan
        column = Column(f"triad{k}", f"triad{k}", "triad", 231)
        columns.append(column)
        exact[column.id] = weights
        codes.append(triad_codes(weights))
    for k in range(SLIDERS):
        lean = 0.15 * (k % 3) * hidden + rng.normal(size=n)
        values = np.round((lean - lean.min()) / np.ptp(lean), 2)
        values[rng.random(n) < MISSING] = np.nan
        column = Column(f"slider{k}", f"slider{k}", "dyad", 101)
        columns.append(column)
        exact[column.id] = frame[column.id] = values
        codes.append(slider_codes(values, column))
    for k in range(CHOICES):
        levels = 3 + k % 6
        lean = 0.15 * (k % 3) * hidden + rng.normal(size=n)
        level = np.digitize(lean, np.linspace(-1, 1, levels - 1)).astype(np.float64)
        _add(
            Column(f"choice{k}", f"choice{k}", "choice", levels), level, rng.random(n) < MISSING, columns, codes, frame
        )
    for k in range(MULTIPLE):
        missing = rng.random(n) < MISSING
        for option in range(OPTIONS):
            yes = (0.15 * (k % 3) * hidden + rng.normal(size=n) > 0.8).astype(np.float64)
            _add(Column(f"several{k}:{option}", f"several{k}", "option", 2), yes, missing, columns, codes, frame)
    return Invented(from_columns(columns, np.stack(codes), exact), pd.DataFrame(frame))


def _add(
    column: Column,
    level: Floats,
    missing: NDArray[np.bool_],
    columns: list[Column],
    codes: list[NDArray[np.uint8]],
    frame: dict[str, Floats],
) -> None:
    columns.append(column)
    codes.append(np.where(missing, column.levels, level).astype(np.uint8))
    frame[column.id] = np.where(missing, np.nan, level)
