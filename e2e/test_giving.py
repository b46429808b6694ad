"""Giving files away, and which texts were agreed to: accessible after every press, wide and narrow, without scripts."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from e2e.test_desk import desk
from e2e.test_doors import fits
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from raamvertelling.config.tests.world import OWN_USE, ask_own_use
from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.models import Story

OpenPage = Callable[..., Page]
Axe = Callable[..., None]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]


@pytest.fixture
def told(tell: Callable[..., Story], inquiry: Inquiry, storypoint: StoryPoint, people: dict[str, User]) -> None:
    """Twelve stories that may be used in a training, and one whose teller would stand out."""
    ask_own_use(inquiry)
    storypoint.inquiry.__dict__.pop("framework_version", None)
    answers = {"emotion": "boos", "heard": {"at": 0.5, "mode": "drag"}}
    for n in range(12):
        tell(
            f"Iemand {n} hielp mij.",
            title=f"Hulp {n}",
            consents={OWN_USE: True},
            answers=answers,
            on=dt.date(2026, 6, n + 1),
        )
    tell("Ik ben hier de manager.", role="manager", answers=answers)


@pytest.mark.parametrize("width", [320, 1280])
def test_rows_are_seen_in_words_and_taken_along(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, told: None, width: int
) -> None:
    page = desk(open_page, live_server, "rijen/", who="amina", width=width, java_script_enabled=width == 1280)

    def look(heading: str) -> None:
        page.get_by_role("heading", name=heading).first.wait_for()
        assert fits(page), heading
        if width == 1280:  # axe is a script
            axe(page)

    look("Rijen als bestand")
    page.get_by_role("button", name="Maak het bestand").click()
    look("Er is nog 1 ding niet goed")
    page.get_by_role("button", name="Bekijk wat er meegaat").click()
    look("Dit gaat mee")
    page.get_by_label("Naam van de ontvanger").fill("Hogeschool")
    with page.expect_download() as given:
        page.get_by_role("button", name="Maak het bestand").click()
    assert "rijen.csv" in ZipFile(io.BytesIO(Path(given.value.path()).read_bytes())).namelist()


@pytest.mark.parametrize("width", [320, 1280])
def test_stories_of_a_use_and_the_texts_of_consent(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, told: None, width: int
) -> None:
    page = desk(open_page, live_server, "gebruik/", who="els", width=width)
    axe(page)
    page.get_by_role("link", name="Mag het in een training?").click()
    page.get_by_role("heading", name="Hulp 11").wait_for()
    assert fits(page) and page.get_by_role("article").count() == 12
    axe(page)
    page.get_by_role("button", name="Maak het bestand").click()
    page.get_by_role("heading", name="Er is nog 1 ding niet goed").wait_for()
    axe(page)
    page.get_by_label("Voor wie is het bestand?").fill("De makers")
    with page.expect_download() as given:
        page.get_by_role("button", name="Maak het bestand").click()
    assert Path(given.value.path()).read_text(encoding="utf-8-sig").count("hielp mij.") == 12
    for path in ("toestemmingen/", "uitgegeven/"):
        page.goto(f"{live_server.url}/team/vroeg-erbij/{path}")
        page.get_by_role("heading", level=1).wait_for()
        assert fits(page), path
        axe(page)
