"""What a teller answered: placements, choices and the three different kinds of empty."""

from dataclasses import dataclass

MODES = ("tap", "drag", "slider", "buttons", "rows", "paper", "interviewer", "import")


@dataclass(frozen=True, slots=True)
class Skipped:
    """The teller passed over the question; stored as nothing at all."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The teller said that the question does not fit the story; never the middle, never zero."""


@dataclass(frozen=True, slots=True)
class Written:
    """A free text was given. The text itself is sealed elsewhere."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Option ids in framework order; exactly one for a single or picture choice and a prompt."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rated:
    """A whole number on a scale."""

    number: int


@dataclass(frozen=True, slots=True)
class TriadPlacement:
    """Weights in the order of the triad's anchors, each 0..1, sum 1."""

    weights: tuple[float, float, float]
    mode: str = "import"


@dataclass(frozen=True, slots=True)
class DyadPlacement:
    """Share of the line: 0 is the left pole, 1 the right."""

    position: float
    mode: str = "import"


@dataclass(frozen=True, slots=True)
class StonesPlacement:
    """(stone id, x, y) of each placed stone, in framework order, x and y in 0..1."""

    stones: tuple[tuple[str, float, float], ...]
    mode: str = "import"


Answer = Skipped | NotApplicable | Written | Chosen | Rated | TriadPlacement | DyadPlacement | StonesPlacement
