"""One table for all voices of a pattern, so that a reader compares along a row instead of across pages."""

from collections.abc import Sequence

from raamvertelling.web.charts import Table

MARGIN = "Marge"
ABOUT = "(ongeveer)"
NOTHING = "–"


def side_by_side(title: str, columns: Sequence[tuple[str, Table]]) -> tuple[Table, ...]:
    """Return one table with a column a voice, or one a voice where their columns say different things.

    A cell holds the share with its margin; rows that only count hold the count. A row that a voice does not have
    counts nobody there.
    """
    if not columns or any(table.headers[-1] != MARGIN for _, table in columns):
        return tuple(Table(f"{label}: {table.caption}", table.headers, table.rows) for label, table in columns)
    heads = dict.fromkeys(row[0] for _, table in columns for row in table.rows)
    cells = [{row[0]: _cell(*row[1:]) for row in table.rows} for _, table in columns]
    rows = tuple((head, *(column.get(head, "0") for column in cells)) for head in heads)
    is_about = any(header.endswith(ABOUT) for _, table in columns for header in table.headers)
    return (
        Table(
            f"{title} {ABOUT}" if is_about else title,
            (columns[0][1].headers[0], *(label for label, _ in columns)),
            rows,
        ),
    )


def _cell(count: str, share: str, margin: str) -> str:
    if not share:
        return count
    return share if margin in {"", NOTHING} else f"{share} ({margin})"
