"""`./run bench pages`: time, queries and bytes of every page, at 120 and at 5,000 stories."""

import argparse
import os
import platform
from pathlib import Path

from benchmarks.demonstration import grow_to, in_a_folder
from benchmarks.table import Row, as_markdown

REPORT = Path(__file__).parent / "pages.md"
SMALL, LARGE = 120, 5_000


def main(arguments: list[str]) -> int:
    """Measure, print the table and write it beside this file."""
    parser = argparse.ArgumentParser(prog="./run bench pages", description="Meet elke pagina.")
    parser.add_argument("--calls", type=int, default=20, help="keren dat een pagina wordt gevraagd (20)")
    parser.add_argument("--large", type=int, default=LARGE, help="verhalen in het grote onderzoek (5000)")
    parser.add_argument("--only", default="", help="alleen pagina's met dit in de naam; schrijft geen tabel weg")
    options = parser.parse_args(arguments)
    with in_a_folder():
        small = _measured(SMALL, options.calls, options.only)
        large = _measured(options.large, options.calls, options.only)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    head = f"Python {platform.python_version()}, SQLite, {cores} kernen, {options.calls} keer per pagina."
    table = as_markdown(small, large, (SMALL, options.large), head)
    print(table)
    if not options.only:
        REPORT.write_text(table, encoding="utf-8")
    return 0


def _measured(size: int, calls: int, only: str) -> list[Row]:
    grow_to(size)
    from benchmarks.examples import REFERENCE, Example, examples
    from benchmarks.measuring import measure

    pages: dict[str, list[Example]] = {}
    for each in examples():
        if only in each.name or each.name == REFERENCE:
            pages.setdefault(each.name, []).append(each)
    pages = dict(sorted(pages.items(), key=lambda item: item[0] != REFERENCE))
    rows = []
    for done, page in enumerate(pages.values(), start=1):
        rows.append(measure(page, calls))
        print(f"\r{done} van {len(pages)} pagina's", end="", flush=True)
    print()
    return rows
