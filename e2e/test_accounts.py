"""The room of accounts in a browser: accessible at every width, and made by keyboard alone."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from raamvertelling.accountability import services
from raamvertelling.accountability.models import Account
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.services import refresh_outside_view, save_observation
from raamvertelling.stories.models import Story

OpenPage = Callable[..., Page]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

TODAY = dt.date(2026, 6, 10)
HERE = "/team/vroeg-erbij/verantwoording/"
PAGES = (
    "",
    "nieuw/",
    "{account}/",
    "{account}/tekst/",
    "{account}/patroon/",
    "{account}/bevinding/",
    "{account}/citaat/",
    "{account}/citaat/{story}/",
    "{account}/besluit/",
    "{account}/besluit/{decision}/wijzig/",
    "{account}/voorbeeld/",
)


@pytest.fixture
def account(inquiry: Inquiry, tell: Callable[..., Story], people: dict[str, User]) -> dict[str, object]:
    """An account with one of everything, on eleven residents and three managers; what its addresses hold."""
    rules, money = {"mens": 0.1, "regels": 0.8, "geld": 0.1}, {"mens": 0.1, "regels": 0.1, "geld": 0.8}
    for _ in range(11):
        tell(answers={"about": rules, "heard": 0.2}, on=TODAY)
    for _ in range(3):
        tell(role="manager", answers={"about": money, "heard": 0.6}, on=TODAY)
    story = tell("De sleutel lag klaar. Niemand vroeg iets.", title="De sleutel", consents={"citaat": True}, on=TODAY)
    refresh_outside_view(inquiry=inquiry, today=TODAY)
    amina = people["amina"]
    made: Account = services.create_account(
        inquiry=inquiry, title="Wat wij hoorden", question="Waren wij op tijd?", actor=amina, today=TODAY
    )
    for signifier in ("about", "heard"):
        services.add_pattern(account=made, signifier=signifier, by_voice=True, note="")
    services.add_quote(account=made, story=story, first=0, last=0, viewer=amina)
    seen = save_observation(inquiry=inquiry, actor=amina, today=TODAY, title="Wij zagen iets.", meanings=["A", "B"])
    services.add_observation(account=made, observation=seen)
    decision = services.add_decision(account=made, outcome="decided", text="Door", why="goed", who_when="nu")
    return {"account": made.pk, "story": story.number, "decision": decision.pk}


def enter(open_page: OpenPage, live_server: LiveServer, **options: object) -> Page:
    page = open_page(f"{live_server.url}/account/login/", **options)
    page.get_by_label("E-mailadres").fill("amina@veldhaven.example")
    page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"{live_server.url}/team/")
    return page


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible(
    open_page: OpenPage, live_server: LiveServer, axe: Callable[..., None], account: dict[str, object], width: int
) -> None:
    page = enter(open_page, live_server, width=width)
    for each in PAGES:
        page.goto(f"{live_server.url}{HERE}{each.format(**account)}")
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, each


def test_a_quote_is_chosen_and_frozen_by_keyboard(
    open_page: OpenPage, live_server: LiveServer, account: dict[str, object]
) -> None:
    page = enter(open_page, live_server)
    page.goto(f"{live_server.url}{HERE}{account['account']}/citaat/{account['story']}/")
    page.get_by_label("Niemand vroeg iets.").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Zet het citaat erin").press("Enter")
    page.wait_for_url(f"**{HERE}{account['account']}/")
    assert page.get_by_text("“Niemand vroeg iets.”", exact=True).count() == 1
    page.get_by_role("button", name="Leg een uitgave vast").press("Enter")
    page.wait_for_url("**/uitgave/1/")
    assert page.get_by_role("heading", name="In de woorden van vertellers").count() == 1
