"""A whole story in Arabic, Turkish and easy Dutch: language first, each page in its own direction, none in Dutch."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from raamvertelling.core.framework import dump, load
from raamvertelling.inquiries.models import FrameworkVersion, Inquiry, StoryPoint
from raamvertelling.stories.models import Story
from raamvertelling.web.language_list import KNOWN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

SPOKEN = load((Path(__file__).parent / "spoken.yaml").read_text(encoding="utf-8"))
STORIES = {
    "ar": "كنت أقف أمام الباب ومعي رسالة من Gemeente Veldhaven. لم يعرف أحد من المسؤول.",
    "tr": "Elimde mektupla kapının önünde duruyordum. Kimse kime gitmem gerektiğini bilmiyordu.",
    "nl-simple": "Ik stond voor de deur met een brief. Niemand kon mij helpen.",
}
# Words that only stand on a page of a teller when something was left in Dutch.
DUTCH = re.compile(r"(?<![-/\w])(uw|Kies|verhaal|vraag|Sla|Terug|Verder|niet|nodig)(?![-/\w])")


@pytest.fixture
def spoken(inquiry: Inquiry, storypoint: StoryPoint, settings: Settings) -> StoryPoint:
    """A storypoint whose questions are written in Arabic, Turkish and partly in easy Dutch, all switched on."""
    settings.LANGUAGES = [(code, each.name) for code, each in KNOWN.items()]
    FrameworkVersion.objects.filter(inquiry=inquiry).update(definition=dump(SPOKEN))
    return storypoint


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page where RAAM_PICTURES says, for somebody to look at."""
    if folder := os.environ.get("RAAM_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def answer(page: Page, language: str) -> None:
    """Give the question on the page an answer by taps and keys."""
    placing = page.locator("signifier-triad, signifier-dyad, signifier-stones")
    if placing.count():
        if page.locator("[data-pick]").count():
            page.locator("[data-pick]").first.click()
            page.locator(".raam-triangle__shape").click(position={"x": 60, "y": 60})
        elif page.locator(".raam-triangle__shape").count():
            box = page.locator("svg.raam-triangle").bounding_box()
            assert box
            # Close to the corner at the bottom left of the screen.
            page.mouse.click(box["x"] + 0.2 * box["width"], box["y"] + 0.82 * box["height"])
        else:
            page.locator("[data-step]:visible").last.click()
        return
    text = page.locator("main textarea")
    if text.count():
        text.first.fill(STORIES[language])
        return
    for group in page.locator("main fieldset:visible").all():
        group.locator("input[type=radio], input[type=checkbox]").first.check()


def forward(page: Page) -> Locator:
    """Return the button that leads on: that of the step, or of the page that has none."""
    onward = page.locator("button[name=actie][value=verder]")
    return onward if onward.count() else page.locator("main form > .raam-actions button[type=submit]").first


def walk(page: Page, language: str, look: Any) -> None:
    """Choose the language and tell until the receipt."""
    look("taal")
    page.locator(f'.telling-choose-language a[lang="{language}"]').click()
    look("welkom")
    page.locator(".telling-start a").click()
    for _ in range(20):
        here = page.url.partition("?")[0].rstrip("/").rsplit("/", 1)[1]
        look(here)
        if here == "uw-code":
            return
        if here != "alles-nakijken":
            answer(page, language)
            look(f"{here}-gekozen")
        with page.expect_navigation():
            forward(page).click()
    raise AssertionError("the steps do not end")


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("ar", 1280), ("tr", 1280), ("nl-simple", 390)])
def test_a_story_from_the_first_page_to_the_receipt(
    open_page: Any, live_server: Any, spoken: StoryPoint, axe: Any, language: str, width: int
) -> None:
    page = open_page(f"{live_server.url}/vertel/de-brug/", width=width)
    direction = "rtl" if language == "ar" else "ltr"

    def look(name: str) -> None:
        if name != "taal":
            assert page.locator("html").get_attribute("lang") == language
            assert page.locator("html").get_attribute("dir") == direction
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        picture(page, f"{language}-{width}-{name}")
        if language in ("ar", "tr") and name not in ("taal", "welkom"):
            assert not DUTCH.search(page.locator("main").inner_text()), page.locator("main").inner_text()

    walk(page, language, look)
    story = Story.objects.get()
    assert story.language == language
    # The corner at the bottom left of the screen is the third in a language that runs from right to left.
    heaviest = max(("mens", "regels", "geld"), key=lambda each: story.answers["about"][each])
    assert heaviest == ("geld" if language == "ar" else "regels")
    expect(page.locator(".raam-receipt")).to_have_attribute("dir", "ltr")


def test_a_receipt_in_arabic_shows_the_code_from_left_to_right(
    open_page: Any, live_server: Any, spoken: StoryPoint
) -> None:
    page = open_page(f"{live_server.url}/vertel/de-brug/?taal=ar")
    walk_from_welcome = page.locator(".telling-start a")
    walk_from_welcome.click()
    for _ in range(20):
        if "uw-code" in page.url:
            break
        if "alles-nakijken" not in page.url:
            answer(page, "ar")
        with page.expect_navigation():
            forward(page).click()
    boxes = [each.bounding_box() for each in page.locator(".raam-receipt span").all()]
    places = [(round(each["y"]), each["x"]) for each in boxes if each]
    assert len(places) == 4 and places == sorted(places), "groups of digits run from left to right"
    code = page.locator(".raam-receipt").inner_text()
    page.goto(f"{live_server.url}/mijn-verhaal/?taal=ar")
    page.locator("input[name=code]").fill(code)
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".raam-story__text")).to_contain_text("رسالة من Gemeente Veldhaven")
    assert page.locator("html").get_attribute("dir") == "rtl"
    picture(page, "ar-mijn-verhaal")
