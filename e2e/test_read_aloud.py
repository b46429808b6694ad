"""Reading aloud: what is said, in which order, with which voice, and when it stops."""

import json
from typing import Any

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.stories.audio import Sound
from raamvertelling.stories.tests.sounds import sound
from raamvertelling.telling.spoken.services import keep_recording
from raamvertelling.telling.spoken.words import spots

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

# A browser without a screen has no voices. This stands in for the device, and says at once what it is given.
DEVICE = """(voices) => {
  window.said = [];
  window.slow = false;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = new EventTarget();
  Object.assign(speech, {
    getVoices: () => voices,
    cancel: () => { window.said.push('(stil)'); },
    speak: (utterance) => {
      window.said.push(`${utterance.voice.name}: ${utterance.text}`);
      if (!window.slow) queueMicrotask(() => utterance.onend());
    },
  });
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
}"""
DUTCH = {"name": "Fenna", "lang": "nl-NL", "localService": True}
ENGLISH = {"name": "Jane", "lang": "en_GB", "localService": True}
FAR_AWAY = {"name": "Wolk", "lang": "nl-NL", "localService": False}


def with_voices(page: Page, address: str, *voices: dict[str, object]) -> Page:
    page.add_init_script(f"({DEVICE})({json.dumps(voices)})")
    page.goto(address)
    return page


def begin(page: Page, base: str) -> None:
    """Answer age and consent."""
    page.goto(f"{base}/vertel/de-brug/voor-u-begint/")
    for radio in page.get_by_role("radio", name="Ja").all():
        radio.check()
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url("**/prompt/")


def read(page: Page) -> list[str]:
    """Press Lees voor and return what is said until it is silent."""
    page.evaluate("window.said = []")
    page.get_by_role("button", name="Lees voor").click()
    expect(page.get_by_role("button", name="Lees voor")).to_be_visible()
    said: list[str] = page.evaluate("window.said")
    assert said[-1] == "(stil)"
    return [each.removeprefix("Fenna: ") for each in said[:-1]]


def test_every_page_says_its_words_in_order(open_page: Any, live_server: Any, storypoint: StoryPoint) -> None:
    page = with_voices(open_page("about:blank"), f"{live_server.url}/vertel/de-brug/", DUTCH)
    assert read(page)[0] == page.get_by_role("heading", level=1).inner_text()
    page.goto(f"{live_server.url}/vertel/de-brug/voor-u-begint/")
    said = read(page)
    assert said[0] == "Voor u begint"
    assert said.count("Ja") == 2 and said.count("Nee") == 2
    begin(page, live_server.url)
    base = f"{live_server.url}/vertel/de-brug"
    page.goto(f"{base}/about/")
    page.locator("signifier-triad svg").wait_for()
    said = read(page)
    corners = page.locator(".raam-slider label").all_inner_texts()
    assert len(corners) == 3
    assert said[0].startswith("Vraag ")
    assert said[1] == page.get_by_role("heading", level=1).inner_text().strip()
    assert [each for each in said if each in corners] == corners
    page.goto(f"{base}/wat-mag-ermee/")
    said = " ".join(read(page))
    for row in page.locator(".telling-uses .raam-field__label").all_inner_texts():
        assert row.strip() in said
    assert said.count("Ja Nee") == 3


def test_the_ends_of_a_line_and_the_stones_are_said_too(open_page: Any, site: str) -> None:
    said = read(with_voices(open_page("about:blank"), f"{site}/vraag/leeway/", DUTCH))
    ends = ["geen ruimte om van de regel af te wijken", "zoveel ruimte dat het willekeur werd"]
    assert said[1] == "In dit verhaal was er..." and [each for each in said if each in ends] == ends
    said = read(with_voices(open_page("about:blank"), f"{site}/vraag/network/", DUTCH))
    for word in ("wijkteam", "huisarts", "veel invloed", "hielp niet"):
        assert word in said


def test_a_voice_of_the_language_that_lives_on_the_device(
    open_page: Any, live_server: Any, storypoint: StoryPoint
) -> None:
    address = f"{live_server.url}/vertel/de-brug/"
    button = "read-aloud button"
    for voices in ((), (ENGLISH,), (FAR_AWAY,)):
        expect(with_voices(open_page("about:blank"), address, *voices).locator(button)).to_be_hidden()
    page = with_voices(open_page("about:blank"), address, ENGLISH, FAR_AWAY, DUTCH)
    assert all(not each.startswith(("Jane", "Wolk")) for each in read(page))
    page.evaluate("window.slow = true")
    page.locator(button).click()
    assert page.evaluate("window.said.at(-1)").startswith("Fenna: ")


def test_it_stops_by_button_and_by_leaving(open_page: Any, live_server: Any, storypoint: StoryPoint, axe: Any) -> None:
    page = with_voices(open_page("about:blank"), f"{live_server.url}/vertel/de-brug/", DUTCH)
    page.evaluate("window.slow = true")
    page.get_by_role("button", name="Lees voor").click()
    stop = page.get_by_role("button", name="Stop")
    expect(page.locator(".is-read")).to_have_count(1)
    axe(page)
    stop.click()
    assert page.evaluate("window.said.at(-1)") == "(stil)"
    expect(page.locator(".is-read")).to_have_count(0)
    page.get_by_role("button", name="Lees voor").click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("window.said.at(-1)") == "(stil)"
    expect(page.get_by_role("button", name="Lees voor")).to_be_visible()


def test_a_recording_of_the_organisation_goes_first(open_page: Any, live_server: Any, storypoint: StoryPoint) -> None:
    inquiry = storypoint.inquiry
    spoken = Sound(sound("webm", "libopus", 3), "audio/webm", 3.0)
    keep_recording(
        inquiry=inquiry, spot=spots(inquiry.framework, "nl")[0], language="nl", sound=spoken, today=localdate()
    )
    address = f"{live_server.url}/vertel/de-brug/"
    page = open_page(address)
    expect(page.locator("read-aloud audio")).to_be_hidden()
    page.get_by_role("button", name="Lees voor").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    assert page.evaluate("document.querySelector('read-aloud audio').paused") is False
    page.get_by_role("button", name="Stop").click()
    assert page.evaluate("document.querySelector('read-aloud audio').paused") is True
    page.get_by_role("button", name="Lees voor").click()
    expect(page.get_by_role("button", name="Lees voor")).to_be_visible(timeout=10_000)
    plain = open_page(address, java_script_enabled=False)
    expect(plain.locator("read-aloud audio")).to_have_attribute("controls", "")
    expect(plain.get_by_role("button", name="Lees voor")).to_be_hidden()
