"""The log of an inquiry: added to under a lock, each row bound to the one before by a keyed hash."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.chain import Mark, Row, canonical, faults
from raamvertelling.stories.models import AuditEvent, Journal
from raamvertelling.stories.sealing import keyed_digest


def lock_journal(inquiry: Inquiry | None) -> Journal:
    """Hold the inquiry's journal until the transaction ends; the first thing that every writer does."""
    chain = inquiry.pk if inquiry else 0
    Journal.objects.bulk_create([Journal(chain=chain)], ignore_conflicts=True)
    return Journal.objects.select_for_update().get(chain=chain)


@transaction.atomic
def record(
    *,
    inquiry: Inquiry | None,
    actor: User | None,
    action: str,
    today: date,
    subject: str = "",
    detail: dict[str, object] | None = None,
) -> AuditEvent:
    """Add one row. `subject` and `detail` never hold a word of a story, nor a receipt code."""
    journal = lock_journal(inquiry)
    event = AuditEvent(
        inquiry=inquiry,
        actor=actor,
        on=today,
        action=action,
        subject=subject,
        detail=detail or {},
        previous_hash=journal.last_hash,
    )
    event.hash = keyed_digest("audit")(canonical(_row(event)))
    event.save(force_insert=True)
    journal.last_hash, journal.events = event.hash, journal.events + 1
    journal.save(update_fields=["last_hash", "events"])
    return event


def verify_chain(inquiry: Inquiry | None) -> bool:
    """Whether no row of the log was changed, moved, added or taken away, at the end either."""
    return not chain_faults(inquiry)


def chain_faults(inquiry: Inquiry | None, marks: Iterable[Mark] = ()) -> list[str]:
    """Return what is wrong with the log, as sentences; `marks` are what was kept elsewhere."""
    journal = Journal.objects.filter(chain=inquiry.pk if inquiry else 0).first() or Journal()
    rows = rows_of(inquiry)
    found = faults(rows, keyed_digest("audit"), marks)
    if (journal.events, journal.last_hash) != (len(rows), rows[-1].hash if rows else ""):
        found.append("Het aantal regels klopt niet met wat het programma onthield.")
    return found


def rows_of(inquiry: Inquiry | None) -> list[Row]:
    """Return the whole log of an inquiry, the oldest row first."""
    return [_row(event) for event in AuditEvent.objects.filter(inquiry=inquiry).order_by("pk")]


def _row(event: AuditEvent) -> Row:
    return Row(
        inquiry=event.inquiry_id,
        actor=event.actor_id,
        on=event.on.isoformat(),
        action=event.action,
        subject=event.subject,
        detail=event.detail,
        previous=event.previous_hash,
        hash=event.hash,
    )
