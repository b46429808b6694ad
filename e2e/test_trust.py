"""Trust, visible, in a browser: heads that one keeps and checks, a breach looked up, phases, and the public pages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.heads import write_heads
from raamvertelling.stories.models import Story
from raamvertelling.stories.queries import texts_of, texts_of_many

OpenPage = Callable[..., Page]
Axe = Callable[..., None]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

TEAM = "/team/vroeg-erbij"
PUBLIC = [f"/veiligheid/{page}" for page in ("", "dpia/", "algoritmeregister/", "bewaren/", "sleutel/")]


@pytest.fixture
def seen(settings: Settings, tmp_path: Path, tell: Callable[..., Story], people: dict[str, User]) -> list[Story]:
    """Six stories that Els and Amina saw, and the head of today."""
    settings.RAAM_HEADS = tmp_path / "heads"
    told = [tell(f"Verhaal {number}. Niemand belde terug.") for number in range(6)]
    texts_of(told[0], people["els"])
    texts_of_many(told[:4], people["amina"])
    write_heads(today=localdate())
    return told


def bart(open_page: OpenPage, live_server: LiveServer, path: str, **options: object) -> Page:
    """Sign in as the beheerder and open a page of the inquiry."""
    page = open_page(f"{live_server.url}/account/login/", **options)
    page.get_by_label("E-mailadres").fill("bart@veldhaven.example")
    page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"{live_server.url}/team/")
    page.goto(f"{live_server.url}{TEAM}/{path}")
    return page


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation_on_any_page(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, seen: list[Story], width: int
) -> None:
    page = bart(open_page, live_server, "", width=width)
    for path in (f"{TEAM}/logboek/koppen/", f"{TEAM}/datalek/", f"{TEAM}/fase/", f"{TEAM}/logboek/", *PUBLIC):
        page.goto(f"{live_server.url}{path}")
        assert fits(page), path
        axe(page)


def test_a_head_is_kept_and_checked(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, seen: list[Story], tmp_path: Path
) -> None:
    page = bart(open_page, live_server, "logboek/")
    page.get_by_role("link", name="Koppen: bewijs dat u elders bewaart").click()
    with page.expect_download() as saving:
        page.get_by_role("link", name="Bewaar als bestand").click()
    kept = tmp_path / "kop.json"
    saving.value.save_as(kept)
    page.get_by_label("Bestand met de kop").set_input_files(kept)
    page.get_by_role("button", name="Controleer").click()
    page.get_by_text("Het logboek klopt met de kop van").wait_for()
    axe(page)
    kept.write_text(kept.read_text().replace('"regels": ', '"regels": 1'))
    page.get_by_label("Bestand met de kop").set_input_files(kept)
    page.get_by_role("button", name="Controleer").click()
    page.get_by_text("De handtekening van deze kop klopt niet").first.wait_for()
    axe(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_breach_is_looked_up_and_taken_along(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, seen: list[Story], tmp_path: Path, width: int
) -> None:
    page = bart(open_page, live_server, "datalek/", width=width)
    page.get_by_label("Van wie is het account?").select_option(label="Amina")
    for name in ("Eerste dag", "Laatste dag"):
        page.get_by_label(name).fill(localdate().isoformat())
    page.get_by_role("button", name="Zoek op").click()
    page.get_by_text("4 verhalen zijn gezien").wait_for()
    assert fits(page)
    axe(page)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Bewaar een concept voor uw melding").click()
    saving.value.save_as(tmp_path / "concept.txt")
    assert "Gezien: 4 verhalen." in (tmp_path / "concept.txt").read_text()


def test_an_inquiry_is_closed_archived_and_brought_back(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, seen: list[Story], inquiry: Inquiry
) -> None:
    page = bart(open_page, live_server, "fase/")
    for button, now in (("Sluit", "gesloten"), ("Archiveer", "gearchiveerd"), ("Haal uit het archief", "gesloten")):
        page.get_by_role("button", name=button).click()
        page.get_by_text(f"Het onderzoek is nu: {now}.").wait_for()
        axe(page)
    inquiry.refresh_from_db()
    assert inquiry.life == "gesloten"


def test_the_proof_of_a_promise_opens(open_page: OpenPage, axe: Axe, live_server: LiveServer, db: None) -> None:
    page = open_page(f"{live_server.url}/hulp/")
    page.get_by_role("link", name="Veiligheid").click()
    page.get_by_role("link", name="Een gestolen toestel").click()
    page.locator("summary", has_text="Over Een gestolen toestel").click()
    page.get_by_text("src/raamvertelling/stories/tests/test_box.py").first.wait_for()
    axe(page)
