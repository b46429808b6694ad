"""`./run bench reading-room`: an inquiry of 50,000 stories in a browser, and searching in 100,000."""

import argparse
import json
import os
import statistics
import subprocess
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.demonstration import in_a_folder

REPORT = Path(__file__).parent / "reading-room.md"
STORIES, SEARCHED = 50_000, 100_000
WORDS = ("huur", "gemeente brief", "school", "onvindbaar", "de")
TIMES, LOOKS = 5, 40
TEAM = "/team/vroeg-erbij/"
REFERENCE = "bevindingen/"
PAGES = (
    "",
    "verhalen/",
    "verhalen/?woorden=huur",
    "verhalen/?a.role=manager&a.about=geld",
    "filteren/",
    "filteren/?a.role=manager",
    "filteren/?a.role=inwoner&a.about=regels&woorden=huur",
    "patronen/",
    "patronen/about/",
    "patronen/heard/",
    "patronen/barriers/?a.role=inwoner",
    "spiegelen/",
    "verbanden/",
)
A_SECOND = 1000.0


@dataclass(frozen=True, slots=True)
class Row:
    """One page: milliseconds in a browser, the first time and the median of the times after, and of the server."""

    name: str
    first: float
    browser: float
    server: float


def main(arguments: list[str]) -> int:
    """Measure, print the table and write it beside this file."""
    parser = argparse.ArgumentParser(prog="./run bench reading-room", description="Meet de leeskamer in een browser.")
    parser.add_argument("--stories", type=int, default=STORIES, help="verhalen in het onderzoek (50000)")
    parser.add_argument("--folder", type=Path, help="bewaar de gegevens hier, of gebruik wat er al ligt")
    parser.add_argument("--searched", type=int, default=SEARCHED, help="verhalen waarin gezocht wordt (100000)")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with in_a_folder(options.folder):
        _seed(options.stories)
        rows = list(_in_browser())
        _fill(options.searched)
        search = _search()
    table = as_markdown(rows, search, options.stories, options.searched)
    print(table)
    if (options.stories, options.searched) == (STORIES, SEARCHED):
        REPORT.write_text(table, encoding="utf-8")
    return 0


def _seed(size: int) -> None:
    from raamvertelling.demo import seed

    if not seed.is_seeded():
        seed.seed(progress=lambda done, total: None)
    _fill(size)


def _fill(size: int) -> None:
    """Add released stories with the answers and words of the demonstration, straight into the tables: no texts."""
    from django.db import connection

    from raamvertelling.demo import seed
    from raamvertelling.inquiries.models import Channel, Inquiry
    from raamvertelling.stories.models import State, Story, Teller
    from raamvertelling.stories.search import tokens_of

    inquiry = Inquiry.objects.get(slug=seed.SLUG)
    lines = [json.loads(line) for line in (seed.DATA / "stories.jsonl").read_text(encoding="utf-8").splitlines()]
    last = Story.objects.filter(inquiry=inquiry).latest("number").number
    if last >= size:
        return
    print(f"{size} verhalen klaarzetten ...", flush=True)
    begun = last
    for start in range(last, size, 5_000):
        rows = list(islice(cycle(lines), start % len(lines), start % len(lines) + min(5_000, size - start)))
        tellers = Teller.objects.bulk_create([Teller(id=uuid.uuid4()) for _ in rows])
        Story.objects.bulk_create([
            Story(inquiry=inquiry, number=start + place + 1, framework_version=inquiry.framework_version,
                  teller=teller, told_on=date(2026, 1, 10) + timedelta(days=(start + place) % 290),
                  received_on=date(2026, 1, 10), language="nl", channel=Channel.WEB, prompt=row["prompt"],
                  role=row["answers"]["role"], answers={k: v for k, v in row["answers"].items() if k != "barrier_rule"},
                  state=State.RELEASED, may_analyse=True, may_group=True, word_count=100)
            for place, (row, teller) in enumerate(zip(rows, tellers, strict=True))
        ])  # fmt: skip
    # Twenty words of each, with those that are looked for in front: as many stories have them as tell of them.
    wanted = tokens_of(inquiry, WORDS)
    words = []
    for kind, row in enumerate(lines):
        tokens = sorted(tokens_of(inquiry, [row["text"]]), key=lambda each: (each not in wanted, each))
        words += [(kind, token) for token in tokens[:20]]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE IF NOT EXISTS word (kind integer, token text)")
        cursor.execute("DELETE FROM word")
        cursor.executemany("INSERT INTO word VALUES (%s, %s)", words)
        cursor.execute(
            "INSERT INTO stories_storytoken (story_id, token) SELECT s.id, w.token FROM stories_story s "
            "JOIN word w ON w.kind = (s.number - 1) %% %s WHERE s.number > %s",
            [len(lines), begun],
        )
    inquiry.revision += 1
    inquiry.save(update_fields=["revision"])


def _in_browser() -> Iterator[Row]:
    """Ask each page in Chromium of a running server, and once more of this process for what the server itself does."""
    from playwright.sync_api import sync_playwright

    from raamvertelling.demo import seed, servers

    program = os.environ.get("RAAM_CHROMIUM") or None
    account = next(each for each in seed.accounts() if each.name == "Amina")
    port = servers.any_free_port()
    os.environ["RAAM_HOSTS"] = f"testserver,{servers.HOST}"
    with _serving(port), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(base_url=f"http://{servers.HOST}:{port}", viewport={"width": 1280, "height": 900})
        page.set_default_timeout(120_000)
        page.goto("/account/login/")
        page.get_by_label("E-mailadres").fill(account.email)
        page.get_by_label("Wachtwoord").fill(account.password)
        page.get_by_role("button", name="Inloggen", exact=True).click()
        page.wait_for_url("**/team/")
        for path in (REFERENCE, *PAGES):
            first, *times = [_loaded(page, TEAM + path) for _ in range(TIMES + 1)]
            print(f"{path or 'overzicht'}: {statistics.median(times):.0f} ms", flush=True)
            server = page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd")
            yield Row(path or "overzicht", first, statistics.median(times), float(server))
        browser.close()


@contextmanager
def _serving(port: int) -> Iterator[None]:
    """Run the server alone: a worker that looks after 50,000 stories would be measured with it."""
    from raamvertelling.config import serve
    from raamvertelling.demo import servers

    process = subprocess.Popen(serve.command(servers.HOST, port, 1))
    try:
        servers.wait_until_it_answers(port, process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _loaded(page: Any, path: str) -> float:
    """Return the milliseconds until a page is drawn whole."""
    begun = perf_counter()
    answer = page.goto(path, wait_until="load")
    if answer.status != 200:
        raise LookupError(f"{path} gaf {answer.status}")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return 1000 * (perf_counter() - begun)


def _search() -> dict[str, list[float]]:
    """Return processor milliseconds of searching for one word and for two, ranked by how often they occur."""
    from raamvertelling.demo import seed
    from raamvertelling.inquiries.models import Inquiry
    from raamvertelling.people.models import User
    from raamvertelling.sensemaking.filters import Filters
    from raamvertelling.sensemaking.queries.overview import overview
    from raamvertelling.sensemaking.queries.reading import story_list

    inquiry, amina = Inquiry.objects.get(slug=seed.SLUG), User.objects.get(email="amina@veldhaven.example")
    found: dict[str, list[float]] = {}
    # As in use: the server has the stories in memory since the first page, and a word since it was first looked for.
    overview(viewer=amina, inquiry=inquiry, today=date(2026, 10, 1))
    for words in WORDS:
        story_list(viewer=amina, inquiry=inquiry, filters=Filters(words=words))
        times = []
        for _ in range(LOOKS // 4):
            begun = process_time()
            total = story_list(viewer=amina, inquiry=inquiry, filters=Filters(words=words)).total
            times.append(1000 * (process_time() - begun))
        found[f"‘{words}’ ({total} verhalen)"] = sorted(times)
    return found


def as_markdown(rows: Sequence[Row], search: dict[str, list[float]], size: int, searched: int) -> str:
    """Return the tables; the first row is the reference page."""
    reference = rows[0]
    lines = [
        "# De leeskamer gemeten",
        "",
        "Gemaakt met `./run bench reading-room`: Chromium zonder scherm, SQLite, de server op dezelfde machine.",
        "",
        f"- {size} verhalen, 19 vragen. Tijd in milliseconden tot de pagina getekend is; mediaan van {TIMES} keer.",
        "- *Eerste keer*: de server leest dan alle antwoorden nog in; daarna alleen wat nieuw of veranderd is.",
        f"- Verhouding: de mediaan, gedeeld door die van `{reference.name}` in dezelfde meting.",
        f"- Let op: *traag* = meer dan {A_SECOND:.0f} ms.",
        f"- Belasting van de machine aan het eind: {os.getloadavg()[0]:.0f} op {os.cpu_count()} kernen.",
        "",
        "| pagina | eerste keer | browser | waarvan tot het antwoord | verhouding | let op |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for row in rows:
        slow = "traag" if row.browser > A_SECOND else ""
        ratio = row.browser / reference.browser
        lines.append(f"| {row.name} | {row.first:.0f} | {row.browser:.0f} | {row.server:.0f} | {ratio:.1f}x | {slow} |")
    lines += ["", f"## Zoeken in {searched} verhalen", ""]
    lines += [
        "Processortijd van één bladzijde met uitkomsten, in milliseconden, nadat het overzicht en dit woord één keer",
        "gevraagd zijn. Elk verhaal heeft hier twintig woorden in de zoekindex.",
        "",
    ]
    lines += ["| woorden | p50 | p95 |", "|---|--:|--:|"]
    for words, times in search.items():
        lines.append(f"| {words} | {statistics.median(times):.1f} | {times[round(0.95 * (len(times) - 1))]:.1f} |")
    return "\n".join([*lines, ""])
