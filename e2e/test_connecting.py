"""Patterns between questions and a stack for a table, in a browser: on a small phone, marked by keyboard, on paper."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO

import pytest
from e2e.test_reading import OPEN_ALL, enter
from playwright.sync_api import Page
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from raamvertelling.people.models import User
from raamvertelling.sensemaking.connecting import looking
from raamvertelling.sensemaking.models import MarkedPattern
from raamvertelling.stories.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]
LONG = "Een verhaal over een loket, een formulier en een brief die niemand begreep. " * 30


def test_from_a_pattern_to_a_mark_and_from_a_lot_to_cards(
    open_page: Callable[..., Page],
    axe: Callable[..., None],
    live_server: LiveServer,
    tell: Callable[..., Story],
    people: dict[str, User],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(looking, "PATIENCE", 600.0)
    for number in range(9):
        about = {"emotion": "boos" if number % 9 else "trots", "heard": number / 10}
        tell(LONG, title=f"Loket {number}", answers=about, on=dt.date(2026, 6, 10))
        tell(LONG, title=f"Brief {number}", role="manager", answers={"emotion": "trots", "heard": number / 10})
    page = enter(open_page, live_server, "amina", width=320)
    page.set_default_timeout(120_000)
    here = f"{live_server.url}/team/vroeg-erbij"

    def check() -> None:
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        axe(page)

    page.goto(f"{here}/verbanden/")
    check()
    page.locator(".connect-card__said a").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Valt dit u op?").wait_for()
    check()
    page.get_by_label("Wat valt u op?").fill("Managers zijn trots.")
    page.keyboard.press("Enter")
    page.get_by_text("Gemarkeerd als opvallend.").wait_for()
    assert MarkedPattern.objects.get().words == "Managers zijn trots."

    page.goto(f"{here}/tafel/")
    page.get_by_label("Van elke stem evenveel").check()
    page.get_by_role("button", name="Trek").click()
    page.get_by_role("heading", name="12 verhalen op tafel").wait_for()
    check()
    page.get_by_role("link", name="Druk af als verhaalkaarten").click()
    page.get_by_role("heading", name="Verhaalkaarten").wait_for()
    check()
    assert len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 3
    page.emulate_media(media="print")
    cut = "[...document.querySelectorAll('.story-card')].filter(c => c.scrollHeight > c.clientHeight + 1).length"
    assert page.evaluate(cut) == 0
