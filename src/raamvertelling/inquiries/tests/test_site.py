"""The front door and what machines ask for."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connections
from django.db.utils import OperationalError
from django.test import Client
from pytest_django import Settings

from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.inquiries.queries import public_inquiries, state_sentence

DAY = dt.date(2026, 3, 1)


def test_it_works(client: Client, inquiry: Inquiry) -> None:
    page = client.get("/").content.decode()
    assert "Een verhaal is een raam." in page
    assert inquiry.title not in page
    Inquiry.objects.update(is_public=True)
    assert inquiry.title in client.get("/").content.decode()


def test_the_way_in_is_shown_only_while_people_can_tell(inquiry: Inquiry, storypoint: StoryPoint) -> None:
    Inquiry.objects.update(is_public=True)
    StoryPoint.objects.create(inquiry=inquiry, code="oefen", name="Oefenen", is_test=True)
    [line] = public_inquiries(today=DAY)
    assert line.tell_url in {"", "/vertel/de-brug/"}
    [line] = public_inquiries(today=dt.date(2031, 1, 1))
    assert line.tell_url == ""
    storypoint.is_open = False
    storypoint.save()
    [line] = public_inquiries(today=DAY)
    assert line.tell_url == ""


def test_the_state_of_an_inquiry_in_words() -> None:
    inquiry = Inquiry(opens=dt.date(2026, 2, 1), closes=dt.date(2026, 4, 1), life=Life.OPEN)
    assert state_sentence(inquiry, dt.date(2026, 1, 31)) == "begint op 1 februari 2026"
    assert state_sentence(inquiry, dt.date(2026, 4, 1)) == "open tot en met 1 april 2026"
    assert state_sentence(inquiry, dt.date(2026, 4, 2)) == "gesloten sinds 1 april 2026"
    assert state_sentence(Inquiry(life=Life.OPEN), DAY) == "open"
    assert state_sentence(Inquiry(), DAY) == "concept"


def test_somebody_of_a_team_goes_to_the_team(as_person: Callable[[str], Client]) -> None:
    assert as_person("els").get("/")["Location"] == "/team/"


def test_help_names_the_numbers_for_danger(client: Client, db: None) -> None:
    page = client.get("/hulp/").content.decode()
    assert "112" in page and "113" in page and "IP-adres" in page


def test_a_leak_can_be_reported(client: Client, db: None, settings: Settings) -> None:
    settings.RAAM_CONTACT = "veilig@x.example"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:veilig@x.example\n" in text
    expires = dt.datetime.fromisoformat(text.split("Expires: ")[1].split("\n")[0])
    ahead = expires - dt.datetime.now(dt.UTC)  # noqa: TID251 - compared with the real clock, as readers do
    assert dt.timedelta(days=30) < ahead < dt.timedelta(days=366)


def test_search_engines_stay_out_of_the_team(client: Client, db: None) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /team/" in text and "Disallow: /vertel/" in text


@pytest.mark.django_db(databases="__all__")
def test_health_needs_both_databases(client: Client, inquiry: Inquiry) -> None:
    assert client.get("/gezond/").content == b"ok"


@pytest.mark.django_db(databases="__all__")
def test_a_database_that_is_down_is_not_healthy(client: Client, inquiry: Inquiry) -> None:
    def down(*args: object) -> None:
        raise OperationalError("keystore is down")

    with connections["keystore"].execute_wrapper(down):
        answer = client.get("/gezond/")
    assert (answer.status_code, answer.content) == (503, b"niet ok")


def test_a_page_that_is_not_there_says_so(client: Client, db: None) -> None:
    answer = client.get("/bestaat/niet/")
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.content.decode()
