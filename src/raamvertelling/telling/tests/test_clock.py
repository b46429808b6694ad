"""Somebody sets the clock of the server wrong, and then right again: nothing is lost, opened or out of order."""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.audit import verify_chain
from raamvertelling.stories.models import AuditEvent, Story
from raamvertelling.stories.queries.desk import Pile, desk_queue
from raamvertelling.telling.models import Draft
from raamvertelling.telling.services import purge_drafts
from raamvertelling.telling.tests.walking import Teller, code_on, text

pytestmark = pytest.mark.django_db
HOUR = 3600
SetClock = Callable[[float], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Return a function that sets every clock that the program reads, to a moment as seconds since 1970."""

    def set_clock(moment: float) -> None:
        monkeypatch.setattr("raamvertelling.telling.access.time", lambda: moment)
        monkeypatch.setattr("raamvertelling.telling.cookies.time", lambda: moment)
        monkeypatch.setattr("django.core.signing.time.time", lambda: moment)
        monkeypatch.setattr(timezone, "now", lambda: dt.datetime.fromtimestamp(moment, dt.UTC))

    return set_clock


NOON = dt.datetime(2026, 6, 10, 12, tzinfo=ZoneInfo("Europe/Amsterdam")).timestamp()


@pytest.mark.parametrize("hours", [48, -48])
def test_a_clock_that_jumps_while_somebody_tells_loses_no_word(teller: Teller, clock: SetClock, hours: int) -> None:
    clock(NOON)
    teller.tell()
    clock(NOON + hours * HOUR)
    asked = text(teller.get())
    assert "Verdergaan met uw verhaal?" in asked and "balie" not in asked
    teller.post("verder-gaan", {"keuze": "verder"})
    code = teller.told_code()
    story = Story.objects.get()
    assert story.received_on == dt.date(2026, 6, 10) + dt.timedelta(hours=hours)
    clock(NOON)
    assert Client().post("/mijn-verhaal/", {"code": code})["Location"] == "/mijn-verhaal/bekijken/"


def test_a_receipt_and_an_open_story_do_not_stay_open_for_days_when_the_clock_goes_back(
    teller: Teller, clock: SetClock
) -> None:
    clock(NOON + 48 * HOUR)
    teller.tell()
    code = teller.told_code()
    reader = Client()
    reader.post("/mijn-verhaal/", {"code": code})
    assert reader.get("/mijn-verhaal/bekijken/").status_code == 200
    clock(NOON)
    assert teller.get("uw-code")["Location"] == teller.url()
    assert not Draft.objects.exists()
    assert reader.get("/mijn-verhaal/bekijken/").status_code == 302
    clock(NOON + 48 * HOUR)
    reader.post("/mijn-verhaal/", {"code": code})
    assert reader.get("/mijn-verhaal/bekijken/").status_code == 200


def test_a_correction_of_minutes_disturbs_nobody(teller: Teller, clock: SetClock) -> None:
    clock(NOON)
    teller.tell()
    clock(NOON - 600)
    code = teller.told_code()
    clock(NOON - 1200)
    assert code_on(teller.get("uw-code")) == code


def test_stories_keep_the_order_in_which_they_came_and_none_is_younger_than_today(
    clock: SetClock, inquiry: Inquiry, storypoint: StoryPoint, people: dict[str, User]
) -> None:
    codes = []
    for hours in (0, 48, -48, 0):
        clock(NOON + hours * HOUR)
        teller = Teller(Client())
        teller.tell()
        codes.append(teller.told_code())
    assert len(set(codes)) == 4
    queue = desk_queue(viewer=people["els"], inquiry=inquiry, pile=Pile.NEW, today=dt.date(2026, 6, 10))
    assert [(row.story.number, row.days) for row in queue.rows] == [(1, 0), (2, 0), (3, 2), (4, 0)]
    assert verify_chain(inquiry)
    events = AuditEvent.objects.filter(inquiry=inquiry, action="verhaal ontvangen").order_by("pk")
    assert [event.subject for event in events] == [str(story) for story in Story.objects.order_by("number")]


def test_an_hour_that_comes_twice_and_one_that_does_not_exist(clock: SetClock, storypoint: StoryPoint) -> None:
    """Summer time begins and ends at night; half an hour on both sides of it, and past midnight by our own clock."""
    nights = {
        dt.datetime(2026, 3, 28, 22, 59, tzinfo=dt.UTC): dt.date(2026, 3, 28),
        dt.datetime(2026, 3, 28, 23, 1, tzinfo=dt.UTC): dt.date(2026, 3, 29),
        dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC): dt.date(2026, 3, 29),
        dt.datetime(2026, 3, 29, 22, 1, tzinfo=dt.UTC): dt.date(2026, 3, 30),
        dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC): dt.date(2026, 10, 25),
        dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC): dt.date(2026, 10, 25),
        dt.datetime(2026, 10, 25, 23, 1, tzinfo=dt.UTC): dt.date(2026, 10, 26),
    }
    for moment in nights:
        clock(moment.timestamp() - 30 * 60)
        teller = Teller(Client())
        teller.tell()
        clock(moment.timestamp())
        teller.told_code()
    assert list(Story.objects.order_by("number").values_list("received_on", flat=True)) == list(nights.values())


def test_two_days_too_early_throws_no_draft_away_that_was_just_begun(teller: Teller, clock: SetClock) -> None:
    clock(NOON)
    teller.tell()
    assert purge_drafts(today=dt.date(2026, 6, 12)) == 0
    assert purge_drafts(today=dt.date(2026, 6, 17)) == 0
    assert purge_drafts(today=dt.date(2026, 6, 18)) == 1
