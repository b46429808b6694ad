"""The front door, signing in, and the team's own pages: no axe violation, no overflow, wide and narrow."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from raamvertelling.core.framework import dump
from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import Channel
from raamvertelling.inquiries.services import change_settings, create_inquiry, create_storypoint
from raamvertelling.inquiries.starters import starters
from raamvertelling.people.models import Organisation, OrganisationMember, User

OpenPage = Callable[..., Page]
Axe = Callable[..., None]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

STREET = ("/", "/hulp/", "/account/login/", "/account/password/reset/")
TEAM = (
    "/team/",
    "/team/onderzoek/nieuw/",
    "/team/vroeg-erbij/instellingen/",
    "/team/vroeg-erbij/kader/",
    "/team/vroeg-erbij/vertelpunten/",
    "/team/vroeg-erbij/mensen/",
    "/account/",
    "/account/password/change/",
)


@pytest.fixture
def doors(live_server: LiveServer, settings: Settings) -> str:
    """A site with one inquiry, started by Bart from the first framework on the shelf."""
    bart = User.objects.create_user("bart@veldhaven.example", "Bart", "een lang wachtwoord")
    organisation = Organisation.objects.create(name="Gemeente Veldhaven", slug="veldhaven")
    OrganisationMember.objects.create(organisation=organisation, user=bart, can_start=True)
    inquiry = create_inquiry(
        organisation=organisation,
        title="Vroeg erbij in Veldhaven",
        slug="vroeg-erbij",
        question="Wanneer was iemand er vroeg bij?",
        definition=dump(starters()[0].framework),
        actor=bart,
        today=dt.date(2026, 3, 1),
        life=Life.OPEN,
    )
    change_settings(inquiry=inquiry, is_public=True)
    create_storypoint(inquiry=inquiry, name="De Brug", channel=Channel.KIOSK, code="de-brug")
    settings.RAAM_ADDRESS = live_server.url
    return str(live_server.url)


def sign_in(page: Page, doors: str, name: str) -> None:
    page.goto(f"{doors}/account/login/")
    page.get_by_label("E-mailadres").fill(f"{name}@veldhaven.example")
    page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"{doors}/team/")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("width", [320, 1280])
def test_the_street_side(open_page: OpenPage, axe: Axe, doors: str, width: int) -> None:
    for path in STREET:
        page = open_page(f"{doors}{path}", width=width)
        assert fits(page), path
        axe(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_side_of_the_team(open_page: OpenPage, axe: Axe, doors: str, width: int) -> None:
    page = open_page(f"{doors}/", width=width)
    sign_in(page, doors, "bart")
    for path in TEAM:
        page.goto(f"{doors}{path}")
        assert fits(page), path
        axe(page)


def test_from_invitation_to_team(open_page: OpenPage, axe: Axe, doors: str) -> None:
    """Bart makes a link, Nel opens it in her own browser, makes an account and is in."""
    bart = open_page(f"{doors}/")
    sign_in(bart, doors, "bart")
    bart.goto(f"{doors}/team/vroeg-erbij/mensen/")
    bart.get_by_label("E-mailadres").fill("nel@x.example")
    bart.get_by_role("button", name="Link maken").click()
    axe(bart)
    link = re.search(r"http\S+/uitnodiging/[\w-]+/", bart.locator("main").inner_text())
    assert link
    nel = open_page(link[0])
    axe(nel)
    nel.get_by_label("Uw naam").fill("Nel")
    nel.get_by_label("Kies een wachtwoord").fill("een heel lang wachtwoord")
    nel.get_by_role("button", name="Account maken en meedoen").click()
    nel.wait_for_url(f"{doors}/team/")
    assert "Vroeg erbij in Veldhaven" in nel.locator("main").inner_text()


def test_a_file_with_problems_is_a_page_that_everybody_can_read(open_page: OpenPage, axe: Axe, doors: str) -> None:
    page = open_page(f"{doors}/")
    sign_in(page, doors, "bart")
    page.goto(f"{doors}/team/vroeg-erbij/kader/bewerken/")
    file = {"name": "v.yaml", "mimeType": "application/yaml", "buffer": b"schema: framework/1\nitems: []\n"}
    page.get_by_label("Bestand met vragen").set_input_files(files=[file])
    page.get_by_role("button", name="Begin het concept opnieuw uit dit bestand").click()
    page.get_by_role("heading", name="Wat er in het bestand anders moet").wait_for()
    axe(page)
