"""Slips: keys with their codes, made before the story, handed out once and never kept."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from raamvertelling.inquiries.models import Channel, FrameworkVersion, Inquiry, StoryPoint
from raamvertelling.inquiries.services import freeze_version
from raamvertelling.people.models import User
from raamvertelling.stories.audit import lock_journal, record
from raamvertelling.stories.codes import code_for, code_hash, sending_hash
from raamvertelling.stories.ledger import withdrawn_among
from raamvertelling.stories.models import Receipt, Slip, SlipState
from raamvertelling.stories.sealing import keyed_hash

MOST_AT_ONCE = 200


class TooMany(ValueError):
    """More slips at once than can be looked after."""

    def __init__(self) -> None:
        super().__init__(f"Kies een aantal van 1 tot en met {MOST_AT_ONCE}.")


class SlipInUse(ValueError):
    """A story came in with this slip; it cannot be declared void or blank any more."""

    def __init__(self, slip: Slip) -> None:
        super().__init__(f"Met {slip} kwam al een verhaal binnen. Het kan niet meer ongeldig of leeg zijn.")


@dataclass(frozen=True, slots=True)
class IssuedSlip:
    """A slip as it is handed out: the key and the code exist here and on the paper or the device only."""

    number: int
    key: str
    code: str
    check: str

    @property
    def name(self) -> str:
        """What is printed big on the slip and typed where it is used: the number with its check digits."""
        return f"{self.number}-{self.check}"


@transaction.atomic
def issue_slips(
    *,
    storypoint: StoryPoint,
    version: FrameworkVersion,
    channel: Channel | str,
    count: int,
    today: date,
    actor: User | None = None,
    language: str = "nl",
) -> list[IssuedSlip]:
    """Make slips and return them with their keys, for the only time. The questions on them are frozen with it."""
    if not 1 <= count <= MOST_AT_ONCE:
        raise TooMany
    inquiry = storypoint.inquiry
    lock_journal(inquiry)
    last = inquiry.slips.aggregate(number=Max("number"), batch=Max("batch"))
    first, batch = (last["number"] or 0) + 1, (last["batch"] or 0) + 1
    issued = [_fresh(first + each) for each in range(count)]
    Slip.objects.bulk_create(
        Slip(
            inquiry=inquiry,
            storypoint=storypoint,
            framework_version=version,
            channel=Channel(channel),
            language=language,
            number=each.number,
            batch=batch,
            idempotency_hash=sending_hash(each.key),
            code_hash=code_hash(each.code),
            issued_on=today,
            is_practice=storypoint.is_practice,
        )
        for each in issued
    )
    if not storypoint.is_practice:
        freeze_version(version=version, today=today)
    detail: dict[str, object] = {"vertelpunt": storypoint.name, "soort": Channel(channel).label, "aantal": count}
    _note(inquiry, actor, "strookjes uitgegeven", issued, today, detail)
    return issued


@transaction.atomic
def set_slip_state(*, slip: Slip, state: SlipState, actor: User, today: date) -> Slip:
    """Say that a slip is void, came back blank, or is out after all. Not when a story came in with it."""
    lock_journal(slip.inquiry)
    if slip.idempotency_hash in used_among([slip]):
        raise SlipInUse(slip)
    slip.state = state
    slip.save(update_fields=["state"])
    detail: dict[str, object] = {"nu": state.label}
    record(inquiry=slip.inquiry, actor=actor, action="strookje", subject=str(slip), detail=detail, today=today)
    return slip


def check_digits(idempotency_hash: str) -> str:
    """Return four digits that belong to a slip: a number that is typed wrong leads to no other slip."""
    return f"{int(keyed_hash('slip check', idempotency_hash), 16) % 10_000:04d}"


def find_slip(*, inquiry: Inquiry, name: str, needs_check: bool = True) -> Slip | None:
    """Return the slip of `17-4829`, as it is printed and typed; None when the number or its check is not right.

    Without `needs_check` the number alone is enough, for somebody who has the paper in hand.
    """
    number, _, check = name.replace(" ", "").partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 9):
        return None
    slip = inquiry.slips.select_related("storypoint", "framework_version").filter(number=int(number)).first()
    if slip is None or (not check and not needs_check):
        return slip
    return slip if check_digits(slip.idempotency_hash) == check else None


def used_among(slips: Iterable[Slip]) -> set[str]:
    """Return the idempotency hashes of the slips with which a story came in, also when it was withdrawn since."""
    hashes = [each.idempotency_hash for each in slips]
    used = set(Receipt.objects.filter(idempotency_hash__in=hashes).values_list("idempotency_hash", flat=True))
    return used | withdrawn_among("sending", hashes)


def _fresh(number: int) -> IssuedSlip:
    key = secrets.token_urlsafe(32)
    return IssuedSlip(number, key, code_for(key), check_digits(sending_hash(key)))


def _note(
    inquiry: Inquiry,
    actor: User | None,
    action: str,
    issued: Sequence[IssuedSlip],
    today: date,
    detail: dict[str, object],
) -> None:
    subject = f"nummers {issued[0].number} tot en met {issued[-1].number}"
    record(inquiry=inquiry, actor=actor, action=action, subject=subject, detail=detail, today=today)
