"""`./run bench weight`: what each question page weighs, and when it can be used on a slow line; writes weight.md."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.demonstration import grow_to, in_a_folder

LIMIT = 60_000
LIMIT_SECONDS = 3
REFERENCE = "/gezond/"
TABLE = Path(__file__).parent / "weight.md"


@dataclass(frozen=True, slots=True)
class Page:
    """One step of a teller: its own bytes, with all it loads, the number of files, and the seconds until usable."""

    name: str
    own: int
    whole: int
    files: int
    seconds: float

    @property
    def is_too_much(self) -> bool:
        return self.whole > LIMIT or self.seconds > LIMIT_SECONDS


def main(arguments: list[str]) -> int:
    """Measure every step of a teller; return 1 if one is too heavy or too slow."""
    with in_a_folder() as folder:
        grow_to(120)
        pages, reference = _measure(folder)
    table = _table(pages, reference)
    print(table)
    TABLE.write_text(table, encoding="utf-8")
    return int(any(page.is_too_much for page in pages))


def _measure(folder: Path) -> tuple[list[Page], float]:
    from benchmarks.slow_line import seconds_until_usable
    from benchmarks.tellers import walk_all_steps
    from benchmarks.weighing import compressed, loaded_by, weight

    walker, paths = walk_all_steps()
    cookies = {name: each.value for name, each in walker.client.cookies.items()}
    contents = [walker.client.get(path).content for path in paths]
    with _server(folder) as address:
        reference, *seconds = seconds_until_usable(address, [REFERENCE, *paths], cookies)
    return [
        Page(path.rstrip("/").rpartition("/")[2], compressed(html), weight(html), len(loaded_by(html)), taken)
        for path, html, taken in zip(paths, contents, seconds, strict=True)
    ], reference


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """Serve what was made, with the server that real tellers meet."""
    from raamvertelling.demo.servers import HOST, any_free_port, running

    port = any_free_port()
    address = f"http://{HOST}:{port}"
    with running(port, {**os.environ, "RAAM_DATA": str(folder), "RAAM_HOSTS": HOST, "RAAM_ADDRESS": address}):
        yield address


def _table(pages: list[Page], reference: float) -> str:
    lines = [
        "# Elke stap van een verteller gewogen",
        "",
        f"Gemaakt met `./run bench weight`. Python {platform.python_version()}, Chromium, {os.cpu_count()} kernen.",
        "",
        f"- kB: na gzip; *alles* is de pagina met haar stijl en scripts (grens {LIMIT // 1000} kB).",
        "- Bruikbaar: seconden van het eerste bezoek tot alles geladen is en elk eigen onderdeel werkt, op 400 kbit/s",
        f"  met 400 ms heen en weer en een processor die vier keer trager is (grens {LIMIT_SECONDS} s).",
        f"- Verhouding: gedeeld door `{REFERENCE}`, een leeg antwoord over dezelfde lijn in dezelfde meting"
        f" ({reference:.2f} s).",
        "",
        "| stap | kB pagina | kB alles | bestanden | bruikbaar na (s) | verhouding | let op |",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    return "\n".join([*lines, *(_line(page, reference) for page in pages), ""])


def _line(page: Page, reference: float) -> str:
    marks = ["zwaar"] * (page.whole > LIMIT) + ["traag"] * (page.seconds > LIMIT_SECONDS)
    cells = [
        page.name,
        f"{page.own / 1000:.1f}",
        f"{page.whole / 1000:.1f}",
        str(page.files),
        f"{page.seconds:.2f}",
        f"{page.seconds / reference:.1f}x",
        ", ".join(marks),
    ]
    return f"| {' | '.join(cells)} |"
