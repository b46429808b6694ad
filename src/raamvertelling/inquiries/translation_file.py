"""The texts of one language as a file for a translator, and back."""

import io

from raamvertelling.core.framework.translating import TextPair
from raamvertelling.exchange.reading import read_table
from raamvertelling.exchange.report import ImportProblem

KEY, WHAT = "sleutel", "wat"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIMIT = 5_000_000


def to_workbook(pairs: tuple[TextPair, ...], own: str, language: str) -> bytes:
    """Return an XLSX file: a row per text, the own language beside the other, which may still be empty."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = language
    sheet.append([KEY, WHAT, own, language])
    for each in pairs:
        sheet.append(["", "", "", ""])
        for number, text in enumerate((each.key, each.what, each.source, each.target), start=1):
            cell = sheet.cell(row=sheet.max_row, column=number, value=text)
            # A text that begins with "=" is a text, not a formula.
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (34, 26, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for heading in sheet[1]:
        heading.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def from_file(content: bytes, language: str) -> dict[str, str]:
    """Return the translations in an XLSX or CSV file by key; empty cells are left out, so nothing is taken away.

    Raises
    ------
    ImportProblem : not such a table, or one without the columns for the keys and this language.
    """
    table = read_table(content, expected=(KEY, WHAT, language), limit=LIMIT, name="dit bestand")
    headers = [each.strip() for each in table.header]
    if KEY not in headers or language not in headers:
        raise ImportProblem(
            f"In dit bestand missen wij de kolom '{KEY}' of '{language}'. Download het bestand hier opnieuw, vul de"
            f" kolom '{language}' in en lees dat bestand in."
        )
    at, spoken = headers.index(KEY), headers.index(language)
    return {row.cell(at): row.cell(spoken) for row in table.rows if row.cell(at) and row.cell(spoken)}
