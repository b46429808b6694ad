"""A whole journey in a browser, from the first page to withdrawing: afterwards nothing says who came or what was told.

The pages run their scripts, as on a phone. What is searched is what `config/tests/test_journey.py` searches, and what
the phone itself keeps.
"""

import io
from collections.abc import Callable

import pytest
from django.core.cache import cache
from e2e.test_desk import desk
from e2e.test_telling_flow import by_rows_or_skip, wait_to_leave, walk
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from raamvertelling.config.tests.traces import every_file, everything_kept, found_in, log
from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.models import State, Story
from raamvertelling.telling.attempts import CODES

__all__ = ["log"]

OpenPage = Callable[..., Page]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

NAME, STORY = "Kanariezwaan", "Kanariezwaan hielp mij aan de balie. De Wapperbuurman ook. Toen kwam het goed."
MASKED = "De Wapperbuurman ook."
DEVICE, OUTER, INNER = "Proefvogel/9.71 (Kraaiphone 9)", "203.0.113.77", "198.51.100.9"
PHONE = {
    "user_agent": DEVICE,
    "extra_http_headers": {"X-Forwarded-For": f"{INNER}, {OUTER}"},
    "has_touch": True,
    "is_mobile": True,
}


def answer(page: Page, name: str) -> None:
    """Answer one page of the telling: the words, and yes to every use."""
    if name == "story":
        page.locator("textarea").fill(STORY)
        page.get_by_role("button", name="Verder").click()
    elif name == "wat-mag-ermee":
        for yes in page.locator("input[type=radio][value=ja]").all():
            yes.check()
        page.get_by_role("button", name="Verder").click()
    else:
        by_rows_or_skip(page, name)


def tell(page: Page) -> str:
    """Go from the welcome to the receipt and return the code."""
    page.get_by_role("link", name="Vertel uw verhaal").click()
    page.wait_for_url("**/voor-u-begint/**")
    walk(page, answer)
    code = " ".join(page.locator(".raam-receipt span").all_inner_texts())
    page.get_by_role("button", name="Ik heb mijn code, klaar").click()
    wait_to_leave(page, "uw-code")
    return code


def release(page: Page) -> None:
    """Mask a name everywhere, and release the story all the same while something on the list is open."""
    page.locator("input[name=words]").fill(NAME)
    page.locator("button[value='own:naam']").click()
    expect(page.locator(".desk-shown")).not_to_contain_text(NAME)
    page.locator("input[name=recognisable][value=no]").check()
    page.locator("button[value=release]").click()
    page.locator("button[value=release-anyway], .desk-row, .raam-empty").first.wait_for()
    anyway = page.locator("button[value=release-anyway]")
    if anyway.count():
        anyway.click()
    page.wait_for_url("**/bord/?verder=1")


def open_by_code(page: Page, live_server: LiveServer, code: str) -> None:
    page.goto(f"{live_server.url}/mijn-verhaal/")
    page.locator("input[name=code]").fill(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/mijn-verhaal/bekijken/")


def read(page: Page, live_server: LiveServer, number: int) -> None:
    """Find the story with its words, read it, and look at a pattern."""
    expect(page.locator("main")).to_contain_text("[naam")
    for path in (f"verhalen/{number}/", "patronen/about/", ""):
        page.goto(f"{live_server.url}/team/vroeg-erbij/{path}")
        expect(page.locator("h1")).to_be_visible()


def kept_on(page: Page) -> str:
    """Return everything that this browser keeps of the place: cookies, storage, databases, caches."""
    stored = page.evaluate(
        """async () => {
            const caches_ = [];
            for (const name of await caches.keys()) {
                for (const request of await (await caches.open(name)).keys()) caches_.push(request.url);
            }
            const databases = (await indexedDB.databases()).map(each => each.name);
            return JSON.stringify([{...localStorage}, {...sessionStorage}, databases, caches_]);
        }"""
    )
    return f"{page.context.cookies()} {stored}"


def test_a_journey_in_a_browser_leaves_no_trace(
    open_page: OpenPage,
    live_server: LiveServer,
    storypoint: StoryPoint,
    inquiry: Inquiry,
    people: dict[str, User],
    settings: Settings,
    log: io.StringIO,
) -> None:
    settings.RAAM_PROXIES = 1
    cache.clear()
    CODES.wrong.clear()
    Inquiry.objects.update(is_public=True)
    phone = open_page(f"{live_server.url}/vertel/de-brug/", **PHONE)
    code = tell(phone)
    story = Story.objects.get()
    assert NAME not in kept_on(phone) and code.replace(" ", "") not in kept_on(phone)
    release(desk(open_page, live_server, f"bord/{story.number}/", width=1280))
    open_by_code(phone, live_server, code)
    cookie = next(each["value"] for each in phone.context.cookies() if len(each["value"]) > 40)
    assert cookie in kept_on(phone), "what a phone keeps is seen"
    phone.get_by_role("link", name="Kijk hoe het wordt").click()
    phone.get_by_role("button", name="Ja, zo is het goed").click()
    phone.wait_for_url("**/mijn-verhaal/bekijken/")
    read(desk(open_page, live_server, "verhalen/", who="amina", width=1280), live_server, story.number)
    visitor = open_page(f"{live_server.url}/openbaar/vroeg-erbij/", **PHONE)
    expect(visitor.locator("main")).to_contain_text(MASKED)

    secrets = [between.join(code.split()) for between in (" ", "", "-")] + [cookie]
    who = [DEVICE, "Kraaiphone 9", OUTER, INNER]
    told = [NAME, "Wapperbuurman"]
    living = {**everything_kept(), **every_file(), "log": log.getvalue()}
    assert len(living) > 40 and found_in(living, ["els@veldhaven.example"]), "the search looks in the right places"
    assert found_in(living, [*secrets, *who, *told]) == []

    phone.get_by_role("link", name="Trek mijn verhaal in").click()
    phone.get_by_role("button", name="Ja, trek mijn verhaal in").click()
    phone.wait_for_url("**/mijn-verhaal/ingetrokken/")
    visitor.reload()
    expect(visitor.locator("main")).not_to_contain_text(MASKED)
    assert not Story.objects.filter(state=State.RELEASED).exists()
    places = {**everything_kept(), **every_file(), "log": log.getvalue(), "phone": kept_on(phone)}
    assert found_in(places, [*secrets, *who, *told]) == []
