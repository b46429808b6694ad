"""Every public page in every language under every condition: pairwise in CI, all of it with `./run e2e --full`."""

import os
from collections import defaultdict
from typing import Any

import pytest
from e2e.pairwise import everything, pairs_of, pairwise
from e2e.public_pages import LANGUAGES, MISSING, PAGES, many_languages, resident
from playwright.sync_api import Page
from pytest_django import Settings

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.web.language_list import KNOWN

pytestmark = pytest.mark.browser

CONDITIONS: dict[str, dict[str, Any]] = {
    "400 procent": {"width": 320, "height": 256},
    "zonder scripts": {"has_touch": True, "is_mobile": True},
    "vaste kleuren": {"forced_colors": "active", "color_scheme": "dark"},
    "toetsenbord": {},
    "alles open": {"width": 320},
    "ruime letters": {"width": 320, "reduced_motion": "reduce"},
    "breed": {"width": 1280},
}
FACTORS = {"page": list(PAGES), "language": list(LANGUAGES), "condition": list(CONDITIONS)}
CASES = everything(FACTORS) if os.environ.get("RAAM_E2E_FULL") else pairwise(FACTORS)
# One test a condition: to set up a place and a browser takes longer than to look at a page.
GROUPS: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
for each in CASES:
    GROUPS[each["condition"]][each["language"]].append(each["page"])

SPACING = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync('p { margin-bottom: 2em !important } * { line-height: 1.5 !important; ' +
    'letter-spacing: .12em !important; word-spacing: .16em !important }');
  document.adoptedStyleSheets = [sheet]; }"""
# 1.4.11: the edge of what can be filled in or pressed stands out from what is behind it.
EDGES = """() => {
  const linear = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const numbers = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => { const [r, g, b] = numbers(c).map(linear); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const solid = c => (numbers(c)[3] ?? 1) > 0.95;
  const behind = e => {
    for (let p = e; p; p = p.parentElement) {
      const c = getComputedStyle(p).backgroundColor;
      if (solid(c)) return c;
    }
    return 'rgb(255, 255, 255)';
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const faint = [];
  const wanted = 'textarea, input[type=text], select, .raam-step, .raam-button:not(.raam-button--link)';
  for (const e of document.querySelector('main').querySelectorAll(wanted)) {
    if (!e.checkVisibility() || e.disabled || e.readOnly) continue;
    const s = getComputedStyle(e), around = behind(e.parentElement);
    const edges = [s.borderTopColor, solid(s.backgroundColor) ? s.backgroundColor : around];
    const best = Math.max(...edges.map(c => ratio(c, around)));
    if (parseFloat(s.borderTopWidth) > 0 && best < 3) faint.push(e.outerHTML.slice(0, 90));
  }
  return faint;
}"""
FOCUS = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const b = e.getBoundingClientRect();
  // Of what is higher than the window the top may be out of sight: then the middle of what is in the window counts.
  const middle = (Math.max(b.y, 0) + Math.min(b.bottom, innerHeight)) / 2;
  const y = b.height > innerHeight - 100 ? middle : b.y + Math.min(b.height / 2, 20);
  const at = document.elementFromPoint(b.x + b.width / 2, y);
  const ring = getComputedStyle(e), around = getComputedStyle(e.closest('label') ?? e);
  const ringed = [ring, around].some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2);
  const near = [e, e.closest('label')].filter(Boolean);
  const seen = Boolean(at) && near.some(n => n.contains(at) || at.contains(n));
  const before = window.lastFocus; window.lastFocus = e;
  const forward = !before || Boolean(before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
  const top = b.y + scrollY, upwards = before?.isConnected && top < before.getBoundingClientRect().y + scrollY - 80;
  return { what: e.outerHTML.slice(0, 90), ringed, seen, inOrder: forward && !upwards, at: location.href };
}"""


def test_each_pair_of_page_language_and_condition_is_met() -> None:
    wanted = {pair for case in everything(FACTORS) for pair in pairs_of(case)}
    assert {pair for case in pairwise(FACTORS) for pair in pairs_of(case)} == wanted


def problems_of(page: Page, condition: str, language: str, axe: Any) -> list[str]:
    """Look at the page as it stands under this condition and return what is wrong."""
    found = []
    if condition == "ruime letters":
        page.evaluate(SPACING)
    if condition == "alles open":
        found += _open_everything(page, axe)
    try:
        axe(page, without=("color-contrast",) if condition == "vaste kleuren" else ())
    except AssertionError as wrong:
        found.append(str(wrong)[:400])
    width = page.viewport_size["width"] if page.viewport_size else 0
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("schuift opzij")
    if page.locator("html").get_attribute("dir") != KNOWN[page.locator("html").get_attribute("lang") or "nl"].direction:
        found.append("verkeerde richting")
    if condition == "breed":
        found += [f"rand te licht: {each}" for each in page.evaluate(EDGES)]
    if "/vertel/" in page.url and page.locator(".telling-help").count():
        found += _at_the_same_place(page)
    if condition == "toetsenbord":
        found += _tab_through(page)
    return found


def _at_the_same_place(page: Page) -> list[str]:
    """3.2.3 and 3.2.6: what is on every page is in the same order, help too."""
    foot = page.locator("footer .raam-foot__row > *").evaluate_all(
        "all => all.map(e => e.matches('details') ? 'hulp' : new URL(e.href).pathname)"
    )
    head = page.locator("header a").last.get_attribute("href")
    same = foot == ["/mijn-verhaal/", "hulp", "/toegankelijkheid/", "/veiligheid/"] and head == "/snel-weg/"
    return [] if same else [f"niet op dezelfde plek: {head} {foot}"]


def _open_everything(page: Page, axe: Any) -> list[str]:
    """Open what can be opened, place what can be placed, and look after each change."""
    address = page.url
    for summary in page.locator("summary:visible").all():
        summary.click()
    middle = page.locator("[data-middle]:visible")
    if middle.count():
        middle.first.click()
        try:
            axe(page)
        except AssertionError as wrong:
            return [str(wrong)[:400]]
    for box in page.locator("main input[type=radio]:visible, main input[type=checkbox]:visible").all()[:1]:
        box.check()
    return [] if page.url == address else ["kiezen bracht naar een andere pagina"]


def _tab_through(page: Page) -> list[str]:
    """Go round by Tab: everything in focus is seen and ringed, nothing happens by itself, and there is a way out."""
    page.wait_for_load_state("networkidle")
    address, found, first = page.url, [], ""
    page.evaluate("document.activeElement.blur()")
    for _ in range(150):
        page.keyboard.press("Tab")
        state = page.evaluate(FOCUS)
        if state is None or state["what"] == first:
            return found
        first = first or state["what"]
        for name, wrong in (("ringed", "geen ring om"), ("seen", "niet te zien"), ("inOrder", "niet op volgorde")):
            if not state[name]:
                found.append(f"{wrong}: {state['what']}")
        if state["at"] != address:
            found.append("de pagina ging weg")
    return [*found, "Tab komt er niet uit"]


@pytest.mark.django_db(transaction=True, databases="__all__")
@pytest.mark.parametrize("condition", list(GROUPS), ids=lambda value: value.replace(" ", "-"))
def test_every_public_page(
    open_page: Any,
    live_server: Any,
    storypoint: StoryPoint,
    settings: Settings,
    axe: Any,
    condition: str,
) -> None:
    settings.LANGUAGES = [(code, each.name) for code, each in KNOWN.items()]
    many_languages(storypoint.inquiry)
    page = open_page("about:blank", forgives="status of 404", **CONDITIONS[condition])
    if condition == "zonder scripts":
        # Scripts switched off altogether would stop axe too; ours are empty instead.
        page.context.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    wrong = {}
    for language, names in GROUPS[condition].items():
        page.context.clear_cookies()
        page.context.add_cookies(resident(language).cookies)
        for name in names:
            answer = page.goto(live_server.url + PAGES[name].format(language=language))
            assert answer and answer.status == (404 if name in MISSING else 200), name
            if found := problems_of(page, condition, language, axe):
                wrong[language, name] = found
    assert wrong == {}
