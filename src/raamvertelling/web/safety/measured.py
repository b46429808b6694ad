"""How well the masker does: read from the table that the benchmark writes, so that nobody types a figure twice."""

import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve()
NAME = "masking.md"
# A source tree has the table in its own place; an installed copy keeps it with what comes along with the package.
PLACES = (HERE.parents[4] / "benchmarks" / NAME, Path(sys.prefix) / "share" / "raamvertelling" / NAME)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header; the caption is the heading that it stood under."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables() -> tuple[Table, ...]:
    """Return every table of the last measurement; nothing when there was none."""
    found = next((each for each in PLACES if each.is_file()), None)
    return read_tables(found.read_text(encoding="utf-8")) if found else ()


def read_tables(text: str) -> tuple[Table, ...]:
    """Read the tables of a Markdown page, each with the heading above it."""
    found: list[Table] = []
    heading, block = "", list[str]()
    for line in [*text.splitlines(), ""]:
        if line.lstrip().startswith("|"):
            block.append(line.strip())
            continue
        if len(block) >= 3:
            header, _, *rows = map(_cells, block)
            found.append(Table(heading, header, tuple(rows)))
        block = []
        heading = line.lstrip("# ").strip() if line.startswith("#") else heading
    return tuple(found)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip().replace("**", "").replace("`", "") for cell in line.strip("|").split("|"))
