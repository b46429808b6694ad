"""The destruction log: what went, how much of it, on which day and why. A part of the log, so nobody can change it."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO

from raamvertelling.core.text import plain_cell
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.audit import record
from raamvertelling.stories.models import AuditEvent

DESTROYED, WITHDRAWN = "vernietigd", "ingetrokken"
BY_RULE, BY_TELLER = "volgens de regel", "de verteller"
HEADER = ("dag", "wat", "hoeveel", "grond", "door")


@dataclass(frozen=True, slots=True)
class Gone:
    """One line: what class, how many, on which ground, by a rule or by whom."""

    on: date
    what: str
    number: int
    ground: str
    by: str


def note_destroyed(*, inquiry: Inquiry, what: str, number: int, ground: str, today: date) -> None:
    """Write down what a rule destroyed; the log of the inquiry is the destruction log."""
    detail: dict[str, object] = {"aantal": number, "grond": ground}
    record(inquiry=inquiry, actor=None, action=DESTROYED, subject=what, detail=detail, today=today)


def destroyed(inquiry: Inquiry) -> list[Gone]:
    """Return everything that was destroyed, newest first."""
    events = AuditEvent.objects.filter(inquiry=inquiry, action__in=(DESTROYED, WITHDRAWN)).select_related("actor")
    return [_line(event) for event in events.order_by("-pk")]


def as_csv(lines: Iterable[Gone]) -> str:
    """Return the log as a file for a spreadsheet or an archive."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows((each.on.isoformat(), each.what, each.number, each.ground, plain_cell(each.by)) for each in lines)
    return file.getvalue()


def _line(event: AuditEvent) -> Gone:
    if event.action == WITHDRAWN:
        return Gone(event.on, "heel verhaal", 1, "ingetrokken met de code", BY_TELLER)
    number, ground = event.detail.get("aantal", 0), str(event.detail.get("grond", ""))
    by = event.actor.name if event.actor else BY_RULE
    return Gone(event.on, event.subject, number if isinstance(number, int) else 0, ground, by)
