"""The triangle in a real browser: by keyboard, by taps, by dragging, without scripts, mirrored, in forced colours."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Received = Callable[[Page], Any]

TARGETS = [
    (1, 0, 0),
    (0, 1, 0),
    (0, 0, 1),
    (1 / 3, 1 / 3, 1 / 3),
    (0.5, 0.5, 0),
    (0.5, 0, 0.5),
    (0, 0.5, 0.5),
    (0.6, 0.3, 0.1),
    (0.1, 0.6, 0.3),
    (0.3, 0.1, 0.6),
    (0.8, 0.15, 0.05),
    (0.05, 0.4, 0.55),
]


def weights(page: Page) -> list[float]:
    return [float(box.input_value()) for box in page.locator("[data-share]").all()]


def is_set(page: Page) -> bool:
    return page.locator("[data-set]").input_value() == "1"


def point(page: Page, top: float, left: float, right: float) -> tuple[float, float]:
    """Return where on the screen these weights lie, in a page that is not mirrored."""
    box = page.locator(".raam-triangle__shape").bounding_box()
    assert box
    return box["x"] + box["width"] * (right + top / 2), box["y"] + box["height"] * (1 - top)


def slide(page: Page, corner: int, share: float) -> None:
    """Bring one slider to a share with keys alone: to the start, then in steps of ten and five."""
    range_ = page.locator("input[type=range]").nth(corner)
    range_.focus()
    page.keyboard.press("Home")
    tens, fives = divmod(round(share * 20), 2)
    for _ in range(tens):
        page.keyboard.press("PageUp")
    for _ in range(fives):
        page.keyboard.press("ArrowRight")


def test_keyboard_alone_reaches_twelve_places_within_a_step(open_page: Any, site: str) -> None:
    page = open_page(f"{site}/vraag/about/")
    for top, left, right in TARGETS:
        clear = page.get_by_role("button", name="Haal de stip weg")
        if clear.is_visible():  # there is nothing to take away before the first one
            clear.press("Enter")
            expect(page.get_by_role("button", name="Zet de stip in het midden")).to_be_focused()
        slide(page, 2, 0)
        slide(page, 0, top / (top + left) if top + left else 0.5)
        slide(page, 2, right)
        reached = weights(page)
        assert max(abs(a - b) for a, b in zip(reached, (top, left, right), strict=True)) <= 0.05, reached
        assert abs(sum(reached) - 1) < 1e-9


def test_tab_goes_through_the_sliders_and_out_again(open_page: Any, site: str) -> None:
    page = open_page(f"{site}/vraag/about/")
    page.locator("input[type=range]").first.focus()
    seen = []
    for _ in range(16):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText || document.activeElement.type"))
    assert "Verder" in seen and "Hulp" in seen
    assert seen.index("Verder") < seen.index("Hulp")


def test_end_and_back_restores_the_ratio_of_the_others(open_page: Any, site: str) -> None:
    page = open_page(f"{site}/vraag/about/?raw={quote(json.dumps({'mens': 0.2, 'regels': 0.6, 'geld': 0.2}))}")
    first = page.locator("input[type=range]").first
    first.press("End")
    assert weights(page) == [1, 0, 0]
    first.press("ArrowLeft")
    top, left, right = weights(page)
    assert (top, round(left / right, 6)) == (0.95, 3)


def test_tap_places_the_dot_and_tells_it(open_page: Any, site: str, received: Received, axe: Any) -> None:
    page = open_page(f"{site}/vraag/about/", has_touch=True, is_mobile=True)
    page.touchscreen.tap(*point(page, 0.2, 0.2, 0.6))
    assert max(abs(a - b) for a, b in zip(weights(page), (0.2, 0.2, 0.6), strict=True)) < 0.02
    expect(page.locator(".raam-sign__status")).to_have_text("De stip staat. De mens 20, de regels 20, het geld 60.")
    axe(page)
    raw = received(page)
    assert raw.pop("mode") == "tap"
    assert abs(sum(raw.values()) - 1) < 1e-9


def test_tap_outside_comes_to_the_nearest_point(open_page: Any, site: str) -> None:
    page = open_page(f"{site}/vraag/about/")
    x, y = point(page, 1, 0, 0)
    page.mouse.click(x, y - 10)
    assert weights(page) == [1, 0, 0]


def test_buttons_alone_are_enough(open_page: Any, site: str, received: Received) -> None:
    page = open_page(f"{site}/vraag/about/", has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Zet de stip in het midden").tap()
    for _ in range(3):
        page.get_by_role("button", name="Meer het geld").tap()
    page.get_by_role("button", name="Minder de mens").tap()
    expect(page.locator(".raam-sign__status")).to_contain_text("De stip staat.")
    assert received(page)["mode"] == "buttons"


def test_drag_starts_on_the_dot_and_escape_brings_it_back(open_page: Any, site: str, received: Received) -> None:
    page = open_page(f"{site}/vraag/about/", height=1400)
    page.get_by_role("button", name="Zet de stip in het midden").click()
    middle = weights(page)
    page.mouse.move(*point(page, *middle))
    page.mouse.down()
    page.mouse.move(*point(page, 0.8, 0.1, 0.1), steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert weights(page) == middle
    page.mouse.move(*point(page, *middle))
    page.mouse.down()
    page.mouse.move(*point(page, 0.8, 0.1, 0.1), steps=5)
    page.mouse.up()
    assert abs(weights(page)[0] - 0.8) < 0.02
    assert received(page)["mode"] == "drag"


def test_press_that_ends_outside_does_nothing(open_page: Any, site: str) -> None:
    page = open_page(f"{site}/vraag/about/")
    page.mouse.move(*point(page, 0.4, 0.3, 0.3))
    page.mouse.down()
    page.mouse.move(5, 5)
    page.mouse.up()
    assert not is_set(page)


def test_untouched_triangle_is_skipped(open_page: Any, site: str, received: Received) -> None:
    page = open_page(f"{site}/vraag/about/")
    expect(page.locator(".raam-dot")).to_be_hidden()
    assert [each.get_attribute("aria-valuetext") for each in page.locator("input[type=range]").all()] == [
        "nog niet gekozen"
    ] * 3
    assert received(page) == "skipped"


def test_dot_that_was_taken_away_is_skipped(open_page: Any, site: str, received: Received, axe: Any) -> None:
    page = open_page(f"{site}/vraag/about/")
    page.mouse.click(*point(page, 0.2, 0.2, 0.6))
    page.get_by_role("button", name="Haal de stip weg").click()
    expect(page.locator(".raam-sign__status")).to_have_text("De stip is weg.")
    axe(page)
    assert received(page) == "skipped"


def test_not_applicable_clears_and_a_new_dot_takes_it_back(open_page: Any, site: str, received: Received) -> None:
    page = open_page(f"{site}/vraag/about/")
    page.mouse.click(*point(page, 0.2, 0.2, 0.6))
    box = page.get_by_role("checkbox", name="Dit past niet bij mijn verhaal")
    box.check()
    expect(page.locator(".raam-sign__status")).to_have_text("Deze vraag telt niet mee.")
    assert not is_set(page)
    page.locator("input[type=range]").first.press("ArrowRight")
    expect(box).not_to_be_checked()
    box.check()
    assert received(page) == "not_applicable"


def test_only_the_moved_slider_speaks_after_a_key(open_page: Any, site: str) -> None:
    page = open_page(f"{site}/vraag/about/")
    page.locator("input[type=range]").first.press("Home")
    for _ in range(6):
        page.keyboard.press("PageUp")
    assert page.locator("input[type=range]").first.get_attribute("aria-valuetext") == "60 van 100, vooral"
    page.clock.install()
    page.clock.run_for(1000)
    expect(page.locator(".raam-sign__status")).to_be_empty()


def test_mirrored_page_gives_equal_weights_for_mirrored_taps(open_page: Any, site: str, axe: Any) -> None:
    page, mirrored = open_page(f"{site}/vraag/about/"), open_page(f"{site}/vraag/about/?taal=ar")
    x, y = point(page, 0.2, 0.2, 0.6)
    page.mouse.click(x, y)
    box = mirrored.locator(".raam-triangle__shape").bounding_box()
    original = page.locator(".raam-triangle__shape").bounding_box()
    assert box and original
    mirrored.mouse.click(box["x"] + box["width"] - (x - original["x"]), box["y"] + y - original["y"])
    # A browser gives the place of a click in whole pixels: equal within one pixel of a side.
    assert max(abs(a - b) for a, b in zip(weights(page), weights(mirrored), strict=True)) < 1.5 / original["width"]
    before = weights(mirrored)[0]
    mirrored.locator("input[type=range]").first.press("ArrowLeft")
    assert weights(mirrored)[0] > before
    mirrored.locator("input[type=range]").first.press("ArrowDown")
    axe(mirrored)


@pytest.mark.parametrize("id", ["about", "decided"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_state_is_accessible_and_fits(open_page: Any, site: str, axe: Any, id: str, width: int) -> None:
    page = open_page(f"{site}/vraag/{id}/", width=width)
    for act in (
        lambda: None,
        lambda: page.mouse.click(*point(page, 0.3, 0.3, 0.4)),
        lambda: page.get_by_role("checkbox", name="Dit past niet").check(),
        lambda: page.get_by_role("button", name="Eenvoudige manier").click(),
        lambda: page.get_by_role("radio", name="heel veel").first.check(),
        lambda: page.get_by_role("button", name="Met de driehoek").click(),
    ):
        act()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """[...document.querySelectorAll('main button, main input[type=range]')].filter(e => e.offsetParent)
           .map(e => [e.innerText, e.getBoundingClientRect().height]).filter(([, h]) => h < 44)"""
    )
    assert small == []


@pytest.mark.parametrize("state", ["unset", "set"])
def test_forced_colours_keep_dot_and_sliders_visible(open_page: Any, site: str, axe: Any, state: str) -> None:
    page = open_page(f"{site}/vraag/about/", forced_colors="active")
    if state == "set":
        page.mouse.click(*point(page, 0.3, 0.3, 0.4))
        shown = "e => [getComputedStyle(e).fill, getComputedStyle(document.body).backgroundColor]"
        core, canvas = page.locator(".raam-dot__core").evaluate(shown)
        assert core != canvas
    axe(page)


def test_rows_are_for_everybody(open_page: Any, site: str, received: Received) -> None:
    page = open_page(f"{site}/vraag/about/")
    page.get_by_role("button", name="Eenvoudige manier").press("Enter")
    expect(page.get_by_role("button", name="Met de driehoek")).to_be_focused()
    for corner, word in (("de mens", "niet"), ("de regels", "een beetje"), ("het geld", "heel veel")):
        page.get_by_role("group", name=corner).get_by_role("radio", name=word, exact=True).check()
    assert received(page) == {"mens": 0, "regels": 0.25, "geld": 0.75, "mode": "rows"}


@pytest.mark.parametrize("width", [320, 1280])
def test_without_scripts_the_rows_do_it(open_page: Any, site: str, received: Received, width: int) -> None:
    page = open_page(f"{site}/vraag/about/", width=width, java_script_enabled=False)
    expect(page.locator("input[type=range]").first).to_be_hidden()
    for corner in ("de mens", "de regels", "het geld"):
        page.get_by_role("group", name=corner).get_by_role("radio", name="veel", exact=True).check()
    raw = received(page)
    assert raw["mode"] == "rows" and abs(raw["mens"] - 1 / 3) < 1e-9


def test_back_shows_the_dot_where_it_was(open_page: Any, site: str, received: Received) -> None:
    raw = {"mens": 0.21, "regels": 0.33, "geld": 0.46, "mode": "tap"}
    page = open_page(f"{site}/vraag/about/?raw={quote(json.dumps(raw))}")
    expect(page.locator(".raam-dot")).to_be_visible()
    assert received(page) == raw
