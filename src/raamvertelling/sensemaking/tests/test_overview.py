"""The inquiry's page: everyone sees something that helps, and nobody more than they may."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking import queries, services
from raamvertelling.stories.models import Story
from raamvertelling.stories.services.teller import set_use

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
Many = Callable[..., list[Story]]
PAGE = "/team/vroeg-erbij/"
TODAY = dt.date(2026, 11, 21)


def text_of(browser: Client) -> str:
    answer = browser.get(PAGE)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_it_works(demo: Inquiry, as_person: Browser) -> None:
    page = text_of(as_person("amina"))
    assert "120 verhalen sinds 16 januari 2026. Vertellen kan tot en met 31 december 2030." in page
    assert "Inwoner 68" in page
    assert "De Brug 120" in page
    assert "Bestuurder (7)" in page
    assert "80 jaar of ouder" in page


def test_weeks_are_counted_with_the_empty_ones_between(inquiry: Inquiry, people: dict[str, User], many: Many) -> None:
    many(2, on=dt.date(2026, 6, 1))
    many(1, on=dt.date(2026, 6, 7))
    many(4, on=dt.date(2026, 6, 17))
    page = queries.overview(viewer=people["amina"], inquiry=inquiry, today=TODAY)
    assert [(bar.label, bar.count, bar.share) for bar in page.periods] == [
        ("week van 1 juni 2026", 3, 0.75),
        ("week van 8 juni 2026", 0, 0.0),
        ("week van 15 juni 2026", 4, 1.0),
    ]


def test_others_see_rounded_numbers_of_large_groups(demo: Inquiry, as_person: Browser) -> None:
    services.refresh_outside_view(inquiry=demo, today=TODAY)
    for name in ("bart", "joke", "bram", "karin"):
        page = text_of(as_person(name))
        assert "Ongeveer 115 verhalen sinds januari 2026." in page
        assert "Inwoner ongeveer 70" in page
        assert "Bestuurder minder dan 10" in page
        assert "(7)" not in page
        assert "120" not in page


def test_no_number_of_a_small_group_can_be_worked_out(inquiry: Inquiry, people: dict[str, User], many: Many) -> None:
    many(30, on=dt.date(2026, 5, 5))
    many(12, on=dt.date(2026, 6, 5))
    many(3, on=dt.date(2026, 7, 5))
    services.refresh_outside_view(inquiry=inquiry, today=TODAY)
    page = queries.overview(viewer=people["karin"], inquiry=inquiry, today=TODAY)
    assert [bar.shown for bar in page.periods] == ["ongeveer 30", "niet getoond", "niet getoond"]


def test_bart_sees_counts_and_no_stories(tell: Callable[..., Story], as_person: Browser) -> None:
    tell(title="Geheim voor Bart")
    tell(title="Wacht nog", release=False)
    page = text_of(as_person("bart"))
    assert "Geheim voor Bart" not in page
    assert "1 wacht op een moderator" in page
    assert "Nodig iemand uit" in page


def test_only_els_finds_the_way_to_the_desk(tell: Callable[..., Story], as_person: Browser) -> None:
    tell(release=False)
    desk = f'href="{PAGE}bord/"'
    tile = "raam-tile--wait"
    for name, way in (("els", True), ("amina", False), ("bart", False)):
        page = as_person(name).get(PAGE).content.decode()
        assert tile in page
        assert (f'{tile}" {desk}' in page) is way
    assert tile not in as_person("karin").get(PAGE).content.decode()


def test_an_added_use_is_on_the_desk_of_the_overview(tell: Callable[..., Story], as_person: Browser) -> None:
    story = tell()
    way = f'href="{PAGE}bord/?lijst=nieuw-gebruik"'
    assert "met een nieuw gebruik" not in text_of(as_person("els"))
    set_use(story=story, purpose="openbaar", given=True, today=TODAY, language="nl")
    for name, found in (("els", True), ("amina", False)):
        assert "1 met een nieuw gebruik" in text_of(as_person(name))
        assert (way in as_person(name).get(PAGE).content.decode()) is found


def test_the_oldest_waiting_story_is_told_in_days(tell: Callable[..., Story], people: dict[str, User]) -> None:
    story = tell(release=False, on=dt.date(2026, 11, 1))
    tell(release=False, on=dt.date(2026, 11, 20))
    tell(on=dt.date(2026, 1, 20))
    page = queries.overview(viewer=people["els"], inquiry=story.inquiry, today=TODAY)
    assert page.desk
    assert (page.desk.waiting, page.desk.oldest_days) == (2, 20)


def test_each_role_finds_its_next_step(inquiry: Inquiry, as_person: Browser) -> None:
    steps = {
        "amina": "Bekijk de patronen",
        "els": "Naar het bord",
        "bart": "Pas de vragen aan",
        "joke": "Neem een verhaal op",
        "bram": "Schrijf een bevinding",
        "karin": "Lees de verhalen",
    }
    for name, step in steps.items():
        assert step in text_of(as_person(name))


def test_an_empty_inquiry_says_what_will_come(inquiry: Inquiry, as_person: Browser) -> None:
    assert "Nog niets te zien" in text_of(as_person("amina"))
    assert "te weinig" in text_of(as_person("karin"))


def test_a_closed_inquiry_says_so(inquiry: Inquiry, people: dict[str, User]) -> None:
    inquiry.closes = dt.date(2026, 10, 30)
    page = queries.overview(viewer=people["amina"], inquiry=inquiry, today=TODAY)
    assert page.detail == "Vertellen kon tot en met 30 oktober 2026."
    assert not page.is_open


def test_a_stranger_finds_nothing(inquiry: Inquiry, as_person: Browser) -> None:
    assert as_person("corrie").get(PAGE).status_code == 404
