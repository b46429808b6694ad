"""What is wrong with a framework: every problem at once, each with its place and a sentence that says what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right.

    `path` is the place, as in `items[3].anchors[1].id` (empty: the whole file); `line` is the line in the YAML text,
    counted from 1, or None when the framework did not come from a text.
    """

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.path or "het bestand"
        return f"{place} (regel {self.line}): {self.message}" if self.line else f"{place}: {self.message}"


class InvalidFramework(ValueError):
    """The framework cannot be used; `problems` says everything that must change."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def with_lines(problems: Iterable[Problem], lines: Mapping[str, int]) -> tuple[Problem, ...]:
    """Give each problem the line of its path, or of the nearest part around it that does exist; order them by line."""
    found = (Problem(each.path, each.message, _line(each.path, lines)) for each in problems)
    return tuple(sorted(found, key=lambda each: each.line or 0))


def _line(path: str, lines: Mapping[str, int]) -> int | None:
    while path and path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines.get(path)
