"""When a tab closes, a line is cut, somebody goes back, reads from right to left, or takes a story back."""

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from raamvertelling.inquiries.models import FrameworkVersion, Inquiry, StoryPoint
from raamvertelling.stories.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

STORY = "Ik stond voor de balie met de brief in mijn hand."
ARABIC: dict[str, Any] = {
    "schema": "framework/1",
    "id": "qissa",
    "version": 1,
    "language": "ar",
    "title": "قصص من الحي",
    "introduction": "نحن نطلب منك قصة.",
    "voices": None,
    "items": [
        {"id": "story", "type": "long_text", "required": True, "text": "احكِ قصتك."},
        {
            "id": "about",
            "type": "triad",
            "not_applicable": True,
            "text": "عمَّ كانت قصتك؟",
            "anchors": [{"id": "a", "text": "الناس"}, {"id": "b", "text": "القواعد"}, {"id": "c", "text": "المال"}],
        },
        {"id": "heard", "type": "dyad", "text": "شعرت", "left": {"text": "لا"}, "right": {"text": "نعم"}},
    ],
    "consent": {"text": "هل توافق؟", "purposes": [{"id": "analyse", "required": True, "text": "للبحث"}]},
}


def begin(page: Page) -> None:
    for name in ("old_enough", "analyse"):
        page.locator(f"input[name={name}][value=ja]").check()
    page.locator("main form button[type=submit]").last.click()


def tell_to_the_check(page: Page) -> None:
    """Answer what must be answered and pass over the rest."""
    begin(page)
    for _ in range(30):
        if page.url.endswith("/alles-nakijken/"):
            return
        if page.locator("textarea[name=story]").count():
            page.locator("textarea").fill(STORY)
        elif page.locator("input[name=prompt], input[name=role]").count():
            page.locator("input[type=radio]").first.check()
        skip = page.get_by_role("button", name="Sla over")
        (skip if skip.count() else page.get_by_role("button", name="Verder")).click()
        page.wait_for_load_state()
    raise AssertionError("the steps do not end")


def code_on(page: Page) -> str:
    return " ".join(page.locator(".raam-receipt span").all_inner_texts())


def test_a_draft_survives_a_closed_browser_and_asks_first(open_site: Any, storypoint: StoryPoint, axe: Any) -> None:
    page = open_site("/vertel/de-brug/voor-u-begint/")
    tell_to_the_check(page)
    address, context = page.url, page.context
    page.close()
    context.clear_cookies(name="raam_bezig")
    again = context.new_page()
    again.goto(address)
    expect(again.get_by_role("heading", level=1)).to_have_text("Verdergaan met uw verhaal?")
    assert STORY not in again.content()
    axe(again)
    again.get_by_role("button", name="Ja, ik ga verder").click()
    expect(again.get_by_text(STORY)).to_be_visible()


def test_a_cut_line_while_sending_gives_one_story_and_its_code(open_site: Any, storypoint: StoryPoint) -> None:
    # What a service worker fetches cannot be cut from here.
    page = open_site("/vertel/de-brug/voor-u-begint/", service_workers="block")
    tell_to_the_check(page)

    def cut(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.fulfill(status=204)
        else:
            route.continue_()

    page.route("**/alles-nakijken/", cut)
    with page.expect_response("**/alles-nakijken/"):
        page.get_by_role("button", name="Verstuur mijn verhaal").click()
    assert Story.objects.count() == 1 and page.url.endswith("/alles-nakijken/")
    page.unroute("**/alles-nakijken/")
    page.get_by_role("button", name="Verstuur mijn verhaal").click()
    page.wait_for_url("**/uw-code/")
    code = code_on(page)
    page.reload()
    assert code_on(page) == code and Story.objects.count() == 1
    page.goto(page.url.split("/vertel/")[0] + "/mijn-verhaal/")
    page.get_by_label("Uw code").fill(code.replace(" ", "-"))
    page.get_by_role("button", name="Laat mijn verhaal zien").click()
    expect(page.get_by_text(STORY)).to_be_visible()


def test_back_shows_what_was_answered_and_forward_goes_on(open_site: Any, storypoint: StoryPoint) -> None:
    page = open_site("/vertel/de-brug/voor-u-begint/")
    begin(page)
    page.locator("input[name=prompt]").first.check()
    page.get_by_role("button", name="Verder").click()
    page.locator("textarea").fill(STORY)
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url("**/title/")
    page.go_back()
    expect(page.locator("textarea")).to_have_value(STORY)
    page.go_back()
    expect(page.locator("input[name=prompt]").first).to_be_checked()
    page.go_forward()
    page.locator("textarea").fill(STORY + " En toen?")
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url("**/title/")
    page.get_by_role("link", name="Terug", exact=True).click()
    expect(page.locator("textarea")).to_have_value(STORY + " En toen?")


def leave_quickly(page: Page, news: str) -> None:
    """Press "Snel weg" and wait until the other site is there."""
    page.get_by_role("link", name="Snel weg").click()
    page.wait_for_url(news)


def test_quick_exit_leaves_nothing_to_go_back_to(open_site: Any, storypoint: StoryPoint, news: str) -> None:
    page = open_site("/vertel/de-brug/voor-u-begint/")
    tell_to_the_check(page)
    leave_quickly(page, news)
    assert [each["name"] for each in page.context.cookies() if each["name"].startswith("raam_")] == []


@pytest.mark.parametrize("width", [320, 1280])
def test_right_to_left_is_accessible_and_fits(open_site: Any, storypoint: StoryPoint, axe: Any, width: int) -> None:
    FrameworkVersion.objects.all().delete()
    made = dt.date(2026, 1, 1)
    FrameworkVersion.objects.create(inquiry=storypoint.inquiry, number=1, definition=ARABIC, made_on=made)
    page = open_site("/vertel/de-brug/", width=width)

    def look() -> None:
        axe(page)
        assert page.evaluate("[document.dir, document.documentElement.scrollWidth <= innerWidth]") == ["rtl", True]

    look()
    page.locator(".telling-start a").click()
    look()
    begin(page)
    look()
    page.locator("textarea").fill("وقفت أمام المكتب.")
    page.locator("button[name=actie][value=verder]").click()
    page.locator(".raam-triangle").click(position={"x": 120, "y": 150})
    look()
    page.locator("button[name=actie][value=verder]").click()
    look()
    page.locator("button[name=actie][value=over]").click()
    look()
    page.locator("main form button[type=submit]").last.click()
    look()
    assert sum(value for value in Story.objects.get().answers["about"].values() if isinstance(value, float)) == 1


def test_forced_colours_on_every_kind_of_page(open_site: Any, storypoint: StoryPoint, axe: Any) -> None:
    page = open_site("/vertel/de-brug/voor-u-begint/", forced_colors="active")
    # axe reads a colour that the browser has already replaced, so it cannot judge contrast here.
    axe(page, without=("color-contrast",))
    tell_to_the_check(page)
    axe(page, without=("color-contrast",))
    page.get_by_role("button", name="Verstuur mijn verhaal").click()
    axe(page, without=("color-contrast",))
    border = page.locator(".raam-receipt").evaluate("each => getComputedStyle(each).borderTopStyle")
    assert border == "solid"


@pytest.mark.parametrize("width", [320, 1280])
def test_ones_own_story_from_code_to_withdrawn(
    open_site: Any, storypoint: StoryPoint, inquiry: Inquiry, axe: Any, width: int
) -> None:
    page = open_site("/vertel/de-brug/voor-u-begint/", width=width)
    tell_to_the_check(page)
    page.get_by_role("button", name="Verstuur mijn verhaal").click()
    code = code_on(page)
    page.get_by_role("button", name="Ik heb mijn code, klaar").click()
    page.get_by_role("link", name="Mijn verhaal terugzien").click()

    def look() -> None:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    look()
    page.get_by_label("Uw code").fill("12")
    page.get_by_role("button", name="Laat mijn verhaal zien").click()
    look()
    page.get_by_label("Uw code").fill(code)
    page.get_by_role("button", name="Laat mijn verhaal zien").click()
    expect(page.get_by_text(STORY)).to_be_visible()
    look()
    page.get_by_role("link", name=re.compile("Wijzig.*Mijn hele verhaal")).click()
    look()
    page.get_by_role("button", name="Maak er ja van").click()
    page.wait_for_url("**/bekijken/")
    assert Story.objects.get().may_publish
    page.get_by_role("link", name="Verbeter de tekst").click()
    look()
    page.get_by_role("link", name="Terug", exact=True).click()
    page.get_by_role("link", name="Trek mijn verhaal in").click()
    look()
    page.get_by_role("button", name="Ja, trek mijn verhaal in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ingetrokken")
    look()
    assert not Story.objects.exists()
