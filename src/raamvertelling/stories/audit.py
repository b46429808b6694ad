"""The log of an inquiry: added to under a lock, each row bound to the one before by a keyed hash."""

import json
from datetime import date

from django.db import transaction

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.models import AuditEvent, Journal
from raamvertelling.stories.sealing import keyed_hashes


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
    event.hash = _hashes([event])[0]
    event.save(force_insert=True)
    journal.last_hash, journal.events = event.hash, journal.events + 1
    journal.save(update_fields=["last_hash", "events"])
    return event


def verify_chain(inquiry: Inquiry | None) -> bool:
    """Whether no row of the log was changed, moved, added or taken away, at the end either."""
    events = list(AuditEvent.objects.filter(inquiry=inquiry).order_by("pk"))
    journal = Journal.objects.filter(chain=inquiry.pk if inquiry else 0).first() or Journal()
    if journal.events != len(events) or journal.last_hash != (events[-1].hash if events else ""):
        return False
    before = ["", *(event.hash for event in events)]
    return all(
        event.hash == expected and event.previous_hash == previous
        for event, expected, previous in zip(events, _hashes(events), before, strict=False)
    )


def _hashes(events: list[AuditEvent]) -> list[str]:
    return keyed_hashes("audit", [_canonical(event) for event in events])


def _canonical(event: AuditEvent) -> str:
    row = [event.previous_hash, event.inquiry_id, event.actor_id, event.on.isoformat(), event.action, event.subject]
    return json.dumps([*row, event.detail], sort_keys=True, separators=(",", ":"))
