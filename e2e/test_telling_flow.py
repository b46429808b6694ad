"""Telling in a real browser: by keys, by taps, without scripts; accessible after every change."""

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


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; that it takes less than 80 steps is part of the test."""
    for _ in range(80):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {selector}")


def by_keys(page: Page, name: str) -> None:
    go = "button[value=verder]"
    if name == "voor-u-begint":
        tab_to(page, "input[name=old_enough]")
        page.keyboard.press("Space")
        tab_to(page, "input[name=analyse]")
        page.keyboard.press("Space")
        go = ".telling-step button[type=submit]"
    elif name in ("prompt", "role", "emotion"):
        tab_to(page, f"input[name={name}]")
        page.keyboard.press("Space")
    elif name == "story":
        tab_to(page, "textarea")
        page.keyboard.type(STORY)
    elif name in ("about", "heard"):
        tab_to(page, "input[type=range]")
        page.keyboard.press("ArrowRight")
    elif name == "alles-nakijken":
        go = "form button[type=submit]"
    else:
        go = (
            "button[value=over], .telling-step button[value=verder]"
            if name == "wat-mag-ermee"
            else "button[value=over]"
        )
    tab_to(page, go)
    page.keyboard.press("Enter")


def by_taps(page: Page, name: str) -> None:
    if name == "voor-u-begint":
        page.locator("label:has(input[value=ja])").first.tap()
        page.locator("label:has(input[name=analyse][value=ja])").tap()
    elif name in ("prompt", "role", "tone", "life_domain"):
        page.locator(f"label:has(input[name={name}])").first.tap()
    elif name == "story":
        page.locator("textarea").fill(STORY)
    elif name in ("about", "helped"):
        page.locator(".raam-triangle").tap(position={"x": 120, "y": 150})
    elif name == "heard":
        page.locator("[data-step='1']").first.tap()
    elif name == "network":
        page.locator("[data-pick]").first.tap()
        page.locator(".raam-plane").tap(position={"x": 200, "y": 80})
    elif name == "wat-mag-ermee":
        page.locator("label:has(input[value=nee])").first.tap()
    page.get_by_role("button", name="Verstuur mijn verhaal" if name == "alles-nakijken" else "Verder").tap()


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


def test_whole_flow_by_keys_only(open_site: Any, storypoint: StoryPoint) -> None:
    page = open_site("/vertel/de-brug/")
    tab_to(page, ".telling-start a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/voor-u-begint/**")
    walk(page, by_keys)
    expect(page.locator(".raam-receipt")).to_be_visible()
    story = Story.objects.get()
    assert {"prompt", "role", "emotion", "about", "heard"} <= set(story.answers)


def test_whole_flow_by_taps_only(open_site: Any, storypoint: StoryPoint) -> None:
    page = open_site("/vertel/de-brug/", has_touch=True, is_mobile=True)
    page.get_by_role("link", name="Vertel uw verhaal").tap()
    page.wait_for_url("**/voor-u-begint/**")
    walk(page, by_taps)
    answers = Story.objects.get().answers
    assert answers["about"]["mode"] == answers["network"]["mode"] == "tap"
    assert set(answers["network"]) == {"wijkteam", "mode"}


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
