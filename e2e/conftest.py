"""Browser tests: Chromium, axe, and a small server that shows one question at a time."""

import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from html import escape
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

# Playwright's own loop runs in this thread; Django would refuse every query of a fixture because of it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.http import QueryDict
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright
from pytest_django import Settings
from scripts.chromium import ARGUMENTS
from scripts.chromium import chromium as find_chromium

from raamvertelling.conftest import as_person, inquiry, organisation, people, storypoint, tell
from raamvertelling.core.answers import InvalidAnswer, NotApplicable, Skipped
from raamvertelling.web.signifier_forms import read_answer
from raamvertelling.web.tests.signs import SIGNS, render_sign
from raamvertelling.web.tests.styleguide import render_styleguide

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
VIOLATIONS = """async (options) => {
  scrollTo({ top: 0, behavior: 'instant' });
  const { passes, violations } = await axe.run(document, options);
  const told = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  return { passes: passes.length, told };
}"""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

__all__ = ["as_person", "inquiry", "organisation", "people", "storypoint", "tell"]

COUNTED: dict[str, tuple[int, int]] = {}

OpenPage = Callable[..., Page]
Axe = Callable[..., None]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count what passed and failed of each test, for the report on accessibility."""
    if not report.nodeid.startswith("e2e/") or report.skipped:
        return
    passed, failed = COUNTED.get(name := report.nodeid.partition("[")[0], (0, 0))
    COUNTED[name] = (passed + (report.when == "call" and report.passed), failed + report.failed)


def pytest_sessionfinish() -> None:
    """Write the counts where RAAM_E2E_RECORD says (`./run e2e --record`)."""
    if place := os.environ.get("RAAM_E2E_RECORD"):
        today = time.strftime("%Y-%m-%d")
        told = {"date": today, "full": "RAAM_E2E_FULL" in os.environ, "tests": dict(sorted(COUNTED.items()))}
        Path(place).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def _nobody_signed_in_before() -> None:
    """Many tests sign in from one address within a minute; the limit on that has tests of its own."""
    cache.clear()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium() -> dict[str, Any]:
    """Say which browser to start, and how."""
    return {"executable_path": find_chromium(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: dict[str, Any]) -> Iterator[Browser]:
    started = playwright.chromium.launch(**chromium)
    yield started
    started.close()


def _is_mishap(message: ConsoleMessage) -> bool:
    """Whether the browser complains; a form that is sent back (422) is no mishap, though Chromium calls it an error."""
    return message.type == "error" and "status of 422" not in message.text


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open an address in a fresh profile; at the end no page may have met an error or a refused script or style."""
    contexts, mishaps = [], []

    def open_one(address: str, *, width: int = 390, height: int = 900, forgives: str = "", **options: Any) -> Page:
        options.setdefault("locale", "nl-NL")

        def note(message: ConsoleMessage) -> None:
            if _is_mishap(message) and not (forgives and forgives in message.text):
                mishaps.append(message.text)

        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: mishaps.append(str(error)))
        page.on("console", note)
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert mishaps == []


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Return a check that finds no violation on the page as it stands now."""
    source = AXE.read_text()

    def check(page: Page, *, without: tuple[str, ...] = ()) -> None:
        rules = {"target-size": {"enabled": True}, **{rule: {"enabled": False} for rule in without}}
        # Through the debugging protocol: the page's own policy rightly refuses a script of ours.
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        options = {"runOnly": AXE_TAGS, "rules": rules, "resultTypes": ["violations"]}
        found = page.evaluate(VIOLATIONS, options)
        assert found["passes"] > 10
        assert found["told"] == []

    return check


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests tell what went wrong."""


def _policy() -> str:
    rules: dict[str, Iterable[str]] = django_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(map(str, sources))}" for name, sources in rules.items())


def _received(query: str) -> str:
    posted = QueryDict(query)
    signifier = next(each for id, each in SIGNS.items() if any(key.partition("-")[0] == id for key in posted))
    try:
        raw = read_answer(signifier, posted)
    except InvalidAnswer as mistake:
        raw = {"mistake": mistake.message}
    told = "skipped" if isinstance(raw, Skipped) else "not_applicable" if isinstance(raw, NotApplicable) else raw
    return f"<!doctype html><html lang=nl><title>Ontvangen</title><pre>{escape(json.dumps(told))}</pre>"


def _application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    path, query = environ["PATH_INFO"], environ["QUERY_STRING"]
    kind, body = "text/html; charset=utf-8", ""
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        assert isinstance(found, str), path
        kind = (guess_type(found)[0] or "text/plain").replace("application/javascript", "text/javascript")
        body = Path(found).read_text()
    elif path.startswith("/vraag/"):
        given = {key: values[0] for key, values in parse_qs(query).items()}
        errors = (given["fout"],) if "fout" in given else ()
        raw = json.loads(given["raw"]) if "raw" in given else None
        body = render_sign(path.split("/")[2], language=given.get("taal", "nl"), raw=raw, errors=errors)
    elif path == "/ontvangen/":
        body = _received(query)
    elif path == "/bouwstenen/":
        body = render_styleguide({"name": ""} if query == "fout" else None)
    else:
        body = f"<!doctype html><html lang=nl><title>{escape(path)}</title>"
    start("200 OK", [("Content-Type", kind), ("Content-Security-Policy", _policy())])
    return [body.encode()]


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Serve /vraag/<id>/ (?taal=, ?raw=, ?fout=), /ontvangen/ (what the server made of it) and /bouwstenen/."""
    server = make_server("127.0.0.1", 0, _application, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def news(settings: Settings, site: str) -> str:
    """Let "Snel weg" lead to another site: here a page of the small server, on another host."""
    settings.RAAM_QUICK_EXIT = f"{site}/nieuws/"
    return f"{site}/nieuws/"


@pytest.fixture
def received() -> Callable[[Page], Any]:
    """Press Verder and return what the server made of the answer."""

    def submit(page: Page) -> Any:
        page.get_by_role("button", name="Verder").click()
        page.wait_for_url("**/ontvangen/**")
        return json.loads(page.locator("pre").inner_text())

    return submit


@pytest.fixture
def open_site(open_page: OpenPage, live_server: Any) -> OpenPage:
    """Open a path of the whole program, served with its own database."""

    def open_one(path: str, **options: Any) -> Page:
        return open_page(f"{live_server.url}{path}", **options)

    return open_one
