"""`./run bench load`: send the last page, ask too much, and read, on a real server with two processes and its worker.

The clients run on the same machine and use a part of it. Each client has one request under way at a time.
"""

import argparse
import os
import secrets
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from threading import Lock
from time import monotonic, perf_counter
from urllib.parse import urlencode

import django
from soak.server import postgres
from soak.trials import finish, start

REPORT = Path(__file__).parent / "load.md"
CLIENTS, SECONDS, WORKERS = 8, 60, 2
TIMES_TOO_MANY = 4
WAY_IN = "de-brug"
LAST = f"/vertel/{WAY_IN}/alles-nakijken/"
STEP = f"/vertel/{WAY_IN}/title/"
TOKEN = "m" * 32
PUBLIC = ("/", "/hulp/", f"/vertel/{WAY_IN}/", "/openbaar/vroeg-erbij/", "/veiligheid/")
TEAM = tuple(f"/team/vroeg-erbij/{page}" for page in ("", "verhalen/", "patronen/about/", "bevindingen/"))
Form = dict[str, str]


@dataclass(frozen=True, slots=True)
class Request:
    """One request of one client, with the cookies that it has."""

    path: str
    cookies: Mapping[str, str]
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a rush: answers by status, requests a second, and waiting times in milliseconds."""

    statuses: Counter[int]
    seconds: float
    times: Sequence[float]
    without_later: int = 0

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return sum(number for status, number in self.statuses.items() if status in {200, 302}) / self.seconds

    def at(self, share: float) -> float:
        """Return the time within which this share of the answers came."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, round(share * len(ordered)))] if ordered else float("nan")

    def row(self, name: str) -> str:
        """Return a row of the table."""
        told = ", ".join(f"{status or 'geen'}: {number}" for status, number in sorted(self.statuses.items()))
        times = (f"{self.at(share):.0f}" for share in (0.5, 0.95, 0.99))
        return f"| {name} | {self.rate:.0f} | {' | '.join(times)} | {told} |"


def rush(port: int, requests: Iterator[Request], clients: int, seconds: float) -> Outcome:
    """Let so many clients ask as fast as they get answers, until the time or the requests are over."""
    lock, statuses, times, later = Lock(), Counter[int](), list[float](), Counter[bool]()
    begun = monotonic()

    def ask() -> None:
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            while monotonic() - begun < seconds:
                with lock:
                    request = next(requests, None)
                if request is None:
                    return
                at = perf_counter()
                status, has_later = _answer(connection, request)
                with lock:
                    statuses[status] += 1
                    times.append(1000 * (perf_counter() - at))
                    later[status == 503 and not has_later] += 1

    with ThreadPoolExecutor(clients) as pool:
        for each in [pool.submit(ask) for _ in range(clients)]:
            each.result()
    return Outcome(statuses, monotonic() - begun, times, later[True])


def _answer(connection: HTTPConnection, request: Request) -> tuple[int, bool]:
    """Send a request over a line that stays open; 0 for no answer at all."""
    cookies = "; ".join(f"{name}={value}" for name, value in request.cookies.items())
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    body = None if request.form is None else urlencode(request.form)
    try:
        connection.request("GET" if body is None else "POST", request.path, body, headers)
        answer = connection.getresponse()
        answer.read()
    except (HTTPException, OSError):
        connection.close()
        return 0, False
    return answer.status, bool(answer.getheader("Retry-After"))


def make_tellers(number: int) -> list[Request]:
    """Walk one teller to the last page, and give so many others a copy of what was told, each with a key of its own."""
    from django.test import Client
    from django.utils.timezone import localdate

    from raamvertelling.inquiries.models import StoryPoint
    from raamvertelling.telling import cookies
    from raamvertelling.telling.draft_key import draft_id
    from raamvertelling.telling.models import Draft
    from raamvertelling.telling.services import new_token, open_draft, seal_draft
    from raamvertelling.telling.tests.walking import Teller

    walker = Teller(Client(), WAY_IN)
    walker.tell()
    token, point = walker.client.cookies[cookies.DRAFT].value, StoryPoint.objects.get(code=WAY_IN)
    opened = open_draft(token=token, storypoint=point, today=localdate(), now=0)
    assert opened
    in_use, rows, requests = walker.client.cookies[cookies.IN_USE].value, [], []
    for _ in range(number):
        own = new_token()
        draft = Draft(
            id=draft_id(own, point),
            storypoint=point,
            framework_version=opened.draft.framework_version,
            expires_on=opened.draft.expires_on,
        )
        told = replace(opened.told, idempotency_key=secrets.token_urlsafe(32))
        seal_draft(draft, own, point, told)
        rows.append(draft)
        known = {cookies.DRAFT: own, cookies.IN_USE: in_use, "csrftoken": TOKEN}
        requests.append(Request(LAST, known, {"csrfmiddlewaretoken": TOKEN}))
    Draft.objects.bulk_create(rows, batch_size=500)
    return requests


@contextmanager
def place(databases: Mapping[str, str]) -> Iterator[int]:
    """Fill a folder with the demonstration, start server and worker on it, and yield the port."""
    from raamvertelling.demo import servers

    port = servers.any_free_port()
    with tempfile.TemporaryDirectory(prefix="raam-load-") as folder:
        os.environ.update(
            databases,
            DJANGO_SETTINGS_MODULE="raamvertelling.config.settings",
            RAAM_DATA=folder,
            RAAM_HOSTS="testserver,127.0.0.1",
            RAAM_STARTS_A_DAY="1000000",
            RAAM_ADDRESS=f"http://127.0.0.1:{port}",
        )
        django.setup()
        from django.db import connections

        from raamvertelling.config.prepare import prepare
        from raamvertelling.demo import seed

        prepare()
        seed.seed(progress=lambda done, total: None)
        connections.close_all()
        with servers.running(port, {}, workers=WORKERS):
            yield port


def signed_in() -> dict[str, str]:
    """Return the cookies of a researcher."""
    from django.test import Client

    from raamvertelling.people.models import User

    user, password = User.objects.get(email="amina@veldhaven.example"), secrets.token_urlsafe(16)
    user.set_password(password)
    user.save()
    client = Client()
    assert client.post("/account/login/", {"login": user.email, "password": password}).status_code == 302
    assert client.get(TEAM[0]).status_code == 200
    return {name: morsel.value for name, morsel in client.cookies.items()}


def measure(name: str, seconds: float, pipe: int) -> None:
    """Measure everything on one database and tell it as lines of the report."""
    with ExitStack() as stack:
        port = stack.enter_context(place(stack.enter_context(postgres()) if name == "PostgreSQL" else {}))
        from raamvertelling.config.operating.figures import sync_ms
        from raamvertelling.stories.models import Story

        lines = [f"\n## {name}\n", f"fdatasync: {sync_ms()} ms (mediaan van 20).\n", HEAD]

        def say(what: str, outcome: Outcome) -> Outcome:
            lines.append(outcome.row(what))
            print(f"{name}: {lines[-1]}", flush=True)
            return outcome

        before = Story.objects.count()
        sent = say(f"versturen, {CLIENTS} tegelijk", rush(port, iter(make_tellers(_enough(seconds))), CLIENTS, seconds))
        step = make_tellers(1)[0]
        steps = cycle([replace(step, path=STEP, form={**(step.form or {}), "title": "Aan de balie"})])
        say(f"een stap, {CLIENTS} tegelijk", rush(port, steps, CLIENTS, seconds / 4))
        many = CLIENTS * TIMES_TOO_MANY
        crowd = rush(port, iter(make_tellers(_enough(seconds))), many, seconds / 2)
        say(f"versturen, {many} tegelijk", crowd)
        back = _seconds_until(partial(_is_quick, port))
        kept = Story.objects.count() - before
        acknowledged = sent.statuses[302] + crowd.statuses[302]
        say("lezen, openbaar", rush(port, (Request(page, {}) for page in cycle(PUBLIC)), CLIENTS, seconds / 4))
        own = signed_in()
        say("lezen, team", rush(port, (Request(page, own) for page in cycle(TEAM)), CLIENTS, seconds / 4))
        lines.append(
            f"\nBevestigd: {acknowledged}; bewaard: {kept}. Antwoorden 503 zonder Retry-After: {crowd.without_later}."
            f" Weer een antwoord binnen een halve seconde: {back:.1f} s na de drukte."
        )
        with os.fdopen(os.dup(pipe), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


HEAD = "| wat | goed per seconde | p50 ms | p95 ms | p99 ms | antwoorden |\n|---|--:|--:|--:|--:|---|"


def _enough(seconds: float) -> int:
    return round(200 * seconds)


def _is_quick(port: int) -> bool:
    begun = perf_counter()
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        status, _ = _answer(connection, Request("/gezond/", {}))
    return status == 200 and perf_counter() - begun < 0.5


def _seconds_until(is_so: Callable[[], bool]) -> float:
    begun = monotonic()
    while not is_so():
        if monotonic() - begun > 120:
            return float("inf")
    return monotonic() - begun


def main(arguments: list[str]) -> int:
    """Measure on both databases, and write the table beside this file."""
    parser = argparse.ArgumentParser(prog="./run bench load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="hoe lang versturen duurt (60)")
    options = parser.parse_args(arguments)
    parts = []
    for name in ("SQLite", "PostgreSQL"):
        said, code = finish(*start(partial(measure, name, options.seconds)))
        if code:
            return code
        parts.append(said.decode())
    load = statistics.fmean(os.getloadavg())
    REPORT.write_text(
        "# Onder druk\n\nGemaakt met `./run bench load`. Server met"
        f" {WORKERS} processen, de worker en de bezoekers delen {os.cpu_count()} processoren"
        f" (gemiddelde drukte na afloop {load:.1f}). Een verhaal van 17 woorden met zes antwoorden; alles staat op"
        " schijf voordat het antwoord komt.\n" + "".join(parts),
        encoding="utf-8",
    )
    print(REPORT.read_text(encoding="utf-8"))
    return 0
