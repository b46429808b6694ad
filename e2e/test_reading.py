"""The reading room in a browser: accessible at every width, and from a chart to its stories by keyboard alone."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from raamvertelling.exchange.geojson import read_map
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.navigation import pages_in, team_nav
from raamvertelling.inquiries.services.maps import put_map
from raamvertelling.inquiries.services.populations import put_population
from raamvertelling.inquiries.tests.test_maps import map_file
from raamvertelling.people.models import User
from raamvertelling.sensemaking.models import Observation
from raamvertelling.sensemaking.services import refresh_outside_view, save_observation
from raamvertelling.stories.models import Story

OpenPage = Callable[..., Page]
Axe = Callable[..., None]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

TODAY = dt.date(2026, 6, 10)
PAGES = (
    "",
    "verhalen/",
    "verhalen/?woorden=onvindbaar",
    "verhalen/1/",
    "patronen/",
    "patronen/about/",
    "patronen/heard/?per=geen",
    "patronen/network/",
    "patronen/about/?van=2029-01-01&a.role=koning",
    "filteren/",
    "wijkkaart/",
    "wijkkaart/?teken=about&deel=regels",
    "filteren/?a.about=geld&laatst=about",
    "filteren/?a.about=geld&a.role=inwoner",
    "bevindingen/",
    "bevindingen/{finding}/",
)
WRITING = (
    "wie-ontbreekt/",
    "bevindingen/nieuw/?teken=about",
    "bevindingen/{finding}/wijzig/",
    "bevindingen/{finding}/weg/",
)
OPEN_ALL = "document.querySelectorAll('main details').forEach(each => { each.open = true })"


@pytest.fixture
def stories(inquiry: Inquiry, tell: Callable[..., Story], people: dict[str, User]) -> list[Story]:
    """Twelve residents lean to the rules, three managers to the money: one window open to all, one to the team.

    They told in three months, so that there is something to see over time; the residents of one neighbourhood on a map.
    """
    months = [dt.date(2026, month, 10) for month in (4, 5, 6)]
    put_map(inquiry=inquiry, flat=read_map(map_file().read()), actor=people["amina"], today=TODAY)
    rules, money = {"mens": 0.1, "regels": 0.8, "geld": 0.1}, {"mens": 0.1, "regels": 0.1, "geld": 0.8}
    network = {"school": {"x": 0.2, "y": 0.7}}
    answers = {"about": rules, "heard": 0.2, "network": network, "neighbourhood": "rivierenwijk"}
    told = [tell(title=f"Regel {number}", answers=answers, on=months[number % 3]) for number in range(12)]
    told += [tell(title="Potje", role="manager", answers={"about": money, "heard": 0.6}, on=on) for on in months]
    refresh_outside_view(inquiry=inquiry, today=TODAY)
    save_observation(inquiry=inquiry, actor=people["amina"], today=TODAY, title="Wij zagen iets.", meanings=["Zo."])
    put_population(
        inquiry=inquiry, question="role", people={"inwoner": 200, "manager": 800}, actor=people["els"], today=TODAY
    )
    return told


def enter(open_page: OpenPage, live_server: LiveServer, name: str, **options: object) -> Page:
    """Sign in as somebody of the team."""
    page = open_page(f"{live_server.url}/account/login/", **options)
    page.get_by_label("E-mailadres").fill(f"{name}@veldhaven.example")
    page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"{live_server.url}/team/")
    return page


@pytest.mark.parametrize(("name", "width"), [("amina", 320), ("karin", 1280)])
def test_no_violation_on_any_page(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, stories: list[Story], name: str, width: int
) -> None:
    page = enter(open_page, live_server, name, width=width)
    finding = Observation.objects.get().pk
    for path in PAGES + (WRITING if name == "amina" else ()):
        page.goto(f"{live_server.url}/team/vroeg-erbij/{path.format(finding=finding)}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        axe(page)
        if "teken=about" in path and "wijkkaart" in path:
            assert page.locator("svg a.raam-chart-area").count() == (1 if name == "amina" else 0)
        if path == "patronen/about/" and name == "amina":
            assert page.locator(".reading-trends svg").count() == 7


@pytest.mark.parametrize("scripts", [True, False])
def test_from_an_area_to_its_stories_by_keyboard(
    open_page: OpenPage, live_server: LiveServer, stories: list[Story], scripts: bool
) -> None:
    page = enter(open_page, live_server, "amina", java_script_enabled=scripts)
    page.goto(f"{live_server.url}/team/vroeg-erbij/patronen/about/")
    area = page.locator("main li:has-text('Manager') svg a[aria-label^='bij het geld']")
    area.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/verhalen/?a.role=manager&a.about=geld")
    assert page.locator(".raam-story").count() == 3
    page.get_by_role("link", name="Potje").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("1 van 3 binnen het filter").wait_for()
    assert page.locator(".raam-chart-own").count() >= 2


def test_an_area_is_chosen_by_pointer(open_page: OpenPage, live_server: LiveServer, stories: list[Story]) -> None:
    page = enter(open_page, live_server, "amina", width=1280)
    page.goto(f"{live_server.url}/team/vroeg-erbij/patronen/about/?per=geen")
    page.locator("main svg a[aria-label^='bij de regels'] path").click()
    page.wait_for_url("**/verhalen/?a.about=regels")
    assert "12 verhalen binnen dit filter" in page.inner_text("main")


def test_karin_meets_a_closed_window_with_the_reason(
    open_page: OpenPage, live_server: LiveServer, stories: list[Story]
) -> None:
    page = enter(open_page, live_server, "karin")
    page.goto(f"{live_server.url}/team/vroeg-erbij/patronen/about/")
    window = page.locator("main li:has(h3:text('Manager'))")
    assert "minder dan 10 verhalen" in window.inner_text()
    assert "te herkennen" in (window.locator("svg.raam-chart--closed desc").text_content() or "")
    assert window.locator("a").all_inner_texts() == ["Waarom ziet u dit niet?"]


@pytest.mark.parametrize("scripts", [True, False])
def test_every_bar_is_a_choice_and_every_choice_can_be_taken_back(
    open_page: OpenPage, live_server: LiveServer, stories: list[Story], scripts: bool
) -> None:
    page = enter(open_page, live_server, "els", java_script_enabled=scripts)
    page.goto(f"{live_server.url}/team/vroeg-erbij/filteren/")
    assert "15 verhalen" in page.locator(".raam-lead").inner_text()
    page.get_by_role("link", name="Bij het geld 3 (20%)").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/filteren/?a.about=geld*")
    assert "3 verhalen passen bij uw keuze" in page.locator(".raam-lead").inner_text()
    assert "Let op: 3 vertellers." in page.locator(".sieve-caution").inner_text()
    chosen = page.get_by_role("link", name=re.compile(r"Bij het geld 3 \(20%\).*alle verhalen 20%, gekozen"))
    assert chosen.get_attribute("aria-current") == "true"
    page.get_by_role("link", name="Inwoner 0 (0%)").click()
    page.get_by_role("link", name="Haal weg: stem: Inwoner").click()
    page.get_by_role("link", name="In dit verhaal ging het vooral om: bij het geld weghalen").click()
    assert page.url.endswith("/filteren/?")
    assert "15 verhalen" in page.locator(".raam-lead").inner_text()


def test_on_a_phone_every_page_lies_behind_one_line(
    open_page: OpenPage, live_server: LiveServer, stories: list[Story], people: dict[str, User]
) -> None:
    page = enter(open_page, live_server, "els", width=320, java_script_enabled=False)
    page.goto(f"{live_server.url}/team/vroeg-erbij/patronen/")
    menu = page.locator("header nav summary")
    height = (menu.bounding_box() or {})["height"]
    assert {"Menu", "Duiden", "Patronen"} <= set(menu.inner_text().split()) and height < 60
    menu.focus()
    page.keyboard.press("Enter")
    links = page.locator("header nav a:visible")
    wanted = [(each.label, each.url) for each in pages_in(team_nav(people["els"], stories[0].inquiry, "patronen"))]
    assert links.evaluate_all("all => all.map(e => [e.textContent, e.getAttribute('href')])") == [*map(list, wanted)]
    assert min(box["height"] for each in links.all() if (box := each.bounding_box())) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/team/vroeg-erbij/")
