"""Taking off the second step of somebody who lost it: on record, and mailed to that person."""

from datetime import date

from django.db import transaction

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.mail import tell
from raamvertelling.people.models import Role, User
from raamvertelling.people.services import forget_second_step
from raamvertelling.stories.audit import record

ACTION = "tweede stap uitgezet"
MAIL = "people/email/second_step_off"


def may_take_off(*, actor: User, user: User) -> bool:
    """Whether somebody manages every inquiry in which the other works: no other team is made less safe by it."""
    theirs = Inquiry.objects.visible_to(user)
    managed = Inquiry.objects.with_role(actor, Role.ADMIN)
    return actor != user and theirs.exists() and not theirs.exclude(pk__in=managed).exists()


def take_off(*, user: User, actor: User | None, today: date) -> bool:
    """Take the second step off, write it in the log of each inquiry of this person, then send a mail.

    Without an actor it was the operator. False when there was none: then nothing is written or sent.
    """
    with transaction.atomic():
        if not forget_second_step(user=user):
            return False
        record_everywhere(user=user, actor=actor, action=ACTION, today=today)
    tell(user, MAIL, actor=actor)
    return True


def record_everywhere(*, user: User, actor: User | None, action: str, today: date) -> None:
    """Write what was done to somebody's account in the log of each inquiry that this person works on."""
    inquiries: list[Inquiry | None] = list(Inquiry.objects.visible_to(user).order_by("pk"))
    for each in inquiries or [None]:
        detail: dict[str, object] = {"van": user.name}
        record(inquiry=each, actor=actor, action=action, detail=detail, today=today)
