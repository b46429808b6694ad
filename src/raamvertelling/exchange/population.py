"""Reads how many people there are by code: a table of two columns."""

import re
from typing import BinaryIO

from raamvertelling.exchange.reading import read_table
from raamvertelling.exchange.report import ImportProblem

_WHOLE = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d+")
MOST = 10**10
MOST_CODES = 20_000
LONGEST_CODE = 200


def read_population(source: bytes | BinaryIO, *, limit: int | None = None) -> dict[str, int]:
    """Return the number of people by code, from a CSV or XLSX file whose first two columns are a code and a number.

    A first row that holds no number is the header. Thousands may be set apart by a dot or a space. `limit` is the
    largest number of bytes allowed; None: no limit.

    Raises
    ------
    ImportProblem : too large, empty, one column, a number that is no whole number of 0 or more, or a code that comes
        twice or is too long. The message names the row.
    """
    table = read_table(source, name="het bevolkingsbestand", limit=limit)
    rows = [(1, table.header), *((row.number, row.cells) for row in table.rows if not row.is_empty)]
    if len(rows[0][1]) < 2:
        raise ImportProblem(
            "Het bevolkingsbestand heeft maar één kolom. Zet in de eerste een code en in de tweede een aantal."
        )
    if not any(letter.isdigit() for letter in rows[0][1][1]):
        del rows[0]
    found: dict[str, int] = {}
    for number, cells in rows:
        code = cells[0].strip()
        if not code:
            raise ImportProblem(f"Rij {number} van het bevolkingsbestand heeft geen code in de eerste kolom.")
        if len(code) > LONGEST_CODE or len(found) >= MOST_CODES:
            raise ImportProblem(
                f"Rij {number} van het bevolkingsbestand past niet: een code heeft hoogstens {LONGEST_CODE} tekens, "
                f"en er passen {MOST_CODES} codes in. Geef alleen de groepen van uw vraag."
            )
        if code in found:
            raise ImportProblem(f"De code ‘{code}’ staat twee keer in het bevolkingsbestand (rij {number}).")
        found[code] = _people(number, cells[1].strip() if len(cells) > 1 else "")
    if not found:
        raise ImportProblem(
            "In het bevolkingsbestand staat alleen een kopregel. Zet er per groep een code en een aantal in."
        )
    return found


def _people(row: int, cell: str) -> int:
    if not _WHOLE.fullmatch(cell.replace("\u00a0", " ")):
        said = f"staat ‘{cell[:40]}’" if cell else "staat niets"
        raise ImportProblem(
            f"In rij {row} van het bevolkingsbestand {said} waar een aantal mensen hoort: een heel getal, nul of meer."
        )
    people = int(re.sub(r"\D", "", cell))
    if people > MOST:
        raise ImportProblem(
            f"In rij {row} van het bevolkingsbestand staat een aantal dat te groot is om mensen te zijn."
        )
    return people
