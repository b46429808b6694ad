"""`./run soak power`: stop the power in the middle of receiving, and look for every story that was acknowledged."""

import argparse
import os
import random
import shutil
import signal
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from soak import place
from soak.checking import Findings, look
from soak.disk import Drop, Machine
from soak.known import GOING, WITHDRAWN, Known
from soak.place import SPOKEN, Told
from soak.table import HEAD, Line, report
from soak.trials import finish, looked, start
from soak.vfs import PowerLayer

MANY, FEW = 8, 4  # stories in a trial
FEW_PAGES = 40  # a checkpoint every one or two stories: half of the trials meet the moment that log becomes table
NOTES = (
    "Verhalen komen binnen door de dienst die ook de pagina's gebruiken, de helft met een opname. Op een willekeurig"
    " moment stopt de stroom: wat niet met fsync naar de schijf is gebracht is weg. Om de keer alles, of een"
    " willekeurig deel, in stukken van 512 of 4096 bytes.",
    "Daarna kijkt een schoon proces: is elk verhaal dat bevestigd was er nog, heel, met zijn sleutel en opname;"
    " kloppen beide databases en het logboek; en geeft opnieuw versturen dezelfde code en geen tweede verhaal.",
    "Als laatste trekt iemand een verhaal in. Is gezegd dat het weg is, dan moet het ook na de stroomuitval weg zijn.",
    "De controles moeten verliezen, anders deugt de proef niet: lichter schrijven (NORMAL, OFF), of fsync overslaan.",
    "Nagedaan in de SQLite van deze Python. Een schijf die zelf liegt over fsync, en PostgreSQL, zijn niet beproefd.",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to write, how often to try it, and whether it may lose nothing or must lose something."""

    name: str
    trials: int
    stories: int
    synchronous: str = "FULL"
    files: bool = True
    folders: bool = True

    @property
    def must_lose(self) -> bool:
        """Whether this is a control: a proof that finds nothing here would find nothing anywhere."""
        return self.synchronous != "FULL" or not self.files or not self.folders


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one power cut did: how many stories were acknowledged before it, and what was found after it."""

    acknowledged: int
    findings: Findings


def kinds(full: int, control: int, stories: int) -> list[Kind]:
    """Return how we write, and the four ways that are known to lose."""
    return [
        Kind("zoals het is (FULL)", full, stories),
        Kind("NORMAL", control, stories, synchronous="NORMAL"),
        Kind("OFF", control, stories, synchronous="OFF"),
        Kind("zonder fsync van bestanden", control, stories, files=False),
        Kind("zonder fsync van mappen", control, stories, folders=False),
    ]


def main(arguments: list[str]) -> int:
    """Run all kinds; 1 if ours lost anything, or a control lost nothing."""
    parser = argparse.ArgumentParser(prog="./run soak power")
    parser.add_argument("--short", action="store_true", help="40 stroomuitvallen en 10 van elke controle")
    parser.add_argument("--base", type=Path, help="een map met lege databases waarin de tabellen al gemaakt zijn")
    options = parser.parse_args(arguments)
    full, control, stories = (40, 10, FEW) if options.short else (300, 30, MANY)
    lines = []
    print(HEAD, flush=True)
    with place.made(options.base) as folder:
        steps = _steps(folder, stories)
        for kind in kinds(full, control, stories):
            lines.append(summary(kind, _trials(folder, kind, steps)))
            print(lines[-1].text(), flush=True)
    if not options.short:
        report("power", "Stroomuitval nagedaan", NOTES, lines)
    return int(any(line.is_wrong for line in lines))


def summary(kind: Kind, outcomes: Iterable[Outcome]) -> Line:
    """Add the trials up."""
    listed = list(outcomes)
    lost = [len(each.findings.lost) for each in listed]
    broken = sum(bool(each.findings.broken) for each in listed)
    for each in listed if not kind.must_lose else ():
        if each.findings.lost or each.findings.broken:
            print(each.findings, file=sys.stderr)
    return Line(
        name=kind.name,
        trials=len(listed),
        acknowledged=sum(each.acknowledged for each in listed),
        lost=sum(lost),
        trials_that_lost=sum(map(bool, lost)),
        broken=broken,
        must_lose=kind.must_lose,
    )


def _trials(folder: Path, kind: Kind, steps: int) -> Iterator[Outcome]:
    for number in range(kind.trials):
        rng = random.Random(f"{kind.name}/{number}")  # noqa: S311  # the same trial again, not a secret
        trial = folder / "trial"
        place.copy_of(folder / "start", trial)
        yield _trial(trial, kind, rng, "all" if number % 2 else "random", rng.randrange(1, steps + 1))
        shutil.rmtree(trial)


def _steps(folder: Path, stories: int) -> int:
    """Count what is asked of the disk in a trial of which the power stays: a cut falls somewhere in there."""
    trial = folder / "trial"
    place.copy_of(folder / "start", trial)
    said, _ = finish(*start(partial(_tell, trial, Kind("", 1, stories), random.Random(0), "all", 0)))  # noqa: S311  # the same
    shutil.rmtree(trial)
    return int(said.split()[-1])


def _trial(trial: Path, kind: Kind, rng: random.Random, drop: Drop, cut_at: int) -> Outcome:
    said, code = finish(*start(partial(_tell, trial, kind, rng, drop, cut_at)))
    assert code == -signal.SIGKILL, f"the power was never cut: {code}"
    for memory in trial.glob("*-shm"):
        memory.unlink()
    known = Known()
    known.hear(said)

    def after() -> Findings:
        place.move_to(trial, synchronous="OFF")  # no power is cut here: looking need not wait for the real disk
        return look(_stories(kind), known)

    return Outcome(len(known.codes), looked(after))


def _stories(kind: Kind) -> list[Told]:
    return [Told(f"verhaal-{number}" + SPOKEN * (number % 2 == 0)) for number in range(kind.stories)]


def _tell(trial: Path, kind: Kind, rng: random.Random, drop: Drop, cut_at: int, pipe: int) -> None:
    """Receive stories one by one on the machine that will stop, and say each code as soon as the service returned.

    At the end somebody takes a story back.
    """
    from django.db import connections

    from raamvertelling.stories.services.withdrawing import withdraw_story

    machine = Machine(drop=drop, rng=rng, cut_at=cut_at, folder=trial / "media")
    PowerLayer(machine)
    machine.watch_folder(lambda handle: kind.folders if stat.S_ISDIR(os.fstat(handle).st_mode) else kind.files)
    place.move_to(trial, synchronous=kind.synchronous)
    if rng.random() < 0.5:
        for connection in connections.all():
            connection.settings_dict["OPTIONS"]["init_command"] += f" PRAGMA wal_autocheckpoint={FEW_PAGES};"
    for told in _stories(kind):
        received = place.send(told)
        os.write(pipe, f"{told.key}:{received.code}\n".encode())
    os.write(pipe, f"{told.key}:{GOING}\n".encode())
    withdraw_story(story=received.story, today=place.TODAY)
    os.write(pipe, f"{told.key}:{WITHDRAWN}\n".encode())
    os.write(pipe, f"{machine.steps}\n".encode())
    assert machine.files, "SQLite never came by our layer"
    machine.cut()
