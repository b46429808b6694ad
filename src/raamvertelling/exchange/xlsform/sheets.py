"""The three sheets of an XLSForm as rows of named cells, with limits on what they may hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from raamvertelling.exchange.report import ImportProblem
from raamvertelling.exchange.workbook import check_package, damaged

MOST_ROWS = 5_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 5_000
# A form of 5,000 rows is far below this; what claims more is made to fill the memory.
MOST_UNPACKED = 50_000_000

_LANGUAGE = re.compile(r"\((?P<code>[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)\)\s*\Z")
_NAMES = {
    "nederlands": "nl",
    "dutch": "nl",
    "engels": "en",
    "english": "en",
    "arabisch": "ar",
    "arabic": "ar",
    "turks": "tr",
    "pools": "pl",
    "oekraïens": "uk",
    "duits": "de",
    "frans": "fr",
}


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a sheet. `number` is that of the spreadsheet; texts are by column, then by language."""

    number: int
    cells: dict[str, str]
    texts: dict[str, dict[str, str]]

    def get(self, column: str) -> str:
        """Return a cell without a language; an empty text when there is none."""
        return self.cells.get(column, "")

    def words(self, column: str) -> dict[str, str]:
        """Return a text by language, the one without a language under an empty code."""
        plain = {"": self.cells[column]} if self.cells.get(column) else {}
        return plain | self.texts.get(column, {})


@dataclass(frozen=True, slots=True)
class Sheets:
    """A whole form."""

    survey: tuple[FormRow, ...]
    choices: tuple[FormRow, ...]
    settings: dict[str, str]
    others: tuple[str, ...]
    notes: tuple[str, ...] = ()


def open_sheets(stream: BinaryIO, name: str) -> Sheets:
    """Return the sheets of a form.

    Parameters
    ----------
    stream : an XLSX file, open for reading bytes.
    name : what to call the file in a message, as in "het formulier".

    Raises
    ------
    ImportProblem : damaged, too large, or no form.
    """
    check_package(stream, name, MOST_UNPACKED)
    from openpyxl import load_workbook

    stream.seek(0)
    try:
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        found = {str(sheet.title).strip().lower(): tuple(_rows(sheet, name)) for sheet in book.worksheets}
    except ImportProblem:
        raise
    except Exception as error:
        raise ImportProblem(damaged(name)) from error
    if "survey" not in found:
        raise ImportProblem(
            f"{name.capitalize()} heeft geen werkblad 'survey'. Kies een XLSForm van KoboToolbox of ODK."
        )
    settings = found["settings"][0].cells if found.get("settings") else {}
    others = tuple(each for each in found if each not in ("survey", "choices", "settings", "raam"))
    notes = tuple(text for row in found.get("raam", ()) for text in row.cells.values())
    return Sheets(found["survey"], found.get("choices", ()), settings, others, notes)


def _rows(sheet: object, name: str) -> Iterator[FormRow]:
    assert hasattr(sheet, "reset_dimensions") and hasattr(sheet, "iter_rows")
    sheet.reset_dimensions()
    header: list[tuple[str, str]] = []
    rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS, max_row=MOST_ROWS + 1)
    for number, values in enumerate(rows, start=1):
        texts = [_text(value, name, number) for value in values]
        if number > MOST_ROWS:
            raise ImportProblem(f"{name.capitalize()} heeft meer dan {MOST_ROWS} rijen. Maak het kleiner.")
        if not header:
            header = [_column(text) for text in texts] if any(texts) else []
            continue
        row = FormRow(number, {}, {})
        for (column, language), text in zip(header, texts, strict=False):
            if column and text and language:
                row.texts.setdefault(column, {})[language] = text
            elif column and text:
                row.cells[column] = text
        if row.cells or row.texts:
            yield row


def _column(title: str) -> tuple[str, str]:
    """Return a column's name and the code of its language: "label::Nederlands (nl)" gives label and nl."""
    name, separator, language = title.partition("::")
    if name.strip().lower() in ("media", "image") and separator:
        return title.strip().lower(), ""
    return name.strip().lower().replace(" ", "_"), language_code(language) if separator else ""


def language_code(name: str) -> str:
    """Return the code of a language as forms name it; a name that we do not know becomes its own first letters."""
    found = _LANGUAGE.search(name)
    plain = name.strip().lower()
    if found:
        return found["code"]
    letters = re.sub(r"[^a-z]", "", plain)
    return _NAMES.get(plain, plain if 2 <= len(plain) <= 3 and plain == letters else letters[:2])


def _text(value: object, name: str, row: int) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "".join(sign for sign in str(value) if sign >= " " or sign in "\n\t").strip()
    if len(text) > MOST_CHARACTERS:
        raise ImportProblem(
            f"Een cel op rij {row} van {name} heeft meer dan {MOST_CHARACTERS} tekens. Maak die korter."
        )
    return text
