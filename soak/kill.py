"""`./run soak kill`: kill the server with -9 while four people send at once, and look at what it left."""

import argparse
import os
import random
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from threading import Thread
from time import sleep

from soak import place
from soak.checking import Findings, look
from soak.known import Known
from soak.place import SPOKEN, Told
from soak.server import postgres
from soak.table import HEAD, Line, report
from soak.trials import finish, looked, start

PEOPLE = 4
MOST_BEFORE = 6  # stories acknowledged before the blow
LONGEST_WAIT = 0.05  # seconds from there: somewhere within a story or two
NOTES = (
    "Vier mensen sturen tegelijk verhalen, een op de drie met een opname. Na een willekeurig aantal bevestigingen en"
    " een willekeurige fractie van een seconde krijgt het proces kill -9.",
    "Daarna kijkt een schoon proces: van elk verhaal is alles er of niets, elk bevestigd verhaal is er, het logboek is"
    " heel, en alles nog eens versturen geeft dezelfde code en van elke sleutel één verhaal.",
    "Een proces dat stopt laat de schijf heel: wat een stroomuitval doet staat in `power.md`.",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one blow did."""

    acknowledged: int
    findings: Findings


def main(arguments: list[str]) -> int:
    """Run on SQLite, and in the long form on PostgreSQL too; 1 if anything was lost or left half."""
    parser = argparse.ArgumentParser(prog="./run soak kill")
    parser.add_argument("--short", action="store_true", help="30 keer, alleen op SQLite")
    parser.add_argument("--base", type=Path, help="een map met lege databases waarin de tabellen al gemaakt zijn")
    options = parser.parse_args(arguments)
    print(HEAD, flush=True)
    lines = []
    for name in ("SQLite",) if options.short else ("SQLite", "PostgreSQL"):
        said, code = finish(*start(partial(_on, name, options.base, 30 if options.short else 300)))
        if code:
            return code
        lines.append(Line.from_bytes(said))
        print(lines[-1].text(), flush=True)
    if not options.short:
        report("kill", "Het proces midden in het werk gestopt", NOTES, lines)
    return int(any(line.is_wrong for line in lines))


def _on(name: str, base: Path | None, trials: int, pipe: int) -> None:
    """Run all trials on one kind of database, in a process of its own: Django is set up once in each."""
    with ExitStack() as stack:
        databases = stack.enter_context(postgres()) if name == "PostgreSQL" else None
        folder = stack.enter_context(place.made(base if databases is None else None, databases))
        line = summary(name, _trials(folder, trials))
        os.write(pipe, line.as_bytes())


def summary(name: str, outcomes: Iterable[Outcome]) -> Line:
    """Add the trials up."""
    listed = list(outcomes)
    for each in listed:
        if each.findings.lost or each.findings.broken:
            print(each.findings, file=sys.stderr)
    unknown = sum(each.findings.unknown for each in listed)
    return Line(
        name=f"{name} ({unknown} verhalen bewaard zonder dat iemand het wist)",
        trials=len(listed),
        acknowledged=sum(each.acknowledged for each in listed),
        lost=sum(len(each.findings.lost) for each in listed),
        trials_that_lost=sum(bool(each.findings.lost) for each in listed),
        broken=sum(bool(each.findings.broken) for each in listed),
    )


def _trials(folder: Path, trials: int) -> Iterator[Outcome]:
    from django.db import connections

    for number in range(trials):
        rng = random.Random(number)  # noqa: S311  # a spread of moments, not a secret
        trial, point = folder / "trial", f"punt-{number}"
        place.copy_of(folder / "start", trial)
        place.move_to(trial)
        place.make_inquiry(point)
        connections.close_all()
        yield _trial(trial, point, rng)
        shutil.rmtree(trial)


def _trial(trial: Path, point: str, rng: random.Random) -> Outcome:
    child, reading = start(partial(_tell, trial, point))
    said = _kill_after(child, reading, rng.randint(1, MOST_BEFORE), rng.random() * LONGEST_WAIT)
    lines = said.decode().splitlines()
    sent = [Told(line) for line in lines if ":" not in line]
    known = Known()
    known.hear(said)

    def after() -> Findings:
        place.move_to(trial, synchronous="OFF")
        return look(sent, known, point)

    return Outcome(len(known.codes), looked(after))


def _kill_after(child: int, reading: int, acknowledged: int, wait: float) -> bytes:
    """Listen until so many stories were acknowledged, wait, strike, and return all that was said until then."""
    said = b""
    while said.count(b":") < acknowledged:
        piece = os.read(reading, 4096)
        assert piece, "it stopped by itself"
        said += piece
    sleep(wait)
    os.kill(child, signal.SIGKILL)
    rest, code = finish(child, reading)
    assert code == -signal.SIGKILL
    return said + rest


def _tell(trial: Path, point: str, pipe: int) -> None:
    place.move_to(trial)
    people = [Thread(target=_send_on, args=(point, person, pipe)) for person in range(PEOPLE)]
    for each in people:
        each.start()
    for each in people:
        each.join()


def _send_on(point: str, person: int, pipe: int) -> None:
    """Send one story after the other: name each before it goes, and its code as soon as the service returned."""
    for number in count():
        told = Told(f"{point}-{person}-{number}" + SPOKEN * (number % 3 == 0))
        os.write(pipe, f"{told.key}\n".encode())
        code = place.send(told, point).code
        os.write(pipe, f"{told.key}:{code}\n".encode())
