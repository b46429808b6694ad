"""Bringing an inquiry to its next phase; each step is in the log."""

from datetime import date

from django.db import transaction

from raamvertelling.inquiries.life import Life, may_follow
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.audit import lock_journal, record

ACTION = "fase"


class CannotFollow(ValueError):
    """This phase cannot follow; the sentence says what to do."""


@transaction.atomic
def change_life(*, inquiry: Inquiry, wanted: Life, actor: User | None, today: date) -> Inquiry:
    """Bring an inquiry to another phase. Raises CannotFollow when the table or the period does not allow it."""
    lock_journal(inquiry)
    kept = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    now = Life(kept.life)
    if not may_follow(now, wanted):
        raise CannotFollow(f"Het onderzoek is nu {now.label}. Daarna kan niet: {wanted.label}.")
    if wanted == Life.OPEN and kept.closes is not None and today > kept.closes:
        raise CannotFollow("De laatste dag is voorbij. Kies bij Instellingen eerst een latere laatste dag.")
    kept.life = wanted
    kept.revision += 1
    kept.save(update_fields=["life", "revision"])
    detail: dict[str, object] = {"van": now.label, "naar": wanted.label}
    record(inquiry=kept, actor=actor, action=ACTION, detail=detail, today=today)
    return kept


def close_ended(*, today: date) -> int:
    """Close every open inquiry of which the last day is over, and return how many."""
    ended = list(Inquiry.objects.filter(life=Life.OPEN, closes__lt=today))
    for inquiry in ended:
        change_life(inquiry=inquiry, wanted=Life.CLOSED, actor=None, today=today)
    return len(ended)
