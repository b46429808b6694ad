"""Telling in a real browser, page by page: without scripts, with mistakes; accessible after every change."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.stories.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

STORY = "Ik stond voor de balie met de brief in mijn hand."
Act = Callable[[Page, str], None]


def step_name(url: str) -> str:
    return url.split("?")[0].rstrip("/").rsplit("/", 1)[1]


def wait_to_leave(page: Page, name: str) -> None:
    page.wait_for_url(lambda url: step_name(url) != name)


def walk(page: Page, act: Act, after: Callable[[Page], None] = lambda page: None) -> None:
    """Go from the first question to the receipt; `act` answers and leaves one page, `after` looks at each page."""
    for _ in range(40):
        after(page)
        name = step_name(page.url)
        if name == "uw-code":
            return
        act(page, name)
        wait_to_leave(page, name)
    raise AssertionError("the steps do not end")


def by_rows(page: Page, name: str) -> None:
    """Without scripts: rows of radio buttons and ordinary buttons."""
    if name == "voor-u-begint":
        page.locator("input[name=old_enough][value=ja]").check()
        page.locator("input[name=analyse][value=ja]").check()
    elif name in ("prompt", "role"):
        page.locator(f"input[name={name}]").first.check()
    elif name == "story":
        page.locator("textarea").fill(STORY)
    elif name == "about":
        for corner, level in (("mens", 1), ("regels", 2), ("geld", 0)):
            page.locator(f"input[name=about-rij-{corner}][value='{level}']").check()
    elif name == "heard":
        page.locator("input[name=heard-rij]").nth(4).check()
    page.get_by_role("button", name="Verstuur mijn verhaal" if name == "alles-nakijken" else "Verder").click()


def test_whole_flow_without_scripts(open_site: Any, storypoint: StoryPoint) -> None:
    page = open_site("/vertel/de-brug/voor-u-begint/", java_script_enabled=False)
    walk(page, by_rows)
    story = Story.objects.get()
    assert story.answers["about"] == {"mens": 1 / 3, "regels": 2 / 3, "geld": 0, "mode": "rows"}
    assert story.answers["heard"] == {"at": 1, "mode": "rows"}


@pytest.mark.parametrize("width", [320, 1280])
def test_every_step_is_accessible_and_fits(open_site: Any, storypoint: StoryPoint, axe: Any, width: int) -> None:
    page = open_site("/vertel/de-brug/", width=width)

    def look(page: Page) -> None:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def wrong_then_right(page: Page, name: str) -> None:
        if name in ("voor-u-begint", "prompt", "story", "role"):
            page.get_by_role("button", name="Verder").click()
            expect(page).to_have_title(re.compile("^Fout: "))
            look(page)
        by_rows_or_skip(page, name)

    look(page)
    page.get_by_role("link", name="Vertel uw verhaal").click()
    walk(page, wrong_then_right, look)
    page.get_by_role("link", name="Code op papier").click()
    look(page)


def by_rows_or_skip(page: Page, name: str) -> None:
    if name in ("voor-u-begint", "prompt", "story", "role", "wat-mag-ermee", "alles-nakijken"):
        by_rows(page, name)
    else:
        page.get_by_role("button", name="Sla over").click()
