import datetime as dt
from collections.abc import Callable

import pytest

from raamvertelling.accountability.models import Account
from raamvertelling.accountability.services import create_account
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.services import refresh_outside_view
from raamvertelling.stories.models import Story

TODAY = dt.date(2026, 11, 1)
REGELS = {"mens": 0.1, "regels": 0.8, "geld": 0.1}
GELD = {"mens": 0.1, "regels": 0.1, "geld": 0.8}


@pytest.fixture
def account(inquiry: Inquiry, people: dict[str, User]) -> Account:
    return create_account(
        inquiry=inquiry, title="Wat wij hoorden", question="Waren wij op tijd?", actor=people["amina"], today=TODAY
    )


@pytest.fixture
def told(tell: Callable[..., Story], inquiry: Inquiry) -> list[Story]:
    """Twelve residents, eleven managers and three aldermen; the first resident may be quoted."""
    stories = [tell(f"Verhaal van inwoner {n}. Het hielp.", answers={"about": REGELS}) for n in range(11)]
    stories += [tell(f"Verhaal van manager {n}.", role="manager", answers={"about": GELD}) for n in range(11)]
    stories += [tell(f"Verhaal van bestuurder {n}.", role="bestuurder", answers={"about": GELD}) for n in range(3)]
    first = tell("De sleutel lag klaar. Niemand vroeg iets! En toen?", consents={"citaat": True})
    refresh_outside_view(inquiry=inquiry, today=TODAY)
    return [first, *stories]
