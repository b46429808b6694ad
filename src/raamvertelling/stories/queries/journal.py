"""The log as people read it: a sentence a row, grouped by day."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Page, Paginator

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.heads import Head, check_log, kept_heads
from raamvertelling.stories.models import AuditEvent
from raamvertelling.stories.reads import READ

A_PAGE = 100
MOST_FAULTS = 5


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One thing that was done."""

    who: str
    action: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class JournalPage:
    """The rows by day, newest first; `faults` says what somebody changed in the log behind our back."""

    page: "Page[AuditEvent]"
    days: tuple[tuple[date, tuple[JournalRow, ...]], ...]
    faults: tuple[str, ...]
    head: Head | None


def journal_days(*, inquiry: Inquiry, page: int) -> JournalPage:
    """Return one page of the log; who read which story stands in it too, but is looked up apart."""
    events = AuditEvent.objects.filter(inquiry=inquiry).exclude(action=READ).select_related("actor").order_by("-pk")
    shown = Paginator(events, A_PAGE).get_page(page)
    days = tuple(
        (day, tuple(map(journal_row, rows))) for day, rows in groupby(shown.object_list, key=lambda each: each.on)
    )
    newest = next(kept_heads(inquiry), None)
    found = check_log(inquiry=inquiry, heads=[newest] if newest else [])
    return JournalPage(shown, days, tuple(found[:MOST_FAULTS]), newest)


def journal_row(event: AuditEvent) -> JournalRow:
    """Return one row of the log as people read it."""
    said = (f"{name}: {_words(value)}" for name, value in event.detail.items())
    return JournalRow(event.actor.name if event.actor else "", event.action, event.subject, "; ".join(said))


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
