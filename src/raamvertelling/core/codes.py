"""Answers as small whole numbers: one byte a story and a column, beside the exact coordinates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import product

import numpy as np
from numpy.typing import NDArray

from raamvertelling.core.answer_kinds import Answer, Skipped
from raamvertelling.core.framework.kinds import (
    Dyad,
    LongText,
    MultipleChoice,
    PictureChoice,
    Prompt,
    Scale,
    ShortText,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
)
from raamvertelling.core.stats.columns import AnswerColumn, column_of

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]

SLIDER_LEVELS = 101
LATTICE = 20
CELLS = (LATTICE + 1) * (LATTICE + 2) // 2
MOST_LEVELS = 250
OTHER = "(overige)"
_ROUNDING = 1e-9
SLIDERS = frozenset({"dyad", "scale", "stone"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of codes.

    Attributes
    ----------
    id : the signifier's id; with `:option` for an option of a multiple choice, `:stone.x` or `:stone.y` for a stone.
    signifier : id of the question.
    kind : "choice", "option", "dyad", "scale", "stone" or "triad".
    levels : number of codes that are an answer: 0 .. levels - 1. Code `levels` is missing, `levels + 1` not applicable.
    labels : for a choice the option of each level; the last may be `OTHER`.
    low, high : for a slider the answers that code 0 and the last code stand for.
    """

    id: str
    signifier: str
    kind: str
    levels: int
    labels: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 1.0

    @property
    def width(self) -> int:
        """Number of different codes, with missing and not applicable."""
        return self.levels + 2


@dataclass(frozen=True, slots=True)
class AnswerMatrix:
    """All answers of n stories in k columns.

    Attributes
    ----------
    columns : what each column means.
    rows : uint8, shape (n, k), a story's codes next to each other: for filters.
    by_column : the same, shape (k, n), a question's codes next to each other: for counting.
    exact : column id to coordinates, NaN where there is none: shape (n,) for a slider, (n, 3) weights for a triad.
    notes : Dutch sentences on what could not be coded whole.
    """

    columns: tuple[Column, ...]
    rows: Bytes
    by_column: Bytes
    exact: Mapping[str, Floats]
    notes: tuple[str, ...] = ()
    _index: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._index.update({column.id: place for place, column in enumerate(self.columns)})

    @property
    def n(self) -> int:
        """Number of stories."""
        return int(self.by_column.shape[1])

    def place(self, id: str) -> int:
        """Return where a column stands; KeyError if there is none."""
        return self._index[id]

    def codes(self, id: str) -> Bytes:
        """Return one column's codes, shape (n,)."""
        return np.asarray(self.by_column[self._index[id]])

    def missing(self, id: str) -> int:
        """Return how many stories passed over a question."""
        place = self._index[id]
        return int((self.by_column[place] == self.columns[place].levels).sum())

    def not_applicable(self, id: str) -> int:
        """Return how many stories said that a question does not fit."""
        place = self._index[id]
        return int((self.by_column[place] == self.columns[place].levels + 1).sum())

    def fingerprint(self) -> str:
        """Return 32 hexadecimal digits that differ when any answer, question or the order of stories differs.

        Notes
        -----
        BLAKE2b of columns, codes and coordinates.
        """
        made = blake2b(repr(self.columns).encode(), digest_size=16)
        for part in (self.by_column, *(self.exact[id] for id in sorted(self.exact))):
            made.update(np.ascontiguousarray(part).data)
        return made.hexdigest()

    def taking(self, stories: NDArray[np.int64] | NDArray[np.bool_]) -> "AnswerMatrix":
        """Return the matrix of some of the stories: their places in order, or a mask."""
        exact = {id: values[stories] for id, values in self.exact.items()}
        return from_columns(self.columns, self.by_column[:, stories], exact, self.notes)

    def __add__(self, other: "AnswerMatrix") -> "AnswerMatrix":
        """Return the stories of both; ValueError when the columns differ."""
        if self.columns != other.columns:
            raise ValueError("both matrices must have the same columns")
        codes = np.concatenate([self.by_column, other.by_column], axis=1)
        exact = {id: np.concatenate([values, other.exact[id]]) for id, values in self.exact.items()}
        return from_columns(self.columns, codes, exact, tuple(dict.fromkeys(self.notes + other.notes)))


def from_columns(
    columns: Sequence[Column], codes: Bytes, exact: Mapping[str, Floats], notes: Sequence[str] = ()
) -> AnswerMatrix:
    """Return the matrix of codes that exist already.

    Parameters
    ----------
    columns : what each row of `codes` means.
    codes : uint8, shape (k, n).
    exact : coordinates of sliders and triads by column id.

    Raises
    ------
    ValueError : a code is higher than its column has, or the shapes do not fit.
    """
    if codes.shape[0] != len(columns) or any(len(values) != codes.shape[1] for values in exact.values()):
        raise ValueError("codes and exact must hold the same columns and stories")
    for column, line in zip(columns, codes, strict=True):
        if line.size and int(line.max()) >= column.width:
            raise ValueError(f"column {column.id} has a code above {column.width - 1}")
    by_column = np.ascontiguousarray(codes, dtype=np.uint8)
    return AnswerMatrix(tuple(columns), np.ascontiguousarray(by_column.T), by_column, dict(exact), tuple(notes))


def code_answers(signifiers: Iterable[Signifier], told: Sequence[Mapping[str, Answer]]) -> AnswerMatrix:
    """Return the answers of stories as codes and coordinates, see `code_columns`.

    Parameters
    ----------
    signifiers : the questions; free texts are passed over.
    told : for each story its answers by question id; a question that is absent counts as missing.
    """
    asked = [each for each in signifiers if not isinstance(each, LongText | ShortText)]
    stories, skipped = range(len(told)), Skipped()
    columns = (column_of(each, stories, [answers.get(each.id, skipped) for answers in told]) for each in asked)
    return code_columns(columns, len(told))


def code_columns(columns: Iterable[AnswerColumn], n: int) -> AnswerMatrix:
    """Return answers that lie side by side as codes and coordinates: a column a question, each of the same n stories.

    Notes
    -----
    Slider: round(100 x share). Scale of at most 250 numbers: the number. Triad: the nearest cell of a 5% lattice.
    A choice with more than 250 options keeps the 249 most chosen, the others become one level; of a multiple choice
    the 250 most chosen options are kept. Both are said in `notes`.
    """
    found: list[Column] = []
    codes: list[Bytes] = []
    exact: dict[str, Floats] = {}
    notes: list[str] = []
    for answers in columns:
        for column, line, coordinates in _coded(answers, notes):
            found.append(column)
            codes.append(np.where(answers.unfit, np.uint8(column.levels + 1), line).astype(np.uint8))
            if coordinates is not None:
                exact[column.id] = coordinates
    stacked = np.stack(codes) if codes else np.zeros((0, n), dtype=np.uint8)
    return from_columns(found, stacked, exact, notes)


Coded = tuple[Column, Bytes, Floats | None]


def _coded(answers: AnswerColumn, notes: list[str]) -> Iterator[Coded]:
    signifier = answers.signifier
    match signifier:
        case Triad():
            weights = np.where(answers.given[:, None], answers.values, np.nan)
            yield Column(signifier.id, signifier.id, "triad", CELLS), triad_codes(weights), weights
        case Dyad():
            yield _slider(Column(signifier.id, signifier.id, "dyad", SLIDER_LEVELS), answers, 0)
        case Scale():
            levels = min(signifier.maximum - signifier.minimum + 1, SLIDER_LEVELS)
            if signifier.maximum - signifier.minimum < MOST_LEVELS:
                levels = signifier.maximum - signifier.minimum + 1
            low, high = float(signifier.minimum), float(signifier.maximum)
            yield _slider(Column(signifier.id, signifier.id, "scale", levels, (), low, high), answers, 0)
        case Stones():
            for place, (stone, axis) in enumerate(product(signifier.stones, "xy")):
                id = f"{signifier.id}:{stone.id}.{axis}"
                yield _slider(Column(id, signifier.id, "stone", SLIDER_LEVELS), answers, place)
        case MultipleChoice():
            yield from _options(signifier, answers, notes)
        case Prompt() | SingleChoice() | PictureChoice():
            yield _choice(signifier, answers, notes)


def _slider(column: Column, answers: AnswerColumn, place: int) -> Coded:
    values = np.where(answers.given, answers.values[:, place], np.nan)
    return column, slider_codes(values, column), values


def _options(signifier: MultipleChoice, answers: AnswerColumn, notes: list[str]) -> Iterator[Coded]:
    given, values = answers.given, answers.values
    chosen = [given & (values[:, k // 8] >> np.uint8(k % 8) & 1 == 1) for k in range(len(signifier.options))]
    kept = list(range(len(chosen)))
    if len(kept) > MOST_LEVELS:
        kept = sorted(sorted(kept, key=lambda k: -int(chosen[k].sum()))[:MOST_LEVELS])
        notes.append(_too_many(signifier, len(chosen), f"De {MOST_LEVELS} meest gekozen antwoorden doen mee."))
    for k in kept:
        column = Column(f"{signifier.id}:{signifier.options[k].id}", signifier.id, "option", 2, ("nee", "ja"))
        yield column, np.where(given, chosen[k], np.uint8(2)).astype(np.uint8), None


def _choice(signifier: Prompt | SingleChoice | PictureChoice, answers: AnswerColumn, notes: list[str]) -> Coded:
    labels, places = [option.id for option in signifier.options], answers.values[:, 0]
    code = np.arange(len(labels))
    if len(labels) > MOST_LEVELS:
        chosen = np.bincount(places[answers.given], minlength=len(labels))
        kept = sorted(range(len(labels)), key=lambda k: -int(chosen[k]))[: MOST_LEVELS - 1]
        code = np.full(len(labels), len(kept))
        code[kept] = np.arange(len(kept))
        told = f"De {len(kept)} meest gekozen antwoorden doen mee; alle andere tellen samen als één antwoord."
        notes.append(_too_many(signifier, len(labels), told))
        labels = [*(labels[k] for k in kept), OTHER]
    column = Column(signifier.id, signifier.id, "choice", len(labels), tuple(labels))
    return column, np.where(answers.given, code[places] if len(code) else 0, column.levels).astype(np.uint8), None


def _too_many(signifier: Signifier, count: int, told: str) -> str:
    return f"De vraag '{signifier.id}' heeft {count} antwoorden, meer dan de {MOST_LEVELS} die wij aankunnen. {told}"


def slider_codes(values: Floats, column: Column) -> Bytes:
    """Return the nearest level of each value, shape (n,); NaN becomes missing.

    Notes
    -----
    round((value - low) / (high - low) x (levels - 1)), a half upwards.
    """
    span = (column.high - column.low) or 1.0
    scaled = np.floor((values - column.low) / span * (column.levels - 1) + 0.5)
    known = np.isfinite(values)
    return np.where(known, np.where(known, scaled, 0).clip(0, column.levels - 1), column.levels).astype(np.uint8)


def slider_values(column: Column) -> Floats:
    """Return the value that each level of a slider stands for, shape (levels,)."""
    return np.linspace(column.low, column.high, column.levels)


def on_lattice(weights: Floats) -> Floats:
    """Round weights, shape (n, 3), to whole twentieths that still sum to 1 (largest remainder)."""
    scaled = weights * LATTICE
    floor = np.floor(scaled + _ROUNDING)
    short = np.rint(LATTICE - floor.sum(axis=1)).astype(int)
    ranks = np.argsort(np.argsort(-(scaled - floor), axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray((floor + (ranks < short[:, None])) / LATTICE)


def triad_codes(weights: Floats) -> Bytes:
    """Return the lattice cell of each placement, weights shape (n, 3) to (n,); NaN becomes missing."""
    known = np.asarray(np.isfinite(weights).all(axis=1))
    steps = np.rint(on_lattice(np.where(known[:, None], weights, 1 / 3)) * LATTICE).astype(np.int64)
    first, second = steps[:, 0], steps[:, 1]
    # Cells run row by row: row `first` holds LATTICE + 1 - first cells.
    cells = first * (LATTICE + 1) - first * (first - 1) // 2 + second
    return np.where(known, cells, CELLS).astype(np.uint8)


def triad_places() -> Floats:
    """Return the weights that each cell of the lattice stands for, shape (231, 3)."""
    steps = [(i, j, LATTICE - i - j) for i in range(LATTICE + 1) for j in range(LATTICE + 1 - i)]
    return np.array(steps, dtype=np.float64) / LATTICE


def is_whole(matrix: AnswerMatrix, column: Column) -> bool:
    """Whether the codes of a column say everything: decoding them gives the coordinates back within 1e-9."""
    if column.id not in matrix.exact:
        return True
    values, codes = matrix.exact[column.id], matrix.codes(column.id)
    answered = np.flatnonzero(codes < column.levels)
    known = triad_places() if column.kind == "triad" else slider_values(column)
    gaps = np.abs(known[codes[answered]] - values[answered])
    return not gaps.size or float(gaps.max()) <= _ROUNDING


def shuffled(matrix: AnswerMatrix, *, rng: np.random.Generator) -> AnswerMatrix:
    """Return a matrix in which nothing hangs together: every question's answers are dealt out anew over the stories.

    Columns of one question stay together, so that a multiple choice keeps its combinations.
    """
    codes, exact = matrix.by_column.copy(), dict(matrix.exact)
    for signifier in dict.fromkeys(column.signifier for column in matrix.columns):
        order = rng.permutation(matrix.n)
        for place, column in enumerate(matrix.columns):
            if column.signifier == signifier:
                codes[place] = codes[place, order]
                if column.id in exact:
                    exact[column.id] = exact[column.id][order]
    return replace(from_columns(matrix.columns, codes, exact), notes=matrix.notes)
