"""What the list of kiosks shows."""

from dataclasses import dataclass
from datetime import date

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.telling.models import Kiosk, Start


@dataclass(frozen=True, slots=True)
class KioskRow:
    """One kiosk, in what state it is, and how many people began there today."""

    kiosk: Kiosk
    state: str
    today: int
    may_end: bool


def kiosk_rows(inquiry: Inquiry, today: date) -> list[KioskRow]:
    """Return the kiosks of an inquiry, newest first."""
    kiosks = Kiosk.objects.filter(storypoint__inquiry=inquiry).select_related("storypoint").order_by("-pk")
    begun = dict(Start.objects.filter(kiosk__in=kiosks, on=today).values_list("kiosk_id", "number"))
    return [KioskRow(each, _state(each, today), begun.get(each.pk, 0), each.ended_on is None) for each in kiosks]


def _state(kiosk: Kiosk, today: date) -> str:
    if kiosk.ended_on or today > kiosk.last_day:
        return "gestopt"
    return "open" if kiosk.is_open_on(today) else "nog niet begonnen"
