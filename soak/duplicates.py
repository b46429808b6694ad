"""`./run soak duplicates`: one teller presses send fifty times at once, a hundred times over, on both databases."""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING

from soak import place
from soak.place import POINT
from soak.server import postgres
from soak.table import Line, report
from soak.trials import finish, start

if TYPE_CHECKING:
    from raamvertelling.telling.tests.walking import Teller

TELLERS, TIMES = 100, 50
SENT = 302
NOTES = (
    f"Per keer drukt een verteller {TIMES} keer tegelijk op versturen: {TIMES} draden met dezelfde koekjes sturen de"
    " laatste pagina op, door het hele programma heen. Bevestigde verhalen zijn hier antwoorden met dezelfde code.",
    "Stuk is: een ander antwoord dan doorgaan naar het ontvangstbewijs, twee codes, of niet precies één verhaal met"
    " één ontvangstbewijs en één sleutel.",
)


@dataclass(frozen=True, slots=True)
class Rush:
    """What one teller got who sent at once, and what was kept of it."""

    statuses: tuple[int, ...]
    codes: frozenset[str]
    stories: int
    receipts: int
    keys: int

    @property
    def is_right(self) -> bool:
        """Whether everybody was answered alike and one story was kept."""
        alike = set(self.statuses) == {SENT} and len(self.codes) == 1
        return alike and (self.stories, self.receipts, self.keys) == (1, 1, 1)


def send_at_once(teller: "Teller", times: int) -> Rush:
    """Let a teller who is at the last page send it this many times at the same moment."""
    from raamvertelling.stories.keystore.models import StoryKey
    from raamvertelling.stories.models import Receipt, Story

    before = [each.objects.count() for each in (Story, Receipt, StoryKey)]
    begin = Barrier(times)
    with ThreadPoolExecutor(times) as pool:
        answers = list(pool.map(partial(_send, teller, begin), range(times)))
    after = [each.objects.count() for each in (Story, Receipt, StoryKey)]
    grown = [now - then for now, then in zip(after, before, strict=True)]
    return Rush(tuple(each[0] for each in answers), frozenset(each[1] for each in answers), *grown)


def _send(teller: "Teller", begin: Barrier, _number: int) -> tuple[int, str]:
    """Send the last page in a browser with the same cookies, and read the code."""
    from django.db import connections
    from django.test import Client

    from raamvertelling.telling.tests.walking import Teller, code_on

    mine = Teller(Client(raise_request_exception=False), teller.code)
    mine.client.cookies.update(teller.client.cookies)
    begin.wait()
    try:
        status = mine.send().status_code
        receipt = mine.get("uw-code")
        return status, code_on(receipt) if receipt.status_code == 200 else f"geen: {receipt.status_code}"
    finally:
        connections.close_all()


def main(arguments: list[str]) -> int:
    """Run on both databases; 1 if any teller got two codes, or left two stories or none."""
    parser = argparse.ArgumentParser(prog="./run soak duplicates")
    parser.add_argument("--base", type=Path, help="een map met lege databases waarin de tabellen al gemaakt zijn")
    options = parser.parse_args(arguments)
    lines = []
    for name in ("SQLite", "PostgreSQL"):
        said, code = finish(*start(partial(_on, name, options.base)))
        if code:
            return code
        lines.append(Line.from_bytes(said))
        print(lines[-1].text(), flush=True)
    report("duplicates", "Vijftig keer tegelijk versturen", NOTES, lines)
    return int(any(line.is_wrong for line in lines))


def _on(name: str, base: Path | None, pipe: int) -> None:
    with ExitStack() as stack:
        os.environ["RAAM_HOSTS"] = "testserver"
        databases = stack.enter_context(postgres()) if name == "PostgreSQL" else None
        stack.enter_context(place.made(base if databases is None else None, databases))
        line = summary(name, [_rush() for _ in range(TELLERS)])
        os.write(pipe, line.as_bytes())


def _rush() -> Rush:
    from django.test import Client

    from raamvertelling.telling.tests.walking import Teller

    teller = Teller(Client(), POINT)
    teller.tell()
    return send_at_once(teller, TIMES)


def summary(name: str, rushes: Sequence[Rush]) -> Line:
    """Add the rushes up."""
    for each in rushes:
        if not each.is_right:
            print(each, file=sys.stderr)
    return Line(
        name=name,
        trials=len(rushes),
        acknowledged=sum(len(each.statuses) for each in rushes),
        lost=sum(each.stories == 0 for each in rushes),
        trials_that_lost=sum(each.stories == 0 for each in rushes),
        broken=sum(not each.is_right for each in rushes),
        by_chance=False,
    )
