"""When something goes: never before its term, never within a week of a change, and the same seen from both sides."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.privacy.retention import NOTICE_DAYS, due_after, due_at, started_by

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
TERMS = st.integers(1, 3650)
WEEK = timedelta(days=NOTICE_DAYS)


def test_it_works() -> None:
    assert due_after(date(2026, 1, 30), 30, date(2026, 1, 1)) == date(2026, 3, 1)
    assert due_after(date(2026, 1, 30), 1, date(2026, 3, 1)) == date(2026, 3, 8)


@given(DAYS, TERMS, DAYS)
def test_nothing_goes_too_soon(start: date, days: int, set_on: date) -> None:
    due = due_after(start, days, set_on)
    assert due >= start + timedelta(days=days) and due >= set_on + WEEK


@given(DAYS, TERMS, DAYS, DAYS)
def test_what_is_due_started_early_enough(start: date, days: int, set_on: date, today: date) -> None:
    last = started_by(today, days, set_on)
    assert (last is not None and start <= last) == (due_after(start, days, set_on) <= today)


@given(DAYS, DAYS, DAYS)
def test_nothing_goes_while_people_may_still_tell(until: date, set_on: date, closes: date) -> None:
    assert due_at(until, set_on, closes) > closes
    assert due_at(until, set_on, closes) >= max(until, set_on + WEEK)


@pytest.mark.parametrize("days", [0, -1])
def test_a_term_is_at_least_a_day(days: int) -> None:
    for call in (due_after, started_by):
        with pytest.raises(ValueError, match="at least 1"):
            call(date(2026, 1, 1), days, date(2026, 1, 1))
