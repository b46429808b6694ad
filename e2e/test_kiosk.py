"""A kiosk asks whether somebody is there, listens to the answer, and wipes itself; time is the page's own clock."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.people.models import User
from raamvertelling.telling.kiosk.services import make_kiosk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]


@pytest.fixture
def at_kiosk(open_site: Any, storypoint: StoryPoint, people: dict[str, User]) -> Callable[..., Page]:
    """Begin to tell at a kiosk, with a clock that only moves when told to."""
    day = localdate()
    made = make_kiosk(
        storypoint=storypoint, name="Hal", from_day=day, last_day=day, quota=9, actor=people["bart"], today=day
    )

    def begin(**options: Any) -> Page:
        page: Page = open_site("/hulp/", **options)
        page.clock.install(time=dt.datetime(2026, 6, 1, 12, 0))
        page.goto(page.url.replace("/hulp/", f"/zuil/{made.token}/"))
        page.get_by_role("link", name="Vertel uw verhaal").click()
        for name in ("old_enough", "analyse"):
            page.locator(f"input[name={name}][value=ja]").check()
        page.get_by_role("button", name="Verder").click()
        page.wait_for_url("**/prompt/")
        return page

    return begin


def test_after_a_minute_it_asks_and_waits_for_an_answer(at_kiosk: Callable[..., Page], axe: Any) -> None:
    page = at_kiosk()
    page.clock.run_for(50_000)
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    page.clock.run_for(12_000)
    asked = page.get_by_role("alertdialog", name="Bent u er nog?")
    expect(asked).to_be_visible()
    expect(page.get_by_role("button", name="Ik ben er nog")).to_be_focused()
    axe(page)
    page.clock.run_for(20_000)
    expect(asked).to_be_visible()
    expect(asked.get_by_role("status")).to_have_text("Nog tien tellen.")
    page.keyboard.press("Enter")
    expect(asked).to_have_count(0)
    page.clock.run_for(50_000)
    assert page.url.endswith("/prompt/")


def test_without_an_answer_nothing_is_left(at_kiosk: Callable[..., Page]) -> None:
    page = at_kiosk()
    page.clock.run_for(95_000)
    page.wait_for_url("**/vertel/de-brug/")
    expect(page.get_by_role("link", name="Vertel uw verhaal")).to_be_visible()
    kept = {each["name"] for each in page.context.cookies() if each["value"]}
    assert "raam_concept" not in kept
    page.go_back()
    expect(page.locator("input[name=prompt]")).to_have_count(0)


def test_somebody_who_is_busy_is_not_asked(at_kiosk: Callable[..., Page]) -> None:
    page = at_kiosk()
    for _ in range(4):
        page.clock.run_for(40_000)
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("alertdialog")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_question_fits(at_kiosk: Callable[..., Page], width: int) -> None:
    page = at_kiosk(width=width)
    page.clock.run_for(62_000)
    expect(page.get_by_role("alertdialog")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
