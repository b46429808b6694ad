"""Writing a story out in a browser: by keyboard, sentence by sentence, kept while typing; and without scripts."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.media import media_of, released_id
from raamvertelling.stories.models import SealedText, Story, StoryMedia
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services.pictures import release_pictures
from raamvertelling.stories.tests.media_maker import drawing, photo, voice

OpenPage = Callable[..., Page]
Axe = Callable[..., None]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

STORY = "Ik stond voor de balie."
SHOTS = os.environ.get("RAAM_SHOTS", "")


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page when somebody wants to look."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture
def spoken(tell: Callable[..., Story], people: dict[str, User]) -> Story:
    return tell("", release=False, media=(voice(),))


def desk(open_page: OpenPage, live_server: LiveServer, path: str, **options: object) -> Page:
    """Sign in as Els and open a page of the inquiry."""
    page = open_page(f"{live_server.url}/account/login/", **options)
    page.get_by_label("E-mailadres").fill("els@veldhaven.example")
    page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"{live_server.url}/team/")
    page.goto(f"{live_server.url}/team/vroeg-erbij/{path}")
    return page


def until(page: Page, condition: str) -> None:
    """Wait for the player; the page's own policy refuses Playwright's way of waiting."""
    page.evaluate(
        f"""new Promise((met, failed) => {{
            const audio = document.querySelector('audio');
            const late = setTimeout(() => failed(new Error({condition!r} + ' at ' + audio.currentTime)), 9000);
            const look = () => {{ if ({condition}) {{ clearTimeout(late); met(); }} else setTimeout(look, 20); }};
            look();
        }})"""
    )


def place(page: Page) -> float:
    return float(page.evaluate("document.querySelector('audio').currentTime"))


def wait_until_paused(page: Page) -> None:
    until(page, "audio.paused && audio.currentTime > 0")


def test_a_recording_is_written_out_by_keyboard(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, spoken: Story
) -> None:
    page = desk(open_page, live_server, "bord/1/uitschrijven/", width=1280)
    axe(page)
    shoot(page, "uitschrijven-1280")
    expect(page.locator("[data-place]")).to_have_text("Zin 1 van 3")
    text = page.get_by_label("Uitgeschreven tekst")
    text.focus()
    page.keyboard.press("Alt+Enter")
    wait_until_paused(page)
    assert place(page) == pytest.approx(2.1, abs=0.3), "it stops where the second sentence begins"
    page.keyboard.type("Noor belde mij.")
    page.keyboard.press("Alt+ArrowUp")
    until(page, "!audio.paused")
    assert place(page) < 1.5, "the same sentence again"
    wait_until_paused(page)
    page.keyboard.press("Alt+Enter")
    until(page, "audio.currentTime > 3")
    page.keyboard.press("Alt+Comma")
    until(page, "audio.currentTime < 2")
    page.keyboard.press("Alt+Enter")
    page.keyboard.press("Alt+KeyM")
    assert text.input_value() == "Noor belde mij. [onduidelijk] "
    page.keyboard.press("Alt+Minus")
    expect(page.locator("[data-status]")).to_have_text("Snelheid: 0,8 keer.")
    expect(page.locator("[data-status]")).to_have_text("Concept bewaard.", timeout=8_000)
    assert SealedText.objects.filter(story=spoken, kind="transcript").exists()
    page.keyboard.type("Toen kwam het goed.")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "done":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/bord/1/")
    assert texts_for_teller(spoken).text == "Noor belde mij. [onduidelijk] Toen kwam het goed."
    axe(page)
    shoot(page, "bord-opname-1280")


def test_a_button_waits_for_a_save_that_is_under_way(
    open_page: OpenPage, live_server: LiveServer, spoken: Story
) -> None:
    page = desk(open_page, live_server, "bord/1/uitschrijven/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        body = route.request.post_data_buffer or b""
        if b"autosave" in body:
            held.append(route)
        else:
            route.continue_()

    page.route("**/bord/1/uitschrijven/", hold)
    text = page.get_by_label("Uitgeschreven tekst")
    with page.expect_request(lambda request: b"autosave" in (request.post_data_buffer or b"")):
        text.fill("Noor belde.")
    text.fill("Noor belde mij twee keer.")
    page.get_by_role("button", name="Klaar, naar het bord").click()
    expect(text).to_be_visible()
    for each in held:
        each.continue_()
    page.wait_for_url("**/bord/1/")
    assert texts_for_teller(spoken).text == "Noor belde mij twee keer."


def test_no_letter_alone_does_anything(open_page: OpenPage, live_server: LiveServer, spoken: Story) -> None:
    page = desk(open_page, live_server, "bord/1/uitschrijven/")
    page.locator("[data-do=play]").focus()
    for key in "mjklpMJKLP,.-=":
        page.keyboard.press(key)
    assert page.evaluate("document.querySelector('audio').paused") and place(page) == 0
    assert page.get_by_label("Uitgeschreven tekst").input_value() == ""


@pytest.mark.parametrize("width", [320, 390])
def test_it_fits_a_phone(open_page: OpenPage, axe: Axe, live_server: LiveServer, spoken: Story, width: int) -> None:
    page = desk(open_page, live_server, "bord/1/uitschrijven/", width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    shoot(page, f"uitschrijven-{width}")
    page.goto(f"{live_server.url}/team/vroeg-erbij/bord/?lijst=uitschrijven")
    expect(page.get_by_role("link", name="Nog niet uitgeschreven")).to_be_visible()
    axe(page)
    shoot(page, f"stapel-uitschrijven-{width}")


def test_without_scripts_the_player_and_the_buttons_do(
    open_page: OpenPage, live_server: LiveServer, spoken: Story
) -> None:
    page = desk(open_page, live_server, "bord/1/uitschrijven/", java_script_enabled=False)
    assert page.locator("audio[controls]").count() == 1
    assert not page.locator("[data-do=play]").is_visible()
    page.get_by_label("Uitgeschreven tekst").fill("Het kwam goed.")
    page.get_by_role("button", name="Klaar, naar het bord").click()
    assert texts_for_teller(spoken).text == "Het kwam goed."


def test_a_photo_beside_the_text(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, tell: Callable[..., Story], people: dict[str, User]
) -> None:
    tell("", release=False, media=(photo("Een blad met een verhaal."),))
    page = desk(open_page, live_server, "bord/1/uitschrijven/", width=1280)
    expect(page.get_by_role("img", name="Een blad met een verhaal.")).to_be_visible()
    axe(page)
    shoot(page, "uitschrijven-foto-1280")
    page.get_by_label("Uitgeschreven tekst").fill("Ik schreef dit op.")
    page.get_by_role("button", name="Klaar, naar het bord").click()
    page.get_by_label("Anderen mogen deze foto zien").check()
    axe(page)
    shoot(page, "bord-foto-1280")
    page.locator("input[name=recognisable][value=no]").check()
    page.get_by_role("button", name="Vrijgeven").click()
    page.wait_for_url("**/bord/*")
    story = Story.objects.get()
    assert StoryMedia.objects.filter(pk=released_id(media_of(story)[0])).exists()
    page.goto(f"{live_server.url}/team/vroeg-erbij/bord/1/voorbeeld/")
    expect(page.get_by_role("img", name="Een blad met een verhaal.")).to_be_visible()
    shoot(page, "voorbeeld-foto")


def paper(folder: Path) -> str:
    made = io.BytesIO()
    drawing(800, 1100).save(made, "JPEG")
    path = folder / "blad.jpg"
    path.write_bytes(made.getvalue())
    return str(path)


@pytest.mark.parametrize("scripts", [False, True])
def test_a_teller_adds_a_photo(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, storypoint: object, tmp_path: Path, scripts: bool
) -> None:
    page = open_page(f"{live_server.url}/vertel/de-brug/voor-u-begint/", width=320, java_script_enabled=scripts)
    page.locator("input[name=old_enough]").first.check()
    page.locator("input[name=analyse]").first.check()
    page.locator(".telling-step button[type=submit]").click()
    page.locator("input[name=prompt]").first.check()
    page.get_by_role("button", name="Verder", exact=True).click()
    page.locator("textarea[name=story]").fill(STORY)
    page.get_by_label("Maak of kies een foto").set_input_files(paper(tmp_path))
    page.get_by_label("Dit is een foto van mijn geschreven verhaal").check()
    if scripts:
        axe(page)
        shoot(page, "foto-kiezen-320")
    page.get_by_role("button", name="Voeg de foto toe").click()
    expect(page.get_by_role("img", name="Een foto van een verhaal op papier.")).to_be_visible()
    assert page.locator("textarea[name=story]").input_value() == STORY
    page.get_by_label("Wat is er op de foto te zien?").fill("Mijn verhaal op een vel papier.")
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        axe(page)
        shoot(page, "foto-320")
        page.set_viewport_size({"width": 1280, "height": 900})
        shoot(page, "foto-1280")
    page.get_by_role("button", name="Verder", exact=True).click()
    page.goto(f"{live_server.url}/vertel/de-brug/alles-nakijken/")
    expect(page.get_by_role("img", name="Mijn verhaal op een vel papier.")).to_be_visible()
    if scripts:
        axe(page)
        shoot(page, "nakijken-foto")


def test_a_released_photo_stands_on_the_public_page(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, tell: Callable[..., Story], people: dict[str, User]
) -> None:
    story = tell("Op deze bank zat ik elke dag.", consents={"openbaar": True}, media=(photo("Een bank."),))
    Inquiry.objects.update(is_public=True)
    chosen = {media_of(story)[0].pk: "Een bank in het park."}
    release_pictures(story=story, actor=people["els"], chosen=chosen, today=story.told_on)
    page = open_page(f"{live_server.url}/openbaar/vroeg-erbij/", width=320)
    seen = page.get_by_role("img", name="Een bank in het park.")
    seen.scroll_into_view_if_needed()
    expect(seen).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    shoot(page, "openbaar-320")
