"""Predict, then look, in a browser: a dot from a phone with and without scripts, and the reveal on the wall."""

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from e2e.test_reading import OPEN_ALL, enter
from playwright.sync_api import Page
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.models import Prediction, PredictionRound
from raamvertelling.sensemaking.predicting import services
from raamvertelling.sensemaking.predicting.views.room import CODES
from raamvertelling.sensemaking.services import refresh_outside_view
from raamvertelling.stories.models import Story

OpenPage = Callable[..., Page]
Axe = Callable[..., None]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

TODAY = dt.date(2026, 6, 10)
MONEY = {"mens": 0.1, "regels": 0.1, "geld": 0.8, "mode": "drag"}


@pytest.fixture
def rounds(inquiry: Inquiry, tell: Callable[..., Story], people: dict[str, User]) -> dict[str, PredictionRound]:
    """A room of twelve expected the money, and twelve residents told of the rules; three rounds more are open."""
    CODES.wrong.clear()
    for number in range(12):
        rules = {"mens": 0.1, "regels": 0.8, "geld": 0.1}
        tell(title=f"Regel {number}", answers={"about": rules, "heard": 0.2, "emotion": "boos"}, on=TODAY)
    refresh_outside_view(inquiry=inquiry, today=TODAY)
    made = {
        name: services.open_round(inquiry=inquiry, signifier=sign, occasion="", actor=people["bram"], today=TODAY)
        for name, sign in (("shown", "about"), ("about", "about"), ("heard", "heard"), ("emotion", "emotion"))
    }
    for _ in range(12):
        services.predict(round=made["shown"], answer=MONEY, voice="", sending=str(uuid.uuid4()))
    services.reveal(round=made["shown"], actor=people["bram"], today=TODAY)
    return made


@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation_on_any_page(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, rounds: dict[str, PredictionRound], width: int
) -> None:
    page = enter(open_page, live_server, "bram", width=width)
    here = f"{live_server.url}/team/vroeg-erbij/voorspellen/"
    paths = ["", *(f"{rounds['shown'].pk}/{each}" for each in ("", "scherm/", "weg/"))]
    paths += [f"{rounds['heard'].pk}/{each}" for each in ("", "scherm/", "papier/")]
    doors = [f"{live_server.url}/voorspel/{rounds[each].code}/" for each in rounds]
    for address in (*(here + path for path in paths), *doors, f"{doors[1]}dank/"):
        page.goto(address)
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        axe(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_dot_from_a_phone(
    open_page: OpenPage, live_server: LiveServer, rounds: dict[str, PredictionRound], scripts: bool
) -> None:
    page = open_page(f"{live_server.url}/voorspel/{rounds['about'].code}/", java_script_enabled=scripts)
    if scripts:
        page.get_by_role("slider", name="de regels").focus()
        page.keyboard.press("End")
    else:
        for name, amount in (("mens", "niet"), ("regels", "heel veel"), ("geld", "niet")):
            page.locator(f"input[name='about-rij-{name}']").nth(["niet", "", "", "heel veel"].index(amount)).check()
    page.get_by_role("radio", name="Inwoner").check()
    page.get_by_role("button", name="Verstuur mijn stip").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Dank u, uw stip is binnen").wait_for()
    kept = Prediction.objects.get(round=rounds["about"])
    assert (kept.answer["regels"], kept.voice) == (1.0, "inwoner")


def test_the_screen_counts_along_and_reveals_by_keyboard(
    open_page: OpenPage, live_server: LiveServer, rounds: dict[str, PredictionRound]
) -> None:
    round = rounds["about"]
    page = enter(open_page, live_server, "bram", width=1280)
    page.goto(f"{live_server.url}/team/vroeg-erbij/voorspellen/{round.pk}/scherm/")
    assert page.locator("live-count").inner_text() == "0"
    for _ in range(6):
        services.predict(round=round, answer=MONEY, voice="", sending=str(uuid.uuid4()))
    page.locator("live-count:has-text('6')").wait_for()
    assert page.locator("svg.raam-chart").count() == 0
    page.get_by_role("button", name="Onthul de stippen").focus()
    page.keyboard.press("Enter")
    page.get_by_text("De zaal zocht de stip").wait_for()
    assert page.locator("svg.raam-chart--triad").count() == 1
    assert page.locator(".raam-story").count() == 4


@pytest.mark.parametrize(("name", "width"), [("amina", 320), ("karin", 1280)])
def test_mirror_and_window_have_no_violation(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, rounds: dict[str, PredictionRound], name: str, width: int
) -> None:
    page = enter(open_page, live_server, name, width=width)
    here = f"{live_server.url}/team/vroeg-erbij/spiegelen/"
    for query in (
        "?teken=about",
        "?teken=heard&zij=bestuurder",
        "?teken=emotion",
        "?teken=network",
        "vier-stemmen/",
        "toen-en-nu/",
        "buurt-of-groep/?teken=emotion",
    ):
        page.goto(here + query)
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), query
        axe(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_another_voice_is_chosen_by_keyboard(
    open_page: OpenPage,
    live_server: LiveServer,
    rounds: dict[str, PredictionRound],
    tell: Callable[..., Story],
    scripts: bool,
) -> None:
    for number in range(6):
        money = {"mens": 0.1, "regels": 0.1, "geld": 0.8}
        tell(title=f"Potje {number}", role="manager", answers={"about": money}, on=TODAY)
    page = enter(open_page, live_server, "amina", java_script_enabled=scripts)
    page.goto(f"{live_server.url}/team/vroeg-erbij/spiegelen/?teken=about")
    page.get_by_label("Wij kijken naar").focus()
    page.keyboard.type("Man")
    page.get_by_role("button", name="Kijk").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Venster: Manager").wait_for()
    assert "groter dan toeval" in page.locator("section[aria-labelledby='venster']").inner_text()
    assert page.locator("section[aria-labelledby='venster'] .raam-story").count() == 3
    page.get_by_role("link", name="Over elkaar").focus()
    page.keyboard.press("Enter")
    page.locator("a[aria-current='page']:has-text('Over elkaar')").wait_for()
    assert page.locator("section[aria-labelledby='venster'] svg.raam-chart--triad").count() == 1


@pytest.mark.parametrize("sign", ["about", "emotion", "network"])
def test_four_voices_fit_one_sheet(
    open_page: OpenPage, live_server: LiveServer, rounds: dict[str, PredictionRound], tmp_path: Path, sign: str
) -> None:
    page = enter(open_page, live_server, "karin", width=1280)
    page.goto(f"{live_server.url}/team/vroeg-erbij/spiegelen/vier-stemmen/?teken={sign}")
    page.pdf(path=tmp_path / "vel.pdf", prefer_css_page_size=True)
    read = PdfReader(tmp_path / "vel.pdf")
    assert len(read.pages) == 1
    assert "Afgedrukt op" in " ".join(read.pages[0].extract_text().split())
    assert read.pages[0].mediabox.width > read.pages[0].mediabox.height, "landscape, with the voices beside each other"
