"""The moderator's desk in a browser: accessible, by keyboard only, without scripts, and by selecting words."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from raamvertelling.people.models import User
from raamvertelling.stories.models import State, Story
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services.moderation import mark_urgent, save_released_text

OpenPage = Callable[..., Page]
Axe = Callable[..., None]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

TODAY = dt.date(2026, 6, 10)
TEXT = "Gisteren kwam Noor langs. Zij belde 06-12345678. Mijn zoon van 9 lachte, en Noor ook."
PAGES = ("bord/", "bord/1/", "bord/1/voorbeeld/", "bord/?lijst=aangehouden", "logboek/", "inlezen/", "bord/samen/")


@pytest.fixture
def story(tell: Callable[..., Story], people: dict[str, User]) -> Story:
    told = tell(TEXT, title="Noor", release=False, consents={"citaat": True}, on=TODAY)
    return mark_urgent(story=told, actor=people["els"], urgent=True, today=TODAY)


def desk(open_page: OpenPage, live_server: LiveServer, path: str = "bord/1/", **options: object) -> Page:
    """Sign in as Els and open a page of the inquiry."""
    page = open_page(f"{live_server.url}/account/login/", **options)
    page.get_by_label("E-mailadres").fill("els@veldhaven.example")
    page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"{live_server.url}/team/")
    page.goto(f"{live_server.url}/team/vroeg-erbij/{path}")
    return page


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this element has the focus, as somebody without a mouse does."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation_on_any_page(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, story: Story, people: dict[str, User], width: int
) -> None:
    save_released_text(story=story, actor=people["els"], texts={"title": "[naam 1]"}, today=TODAY)
    page = desk(open_page, live_server, width=width)
    for path in PAGES:
        page.goto(f"{live_server.url}/team/vroeg-erbij/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        axe(page)


def test_selected_words_are_masked(open_page: OpenPage, live_server: LiveServer, story: Story) -> None:
    page = desk(open_page, live_server, width=1280)
    page.locator("textarea").first.evaluate(
        "field => { const at = field.value.indexOf('Noor'); field.focus(); field.setSelectionRange(at, at); }"
    )
    for _ in "Noor":
        page.keyboard.press("Shift+ArrowRight")
    assert page.locator("input[name=words]").input_value() == "Noor"
    page.get_by_role("button", name="[buurvrouw]").click()
    page.get_by_text("3 keer gemaskeerd.").wait_for()
    assert texts_for_teller(story).title == "[buurvrouw]"
    assert "Noor" not in texts_for_teller(story).text


@pytest.mark.parametrize("scripts", [True, False])
def test_the_whole_desk_by_keyboard(open_page: OpenPage, live_server: LiveServer, story: Story, scripts: bool) -> None:
    page = desk(open_page, live_server, java_script_enabled=scripts)
    if scripts:
        tab_to(page, "input[name=words]")
        assert page.locator("input[name=words]").input_value() == ""
    else:
        page.locator("input[name=words]").focus()
    page.keyboard.type("noor")
    page.keyboard.press("Enter")
    page.get_by_text("3 keer gemaskeerd.").wait_for()
    for button in ("button[value='kind:id-telefoonnummer']", "button[value='release']"):
        if scripts:
            tab_to(page, button)
        else:
            page.locator(button).focus()
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_text(
            "Verhaal 1 is vrijgegeven" if "release" in button else "1 keer"
        ).wait_for()
    story.refresh_from_db()
    assert (story.state, story.waits_for_teller) == (State.RELEASED, True)
    assert texts_for_teller(story).text.startswith("Gisteren kwam [naam 1] langs. Zij belde [telefoonnummer].")


def test_an_error_keeps_what_was_typed(open_page: OpenPage, axe: Axe, live_server: LiveServer, story: Story) -> None:
    page = desk(open_page, live_server, width=320)
    page.locator("textarea").first.fill("Iets heel nieuws.")
    page.get_by_role("button", name="Aanhouden").click()
    page.get_by_text("Kies waarom u dit verhaal aanhoudt.").first.wait_for()
    assert page.locator("textarea").first.input_value() == "Iets heel nieuws."
    axe(page)
