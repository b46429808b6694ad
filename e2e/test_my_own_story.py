"""What a teller does by code in a browser: agree to a changed text, say it another way, take everything along."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.codes import code_for
from raamvertelling.stories.models import Story, TellerAnswer
from raamvertelling.stories.services.moderation import release, save_released_text

OpenPage = Callable[..., Page]
Axe = Callable[..., None]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

TODAY = dt.date.today()  # noqa: TID251  # the pages look at the real day
TOLD = "Fatma de Boer belde mij in de Dorpsstraat. Daarna kwam het goed."
MASKED = "[buurvrouw] belde mij in de [straat]. Daarna kwam het goed."


@pytest.fixture
def changed(tell: Callable[..., Story], people: dict[str, User], inquiry: Inquiry) -> Story:
    """A story that was masked and released, and that waits for its teller."""
    Inquiry.objects.update(is_public=True)
    told = tell(TOLD, key="eigen", consents={"citaat": True, "openbaar": True}, release=False)
    save_released_text(story=told, actor=people["els"], texts={"story": MASKED}, today=TODAY)
    return release(story=told, actor=people["els"], withheld=(), today=TODAY)


def by_code(open_page: OpenPage, live_server: LiveServer, **options: object) -> Page:
    page = open_page(f"{live_server.url}/mijn-verhaal/", width=320, **options)
    page.locator("input[name=code]").fill(code_for("eigen"))
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Kijk hoe het wordt").wait_for()
    return page


@pytest.mark.parametrize("scripts", [True, False])
def test_saying_yes_by_keyboard(open_page: OpenPage, live_server: LiveServer, changed: Story, scripts: bool) -> None:
    page = by_code(open_page, live_server, java_script_enabled=scripts)
    page.get_by_role("link", name="Kijk hoe het wordt").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Zo komt het online").wait_for()
    assert page.get_by_label("Zo lezen anderen het").get_by_text("[buurvrouw] belde mij").count() == 1
    page.get_by_role("button", name="Ja, zo is het goed").focus()
    page.keyboard.press("Enter")
    page.get_by_text("U vond de veranderde tekst goed op").wait_for()
    assert Story.objects.get().teller_agreed


def test_other_words_go_back_and_every_page_is_accessible(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, changed: Story
) -> None:
    page = by_code(open_page, live_server)
    axe(page)
    page.get_by_role("link", name="Kijk hoe het wordt").click()
    page.get_by_role("heading", name="Zo komt het online").wait_for()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Ik wil het anders").click()
    page.get_by_role("heading", name="Ik wil het anders").wait_for()
    axe(page)
    page.locator("textarea").first.fill("Een vrouw die ik ken belde mij.")
    page.get_by_role("button", name="Stuur mijn woorden").click()
    page.wait_for_url("**/mijn-verhaal/bekijken/")
    axe(page)
    assert Story.objects.get().teller_answer == TellerAnswer.CORRECTED


def test_everything_that_is_kept_comes_along(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, changed: Story
) -> None:
    page = by_code(open_page, live_server)
    page.goto(f"{live_server.url}/mijn-verhaal/alles/")
    page.get_by_role("heading", name="Alles wat wij bewaren").wait_for()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_download() as given:
        page.get_by_role("link", name="Download alles").click()
    names = ZipFile(io.BytesIO(Path(given.value.path()).read_bytes())).namelist()
    assert any(name.endswith(".json") for name in names) and any(name.endswith(".html") for name in names)
