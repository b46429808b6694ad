"""Files as tables: encodings, delimiters, odd rows, and files that mean harm."""

import io
import zipfile

import pytest

from raamvertelling.exchange.reading import read_table
from raamvertelling.exchange.report import ImportProblem
from raamvertelling.exchange.rows import Row
from raamvertelling.exchange.values import any_date, epoch_date, language_code, number, plain_text
from raamvertelling.exchange.workbook import MOST_TIMES_LARGER, open_workbook
from raamvertelling.exchange.xlsform import read_xlsform


def rows(data: bytes) -> list[list[str]]:
    return [row.cells for row in read_table(data).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    table = read_table("naam;aantal\nZoë;3\n".encode(encoding))
    assert table.header == ["naam", "aantal"]
    assert [row.cells for row in table.rows] == [["Zoë", "3"]]
    assert table.notes[0].startswith("Tekenset: ")


def test_emoji_and_right_to_left_text_stay_whole() -> None:
    assert rows("a,b\n😀,قصة\n".encode()) == [["😀", "قصة"]]


def test_letter_outside_utf8_far_into_the_file_is_still_found() -> None:
    data = b"a,b\n" + b"x,y\n" * 400_000 + b"caf\xe9,z\n"
    assert rows(data)[-1] == ["café", "z"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found_in_spite_of_others_in_the_text(delimiter: str) -> None:
    lines = ["id,verhaal,cijfer", '1,"Ja, maar; toch | niet",3', "2,Kort,4"]
    data = "\n".join(line if line.startswith("1") else line.replace(",", delimiter) for line in lines)
    data = data.replace('1,"', f'1{delimiter}"').replace('",3', f'"{delimiter}3')
    assert rows(data.encode()) == [["1", "Ja, maar; toch | niet", "3"], ["2", "Kort", "4"]]


def test_line_ends_inside_quotes_and_of_all_kinds() -> None:
    assert rows(b'a,b\r\n"een\r\ntwee",3\r\n') == [["een\r\ntwee", "3"]]
    assert rows(b"a,b\rc,d\r") == [["c", "d"]]
    assert rows("a,b\nx\u2028y,d\n".encode()) == [["x\u2028y", "d"]]


def test_nul_characters_are_taken_out_and_told() -> None:
    table = read_table(b"a,b\nx\x00y,3\n")
    assert [row.cells for row in table.rows] == [["xy", "3"]]
    assert any("NUL" in note for note in table.notes)


def test_rows_that_are_too_short_and_too_long_stay_as_they_are() -> None:
    assert rows(b"a,b,c\n1\n1,2,3,4\n") == [["1"], ["1", "2", "3", "4"]]
    assert Row(2, ["1"]).cell(2) == ""


def test_row_numbers_are_those_of_a_spreadsheet() -> None:
    table = read_table(b'\na,b\n"1\n1",2\n\n3,4\n')
    assert [row.number for row in table.rows] == [3, 5]


def test_excel_hint_for_the_delimiter_is_followed() -> None:
    table = read_table(b"sep=|\na|b\n1|2\n")
    assert (table.header, [row.cells for row in table.rows]) == (["a", "b"], [["1", "2"]])


def test_story_of_a_hundred_thousand_characters_fits_in_a_cell() -> None:
    assert rows(b"a,b\n" + b"x" * 300_000 + b",1\n")[0][0] == "x" * 300_000


def package(parts: dict[str, bytes]) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    stream.seek(0)
    return stream


def test_zip_bomb_is_refused_unread() -> None:
    with pytest.raises(ImportProblem, match="veel meer dan het lijkt"):
        open_workbook(package({"xl/worksheets/sheet1.xml": b" " * 60_000_000}), "de tabel")


def test_a_small_file_may_not_unpack_to_more_than_a_page_can_hold() -> None:
    """Within the ratio that is allowed, so that only the size itself is what is refused."""
    noise = b"".join(f"<si><t>{number:x}{'x' * 300}</t></si>".encode() for number in range(350_000))
    stream = package({"xl/sharedStrings.xml": noise})
    size = stream.seek(0, 2)
    assert len(noise) < size * MOST_TIMES_LARGER
    for read in (lambda: read_xlsform(stream), lambda: read_table(stream, limit=5_000_000)):
        with pytest.raises(ImportProblem, match="veel meer dan het lijkt"):
            read()


def test_document_type_with_entities_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    with pytest.raises(ImportProblem, match="geen Excel-bestand"):
        open_workbook(package({"xl/workbook.xml": bomb}), "de tabel")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,5", 1.5),
        (" 2 ", 2.0),
        ("1e-3", 0.001),
        ("-0.0009", -0.0009),
        ("", None),
        ("inf", None),
        ("=1", None),
        ("१", None),
    ],
)
def test_numbers(cell: str, expected: float | None) -> None:
    assert number(cell) == expected


def test_dates_and_languages() -> None:
    assert str(any_date("31-01-2026")) == "2026-01-31"
    assert any_date("31/31/2026") is None
    assert str(epoch_date("1767312000000")) == "2026-01-02"
    assert str(epoch_date("1767312000")) == "2026-01-02"
    assert epoch_date("0") is None
    assert epoch_date("1e300") is None
    assert [language_code(each, "nl") for each in ("English", "Deutsch", "en_GB", "Klingon", "")] == [
        "en",
        "de",
        "en",
        "nl",
        "nl",
    ]


def test_plain_text_of_html() -> None:
    assert plain_text("<p>Een&nbsp;<b>twee</b><br/>drie</p><script>x()</script>") == "Een twee drie"
    assert plain_text("&lt;font color='blue'&gt;blauw&lt;/font&gt; 3 &lt; 4") == "blauw 3 < 4"


@pytest.mark.parametrize(
    "harmful", [b"verhaal\n" + b"x\n" * 150_000, b"a;b\n" + b"\n".join([b";" * 19_000] * 600)], ids=["rows", "cells"]
)
def test_a_small_file_with_very_many_rows_or_cells_is_stopped_on_a_page_only(harmful: bytes) -> None:
    with pytest.raises(ImportProblem, match="te veel rijen of kolommen"):
        list(read_table(harmful, limit=50_000_000).rows)
    assert sum(1 for _ in read_table(b"verhaal\n" + b"x\n" * 150_000).rows) == 150_000
