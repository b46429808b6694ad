"""Frameworks to start from: our own questions, ready to be adapted."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from raamvertelling.core.framework import Framework, load
from raamvertelling.inquiries.question_text import QuestionText, questions_of

FOLDER = Path(__file__).parent / "starters"
ORDER = ("vroeg_erbij", "clientervaring_wmo", "waarde_van_een_voorziening")


@dataclass(frozen=True, slots=True)
class Starter:
    """One framework on the shelf."""

    id: str
    framework: Framework

    @property
    def title(self) -> str:
        """The name on the shelf."""
        return self.framework.title.in_language("nl")

    @property
    def introduction(self) -> str:
        """What tellers would read first; it says what the questions are about."""
        return self.framework.introduction.in_language("nl")

    @property
    def questions(self) -> list[QuestionText]:
        """Every question as a person reads it."""
        return questions_of(self.framework, "nl")


@cache
def starters() -> tuple[Starter, ...]:
    """Return every framework on the shelf."""
    return tuple(Starter(id, load((FOLDER / f"{id}.yaml").read_text(encoding="utf-8"))) for id in ORDER)
