"""The rounds of the demonstration: one to look at, one to take part in."""

import datetime as dt

import pytest

from raamvertelling.demo.rounds import open_code, predict_twice
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.predicting.queries import rounds

pytestmark = pytest.mark.django_db


def test_one_round_is_open_and_one_was_revealed(inquiry: Inquiry, people: dict[str, User]) -> None:
    predict_twice(inquiry, people["bram"], dt.date(2026, 10, 30))
    waiting, shown = rounds(inquiry)
    assert [(each.is_revealed, each.predictions.count()) for each in (waiting, shown)] == [(False, 8), (True, 18)]
    assert waiting.predictions.filter(on_paper=True).count() == 2
    assert open_code(inquiry) == waiting.code
