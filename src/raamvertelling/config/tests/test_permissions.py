"""Who gets what at every address: the program is walked and compared with a table that people typed by hand.

`permissions.csv` has one row for each address and method (GET and POST) and one column for each person.
A status is what that person must get. It is never made from the program: a wrong program would make a wrong table.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import reverse

from raamvertelling.config.tests.headers import A_PLUS, total
from raamvertelling.config.tests.world import ANONYMOUS, PERSONS, Address, World, addresses, build_world
from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.people.models import User

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.any_database]

TABLE = Path(__file__).parent / "permissions.csv"
METHODS = ("GET", "POST")
OTHER_METHODS = ("PUT", "PATCH", "DELETE")
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|ALTER|CREATE|DROP|TRUNCATE)\b", re.IGNORECASE)
# Who shows words of a story writes down that they were seen, and writes nothing else.
THE_TRACE = re.compile(r'^(INSERT|UPDATE)\b.*"stories_(auditevent|journal)"')
SHOWS_WORDS = {
    "stories:queue",
    "stories:story",
    "stories:preview",
    "stories:transcribe",
    "stories:media",
    "stories:picture",
    "stories:translate_story",
    "sensemaking:overview",
    "sensemaking:pattern",
    "sensemaking:stories",
    "sensemaking:story",
    "sensemaking:round",
    "sensemaking:screen",
    "sensemaking:mirror",
    "sensemaking:then_now",
    "sensemaking:one_group",
    "accountability:choose_story",
    "accountability:add_quote",
    "accountability:own_use",
}
# A pattern of a group that is too small for this person shows no stories either.
SHOWS_WORDS_SOMETIMES = {
    *("sensemaking:pattern", "sensemaking:round", "sensemaking:screen", "sensemaking:mirror"),
    *("sensemaking:then_now", "sensemaking:one_group"),
}
# What `config.settings` does where the address of a place begins with https.
AS_AT_HTTPS = {"SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True, "SECURE_HSTS_SECONDS": 365 * 24 * 3600}
# The only pages on which a teller can record; no page may use a camera by itself.
RECORDS = {"telling:step"}
SECRETS_OF_THE_FORM = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
STRICT = (
    "require-trusted-types-for 'script'",
    "trusted-types raam",
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
)
INLINE = re.compile(r"<[^>]+\s(style|on[a-z]+)\s*=|<style|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)


def read_table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def world(inquiry: Inquiry, storypoint: StoryPoint, people: dict[str, User]) -> World:
    return build_world(inquiry, people)


@contextmanager
def undone() -> Iterator[None]:
    """Run what is inside, then take back what it wrote."""
    with transaction.atomic(using="default"), transaction.atomic(using="keystore"):
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)


@contextmanager
def recorded_writes() -> Iterator[list[str]]:
    """Collect every statement that changes a table."""
    found: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if WRITES.match(sql):
            found.append(sql.split("(")[0][:90])
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(watch), connections["keystore"].execute_wrapper(watch):
        yield found


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody got at one address, and what the program wrote meanwhile."""

    status: int
    writes: tuple[str, ...]
    weaknesses: tuple[str, ...]
    points: int
    devices: str


WALKS: dict[str, dict[tuple[str, str], Seen]] = {}


@pytest.fixture(scope="module", params=PERSONS)
def person(request: pytest.FixtureRequest) -> str:
    """Somebody; of the whole module, so that all tests about her follow one another and share her walk."""
    return str(request.param)


@pytest.fixture
def walk(request: pytest.FixtureRequest, person: str) -> dict[tuple[str, str], Seen]:
    """Every address as somebody sees it, with GET and POST; one world is built and the tests share what was seen."""
    if person not in WALKS:
        world = request.getfixturevalue("world")
        WALKS[person] = {
            (address.name, method): visit(world, person, address, method)
            for address in addresses()
            for method in METHODS
        }
    return WALKS[person]


def visit(world: World, person: str, address: Address, method: str) -> Seen:
    with undone(), recorded_writes() as writes, override_settings(**AS_AT_HTTPS):
        url = reverse(address.name, kwargs=address.examples(world))
        answer = world.browser(person).generic(method, url, secure=True)
        points = total(answer.headers, answer.cookies)
        devices = answer.headers.get("Permissions-Policy", "")
        return Seen(answer.status_code, tuple(writes), tuple(weaknesses(answer)), points, devices)


def expected(person: str) -> dict[tuple[str, str], int]:
    return {(row["url_name"], row["method"]): int(row[person]) for row in read_table()}


def ask(world: World, person: str, address: Address, method: str, **replaced: object) -> Any:
    url = reverse(address.name, kwargs={**address.examples(world), **replaced})
    return world.browser(person).generic(method, url)


def body_of(answer: Any) -> bytes:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return SECRETS_OF_THE_FORM.sub(b"", content)


def test_every_address_is_in_the_table_once_and_no_row_is_stale() -> None:
    listed = Counter((row["url_name"], row["method"]) for row in read_table())
    there = Counter((address.name, method) for address in addresses() for method in METHODS)
    assert {"missing": sorted(there - listed), "stale or double": sorted(listed - there)} == {
        "missing": [],
        "stale or double": [],
    }


def test_everybody_gets_what_the_table_says(walk: dict[tuple[str, str], Seen], person: str) -> None:
    assert {place: seen.status for place, seen in walk.items()} == expected(person)


def test_reading_a_page_writes_nothing(walk: dict[tuple[str, str], Seen], person: str) -> None:
    wrong = {}
    for (name, method), seen in walk.items():
        traces = [sql for sql in seen.writes if THE_TRACE.match(sql)]
        others = [sql for sql in seen.writes if sql not in traces or name not in SHOWS_WORDS]
        if method == "GET" and others:
            wrong[name] = others
    assert wrong == {}


@pytest.mark.parametrize("person", ["amina", "els", "karin"], indirect=True, scope="module")
def test_a_page_with_words_of_a_story_leaves_a_trace(walk: dict[tuple[str, str], Seen], person: str) -> None:
    seen = {name: each for (name, method), each in walk.items() if method == "GET"}
    shown = {name for name in SHOWS_WORDS - SHOWS_WORDS_SOMETIMES if seen[name].status == 200}
    assert len(shown) >= 3
    assert {name for name in shown if not any("auditevent" in sql for sql in seen[name].writes)} == set()


def test_writing_is_noticed(world: World) -> None:
    """The check on GET can fail: a POST that writes is seen."""
    with undone(), recorded_writes() as writes:
        world.browser("bart").post(reverse("inquiries:storypoints", args=[world.inquiry.slug]), {"name": "x"})
        world.browser("bart").post(
            reverse("inquiries:storypoints", args=[world.inquiry.slug]), {"name": "Noord", "channel": "web"}
        )
    assert any("inquiries_storypoint" in sql for sql in writes)


@pytest.mark.parametrize("person", [ANONYMOUS, "amina", "bart"])
def test_other_methods_are_refused(world: World, person: str) -> None:
    wrong = []
    for address in addresses():
        for method in OTHER_METHODS:
            with undone():
                status = ask(world, person, address, method).status_code
            if status not in {405} | ({302} if person == ANONYMOUS else set()):
                wrong.append(f"{address.name} {method}: {status}")
    assert wrong == []


def test_what_is_not_yours_looks_like_what_is_not_there(world: World) -> None:
    """Corrie's 404 for a real inquiry is the same page as her 404 for an invented one."""
    wanted = expected("corrie")
    compared = 0
    for address in addresses():
        for method in METHODS:
            if "slug" not in address.parts or wanted[address.name, method] != 404:
                continue
            with undone():
                real = ask(world, "corrie", address, method)
                invented = ask(world, "corrie", address, method, slug="bestaat-niet")
            assert (real.status_code, body_of(real)) == (invented.status_code, body_of(invented)), address.name
            assert sorted(real.headers) == sorted(invented.headers)
            compared += 1
    assert compared >= 10


def test_every_answer_is_strict(walk: dict[tuple[str, str], Seen], person: str) -> None:
    assert {place: seen.weaknesses for place, seen in walk.items() if seen.weaknesses} == {}


def test_every_page_has_the_highest_mark_for_its_headers(walk: dict[tuple[str, str], Seen], person: str) -> None:
    assert {place: seen.points for place, seen in walk.items() if seen.points < A_PLUS} == {}


def test_only_pages_that_record_may_ask_for_a_microphone(walk: dict[tuple[str, str], Seen], person: str) -> None:
    heard = {name for (name, _), seen in walk.items() if "microphone=()" not in seen.devices and seen.status == 200}
    assert heard - RECORDS == set()
    assert {place for place, seen in walk.items() if "camera=()" not in seen.devices} == set()
    assert {place for place, seen in walk.items() if "geolocation=()" not in seen.devices} == set()


def test_a_lower_mark_would_be_seen() -> None:
    good = HttpResponse()
    good["Content-Security-Policy"] = "default-src 'none'; script-src 'self'; frame-ancestors 'none'"
    good["Strict-Transport-Security"], good["Referrer-Policy"] = "max-age=31536000", "same-origin"
    good["X-Content-Type-Options"] = "nosniff"
    assert total(good.headers, good.cookies) == 120
    for name, worse in (
        ("Content-Security-Policy", "default-src 'none'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'"),
        ("Content-Security-Policy", "default-src https:"),
        ("Content-Security-Policy", ""),
        ("Strict-Transport-Security", "max-age=60"),
        ("Referrer-Policy", "unsafe-url"),
        ("X-Content-Type-Options", ""),
        ("Access-Control-Allow-Origin", "*"),
    ):
        assert total({**dict(good.items()), name: worse}, good.cookies) < 120, (name, worse)
    good.set_cookie("open", "x", httponly=True, samesite="Lax")
    assert total(good.headers, good.cookies) < A_PLUS


def weaknesses(answer: Any) -> list[str]:
    """Return what is not strict about an answer."""
    policy = answer.headers.get("Content-Security-Policy", "")
    found = [f"CSP lacks {each}" for each in STRICT if each not in policy]
    found += [f"CSP has {each}" for each in ("unsafe-", "http:", "https:", "data:", "*") if each in policy]
    if answer.headers.get("Referrer-Policy") != "same-origin":
        found.append(f"Referrer-Policy is {answer.headers.get('Referrer-Policy')}")
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        found.append("no nosniff")
    found += [
        f"cookie {name} is open to scripts"
        for name, each in answer.cookies.items()
        if each.value and not each["httponly"]
    ]
    if "html" in answer.headers.get("Content-Type", ""):
        found += [f"inline: {each.group(0)[:60]}" for each in INLINE.finditer(body_of(answer).decode())]
    return found


def test_an_inline_script_would_be_seen() -> None:
    bad = HttpResponse('<p style="x">a</p><script>b()</script><a onclick="c()">d</a>')
    bad.set_cookie("open", "x")
    assert len([each for each in weaknesses(bad) if each.startswith("inline")]) == 3
    assert any("cookie open" in each for each in weaknesses(bad))


def test_every_form_needs_its_own_page(world: World) -> None:
    """A POST from another site is refused everywhere, before anything else happens."""
    wanted = expected("bart")
    wrong = []
    for address in addresses():
        if wanted[address.name, "POST"] in {404, 405}:
            continue
        url = reverse(address.name, kwargs=address.examples(world))
        with undone():
            status = world.browser("bart", enforce_csrf_checks=True).post(url).status_code
        if status != 403:
            wrong.append(f"{address.name}: {status}")
    assert wrong == []
