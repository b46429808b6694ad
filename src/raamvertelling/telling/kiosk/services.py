"""Writes for kiosks: make one, end one, and count who begins so that a flood at one place stops there."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.sealing import keyed_hash
from raamvertelling.telling.models import Kiosk, Start

DAYS_COUNTED = 7


class Full(Exception):
    """As many people began here today as may begin in a day."""


@dataclass(frozen=True, slots=True)
class NewKiosk:
    """A kiosk with its token, which is shown once."""

    kiosk: Kiosk
    token: str


@transaction.atomic
def make_kiosk(
    *, storypoint: StoryPoint, name: str, from_day: date, last_day: date, quota: int, actor: User, today: date
) -> NewKiosk:
    """Make an address for a device; only a hash of it is kept."""
    token = secrets.token_urlsafe(24)
    kiosk = Kiosk.objects.create(
        storypoint=storypoint,
        name=name,
        token_hash=token_hash(token),
        from_day=from_day,
        last_day=last_day,
        quota=quota,
    )
    _note(kiosk, actor, "zuil gemaakt", today)
    return NewKiosk(kiosk, token)


@transaction.atomic
def end_kiosk(*, kiosk: Kiosk, actor: User, today: date) -> None:
    """End a kiosk: from the next page on the device shows that it is closed."""
    Kiosk.objects.filter(pk=kiosk.pk, ended_on=None).update(ended_on=today)
    _note(kiosk, actor, "zuil gestopt", today)


@transaction.atomic
def count_start(*, storypoint: StoryPoint, kiosk: Kiosk | None, today: date) -> None:
    """Count one beginning; raises Full instead when the day is full. Who has begun may always finish.

    The limit is that of the kiosk or of the storypoint, never of an address: behind one address there may be a library.
    """
    Start.objects.filter(storypoint=storypoint, on__lt=today - timedelta(days=DAYS_COUNTED)).delete()
    Start.objects.get_or_create(storypoint=storypoint, kiosk=kiosk, on=today)
    counted = Start.objects.filter(storypoint=storypoint, kiosk=kiosk, on=today, number__lt=most(kiosk))
    if not counted.update(number=F("number") + 1):
        raise Full


def is_full(*, storypoint: StoryPoint, kiosk: Kiosk | None, today: date) -> bool:
    """Tell whether nobody can begin here any more today."""
    return Start.objects.filter(storypoint=storypoint, kiosk=kiosk, on=today, number__gte=most(kiosk)).exists()


def most(kiosk: Kiosk | None) -> int:
    """Return how many people may begin in a day."""
    return kiosk.quota if kiosk else int(settings.RAAM_STARTS_A_DAY)


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return keyed_hash("kiosk", token)


def _note(kiosk: Kiosk, actor: User, action: str, today: date) -> None:
    inquiry = kiosk.storypoint.inquiry
    record(inquiry=inquiry, actor=actor, action=action, subject=str(kiosk), today=today)
