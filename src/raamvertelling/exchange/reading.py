"""From bytes to rows: finds out encoding, delimiter and kind of file, and streams the rows as plain text."""

import codecs
import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from raamvertelling.exchange.report import ImportProblem
from raamvertelling.exchange.rows import Row
from raamvertelling.exchange.workbook import MOST_UNPACKED, open_workbook

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

DELIMITERS = (",", ";", "\t", "|")
DELIMITER_WORDS = {",": "een komma", ";": "een puntkomma", "\t": "een tab", "|": "een streepje (|)"}
LONGEST_CELL = 16_000_000
MOST_COLUMNS = 20_000
# Fifty megabytes hold at most some 25,000 real stories; a file of empty rows holds millions.
MOST_ROWS = 100_000
MOST_CELLS = 10_000_000
# What a workbook at the limit unpacks to: shared texts are held in memory, and a page answers within seconds.
MOST_TIMES_LIMIT = 20
SAMPLE_ROWS = 25
_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 met BOM"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


@dataclass(slots=True)
class Table:
    """A header and the rows below it, which can be walked once. `notes` say how the file was read."""

    header: list[str]
    rows: Iterator[Row]
    notes: list[str] = field(default_factory=list)
    delimiter: str = ","
    comments: int = 0
    empty_rows: int = 0


def read_table(
    source: bytes | BinaryIO,
    *,
    expected: Collection[str] = (),
    with_comments: bool = False,
    limit: int | None = None,
    name: str = "het bestand",
) -> Table:
    """Read a CSV or XLSX file as a table.

    Parameters
    ----------
    source : the file's bytes, or a seekable binary stream.
    expected : header names, of which some help to recognise the delimiter.
    with_comments : leave out rows that start with a semicolon (NarraFirma).
    limit : the largest number of bytes allowed, which also bounds rows and cells; None: no limit.
    name : how to call the file in a message.

    Raises
    ------
    ImportProblem : too large, empty, not a table, damaged, or a quote that never ends.
    """
    stream = open_limited(source, limit, name)
    start = stream.read(8)
    stream.seek(0)
    if start.startswith(b"PK\x03\x04"):
        most = MOST_UNPACKED if limit is None else min(MOST_UNPACKED, limit * MOST_TIMES_LIMIT)
        notes, records = open_workbook(stream, name, most)
        return _as_table(_bounded(records, limit, name), notes, "", with_comments, name)
    _refuse_other_kinds(start, name)
    encoding, notes = detect_encoding(stream)
    delimiter, notes_on_delimiter = _detect_delimiter(_lines(stream, encoding), expected, with_comments)
    records = _bounded(_records(_lines(stream, encoding, notes), delimiter, name), limit, name)
    return _as_table(records, notes, delimiter, with_comments, name, notes_on_delimiter)


def _bounded(records: Iterator[Row], limit: int | None, name: str) -> Iterator[Row]:
    """Stop where a small file turns out to hold more rows or cells than a page can work through; see `limit`."""
    cells = 0
    for place, row in enumerate(records):
        cells += len(row.cells)
        if limit is not None and (place > MOST_ROWS or cells > MOST_CELLS):
            raise ImportProblem(
                f"{name.capitalize()} heeft te veel rijen of kolommen om hier in te lezen. "
                f"Hier mogen het {MOST_ROWS} rijen zijn. Haal lege rijen en kolommen weg, of gebruik raam import."
            )
        yield row


def open_limited(source: bytes | BinaryIO, limit: int | None, name: str) -> BinaryIO:
    """Return a seekable stream from its start; ImportProblem if it is empty or larger than `limit` bytes."""
    stream: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size == 0:
        raise ImportProblem(f"{name.capitalize()} is leeg. Kies een bestand met een kopregel en rijen eronder.")
    if limit is not None and size > limit:
        allowed = max(1, limit // 1_000_000)
        raise ImportProblem(
            f"{name.capitalize()} is te groot: {size / 1_000_000:.1f} MB, en hier mag {allowed} MB. "
            "Lees het in met de opdrachtregel (raam import), of deel het in stukken."
        )
    return stream


def read_text(source: bytes | BinaryIO, *, limit: int | None = None, name: str = "het bestand") -> str:
    """Return the whole text of a file in whatever encoding it is, without BOM and NUL characters."""
    stream = open_limited(source, limit, name)
    encoding, _ = detect_encoding(stream)
    return "".join(_lines(stream, encoding))


def detect_encoding(stream: BinaryIO) -> tuple[str, list[str]]:
    """Return the encoding of a seekable stream and what to tell about it; reads all of it once, in pieces."""
    stream.seek(0)
    start = stream.read(4096)
    stream.seek(0)
    for bom, encoding, words in _BOMS:
        if start.startswith(bom):
            return encoding, [f"Tekenset: {words}."]
    wide = _utf16_without_bom(start)
    if wide:
        return wide, ["Tekenset: UTF-16 zonder BOM."]
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252", ["Tekenset: Windows-1252, want het is geen geldig UTF-8. Kijk of letters als é en ë kloppen."]
    return "utf-8", ["Tekenset: UTF-8."]


def _utf16_without_bom(start: bytes) -> str:
    if len(start) < 8:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _lines(stream: BinaryIO, encoding: str, notes: list[str] | None = None) -> Iterator[str]:
    """Yield the text line by line with its line ends; NUL characters are taken out and counted in a note."""
    stream.seek(0)
    buffer = io.TextIOWrapper(
        io.BufferedReader(_Unclosed(stream), _CHUNK), encoding=encoding, errors="replace", newline=""
    )
    had_nul = False
    for line in buffer:
        text = line
        if "\x00" in line:
            if notes is not None and not had_nul:
                notes.append("Er stonden NUL-tekens in het bestand; die zijn weggelaten.")
            had_nul = True
            text = line.replace("\x00", "")
        yield text


class _Unclosed(io.RawIOBase):
    """Lets a text reader come and go without closing the stream below it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        piece = self._stream.read(len(view))
        view[: len(piece)] = piece
        return len(piece)


def _refuse_other_kinds(start: bytes, name: str) -> None:
    kinds = {
        b"\xd0\xcf\x11\xe0": "een oud Excel-bestand (.xls)",
        b"%PDF": "een PDF",
        b"\x1f\x8b": "een ingepakt bestand (.gz)",
        b"SQLite f": "een database",
        b"PK": "een ingepakt bestand",
    }
    for magic, words in kinds.items():
        if start.startswith(magic):
            raise ImportProblem(f"{name.capitalize()} is {words}. Sla het op als .csv of .xlsx en probeer het opnieuw.")


def _detect_delimiter(lines: Iterator[str], expected: Collection[str], with_comments: bool) -> tuple[str, list[str]]:
    """Choose the delimiter that gives the most expected headers, then the most even rows, then the widest header."""
    sample = list(islice((line for line in lines if line.strip()), SAMPLE_ROWS * 4))
    if sample and sample[0].lower().startswith("sep=") and len(sample[0].strip()) <= 5:
        given = sample[0].strip("\r\n")[4:5] or ","
        return given, ["De eerste regel (sep=) geeft het scheidingsteken."]
    wanted = {each.casefold() for each in expected}
    best, best_score = ",", (-1, -1.0, -1)
    for delimiter in DELIMITERS:
        score = _delimiter_score(sample, delimiter, wanted, with_comments)
        if score > best_score:
            best, best_score = delimiter, score
    return best, [f"Scheidingsteken: {DELIMITER_WORDS[best]}."]


def _delimiter_score(
    sample: list[str], delimiter: str, wanted: Collection[str], with_comments: bool
) -> tuple[int, float, int]:
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(sample, delimiter=delimiter):
            if any(cell.strip() for cell in cells) and not (with_comments and cells[0].lstrip().startswith(";")):
                rows.append(cells)
    except csv.Error:
        pass
    if not rows:
        return (0, 0.0, 0)
    header = rows[0]
    hits = sum(1 for cell in header if cell.strip().casefold() in wanted)
    if len(header) == 1:
        return (hits, 0.0, 0)
    even = sum(1 for row in rows if len(row) == len(header)) / len(rows)
    return (hits, round(even, 1), len(header))


def _records(lines: Iterator[str], delimiter: str, name: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    ended = False

    def until_the_end() -> Iterator[str]:
        nonlocal ended
        yield from lines
        ended = True

    number = 0
    try:
        for number, cells in enumerate(csv.reader(until_the_end(), delimiter=delimiter), start=1):
            if ended:
                raise ImportProblem(
                    f'Rij {number} van {name} begint een cel met een aanhalingsteken (") dat nergens eindigt. '
                    "Zet dat recht in het bestand en probeer het opnieuw."
                )
            if len(cells) > MOST_COLUMNS:
                raise ImportProblem(f"Rij {number} van {name} heeft meer dan {MOST_COLUMNS} kolommen.")
            yield Row(number, cells)
    except csv.Error as error:
        raise ImportProblem(
            f"Rij {number + 1} van {name} is niet te lezen. Staat er een aanhalingsteken te veel of te weinig?"
        ) from error


def _as_table(
    records: Iterator[Row],
    notes: list[str],
    delimiter: str,
    with_comments: bool,
    name: str,
    more_notes: Collection[str] = (),
) -> Table:
    notes.extend(more_notes)
    table = Table([], iter(()), notes, delimiter or ",")
    kept = _without_comments(records, table, with_comments)
    first = next(kept, None)
    if first is not None and first.cells[0].lower().startswith("sep=") and len("".join(first.cells)) <= 5:
        first = next(kept, None)
    if first is None:
        raise ImportProblem(f"In {name} staat geen kopregel. Kies een bestand met een kopregel en rijen eronder.")
    table.header = [cell.strip() for cell in first.cells]
    while table.header and not table.header[-1]:
        table.header.pop()
    table.rows = kept
    return table


def _without_comments(records: Iterator[Row], table: Table, with_comments: bool) -> Iterator[Row]:
    for row in records:
        if row.is_empty:
            table.empty_rows += 1
        elif with_comments and row.is_comment:
            table.comments += 1
        else:
            yield row


def extra_cells(row: Row, width: int) -> Iterator[tuple[int, str]]:
    """Yield (column number, value) of the filled cells to the right of the header."""
    for index in range(width, len(row.cells)):
        if value := row.cells[index].strip():
            yield index + 1, value


def peek(rows: Iterator[Row], count: int) -> tuple[list[Row], Iterator[Row]]:
    """Return the first rows to look at, and all rows from the first on."""
    first = list(islice(rows, count))
    return first, chain(first, rows)
