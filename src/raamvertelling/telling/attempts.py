"""How often somebody may guess a code: counted in memory by a mark that says nothing about who it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

WINDOW_SECONDS = 10 * 60
MOST = 30
MOST_VISITORS = 10_000


@dataclass(slots=True)
class Attempts:
    """Wrong codes per visitor in the last ten minutes. The marks are those of `people.visitors`, new every day."""

    clock: Callable[[], float] = monotonic
    wrong: dict[str, list[float]] = field(default_factory=dict)

    def may_try(self, visitor: str) -> bool:
        """Tell whether this visitor may try a code now."""
        return len(self._recent(visitor)) < MOST

    def note_wrong(self, visitor: str) -> None:
        """Count one wrong code."""
        recent = [*self._recent(visitor), self.clock()]
        if len(self.wrong) >= MOST_VISITORS:
            self.wrong.clear()
        self.wrong[visitor] = recent

    def _recent(self, visitor: str) -> list[float]:
        now = self.clock()
        return [each for each in self.wrong.get(visitor, []) if now - each < WINDOW_SECONDS]


CODES = Attempts()
BOXES = Attempts()
RESUME_CODES = Attempts()
