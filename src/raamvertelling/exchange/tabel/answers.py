"""Cells of a table as answers to the questions of a framework."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from raamvertelling.core.answers import InvalidAnswer, parse_answer
from raamvertelling.core.framework import (
    Dyad,
    Framework,
    MultipleChoice,
    PictureChoice,
    Prompt,
    Scale,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
)
from raamvertelling.exchange.building import Draft
from raamvertelling.exchange.report import ImportReport
from raamvertelling.exchange.rows import Row
from raamvertelling.exchange.tabel.columns import Columns, normal
from raamvertelling.exchange.values import number

NOISE = 0.02
NOT_APPLICABLE = {
    "not_applicable",
    "not applicable",
    "nvt",
    "n.v.t.",
    "n.v.t",
    "n/a",
    "niet van toepassing",
    "past niet",
}
_YES = {"1", "true", "yes", "ja", "y", "j", "x", "waar", "selected", "checked", "aangevinkt"}
_NO = {"", "0", "false", "no", "nee", "n", "onwaar", "not selected", "unchecked", "niet aangevinkt"}


@dataclass(slots=True)
class Answers:
    """Reads rows; positions are kept as they stand until the whole column has shown whether it counts to 1 or 100."""

    framework: Framework
    columns: Columns
    report: ImportReport
    options: dict[str, dict[str, str]] = field(init=False)
    positions: dict[str, list[tuple[Draft, float]]] = field(default_factory=dict)
    fields: dict[str, list[tuple[Draft, dict[str, tuple[float, float]]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.options = {each.id: _option_names(each) for each in self.framework.signifiers}

    def read(self, draft: Draft, row: Row, signifier: Signifier) -> None:
        """Put the answer of one row to one question in the draft; what cannot be used goes to the report."""
        parts = self.columns.parts.get(signifier.id, {})
        cells = {part: row.cell(index) for part, index in parts.items()}
        if not any(cells.values()):
            return
        flag = normal(cells.get("not_applicable", ""))
        value = cells.get("value", "")
        if flag in _YES | NOT_APPLICABLE or normal(value) in NOT_APPLICABLE:
            self._keep(draft, signifier, "not_applicable", "not_applicable" if flag else "value", value or flag)
            return
        match signifier:
            case Triad():
                self._triad(draft, signifier, cells)
            case Stones():
                self._stones(draft, signifier, cells)
            case Dyad():
                if (position := self._number(draft, signifier, "value", value)) is not None:
                    self.positions.setdefault(signifier.id, []).append((draft, position))
            case Scale():
                if (found := self._number(draft, signifier, "value", value)) is not None:
                    self._keep(draft, signifier, found, "value", value)
            case MultipleChoice():
                self._several(draft, signifier, cells)
            case Prompt() | SingleChoice() | PictureChoice():
                if value:
                    self._one(draft, signifier, value)

    def finish(self) -> None:
        """Turn positions into shares, once every row is known."""
        for id, places in self.positions.items():
            signifier = self.framework.signifier(id)
            divisor = self._divisor(signifier, [position for _, position in places])
            for draft, position in places:
                answer = {"at": position / divisor, "mode": "import"}
                self._keep(draft, signifier, answer, "value", f"{position:g}")
        for id, laid in self.fields.items():
            signifier = self.framework.signifier(id)
            values = [value for _, stones in laid for place in stones.values() for value in place]
            divisor = self._divisor(signifier, values)
            for draft, stones in laid:
                placed = {stone: {"x": x / divisor, "y": y / divisor} for stone, (x, y) in stones.items()}
                first = next(iter(stones))
                self._keep(draft, signifier, {**placed, "mode": "import"}, f"{first}.x", str(stones))

    def _divisor(self, signifier: Signifier, values: list[float]) -> float:
        if max(values, default=0.0) <= 1 + NOISE / 20:
            return 1.0
        self.report.note(f"Vraag '{signifier.id}' loopt in dit bestand van 0 tot 100; gedeeld door 100.")
        return 100.0

    def _refuse(self, draft: Draft, signifier: Signifier, part: str, value: str, reason: str) -> None:
        index = self.columns.parts.get(signifier.id, {}).get(part)
        name = signifier.id if index is None else self.columns.name(index)
        self.report.unmatched(draft.row, name, value, reason)

    def _keep(self, draft: Draft, signifier: Signifier, raw: object, part: str, shown: str) -> None:
        """Keep an answer that the core accepts; its own sentence says why it does not."""
        try:
            parse_answer(signifier, raw)
        except InvalidAnswer as mistake:
            self._refuse(draft, signifier, part, shown, mistake.message)
            return
        if isinstance(signifier, Prompt) and raw != "not_applicable":
            draft.prompt = str(raw)
        if isinstance(signifier, Scale) and isinstance(raw, float):
            draft.answers[signifier.id] = int(raw)
        else:
            draft.answers[signifier.id] = raw

    def _number(self, draft: Draft, signifier: Signifier, part: str, cell: str) -> float | None:
        if not cell:
            return None
        found = number(cell)
        if found is None:
            self._refuse(draft, signifier, part, cell, "hier hoort een getal te staan")
        return found

    def _triad(self, draft: Draft, signifier: Triad, cells: Mapping[str, str]) -> None:
        ids = [each.id for each in signifier.anchors]
        shown = " / ".join(cells.get(id, "") for id in ids)
        if not any(cells.get(id) for id in ids):
            return
        if not all(cells.get(id) for id in ids):
            self._refuse(draft, signifier, ids[0], shown, "deze driehoek is maar voor een deel ingevuld")
            return
        weights = [self._number(draft, signifier, id, cells[id]) for id in ids]
        found = [each for each in weights if each is not None]
        if len(found) < 3:
            return
        total = sum(found)
        scale = 100.0 if total > 50 else 1.0
        if abs(total - scale) > NOISE * scale or min(found) < -NOISE * scale:
            found_total = f"{total:.4g}".replace(".", ",")
            reason = f"de drie delen zijn samen {found_total}, en dat hoort 1 of 100 te zijn"
            self._refuse(draft, signifier, ids[0], shown, reason)
            return
        kept = [max(each, 0.0) for each in found]
        shares = {id: each / sum(kept) for id, each in zip(ids, kept, strict=True)}
        self._keep(draft, signifier, {**shares, "mode": "import"}, ids[0], shown)

    def _stones(self, draft: Draft, signifier: Stones, cells: Mapping[str, str]) -> None:
        laid: dict[str, tuple[float, float]] = {}
        for stone in signifier.stones:
            texts = [cells.get(f"{stone.id}.{axis}", "") for axis in ("x", "y")]
            if not any(texts):
                continue
            if not all(texts):
                self._refuse(draft, signifier, f"{stone.id}.x", " / ".join(texts), "van deze steen ontbreekt x of y")
                continue
            x = self._number(draft, signifier, f"{stone.id}.x", texts[0])
            y = self._number(draft, signifier, f"{stone.id}.y", texts[1])
            if x is not None and y is not None:
                laid[stone.id] = (x, y)
        if laid:
            self.fields.setdefault(signifier.id, []).append((draft, laid))

    def _one(self, draft: Draft, signifier: Signifier, value: str) -> None:
        found = self.options[signifier.id].get(normal(value))
        if found is None:
            self._refuse(draft, signifier, "value", value, "dit is geen antwoord van deze vraag")
        else:
            self._keep(draft, signifier, found, "value", value)

    def _several(self, draft: Draft, signifier: MultipleChoice, cells: Mapping[str, str]) -> None:
        chosen: list[str] = []
        for option in signifier.options:
            cell = cells.get(option.id, "")
            if normal(cell) in _YES or self.options[signifier.id].get(normal(cell)) == option.id:
                chosen.append(option.id)
            elif normal(cell) not in _NO:
                self._refuse(draft, signifier, option.id, cell, "hier hoort 1 of 0 te staan")
        value = cells.get("value", "")
        for part in _parts(value, self.options[signifier.id]):
            found = self.options[signifier.id].get(normal(part))
            if found is None:
                self._refuse(draft, signifier, "value", part, "dit is geen antwoord van deze vraag")
            elif found not in chosen:
                chosen.append(found)
        if chosen:
            first = "value" if value else chosen[0]
            self._keep(draft, signifier, chosen, first, value or " ".join(chosen))


def _parts(value: str, known: Mapping[str, str]) -> list[str]:
    """Split several answers in one cell at the sign that gives most answers that exist."""
    if not value:
        return []
    best, most = [value], -1.0
    for sign in (None, ";", "|", ",", " "):
        parts = [value] if sign is None else [part.strip() for part in re.split(re.escape(sign), value) if part.strip()]
        share = sum(normal(part) in known for part in parts) / max(len(parts), 1)
        if share > most:
            best, most = parts, share
    if most == 0 and not re.search(r"[;|,]", value):
        return value.split()
    return best


def _option_names(signifier: Signifier) -> dict[str, str]:
    if not isinstance(signifier, Prompt | SingleChoice | MultipleChoice | PictureChoice):
        return {}
    names: dict[str, str] = {}
    for option in signifier.options:
        names.setdefault(normal(option.id), option.id)
    for option in signifier.options:
        for _, words in option.text.texts:
            names.setdefault(normal(words), option.id)
    return names
