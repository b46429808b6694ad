"""Reads the first sheet of an XLSX file as rows of text, with limits on what it may unpack to."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from raamvertelling.exchange.report import ImportProblem
from raamvertelling.exchange.rows import Row

MOST_UNPACKED = 1_000_000_000
MOST_SHARED_TEXT = 250_000_000
MOST_TIMES_LARGER = 150
MOST_PARTS = 5_000
SMALL = 20_000_000
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    DefusedXmlException,
    RuntimeError,
    ValueError,
    LookupError,
    OSError,
    EOFError,
)


def open_workbook(stream: BinaryIO, name: str, most_unpacked: int = MOST_UNPACKED) -> tuple[list[str], Iterator[Row]]:
    """Return notes and the rows of the first sheet that holds something; formulas stay text, never a result.

    Raises
    ------
    ImportProblem : damaged, protected, or a file that unpacks to far more than it is.
    """
    check_package(stream, name, most_unpacked)
    from openpyxl import load_workbook

    stream.seek(0)
    try:
        book = load_workbook(stream, read_only=True, data_only=False, keep_links=False)
        sheets = list(book.worksheets)
    except Exception as error:
        raise ImportProblem(damaged(name)) from error
    notes = ["Soort bestand: Excel (.xlsx)."]
    if not sheets:
        raise ImportProblem(f"In {name} staat geen werkblad.")
    if len(sheets) > 1:
        notes.append(f"Er zijn {len(sheets)} werkbladen; alleen het eerste, '{sheets[0].title}', is gelezen.")
    sheet = sheets[0]
    # A sheet may claim a million rows of 16,384 columns; without this every row would be padded to that.
    sheet.reset_dimensions()
    return notes, _rows(sheet.iter_rows(values_only=True), notes, name)


def _rows(values: Iterator[tuple[object, ...]], notes: list[str], name: str) -> Iterator[Row]:
    formulas = 0
    try:
        for number, cells in enumerate(values, start=1):
            texts = [_text(cell) for cell in cells]
            formulas += sum(1 for cell in cells if isinstance(cell, str) and cell.startswith("=") and len(cell) > 1)
            if texts:
                yield Row(number, texts)
    except ImportProblem:
        raise
    except Exception as error:
        raise ImportProblem(damaged(name)) from error
    if formulas:
        notes.append(f"Cellen met een formule, gelezen als gewone tekst en niet uitgerekend: {formulas}.")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).replace("\x00", "")


def check_package(stream: BinaryIO, name: str, most_unpacked: int = MOST_UNPACKED) -> None:
    """Refuse a file that is no workbook, or that unpacks to far more than it is or than `most_unpacked` bytes.

    Raises
    ------
    ImportProblem : with a sentence that says what to do.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            # Shared texts are held in memory as a whole; sheets are streamed.
            shared = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
            too_much = unpacked > most_unpacked or shared > MOST_SHARED_TEXT
            too_much = too_much or (unpacked > SMALL and unpacked > size * MOST_TIMES_LARGER)
            if too_much or len(parts) > MOST_PARTS:
                raise ImportProblem(
                    f"{name.capitalize()} pakt uit tot veel meer dan het lijkt ({unpacked // 1_000_000} MB). "
                    "Sla het op als .csv en probeer het opnieuw."
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_prologue(package, part)
    except UNREADABLE as error:
        raise ImportProblem(damaged(name)) from error


def _check_prologue(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read up to the first element: a document type there is refused, since it can define entities."""
    with package.open(part) as opened:
        for _ in iterparse(opened, events=("start",), forbid_dtd=True):
            return


def damaged(name: str) -> str:
    """Return the sentence for a file that cannot be read as a workbook."""
    return (
        f"{name.capitalize()} is geen Excel-bestand dat wij kunnen lezen: het is beschadigd, beveiligd of iets anders. "
        "Open het, sla het op als .xlsx of .csv en probeer het opnieuw."
    )
