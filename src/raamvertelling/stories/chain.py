"""The chain of a log, apart from the database: rows, how they are bound, and what is wrong with a list of them."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Digest = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a log as it was written down."""

    inquiry: int | None
    actor: int | None
    on: str
    action: str
    subject: str
    detail: object
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody wrote down earlier and kept: after so many rows the last hash was this."""

    rows: int
    last: str


def canonical(row: Row) -> str:
    """Return everything that a row says, and the hash of the row before it, as one text."""
    said = [row.previous, row.inquiry, row.actor, row.on, row.action, row.subject, row.detail]
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def faults(rows: Sequence[Row], digest: Digest, marks: Iterable[Mark] = ()) -> list[str]:
    """Return what is wrong, as Dutch sentences; nothing if the rows are whole and fit every mark.

    The rows alone show what somebody changed who cannot make our hashes. A mark also shows what somebody did who can:
    a log that was cut off at its end, or written anew from an earlier row on.
    """
    found: list[str] = []
    previous = ""
    for number, row in enumerate(rows, start=1):
        if row.previous != previous:
            found.append(f"Vóór regel {number} is iets weggehaald, toegevoegd of verplaatst.")
        if row.hash != digest(canonical(row)):
            found.append(f"Regel {number} is veranderd.")
        previous = row.hash
    return found + [fault for mark in marks for fault in _against(rows, mark)]


def _against(rows: Sequence[Row], mark: Mark) -> list[str]:
    if mark.rows > len(rows):
        return [f"Er zijn regels weg: er waren er {mark.rows}, nu zijn het er {len(rows)}."]
    if mark.rows and rows[mark.rows - 1].hash != mark.last:
        return [f"Regel {mark.rows} of een regel daarvoor is later opnieuw geschreven."]
    return []
