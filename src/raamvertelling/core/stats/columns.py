"""The answers of many stories to one question as arrays: fifty thousand are counted in milliseconds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from raamvertelling.core.answer_kinds import (
    MODES,
    Answer,
    Chosen,
    DyadPlacement,
    NotApplicable,
    Rated,
    Skipped,
    StonesPlacement,
    TriadPlacement,
)
from raamvertelling.core.framework.kinds import (
    Dyad,
    MultipleChoice,
    PictureChoice,
    Prompt,
    Scale,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
)
from raamvertelling.core.results import FieldPoint, LinePoint, TriadPoint
from raamvertelling.core.stats.summaries import Gathered

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
Values = NDArray[Any]
GIVEN, SKIPPED, UNFIT = 0, 1, 2
_MODE = {mode: code for code, mode in enumerate(MODES)}
_NO_MODE = len(MODES)
P = TypeVar("P", TriadPoint, LinePoint, FieldPoint)


@dataclass(frozen=True, slots=True, eq=False)
class Points(Sequence[P], Generic[P]):
    """Dots as arrays: equal to a tuple of the same dots, each of which is only made when somebody asks for it.

    Attributes
    ----------
    make : makes the dot of a story, its place and its mode.
    stories : number of each story, shape (n,).
    places : three weights, one position, or x and y: shape (n, 3), (n, 1) or (n, 2).
    modes : code of how each was placed, shape (n,).
    """

    make: Callable[[str, list[float], str], P]
    stories: Places
    places: Floats
    modes: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.stories)

    @overload
    def __getitem__(self, place: int) -> P: ...
    @overload
    def __getitem__(self, place: slice) -> "Points[P]": ...
    def __getitem__(self, place: int | slice) -> "P | Points[P]":
        if isinstance(place, slice):
            return Points(self.make, self.stories[place], self.places[place], self.modes[place])
        return self.make(str(self.stories[place]), self.places[place].tolist(), _mode(self.modes[place]))

    def __iter__(self) -> Iterator[P]:
        for story, place, mode in zip(self.stories, self.places.tolist(), self.modes, strict=True):
            yield self.make(str(story), place, _mode(mode))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_equal, self, other))

    __hash__ = None  # type: ignore[assignment]  # as a list: it is compared, never looked up

    def __repr__(self) -> str:
        """Say how many dots there are, with a name that differs when any dot does."""
        made = blake2b(digest_size=8)
        for part in (self.stories, self.places, self.modes):
            made.update(np.ascontiguousarray(part).data)
        return f"<{len(self)} dots {made.hexdigest()}>"


def _equal(one: object, other: object) -> bool:
    return one == other


def _mode(code: int) -> str:
    return MODES[code] if code < _NO_MODE else ""


def places_of(points: Sequence[P]) -> Floats:
    """Return where dots lie: weights (n, 3), positions (n, 1) or x and y (n, 2)."""
    if isinstance(points, Points):
        return points.places
    return np.array([_place(each) for each in points], dtype=np.float64)


def _place(point: TriadPoint | LinePoint | FieldPoint) -> tuple[float, ...]:
    if isinstance(point, TriadPoint):
        return point.weights
    return (point.position,) if isinstance(point, LinePoint) else (point.x, point.y)


@dataclass(frozen=True, slots=True, eq=False)
class AnswerColumn(Gathered):
    """The answers of n stories to one question: a sequence of (story, answer), each made when it is asked for.

    Attributes
    ----------
    signifier : any kind but a free text.
    stories : number of each story, shape (n,).
    states : uint8, shape (n,): given, skipped or not applicable.
    values : shape (n, ...); what it holds where nothing was given means nothing. Triad (3): weights; line or scale
        (1): the number; stones (2 x stones): x and y of each, NaN where not placed; single choice (1): place of the
        option; multiple choice (options / 8 rounded up): a bit for each option.
    modes : code of how each was placed, shape (n,).
    """

    signifier: Signifier
    stories: Places
    states: NDArray[np.uint8]
    values: Values
    modes: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.stories)

    @overload
    def __getitem__(self, place: int) -> tuple[str, Answer]: ...
    @overload
    def __getitem__(self, place: slice) -> "AnswerColumn": ...
    def __getitem__(self, place: int | slice) -> "tuple[str, Answer] | AnswerColumn":
        if isinstance(place, slice):
            return self.taking(np.arange(len(self))[place])
        return str(self.stories[place]), self.answer(place)

    def answer(self, place: int) -> Answer:
        """Return the answer of one story."""
        if self.states[place] != GIVEN:
            return Skipped() if self.states[place] == SKIPPED else NotApplicable()
        return _answer(self.signifier, self.values[place].tolist(), _mode(self.modes[place]))

    @property
    def given(self) -> Mask:
        """Which stories hold an answer that says something, shape (n,)."""
        return np.asarray(self.states == GIVEN)

    @property
    def skipped(self) -> Mask:
        """Which stories passed over the question, shape (n,)."""
        return np.asarray(self.states == SKIPPED)

    @property
    def unfit(self) -> Mask:
        """Which stories said that the question does not fit, shape (n,)."""
        return np.asarray(self.states == UNFIT)

    def taking(self, stories: Places | Mask) -> "AnswerColumn":
        """Return some of the stories: their places in any order, or a mask."""
        return AnswerColumn(
            self.signifier, self.stories[stories], self.states[stories], self.values[stories], self.modes[stories]
        )

    def passed_over(self, stories: Mask) -> "AnswerColumn":
        """Return the same with these stories, shape (n,), counted as having passed over the question."""
        states = np.where(stories, np.uint8(SKIPPED), self.states).astype(np.uint8)
        return AnswerColumn(self.signifier, self.stories, states, self.values, self.modes)

    def __add__(self, other: "AnswerColumn") -> "AnswerColumn":
        """Return the stories of both; ValueError when the questions differ."""
        if self.signifier != other.signifier:
            raise ValueError("both must hold the same question")
        pairs = ((getattr(self, name), getattr(other, name)) for name in ("stories", "states", "values", "modes"))
        return AnswerColumn(self.signifier, *(np.concatenate(pair) for pair in pairs))


def column_of(signifier: Signifier, stories: Sequence[int], answers: Sequence[Answer]) -> AnswerColumn:
    """Return the answers of stories to one question, one each, as arrays.

    Raises
    ------
    ValueError : for a free text, which is never counted.
    """
    width, empty = _shape(signifier)
    kind = np.float64 if isinstance(empty, float) else np.uint8 if isinstance(signifier, MultipleChoice) else np.int64
    blank = [empty] * width
    read = _reader(signifier)
    values = [read(each) for each in answers]
    unfit = np.array([isinstance(each, NotApplicable) for each in answers], dtype=bool)
    silent = np.array([each is None for each in values], dtype=bool)
    states = np.where(unfit, UNFIT, np.where(silent, SKIPPED, GIVEN)).astype(np.uint8)
    modes = [_MODE[getattr(each, "mode", MODES[0])] if hasattr(each, "mode") else _NO_MODE for each in answers]
    return AnswerColumn(
        signifier,
        np.array(stories, dtype=np.int64),
        states,
        np.array([blank if each is None else each for each in values], dtype=kind).reshape(-1, width),
        np.array(modes, dtype=np.uint8),
    )


def _shape(signifier: Signifier) -> tuple[int, float | int]:
    """Return how many values an answer has, and what stands where there is none."""
    match signifier:
        case Triad():
            return 3, np.nan
        case Dyad():
            return 1, np.nan
        case Stones():
            return 2 * len(signifier.stones), np.nan
        case Scale() | Prompt() | SingleChoice() | PictureChoice():
            return 1, 0
        case MultipleChoice():
            return -(-len(signifier.options) // 8), 0
    raise ValueError(f"signifier {signifier.id!r} is a free text; only placements, choices and scales are counted")


def _reader(signifier: Signifier) -> Callable[[Answer], Sequence[float] | None]:
    """Return the function from an answer to its values; None when nothing was given."""
    if isinstance(signifier, MultipleChoice):
        bit = {option.id: place for place, option in enumerate(signifier.options)}
        return lambda answer: _bits(answer, bit, _shape(signifier)[0])
    if isinstance(signifier, Prompt | SingleChoice | PictureChoice):
        code = {option.id: (place,) for place, option in enumerate(signifier.options)}
        return lambda answer: code[answer.options[0]] if isinstance(answer, Chosen) and answer.options else None
    if isinstance(signifier, Stones):
        ids = [stone.id for stone in signifier.stones]
        return lambda answer: _stones(answer, ids)
    return _placed


def _placed(answer: Answer) -> Sequence[float] | None:
    if isinstance(answer, TriadPlacement):
        return answer.weights
    if isinstance(answer, DyadPlacement):
        return (answer.position,)
    return (answer.number,) if isinstance(answer, Rated) else None


def _bits(answer: Answer, bit: dict[str, int], width: int) -> Sequence[int] | None:
    if not isinstance(answer, Chosen) or not answer.options:
        return None
    found = [0] * width
    for option in answer.options:
        found[bit[option] // 8] |= 1 << bit[option] % 8
    return found


def _stones(answer: Answer, ids: Sequence[str]) -> Sequence[float] | None:
    if not isinstance(answer, StonesPlacement) or not answer.stones:
        return None
    placed = {id: (x, y) for id, x, y in answer.stones}
    return [each for id in ids for each in placed.get(id, (np.nan, np.nan))]


def _answer(signifier: Signifier, values: list[Any], mode: str) -> Answer:
    match signifier:
        case Triad():
            return TriadPlacement((values[0], values[1], values[2]), mode)
        case Dyad():
            return DyadPlacement(values[0], mode)
        case Scale():
            return Rated(values[0])
        case Stones():
            places = zip(signifier.stones, values[::2], values[1::2], strict=True)
            return StonesPlacement(tuple((stone.id, x, y) for stone, x, y in places if x == x), mode)
        case MultipleChoice():
            chosen = (option.id for k, option in enumerate(signifier.options) if values[k // 8] >> k % 8 & 1)
            return Chosen(tuple(chosen))
        case Prompt() | SingleChoice() | PictureChoice():
            return Chosen((signifier.options[values[0]].id,))
    raise TypeError(f"no answers are known for {type(signifier).__name__}")
