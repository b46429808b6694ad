"""One row's cells as the answer to one SenseMaker question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from raamvertelling.core.framework import Signifier
from raamvertelling.exchange.report import ImportReport
from raamvertelling.exchange.rows import Row
from raamvertelling.exchange.sensemaker.columns import Columns
from raamvertelling.exchange.sensemaker.definition import Question
from raamvertelling.exchange.values import number

HEIGHT = 3**0.5 / 2
NOISE = 0.02
_YES = {"1", "1.0", "true", "yes", "ja", "y", "waar"}
_NO = {"", "0", "0.0", "false", "no", "nee", "n", "onwaar", "na", "null"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what we made of it; `ids` leads from the file's label ids and texts to ours."""

    question: Question
    signifier: Signifier
    parts: Mapping[str, int]
    ids: Mapping[str, str]


@dataclass(slots=True)
class Cells:
    """Reads the cells of one row and writes down in the report what cannot be used."""

    row: Row
    columns: Columns
    report: ImportReport
    workbench: bool = False
    refused: bool = field(default=False)

    def text(self, asked: Asked, part: str) -> str:
        """Return the trimmed cell of one part of a question, empty if the file has no such column."""
        index = asked.parts.get(part)
        return "" if index is None else self.row.cell(index)

    def refuse(self, asked: Asked, part: str, reason: str) -> None:
        """Write down that this part's cell cannot be used."""
        index = asked.parts.get(part, -1)
        name = self.columns.name(index) if index >= 0 else asked.question.id
        self.report.unmatched(self.row.number, name, self.text(asked, part), reason)
        self.refused = True

    def number(self, asked: Asked, part: str) -> float | None:
        """Return the number in a cell; None if it is empty, or refused because it is no number."""
        text = self.text(asked, part)
        if text.lower() in ("", "na", "nan", "null"):
            return None
        value = number(text)
        if value is None:
            self.refuse(asked, part, "dit is geen getal")
        return value

    def says_not_applicable(self, asked: Asked) -> bool:
        """Tell whether the flag for "does not apply" is up; an unreadable flag is written down."""
        flag = self.text(asked, "na").lower()
        if flag not in _YES | _NO:
            self.refuse(asked, "na", "hier hoort 1 te staan of niets")
        return flag in _YES

    def answer(self, asked: Asked) -> object:
        """Return the answer in the form that is stored; None if the question was skipped or cannot be used."""
        self.refused = False
        if self.says_not_applicable(asked):
            return "not_applicable"
        match asked.question.type:
            case "triad":
                return self._triad(asked)
            case "dyad":
                return self._dyad(asked)
            case "stones":
                return self._stones(asked)
            case _:
                return self._choice(asked)

    def _triad(self, asked: Asked) -> object:
        labels = [label for label, _ in asked.question.labels]
        weights = [self.number(asked, f"label:{label}") for label in labels]
        if self.refused:
            return None
        if any(each is None for each in weights):
            weights = list(self._weights_from_place(asked))
        if any(each is None for each in weights):
            if any(self.text(asked, part) for part in ("x", "y", *(f"label:{label}" for label in labels))):
                self.refuse(asked, "x", "deze driehoek is maar voor een deel ingevuld")
            return None
        found = [each for each in weights if each is not None]
        total = sum(found)
        scale = 100.0 if total > 50 else 1.0
        if abs(total - scale) > NOISE * scale or min(found) < -NOISE * scale:
            reason = f"de drie hoeken zijn samen {total:.4g}, en dat hoort 1 of 100 te zijn"
            self.refuse(asked, f"label:{labels[0]}", reason)
            return None
        kept = [max(each, 0.0) for each in found]
        whole = sum(kept)
        return {**{asked.ids[label]: each / whole for label, each in zip(labels, kept, strict=True)}, "mode": "import"}

    def _weights_from_place(self, asked: Asked) -> tuple[float | None, float | None, float | None]:
        """Return top, left, right of a point; older files draw a true triangle, in which the top is at 0.866."""
        x, y = self.number(asked, "x"), self.number(asked, "y")
        if x is None or y is None:
            return None, None, None
        top = y / HEIGHT if self.workbench else y
        right = x - top / 2
        return top, 1 - top - right, right

    def _dyad(self, asked: Asked) -> object:
        left, right = (self.number(asked, f"label:{label}") for label, _ in asked.question.labels)
        x, percent = self.number(asked, "x"), self.number(asked, "right_percent")
        if self.refused:
            return None
        if left is not None and right is not None and left + right > 0:
            x = right / (left + right)
        elif x is None and percent is not None:
            x = percent / 100
        elif x is None and right is not None:
            x = right / 100 if right > 1 + NOISE else right
        elif x is None and left is not None:
            x = 1 - (left / 100 if left > 1 + NOISE else left)
        elif x is not None and x > 1 + NOISE:
            x = x / 100
        if x is None:
            return None
        if not -NOISE <= x <= 1 + NOISE:
            self.refuse(asked, "x", "deze plek ligt buiten de lijn van 0 tot 1")
            return None
        return {"at": min(max(x, 0.0), 1.0), "mode": "import"}

    def _stones(self, asked: Asked) -> object:
        placed: dict[str, object] = {}
        for stone, _ in asked.question.labels:
            x, y = self.number(asked, f"x:{stone}"), self.number(asked, f"y:{stone}")
            if x is None and y is None:
                continue
            if x is None or y is None:
                self.refuse(asked, f"x:{stone}" if y is None else f"y:{stone}", "van deze steen ontbreekt x of y")
            elif not (-NOISE <= x <= 1 + NOISE and -NOISE <= y <= 1 + NOISE):
                self.refuse(asked, f"x:{stone}", "deze steen ligt buiten het veld van 0 tot 1")
            else:
                placed[asked.ids[stone]] = {"x": min(max(x, 0.0), 1.0), "y": min(max(y, 0.0), 1.0)}
        return {**placed, "mode": "import"} if placed else None

    def _choice(self, asked: Asked) -> object:
        chosen = []
        for label, _ in asked.question.labels:
            flag = self.text(asked, f"label:{label}").lower()
            if flag in _YES or flag == label.lower():
                chosen.append(asked.ids[label])
            elif flag not in _NO:
                self.refuse(asked, f"label:{label}", "hier hoort 1 te staan of niets")
        value = self.text(asked, "value")
        several = asked.signifier.kind == "multiple_choice"
        for part in self._values(asked, value, several):
            if (found := asked.ids.get(part) or asked.ids.get(part.casefold())) is None:
                self.refuse(asked, "value", f"'{part[:40]}' is geen antwoord van deze vraag")
            elif found not in chosen:
                chosen.append(found)
        if several:
            return chosen or None
        return chosen[0] if chosen else None

    def _values(self, asked: Asked, value: str, several: bool) -> list[str]:
        if not value:
            return []
        if not several or value in asked.ids or value.casefold() in asked.ids:
            return [value]
        return [part.strip() for part in re.split(r"[,;|\s]+", value) if part.strip()]
