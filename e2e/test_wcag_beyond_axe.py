"""WCAG criteria that axe has no rule for, on questions and building blocks; the criterion is in the name."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGES = ["vraag/about/", "vraag/network/", "vraag/barriers/", "vraag/story/", "bouwstenen/"]

STATE = """() => {
  const e = document.activeElement, b = e.getBoundingClientRect();
  const at = document.elementFromPoint(b.x + b.width / 2, b.y + Math.min(b.height / 2, 20));
  const ring = getComputedStyle(e), around = getComputedStyle(e.closest('label') ?? e);
  return {
    tag: e.tagName, html: e.outerHTML.slice(0, 120), x: b.x, y: b.y + scrollY, height: b.height,
    seen: Boolean(at) && (e.contains(at) || at.contains(e) || e.closest('label')?.contains(at)),
    ringed: ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 2
         || around.outlineStyle !== 'none' && parseFloat(around.outlineWidth) >= 2,
    address: location.href,
  };
}"""


def tab_through(page: Page, most: int = 120) -> list[dict[str, Any]]:
    """Press Tab until the focus leaves the page, and return what had it."""
    found = []
    page.evaluate("document.activeElement.blur()")
    for _ in range(most):
        page.keyboard.press("Tab")
        state = page.evaluate(STATE)
        if state["tag"] == "BODY":
            return found
        found.append(state)
    raise AssertionError("the focus never left the page")


@pytest.mark.parametrize("address", PAGES)
def test_2_1_2_2_4_3_2_4_7_2_4_11_focus(open_page: Any, site: str, address: str) -> None:
    page = open_page(f"{site}/{address}")
    stops = tab_through(page)
    assert len(stops) > 3
    assert [stop["html"] for stop in stops if not stop["ringed"]] == []
    assert [stop["html"] for stop in stops if not stop["seen"]] == []
    in_main = page.evaluate(
        'document.querySelectorAll(\'main [tabindex]:not([tabindex="0"], [tabindex="-1"])\').length'
    )
    assert in_main == 0, "the order of the source is the order of the keyboard"


@pytest.mark.parametrize("address", PAGES)
def test_3_2_1_focus_changes_nothing(open_page: Any, site: str, address: str) -> None:
    page = open_page(f"{site}/{address}")
    assert {stop["address"] for stop in tab_through(page)} == {page.url}


@pytest.mark.parametrize("address", PAGES)
def test_1_4_10_reflow_at_400_percent(open_page: Any, site: str, address: str) -> None:
    page = open_page(f"{site}/{address}", width=320, height=256)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert all(stop["seen"] for stop in tab_through(page))


@pytest.mark.parametrize("address", PAGES)
def test_1_4_12_text_spacing(open_page: Any, site: str, address: str) -> None:
    page = open_page(f"{site}/{address}", width=320)
    page.evaluate(
        """() => { const sheet = new CSSStyleSheet();
        sheet.replaceSync('p { margin-bottom: 2em !important } * { line-height: 1.5 !important; ' +
          'letter-spacing: .12em !important; word-spacing: .16em !important }');
        document.adoptedStyleSheets = [sheet]; }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    clipped = page.evaluate(
        """[...document.querySelectorAll('button, a.raam-button, label, legend:not(.raam-visually-hidden)')]
           .filter(e => e.offsetParent)
           .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
           .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert clipped == []


@pytest.mark.parametrize("address", PAGES)
def test_2_1_4_letters_do_nothing(open_page: Any, site: str, address: str) -> None:
    page = open_page(f"{site}/{address}")
    page.locator("h1").first.click()
    before = page.content()
    page.keyboard.type("abcdefghijklmnopqrstuvwxyz0123456789")
    assert page.content() == before


def test_2_3_3_motion_is_off_when_asked(open_page: Any, site: str) -> None:
    page = open_page(f"{site}/vraag/about/", reduced_motion="reduce")
    moving = page.evaluate(
        """[...document.querySelectorAll('*')].map(e => getComputedStyle(e))
           .filter(s => parseFloat(s.transitionDuration) > 0 || s.animationName !== 'none').length"""
    )
    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_3_2_6_help_is_at_the_same_place(open_page: Any, site: str) -> None:
    for id in ("about", "story", "role"):
        page = open_page(f"{site}/vraag/{id}/")
        assert page.locator("footer a").first.inner_text() == "Hulp"
        assert page.locator("header a").last.inner_text() == "Snel weg"
