"""The library and the hints for plain language: while typing, by keyboard, without a script, wide and narrow."""

import pytest
from e2e.test_doors import Axe, OpenPage, doors, fits, sign_in
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]
__all__ = ["doors"]

EDITOR = "/team/vroeg-erbij/kader/bewerken"
HARD = "🙂 Vindt u ook niet dat er een integrale aanpak moet worden geregeld?"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_fit_and_have_no_violations(open_page: OpenPage, axe: Axe, doors: str, width: int) -> None:
    page = open_page(f"{doors}/", width=width)
    sign_in(page, doors, "bart")
    for path in ("bibliotheek/?doel=werk", "bibliotheek/helper_as/", "bibliotheek/worth/", "taal/", "vraag/effect/"):
        page.goto(f"{doors}{EDITOR}/{path}")
        assert fits(page), path
        axe(page)


def test_hints_come_while_typing_and_select_their_words(open_page: OpenPage, axe: Axe, doors: str) -> None:
    page = open_page(f"{doors}/", width=390)
    sign_in(page, doors, "bart")
    page.goto(f"{doors}{EDITOR}/vraag/effect/")
    field = page.get_by_label("De vraag", exact=True)
    field.fill(HARD)
    words = page.get_by_role("button", name="integrale aanpak")
    expect(words).to_be_visible()
    expect(page.locator("[data-language-status]")).to_contain_text("De vraag: 3 aanwijzingen")
    axe(page)
    words.press("Enter")
    assert selected(page) == "integrale aanpak"
    field.fill("Wat gebeurde er?")
    expect(page.locator("[data-language-status]")).to_contain_text("geen aanwijzingen meer")
    expect(words).to_have_count(0)


def selected(page: Page) -> str:
    return str(
        page.evaluate("(({value, selectionStart: a, selectionEnd: b}) => value.slice(a, b))(document.activeElement)")
    )


def test_without_a_script_the_button_saves_and_shows_the_hints(open_page: OpenPage, doors: str) -> None:
    page = open_page(f"{doors}/", java_script_enabled=False)
    sign_in(page, doors, "bart")
    page.goto(f"{doors}{EDITOR}/vraag/effect/")
    page.get_by_label("De vraag", exact=True).fill("Wat vindt u van de participatie?")
    page.get_by_role("button", name="Bewaar en kijk na op duidelijke taal").click()
    expect(page.get_by_text("‘participatie’ is een vakwoord.")).to_be_visible()


def test_a_question_goes_from_the_shelf_to_the_concept(open_page: OpenPage, axe: Axe, doors: str) -> None:
    page = open_page(f"{doors}/", width=390)
    sign_in(page, doors, "bart")
    page.goto(f"{doors}{EDITOR}/bibliotheek/")
    page.get_by_label("Woorden").fill("wachtlijst")
    page.get_by_role("button", name="Zoek").click()
    page.locator("#bieb-speed").get_by_role("button").click()
    expect(page.get_by_text("staat nu in het concept")).to_be_visible()
    expect(page.locator("#bieb-speed")).to_contain_text("Staat in het concept")
    axe(page)
