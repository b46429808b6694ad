"""Keeping and letting go in a browser: accessible, by keyboard, without scripts; and a teller who takes it all back."""

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
from raamvertelling.stories.keeping.archive import hand_out
from raamvertelling.stories.keeping.archive_file import opened
from raamvertelling.stories.keeping.terms import carry_out
from raamvertelling.stories.models import Story, Terms
from raamvertelling.stories.services.teller import withdraw_story

OpenPage = Callable[..., Page]
Axe = Callable[..., None]
Tell = Callable[..., Story]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

TODAY = dt.date.today()  # noqa: TID251  # the pages look at the real day
MONTH_AGO = TODAY - dt.timedelta(days=40)
PAGES = ("bewaren/", "bewaren/vernietigd/", "bewaren/archief/", "uitgegeven/")
PASSPHRASE = "vijf losse woorden bij elkaar"


@pytest.fixture
def kept(tell: Tell, inquiry: Inquiry, people: dict[str, User]) -> Story:
    """One original gone, one going, one story withdrawn from an archive file that was handed out."""
    Terms.objects.create(inquiry=inquiry, set_on=MONTH_AGO)
    old, withdrawn = tell("Lang geleden.", key="oud", on=MONTH_AGO), tell(on=TODAY)
    tell(on=TODAY)
    hand_out(inquiry=inquiry, receiver="e-depot", actor=people["bart"], today=TODAY)
    withdraw_story(story=withdrawn, today=TODAY)
    carry_out(today=TODAY)
    return old


def as_bart(open_page: OpenPage, live_server: LiveServer, path: str, **options: object) -> Page:
    page = open_page(f"{live_server.url}/account/login/", **options)
    page.get_by_label("E-mailadres").fill("bart@veldhaven.example")
    page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"{live_server.url}/team/")
    page.goto(f"{live_server.url}/team/vroeg-erbij/{path}")
    return page


@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation_on_any_page(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, kept: Story, width: int
) -> None:
    page = as_bart(open_page, live_server, "bewaren/", width=width)
    for path in PAGES:
        page.goto(f"{live_server.url}/team/vroeg-erbij/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        axe(page)
    page.goto(f"{live_server.url}/team/vroeg-erbij/bewaren/")
    page.get_by_label("Oorspronkelijke teksten").fill("0")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("link", name="Vul een aantal dagen in").wait_for()
    axe(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_one_sees_what_goes_before_one_chooses(
    open_page: OpenPage, live_server: LiveServer, kept: Story, scripts: bool
) -> None:
    page = as_bart(open_page, live_server, "bewaren/", java_script_enabled=scripts)
    assert page.get_by_text("verdwijnt 1 oorspronkelijke tekst.").count() == 1
    page.get_by_label("Oorspronkelijke teksten").fill("90")
    page.get_by_role("button", name="Bekijk wat er dan verdwijnt").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Met deze termijnen").wait_for()
    assert page.get_by_label("Oorspronkelijke teksten").input_value() == "90"
    assert Terms.objects.get().original_days == 30
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("status").get_by_text("De termijnen zijn bewaard.").wait_for()
    assert Terms.objects.get().original_days == 90


def test_an_archive_file_is_handed_over_and_opens(open_page: OpenPage, live_server: LiveServer, kept: Story) -> None:
    page = as_bart(open_page, live_server, "bewaren/archief/")
    page.get_by_label("Voor wie is het bestand?").fill("streekarchief")
    page.get_by_label("Wachtzin", exact=True).fill(PASSPHRASE)
    page.get_by_label("Wachtzin, nog een keer").fill(PASSPHRASE)
    with page.expect_download() as given:
        page.get_by_role("button", name="Maak het bestand").click()
    with Path(given.value.path()).open("rb") as file:
        inside = ZipFile(io.BytesIO(b"".join(opened(file, PASSPHRASE))))
    assert "Lang geleden." in inside.read("verhalen.jsonl").decode()
    page.goto(f"{live_server.url}/team/vroeg-erbij/uitgegeven/")
    assert page.get_by_text("Archiefbestand voor streekarchief").count() == 1
    assert page.get_by_text("Vernietig dit ook in uw kopie.").count() == 1, "of the older file only"


def test_a_teller_reads_that_the_own_words_are_gone_and_takes_the_rest_back_in_two_taps(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, kept: Story
) -> None:
    page = open_page(f"{live_server.url}/mijn-verhaal/", width=320)
    page.locator("input[name=code]").fill(code_for("oud"))
    page.keyboard.press("Enter")
    page.get_by_text("De woorden zoals u ze vertelde, zijn verwijderd op").wait_for()
    axe(page)
    page.get_by_role("link", name="Trek mijn verhaal in").click()
    page.get_by_role("button", name="Trek").click()
    page.wait_for_url("**/mijn-verhaal/ingetrokken/")
    assert not Story.objects.filter(pk=kept.pk).exists()
