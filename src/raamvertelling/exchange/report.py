"""What an import gives back: the framework, the stories and a report that a person can read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from raamvertelling.core.framework import Framework

KIND_WORDS = {
    "prompt_choice": "startvraag",
    "long_text": "tekst",
    "short_text": "korte tekst",
    "single_choice": "keuze",
    "multiple_choice": "meerkeuze",
    "picture_choice": "beeldkeuze",
    "scale": "schaal",
    "triad": "driehoek",
    "dyad": "schuif",
    "stones": "stenen",
}
SHOWN = 20

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class ImportProblem(Exception):
    """A file cannot be read at all; the message is one Dutch sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class ImportedStory:
    """One story as it stood in the file; `answers` in the form that is stored, `texts` to be sealed."""

    row: int
    row_key: bytes
    text: str
    title: str = ""
    prompt: str = ""
    language: str = "nl"
    told_on: date | None = None
    role: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    teller: str = ""
    channel: str = "import"
    uses: tuple[str, ...] | None = None
    reference: str = ""


@dataclass(slots=True)
class SignifierCount:
    """How one question was answered over the stories that are used; the three sum to their number."""

    id: str
    original_id: str
    title: str
    kind: str
    answered: int = 0
    skipped: int = 0
    not_applicable: int = 0


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that gives no story, with the reason. Row 1 is the header."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class UnmatchedValue:
    """A cell that could not be used, while the rest of its row was."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(slots=True)
class ImportReport:
    """Everything that happened to a file: nothing is dropped in silence."""

    format: str
    rows_read: int = 0
    rows_used: int = 0
    skipped_rows: list[SkippedRow] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    unmatched_values: list[UnmatchedValue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    signifiers: list[SignifierCount] = field(default_factory=list)

    def skip(self, row: int, reason: str) -> None:
        """Write down that this row gives no story, and why."""
        self.skipped_rows.append(SkippedRow(row, reason))

    def unmatched(self, row: int, column: str, value: str, reason: str) -> None:
        """Write down a cell that could not be used, at most 80 characters of it."""
        short = value if len(value) <= 80 else value[:79] + "…"
        self.unmatched_values.append(UnmatchedValue(row, column, short, reason))

    def note(self, text: str) -> None:
        """Add a remark on how the file was understood, once."""
        if text not in self.notes:
            self.notes.append(text)

    def to_json(self) -> dict[str, Json]:
        """Return the report as JSON values, questions under the file's own ids."""
        return {
            "format": self.format,
            "stories": self.rows_used,
            "rows_read": self.rows_read,
            "signifiers": {each.original_id: _count_as_json(each) for each in self.signifiers},
            "skipped_rows": [{"row": each.row, "reason": each.reason} for each in self.skipped_rows],
            "unknown_columns": list(self.unknown_columns),
            "set_aside_columns": list(self.set_aside),
            "unmatched_values": [
                {"row": each.row, "column": each.column, "value": each.value, "reason": each.reason}
                for each in self.unmatched_values
            ],
            "notes": list(self.notes),
        }

    def to_text(self) -> str:
        """Return the report in plain Dutch."""
        lines = [
            f"{self.format}: {_amount(self.rows_read, 'rij', 'rijen')} gelezen, "
            f"{_amount(self.rows_used, 'verhaal', 'verhalen')} bruikbaar, {len(self.skipped_rows)} overgeslagen."
        ]
        lines += _listing("Overgeslagen rijen", [f"rij {each.row}: {each.reason}" for each in self.skipped_rows])
        lines += _listing("Kolommen die niet zijn herkend", self.unknown_columns)
        lines += _listing("Kolommen die met opzet niet zijn gebruikt", self.set_aside)
        lines += _listing(
            "Waarden die niet zijn gebruikt",
            [f"rij {each.row}, kolom {each.column}: {each.value!r}: {each.reason}" for each in self.unmatched_values],
        )
        lines += _listing("Zo is het bestand gelezen", self.notes, shown=100)
        lines += ["", "Vragen (beantwoord / overgeslagen / niet van toepassing):"]
        lines += [_count_as_line(each) for each in self.signifiers]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Imported:
    """A file as core objects: the framework it asks, its stories in file order, and what happened on the way."""

    framework: Framework
    stories: list[ImportedStory]
    report: ImportReport


def _count_as_json(count: SignifierCount) -> dict[str, Json]:
    return {
        "id": count.id,
        "title": count.title,
        "kind": count.kind,
        "answered": count.answered,
        "skipped": count.skipped,
        "not_applicable": count.not_applicable,
    }


def _count_as_line(count: SignifierCount) -> str:
    kind = KIND_WORDS.get(count.kind, count.kind)
    title = count.title if len(count.title) <= 70 else count.title[:69] + "…"
    return f"- {title or count.original_id} ({kind}): {count.answered} / {count.skipped} / {count.not_applicable}"


def _amount(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _listing(heading: str, items: list[str], shown: int = SHOWN) -> list[str]:
    if not items:
        return []
    lines = ["", f"{heading} ({len(items)}):", *[f"- {item}" for item in items[:shown]]]
    if len(items) > shown:
        lines.append(f"- en nog {len(items) - shown}; met --json ziet u ze allemaal")
    return lines
