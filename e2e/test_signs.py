"""The other signs and the building blocks in a real browser."""

import gzip
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from raamvertelling.web.tests.signs import SIGNS

pytestmark = pytest.mark.browser
Received = Callable[[Page], Any]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("id", sorted(SIGNS.keys() - {"about", "decided"}))
def test_every_question_is_accessible_and_fits(open_page: Any, site: str, axe: Any, id: str, width: int) -> None:
    for query in ("", "?fout=Kies+een+antwoord.", "?taal=ar"):
        page = open_page(f"{site}/vraag/{id}/{query}", width=width)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("id", sorted(SIGNS))
def test_question_page_weighs_less_than_60_kilobytes(open_page: Any, site: str, id: str) -> None:
    page = open_page(f"{site}/vraag/{id}/")
    page.wait_for_load_state("networkidle")
    addresses = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert any(each.endswith("signifier.css") for each in addresses)
    bodies = [page.request.get(address).body() for address in [page.url, *addresses]]
    assert sum(len(gzip.compress(body)) for body in bodies) < 60_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("id", ["about", "leeway", "network", "role", "mood", "faces"])
def test_forced_colours(open_page: Any, site: str, axe: Any, id: str, scheme: str) -> None:
    page = open_page(f"{site}/vraag/{id}/", forced_colors="active", color_scheme=scheme)
    # axe reads -webkit-text-fill-color, which keeps our colour when the browser has replaced it; so look ourselves.
    axe(page, without=("color-contrast",))
    ours = page.evaluate(
        """[...document.querySelectorAll('h1, p, legend, label, span, button')].filter(e => e.offsetParent)
           .filter(e => getComputedStyle(e).color === getComputedStyle(document.body).backgroundColor
                     || getComputedStyle(e).color === 'rgb(29, 39, 51)').map(e => e.outerHTML)"""
    )
    assert ours == []


def test_pictures_by_keyboard(open_page: Any, site: str, received: Received, axe: Any) -> None:
    page = open_page(f"{site}/vraag/mood/", width=320)
    page.get_by_role("radio", name="Opgelucht").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Machteloos")).to_be_checked()
    axe(page)
    assert received(page) == "machteloos"


def test_pictures_are_big_cards_in_two_columns_on_a_small_phone(open_page: Any, site: str) -> None:
    page = open_page(f"{site}/vraag/mood/", width=320)
    boxes = [each.bounding_box() for each in page.locator(".raam-picture-choice").all()]
    assert len({round(box["x"]) for box in boxes if box}) == 2
    assert all(box and box["width"] >= 120 and box["height"] >= 90 for box in boxes)


def test_faces_are_drawn_in_the_colours_of_the_system(open_page: Any, site: str) -> None:
    page = open_page(f"{site}/vraag/faces/", forced_colors="active", color_scheme="dark")
    look = "document.querySelector('.raam-picture__lines')"
    drawn = page.evaluate(f"getComputedStyle({look}).stroke === getComputedStyle(document.querySelector('h1')).color")
    assert drawn is True


def test_line_by_keyboard(open_page: Any, site: str, received: Received, axe: Any) -> None:
    page = open_page(f"{site}/vraag/leeway/")
    line = page.get_by_role("slider", name="In dit verhaal was er...")
    assert line.get_attribute("aria-valuetext") == "nog niet gekozen"
    line.press("ArrowRight")
    line.press("Shift+ArrowRight")
    line.press("PageUp")
    text = "75 van 100, meer naar ‘zoveel ruimte dat het willekeur werd’"
    assert line.get_attribute("aria-valuetext") == text
    axe(page)
    assert received(page) == {"at": 0.75, "mode": "slider"}


def test_line_by_taps(open_page: Any, site: str, received: Received) -> None:
    page = open_page(f"{site}/vraag/leeway/", has_touch=True, is_mobile=True)
    page.get_by_role("slider").tap()
    assert page.locator("[data-set]").input_value() == "1", "the very middle can be tapped too"
    page.get_by_role("button", name="Meer naar geen ruimte").tap()
    expect(page.locator(".raam-sign__status")).to_contain_text("45 van 100, meer naar ‘geen ruimte")
    assert received(page) == {"at": 0.45, "mode": "buttons"}


def test_line_cleared_or_untouched_is_skipped(open_page: Any, site: str, received: Received) -> None:
    page = open_page(f"{site}/vraag/leeway/")
    page.get_by_role("slider").press("End")
    page.get_by_role("button", name="Haal de stip weg").click()
    assert received(page) == "skipped"


def test_line_mirrors_its_keys(open_page: Any, site: str) -> None:
    page = open_page(f"{site}/vraag/leeway/?taal=ar")
    page.get_by_role("slider").press("ArrowLeft")
    assert page.locator("[data-share]").input_value() == "0.55"


def test_line_without_scripts(open_page: Any, site: str, received: Received) -> None:
    page = open_page(f"{site}/vraag/leeway/", java_script_enabled=False)
    page.get_by_role("radio", name="meer ‘geen ruimte om van de regel af te wijken’").check()
    assert received(page) == {"at": 0.25, "mode": "rows"}


def tap_field(page: Page, x: float, y: float) -> None:
    field = page.locator(".raam-plane .raam-triangle__shape")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] * x, box["y"] + box["height"] * (1 - y))


def test_stones_by_taps(open_page: Any, site: str, received: Received, axe: Any) -> None:
    page = open_page(f"{site}/vraag/network/", has_touch=True, is_mobile=True)
    tap_field(page, 0.5, 0.5)
    expect(page.locator(".raam-sign__status")).to_have_text("Kies eerst een steen.")
    stone = page.get_by_role("button", name="wijkteam", exact=True)
    stone.tap()
    expect(stone).to_have_attribute("aria-pressed", "true")
    axe(page)
    tap_field(page, 0.2, 0.9)
    expect(stone).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".raam-sign__status")).to_have_text("Steen ‘wijkteam’ staat: veel invloed, hielp niet.")
    axe(page)
    raw = received(page)
    assert raw["mode"] == "tap" and abs(raw["wijkteam"]["x"] - 0.2) < 0.02 and abs(raw["wijkteam"]["y"] - 0.9) < 0.02


def test_stones_by_keyboard_and_back_again(open_page: Any, site: str, received: Received, axe: Any) -> None:
    page = open_page(f"{site}/vraag/network/")
    page.locator("summary").nth(1).press("Enter")
    sliders = page.get_by_role("group", name="huisarts").get_by_role("slider")
    sliders.nth(0).press("End")
    sliders.nth(1).press("PageUp")
    axe(page)
    page.locator("summary").nth(2).press("Enter")
    page.get_by_role("group", name="buren en vrienden").get_by_role("slider").first.press("Home")
    page.get_by_role("group", name="buren en vrienden").get_by_role("button", name="Hoort niet").press("Enter")
    assert received(page) == {"huisarts": {"x": 1, "y": 0.6}, "mode": "slider"}


def test_stones_that_cover_each_other_are_drawn_apart_and_kept_exactly(
    open_page: Any, site: str, received: Received
) -> None:
    raw = {"wijkteam": {"x": 0.5, "y": 0.5}, "huisarts": {"x": 0.5, "y": 0.5}, "mode": "tap"}
    page = open_page(f"{site}/vraag/network/?raw={quote(json.dumps(raw))}")
    drawn = [page.locator(".raam-dot__core").nth(n).bounding_box() for n in (0, 1)]
    assert drawn[0] and drawn[1]
    assert abs(drawn[0]["x"] - drawn[1]["x"]) + abs(drawn[0]["y"] - drawn[1]["y"]) > 15
    assert received(page) == raw


def test_stones_without_scripts(open_page: Any, site: str, received: Received) -> None:
    page = open_page(f"{site}/vraag/network/", java_script_enabled=False)
    stone = page.get_by_role("group", name="huisarts", exact=True)
    stone.get_by_role("radio", name="helemaal ‘hielp veel’").check()
    stone.get_by_role("radio", name="precies ertussenin").nth(1).check()
    assert received(page) == {"huisarts": {"x": 1, "y": 0.5}, "mode": "rows"}


def test_error_summary_gets_focus_and_leads_to_the_question(open_page: Any, site: str) -> None:
    page = open_page(f"{site}/vraag/role/?fout=Kies+een+rol.")
    expect(page.locator(".raam-errors")).to_be_focused()
    page.get_by_role("link", name="Kies een rol.").click()
    assert page.url.endswith("#vraag-role")


def test_quick_exit_by_click_by_keys_and_without_scripts(open_page: Any, site: str) -> None:
    page = open_page(f"{site}/vraag/about/")
    page.get_by_role("link", name="Snel weg").click()
    page.wait_for_url("**/weg/")
    assert page.evaluate("history.length") == 2, "the question is no longer in the history"
    page = open_page(f"{site}/vraag/about/")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/weg/")
    page = open_page(f"{site}/vraag/about/", java_script_enabled=False)
    page.get_by_role("link", name="Snel weg").click()
    page.wait_for_url("**/weg/")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("query", ["", "?fout"])
def test_building_blocks_are_accessible_and_fit(open_page: Any, site: str, axe: Any, width: int, query: str) -> None:
    page = open_page(f"{site}/bouwstenen/{query}", width=width)
    axe(page)
    page.locator(".raam-menu > summary").click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
