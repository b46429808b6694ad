"""A whole story told in a real browser: by keyboard alone, and by taps alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import pytest
from playwright.sync_api import Locator, Page, expect

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.stories.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

STORY = "Ik stond voor de balie met de brief in mijn hand. Niemand wist bij wie ik moest zijn. 😀"
CHOICES = ("input[type=radio]:visible", "input[type=checkbox]:visible:not([data-nvt])")


class Hands(Protocol):
    """One way to operate a page."""

    page: Page

    def press(self, what: Locator) -> None: ...

    def choose(self, what: Locator) -> None: ...

    def write(self, what: Locator, text: str) -> None: ...

    def place(self) -> None: ...


@dataclass
class Keyboard:
    """Tab to it, and a key: no pointer at all."""

    page: Page

    def reach(self, what: Locator) -> None:
        for _ in range(150):
            if what.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {what}")

    def press(self, what: Locator) -> None:
        self.reach(what)
        self.page.keyboard.press("Enter")

    def choose(self, what: Locator) -> None:
        self.reach(what)
        self.page.keyboard.press("Space")

    def write(self, what: Locator, text: str) -> None:
        self.reach(what)
        self.page.keyboard.insert_text(text)

    def place(self) -> None:
        summary = self.page.locator("signifier-stones summary")
        if summary.count():
            self.press(summary.first)
        self.reach(self.page.locator("input[type=range]:visible").first)
        self.page.keyboard.press("PageUp")


@dataclass
class Taps:
    """A finger: no key, no dragging."""

    page: Page

    def press(self, what: Locator) -> None:
        what.tap()

    def choose(self, what: Locator) -> None:
        what.tap()

    def write(self, what: Locator, text: str) -> None:
        what.tap()
        self.page.keyboard.insert_text(text)

    def place(self) -> None:
        pick = self.page.locator("[data-pick]")
        if pick.count():
            pick.first.tap()
        drawing = self.page.locator(".raam-triangle__shape")
        if drawing.count():
            drawing.tap()
        else:
            self.page.locator("[data-step]:visible").last.tap()


def answer(hands: Hands) -> None:
    """Give the question on the page an answer, whatever its kind."""
    page = hands.page
    if page.locator("signifier-triad, signifier-dyad, signifier-stones").count():
        hands.place()
        return
    text = page.locator("main textarea, main input[type=text]")
    if text.count():
        hands.write(text.first, STORY if page.locator("textarea").count() else "Aan de balie")
        return
    groups = page.locator("main fieldset:visible")
    for group in groups.all() or [page.locator("main")]:
        for kind in CHOICES:
            if group.locator(kind).count():
                hands.choose(group.locator(kind).first)
                break


def go(hands: Hands, what: Locator) -> None:
    """Press what leads to the next page, which must not be the same page with an error."""
    with hands.page.expect_navigation():
        hands.press(what)
    assert hands.page.locator(".raam-errors").count() == 0, hands.page.locator(".raam-errors").inner_text()


def tell(hands: Hands, look: Callable[[Page], None]) -> str:
    """Walk from the welcome to the receipt and return what it shows."""
    page = hands.page
    look(page)
    go(hands, page.get_by_role("link", name="Vertel uw verhaal"))
    for _ in range(40):
        look(page)
        send = page.get_by_role("button", name="Verstuur mijn verhaal")
        if send.count():
            expect(page.get_by_text("Niemand wist bij wie ik moest zijn. 😀").first).to_be_visible()
            go(hands, send)
            look(page)
            return page.locator(".raam-receipt").inner_text()
        answer(hands)
        look(page)
        go(hands, page.get_by_role("button", name="Verder"))
    raise AssertionError("the steps do not end")


def check_what_arrived(receipt: str, mode: str) -> None:
    assert len(receipt.replace("\n", "").replace(" ", "")) == 16
    story = Story.objects.get()
    assert set(story.answers) >= {"prompt", "role", "about", "heard", "network", "should_know"}
    assert [story.answers[id]["mode"] for id in ("about", "network")] == [mode, mode]


def test_by_keyboard_alone(open_page: Any, live_server: Any, storypoint: StoryPoint, axe: Any) -> None:
    page = open_page(f"{live_server.url}/vertel/de-brug/", width=390)

    def look(page: Page) -> None:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url

    check_what_arrived(tell(Keyboard(page), look), "slider")


def test_by_taps_alone(open_page: Any, live_server: Any, storypoint: StoryPoint) -> None:
    page = open_page(f"{live_server.url}/vertel/de-brug/", has_touch=True, is_mobile=True)
    check_what_arrived(tell(Taps(page), lambda page: None), "tap")


def test_quick_exit_leaves_nothing_to_go_back_to(
    open_page: Any, live_server: Any, storypoint: StoryPoint, news: str
) -> None:
    page = open_page(f"{live_server.url}/vertel/de-brug/")
    page.get_by_role("link", name="Vertel uw verhaal").click()
    for radio in page.get_by_role("radio", name="Ja").all():
        radio.check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("radio").first.wait_for()
    assert page.context.cookies(live_server.url + "/vertel/de-brug/")
    page.get_by_role("link", name="Snel weg").click()
    page.wait_for_url(news)
    assert page.context.cookies(live_server.url + "/vertel/de-brug/") == []
