"""The story form CSV of NarraFirma: the questions, and how the data file writes their answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from raamvertelling.exchange.reading import Table, read_table
from raamvertelling.exchange.report import ImportProblem, ImportReport
from raamvertelling.exchange.rows import Row
from raamvertelling.exchange.values import plain_text

REQUIRED = ("Type", "About", "Short name", "Long name", "Answers")
COLUMNS = ("Data column name", *REQUIRED, "Options")
SINGLE = {"single choice", "single choice indexed", "radiobuttons"}
SEVERAL = {
    "multi-choice multi-column texts",
    "multi-choice multi-column yes/no",
    "multi-choice single-column delimited",
    "multi-choice single-column delimited indexed",
}
TYPES = SINGLE | SEVERAL | {"boolean", "checkbox", "text", "textarea", "scale"}
LAYOUT = {"label", "header"}
_LEGACY = {"multiple choice": "multi-choice multi-column texts"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as the data writes it and as people read it; equal shown names are one answer (lumping)."""

    data: str
    shown: str
    image: str = ""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One row of the form about a story or its teller."""

    column: str
    type: str
    about: str
    short_name: str
    long_name: str
    answers: tuple[Answer, ...] = ()
    labels: tuple[str, str] = ("", "")
    does_not_apply: str = ""
    minimum: str = ""
    maximum: str = ""
    most: int = 0
    write_in: str = ""
    write_in_apart: str = ""
    longest: int = 0


@dataclass(slots=True)
class Form:
    """Everything the form says; `imports` holds the import options by their lower-case Type."""

    questions: list[FormQuestion] = field(default_factory=list)
    eliciting: list[tuple[str, str, str]] = field(default_factory=list)
    eliciting_column: str = "Eliciting question"
    eliciting_title: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    imports: dict[str, list[str]] = field(default_factory=dict)

    def option(self, name: str, default: str = "") -> str:
        """Return the first cell of an import option."""
        return next(iter(self.imports.get(name.lower(), [])), default)

    def listed(self, name: str) -> list[str]:
        """Return all cells of an import option."""
        return self.imports.get(name.lower(), [])


def read_form(source: bytes | BinaryIO, report: ImportReport, limit: int | None) -> Form:
    """Return the form; ImportProblem if the header lacks a column, has a gap, or Answers is not the last."""
    table = read_table(source, expected=COLUMNS, with_comments=True, limit=limit, name="het verhaalformulier")
    places = _places(table)
    form = Form()
    for row in table.rows:
        cells = {name: row.cell(index) for name, index in places.items()}
        answers = [cell for cell in map(str.strip, row.cells[places["answers"] :]) if cell]
        _read_row(form, cells, answers, row, report)
    if not form.questions and not form.eliciting:
        raise ImportProblem("In het verhaalformulier staat geen enkele vraag over een verhaal of een verteller.")
    return form


def _places(table: Table) -> dict[str, int]:
    header = table.header
    if "" in header:
        column = header.index("") + 1
        raise ImportProblem(
            f"In de kopregel van het verhaalformulier is kolom {column} leeg. Geef elke kolom een naam, zonder gaten."
        )
    places = {name.lower(): index for index, name in reversed(list(enumerate(header)))}
    missing = [name for name in REQUIRED if name.lower() not in places]
    if missing:
        raise ImportProblem(
            f"Het verhaalformulier mist: {', '.join(missing)}. Nodig zijn de kolommen {', '.join(REQUIRED)}."
        )
    if places["answers"] != len(header) - 1:
        raise ImportProblem("In het verhaalformulier moet 'Answers' de laatste kolom zijn. Zet die kolom achteraan.")
    return places


def _read_row(form: Form, cells: dict[str, str], answers: list[str], row: Row, report: ImportReport) -> None:
    about, type = cells["about"].lower(), cells["type"].lower()
    type = _LEGACY.get(type, type)
    if about in ("story", "participant"):
        if type in TYPES:
            form.questions.append(_question(cells, type, about, answers))
        elif type not in LAYOUT:
            report.note(f"Formulier rij {row.number}: het soort vraag '{cells['type']}' kennen wij niet; niet gelezen.")
    elif about == "eliciting":
        form.eliciting_column = cells.get("data column name") or "Eliciting question"
        form.eliciting_title = cells["long name"] or cells["short name"]
        form.eliciting += [_eliciting(answer) for answer in answers]
    elif about == "form":
        form.texts[type] = plain_text(" ".join(answers))
        if type in ("slider does-not-apply label", "boolean yes/no names", "default language"):
            form.imports[type] = answers
    elif about == "import":
        form.imports[type] = answers
    elif about == "annotation":
        report.note(f"Formulier rij {row.number}: een vraag voor notities achteraf; niet gelezen.")
    elif about != "ignore":
        report.note(f"Formulier rij {row.number}: bij About staat '{cells['about']}'; niet gelezen.")


def _question(cells: dict[str, str], type: str, about: str, answers: list[str]) -> FormQuestion:
    settings = dict(part.split("=", 1) for part in cells.get("options", "").split("|") if "=" in part)
    settings = {key.strip().lower(): value.strip() for key, value in settings.items()}
    labels, does_not_apply, minimum, maximum = _scale(answers) if type == "scale" else (("", ""), "", "", "")
    return FormQuestion(
        column=cells.get("data column name") or cells["short name"],
        type=type,
        about=about,
        short_name=cells["short name"],
        long_name=plain_text(cells["long name"]) or cells["short name"],
        answers=() if type == "scale" else tuple(_answer(each) for each in answers),
        labels=labels,
        does_not_apply=does_not_apply,
        minimum=minimum,
        maximum=maximum,
        most=_whole(settings.get("maxnumanswers", "")),
        write_in=settings.get("writeintextboxlabel", ""),
        write_in_apart=settings.get("writeintextsareinseparatecolumn", "").lower(),
        longest=_whole(settings.get("textboxlength", "")),
    )


def _answer(cell: str) -> Answer:
    parts = [part.strip() for part in cell.split("|")]
    if len(parts) == 1:
        return Answer(cell, cell)
    return Answer(parts[0] or parts[1], parts[1] or parts[0], parts[2] if len(parts) > 2 else "")


def _eliciting(cell: str) -> tuple[str, str, str]:
    """Return data name, short name and the question itself; with two parts the first is both names."""
    parts = [part.strip() for part in cell.split("|")]
    if len(parts) == 1:
        return cell, cell, cell
    return (parts[0], parts[0], parts[1]) if len(parts) == 2 else (parts[0], parts[1], parts[2])


def _scale(answers: Sequence[str]) -> tuple[tuple[str, str], str, str, str]:
    """Return both end labels, the does-not-apply label, minimum and maximum.

    With a minimum in the third cell NarraFirma also keeps that number as the does-not-apply label: a quirk of its
    form reader, so a number there is never a label.
    """
    left, right, third, *rest = (*answers, "", "", "")[: max(len(answers), 3)]
    if not any(rest):
        return (left, right), third, "", ""
    if len(rest) >= 2 and _number(third) is None:
        return (left, right), third, rest[0], rest[1]
    return (left, right), "", third, rest[-1]


def _number(text: str) -> str | None:
    return text if re.match(r"[+-]?\d", text, re.ASCII) else None


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,5}", text.strip(), re.ASCII) else 0
