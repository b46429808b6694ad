"""The editor in a browser: an inquiry from a template by keyboard only, with the keys counted; axe after each state."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from raamvertelling.inquiries.models import FrameworkDraft, Inquiry
from raamvertelling.inquiries.services import draft_for, save_draft
from raamvertelling.people.models import User

OpenPage = Callable[..., Page]
Axe = Callable[..., None]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

EDITOR = "/team/vroeg-erbij/kader/bewerken/"
# Counted, not measured with people: keys other than the words themselves, from the list of inquiries to live.
MOST_KEYS = 400


class Keys:
    """Somebody without a mouse: presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed, self.typed = page, 0, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def to(self, selector: str) -> "Keys":
        for _ in range(200):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return self
            self.press("Tab")
        raise AssertionError(f"{selector} is not reached by Tab")

    def type(self, selector: str, words: str) -> None:
        self.to(selector)
        self.press("Control+A")
        self.page.keyboard.type(words)
        self.typed += len(words)

    def go(self, selector: str) -> None:
        self.to(selector)
        with self.page.expect_navigation():
            self.press("Enter")


def signed_in(open_page: OpenPage, live_server: LiveServer, path: str, **options: object) -> Page:
    page = open_page(f"{live_server.url}/account/login/", **options)
    page.get_by_label("E-mailadres").fill("bart@veldhaven.example")
    page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"{live_server.url}/team/")
    page.goto(f"{live_server.url}{path}")
    return page


def test_from_template_to_live_by_keyboard_only(
    open_page: OpenPage, live_server: LiveServer, people: dict[str, User], axe: Axe
) -> None:
    page = signed_in(open_page, live_server, "/team/", width=1280)
    keys = Keys(page)
    keys.go('a[href="/team/onderzoek/nieuw/"]')
    keys.type("[name=title]", "Hoe gaat het met de hulp?")
    keys.to("[name=start]")
    keys.press("Space")
    keys.go("form button[type=submit].raam-button")
    inquiry = Inquiry.objects.exclude(slug="vroeg-erbij").get()
    axe(page)
    base = f"/team/{inquiry.slug}/kader/"
    keys.go(f'a[href="{base}"]')
    keys.go(f'a[href="{base}bewerken/"]')
    axe(page)
    keys.go(f'a[href="{base}bewerken/nieuw/"]')
    axe(page)
    keys.go("button[value=triad]")
    keys.type("[name=text]", "Wat gaf de doorslag?")
    for number, corner in enumerate(("wat ik wilde", "wat kon", "wat mocht")):
        keys.type(f"[name=a{number}-text]", corner)
    keys.go("button[value=klaar]")
    axe(page)
    keys.go('button[value="op:wat_gaf_de_doorslag"]')
    keys.go(f'a[href="{base}bewerken/vraag/story/"]')
    keys.type("[name=text]", "Vertel wat u meemaakte.")
    keys.go("button[value=klaar]")
    keys.go(f'a.raam-button[href="{base}bewerken/live/"]')
    axe(page)
    keys.go("main form button[type=submit]")
    live = Inquiry.objects.get(pk=inquiry.pk).framework
    assert live.story.text.in_language("nl") == "Vertel wat u meemaakte."
    assert [each.id for each in getattr(live.signifier("wat_gaf_de_doorslag"), "anchors", ())] == [
        "wat_ik_wilde",
        "wat_kon",
        "wat_mocht",
    ]
    assert keys.pressed <= MOST_KEYS, (keys.pressed, keys.typed)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "path",
    ["", "nieuw/", "rond-de-vragen/", "live/", "vraag/about/", "vraag/network/", "vraag/barrier_rule/",
     "vraag/emotion/", "vraag/about/voorbeeld/?stem=professional"],
)  # fmt: skip
def test_every_page_is_accessible_and_fits(
    open_page: OpenPage,
    live_server: LiveServer,
    inquiry: Inquiry,
    people: dict[str, User],
    axe: Axe,
    path: str,
    width: int,
) -> None:
    draft = draft_for(inquiry=inquiry, user=people["bart"])
    save_draft(draft=draft, definition={**draft.definition, "title": "Anders"}, revision=draft.revision)
    page = signed_in(open_page, live_server, EDITOR + path, width=width)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_errors_and_problems_are_accessible_and_lead_to_their_place(
    open_page: OpenPage, live_server: LiveServer, inquiry: Inquiry, people: dict[str, User], axe: Axe
) -> None:
    page = signed_in(open_page, live_server, f"{EDITOR}vraag/title/")
    page.get_by_label("Hoeveel tekens mag het zijn?").fill("99999")
    page.get_by_role("button", name="Bewaar", exact=True).last.click()
    axe(page)
    assert page.locator(".raam-errors a").first.get_attribute("href") == "#k-max_length"
    draft = draft_for(inquiry=inquiry, user=people["bart"])
    items = [{**each, "text": ""} if each["id"] == "emotion" else each for each in draft.definition["items"]]
    save_draft(draft=draft, definition={**draft.definition, "items": items}, revision=draft.revision)
    page.goto(f"{live_server.url}{EDITOR}")
    axe(page)
    page.locator("#problemen a").first.click()
    assert page.url.endswith("vraag/emotion/#k-text")
    assert page.locator("#k-text").count() == 1


def test_the_preview_works_and_trying_it_counts_for_nothing(
    open_page: OpenPage, live_server: LiveServer, inquiry: Inquiry, people: dict[str, User], axe: Axe
) -> None:
    page = signed_in(open_page, live_server, f"{EDITOR}vraag/about/")
    slider = page.locator(".editor-phone input[type=range]").first
    slider.focus()
    slider.press("End")
    assert "100" in (slider.get_attribute("aria-valuetext") or "")
    page.goto(f"{live_server.url}{EDITOR}")
    page.get_by_role("button", name="Probeer het concept").click()
    page.wait_for_url("**/vertel/**")
    axe(page)
    assert page.get_by_text("Oefenen: dit telt niet mee").is_visible()
    assert page.locator("body.telling-test").count() == 1
    assert FrameworkDraft.objects.get().is_open


def test_everything_works_without_scripts(
    open_page: OpenPage, live_server: LiveServer, inquiry: Inquiry, people: dict[str, User]
) -> None:
    page = signed_in(open_page, live_server, f"{EDITOR}vraag/emotion/", java_script_enabled=False)
    page.locator('button[value="neer:0"]').click()
    options = next(each for each in FrameworkDraft.objects.get().definition["items"] if each["id"] == "emotion")[
        "options"
    ]
    live = inquiry.framework.signifier("emotion")
    assert [each["id"] for each in options][:2] == [each.id for each in getattr(live, "options", ())][1::-1]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_progress_page_is_accessible(
    open_page: OpenPage, live_server: LiveServer, people: dict[str, User], inquiry: Inquiry, axe: Axe, width: int
) -> None:
    page = signed_in(open_page, live_server, "/team/vroeg-erbij/voortgang/", width=width)
    page.get_by_label("Stem: Inwoner").fill("40")
    page.get_by_role("button", name="Bewaar de doelen").click()
    axe(page)
    assert page.get_by_text("Inwoner: te weinig om te tonen. Het doel is 40.").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
