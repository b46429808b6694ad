"""What a screen reader says at each kind of question, in Dutch, kept as text that people can read.

A changed transcript fails: read it with your eyes closed, mend the question or accept it with RAAM_WRITE_TRANSCRIPTS=1.
It is a simulation (@guidepup/virtual-screen-reader), no proof of what NVDA, VoiceOver or TalkBack say.
"""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from raamvertelling.web.tests.signs import SIGNS

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
READER = HERE / "node_modules" / "@guidepup" / "virtual-screen-reader" / "lib" / "esm" / "index.browser.js"
TRANSCRIPTS = HERE / "transcripts"
LISTEN = """async () => {
  await reader.start({ container: document.querySelector('main') });
  for (let n = 0; n < 400; n++) {
    await reader.next();
    if (await reader.lastSpokenPhrase() === 'end of main') break;
  }
  const log = await reader.spokenPhraseLog();
  await reader.stop();
  return log;
}"""
CHOSEN = {"not checked": "niet gekozen", "checked": "gekozen"}
PRESSED = {"not pressed": "niet ingedrukt", "pressed": "ingedrukt"}
IN_DUTCH = (
    (r"heading, (.*), level (\d)", r"kop \2: \1"),
    (r"slider, (.*), orientated horizontally, max value 100, min value 0, current value (.*)", r"schuif: \1. \2"),
    (r"(?:radio|checkbox), (.*), position (\d+), set size (\d+)", r"\1 (\2 van \3)"),
    (r"(?:radio|checkbox), (.*)", r"vakje: \1"),
    (r"button, (.*)", r"knop: \1"),
    (r"textbox, (.*)", r"invulvak: \1"),
    (r"group, (.*)", r"groep: \1"),
    (r"status(?:, )?(.*)", r"melding: \1"),
)
SILENT = re.compile(r"(end\b|end of\b|main$|form$|paragraph$|group$|document$)")


def listen(page: Page) -> list[str]:
    """Go through the page phrase by phrase, as somebody would who presses the down arrow."""
    source = READER.read_text(encoding="utf-8")
    page.evaluate(re.sub(r"export\{[\w$]+ as Virtual,([\w$]+) as virtual\};?", r"window.reader=\1;", source))
    said: list[str] = page.evaluate(LISTEN)
    return said


def in_dutch(said: list[str]) -> list[str]:
    """Return the phrases in Dutch; text that only repeats the name of what was just said is left out."""
    lines: list[str] = []
    for phrase in said:
        if SILENT.match(phrase) or (lines and phrase in lines[-1]) or phrase in ("−", "+"):
            continue
        lines.append(_words(phrase))
    return lines


def _words(phrase: str) -> str:
    for wanted, dutch in IN_DUTCH:
        if found := re.fullmatch(wanted, phrase):
            phrase = found.expand(dutch).strip()
            break
    for english, dutch in (*CHOSEN.items(), *PRESSED.items()):
        phrase = re.sub(rf", {english}(?=$|,| \()", f", {dutch}", phrase)
    return phrase


def after_placing(page: Page) -> list[str]:
    """Press what places the dot in the middle, and return what is announced by itself."""
    middle = page.locator("[data-middle]:visible")
    if not middle.count():
        return []
    middle.click()
    status = page.locator(".raam-sign__status")
    expect(status).not_to_have_text("")
    return ["", "> na ‘Zet de stip in het midden’", f"melding: {status.inner_text()}"]


@pytest.mark.parametrize("id", sorted(SIGNS))
def test_a_screen_reader_says_this(open_page: Any, site: str, id: str) -> None:
    page = open_page(f"{site}/vraag/{id}/")
    page.wait_for_load_state("networkidle")
    heard = "\n".join([*in_dutch(listen(page)), *after_placing(page)]) + "\n"
    kept = TRANSCRIPTS / f"{id}.txt"
    if os.environ.get("RAAM_WRITE_TRANSCRIPTS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(heard, encoding="utf-8")
    assert heard == kept.read_text(encoding="utf-8")


def test_every_transcript_belongs_to_a_question() -> None:
    assert {path.stem for path in TRANSCRIPTS.glob("*.txt")} == set(SIGNS)
