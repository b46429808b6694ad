"""`./run soak copies`: make a copy while people send and withdraw, lose everything, and put it back."""

import argparse
import os
import shutil
import signal
import statistics
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from threading import Thread
from time import monotonic

from soak import place
from soak.checking import Findings, came_back, lost, missing
from soak.known import GOING, WITHDRAWN, Known
from soak.place import SPOKEN, TODAY, Told
from soak.server import postgres
from soak.table import Line, report
from soak.trials import finish, looked, start

PEOPLE, TIMES, FEW = 3, 20, 2
BEFORE = 15  # stories acknowledged before the copy begins
NOTES = (
    "Drie mensen sturen verhalen, een op de drie met een opname, en trekken er een op de vier weer in. Daartussendoor"
    " maakt `raam backup` een kopie. Dan is alles weg: beide databases en alle opnamen. `raam restore` zet het terug.",
    "Goed is: elk verhaal dat bevestigd was toen de kopie begon is er, heel, met zijn code; wat toen was ingetrokken is"
    " er niet; elke tabel heeft evenveel rijen als in de kopie, elk verhaal hetzelfde kenmerk; het logboek is heel.",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one copy, and how many seconds it and putting it back took."""

    acknowledged: int
    findings: Findings
    seconds: tuple[float, float]


def main(arguments: list[str]) -> int:
    """Run on both databases; 1 if anything was lost, half, or came back that was withdrawn."""
    parser = argparse.ArgumentParser(prog="./run soak copies")
    parser.add_argument("--short", action="store_true", help="twee keer")
    parser.add_argument("--base", type=Path, help="een map met lege databases waarin de tabellen al gemaakt zijn")
    options = parser.parse_args(arguments)
    lines = []
    for name in ("SQLite", "PostgreSQL"):
        said, code = finish(*start(partial(_on, name, options.base, FEW if options.short else TIMES)))
        if code:
            return code
        lines.append(Line.from_bytes(said))
        print(lines[-1].text(), flush=True)
    if not options.short:
        report("copies", "Kopieën terwijl het druk is", NOTES, lines)
    return int(any(line.is_wrong for line in lines))


def _on(name: str, base: Path | None, times: int, pipe: int) -> None:
    with ExitStack() as stack:
        databases = stack.enter_context(postgres()) if name == "PostgreSQL" else None
        folder = stack.enter_context(place.made(base if databases is None else None, databases))
        line = summary(name, [_trial(folder, number) for number in range(times)])
        os.write(pipe, line.as_bytes())


def summary(name: str, outcomes: Sequence[Outcome]) -> Line:
    """Add the trials up."""
    for each in outcomes:
        if each.findings.lost or each.findings.broken:
            print(each.findings, file=sys.stderr)
    copying, back = (statistics.median(each.seconds[number] for each in outcomes) for number in range(2))
    return Line(
        name=f"{name} (kopie {copying:.1f} s, terug {back:.1f} s)",
        trials=len(outcomes),
        acknowledged=sum(each.acknowledged for each in outcomes),
        lost=sum(len(each.findings.lost) for each in outcomes),
        trials_that_lost=sum(bool(each.findings.lost) for each in outcomes),
        broken=sum(bool(each.findings.broken) for each in outcomes),
    )


def _trial(folder: Path, number: int) -> Outcome:
    from django.db import connections

    # One place for all trials: it grows, and every copy after the first is of one that was put back.
    trial, point, copies = folder / "start", f"punt-{number}", folder / f"kopie-{number}"
    place.move_to(trial)
    place.make_inquiry(point)
    connections.close_all()
    known = Known()
    child, reading = start(partial(_work, trial, point))
    while len(known.codes) - len(known.going) < BEFORE:
        known.hear(_lines(reading))
    begun = monotonic()
    made = looked(partial(_copy, trial, copies))
    halfway = monotonic()
    os.kill(child, signal.SIGKILL)
    said, _ = finish(child, reading)
    later = Known()
    later.hear(said)
    found = looked(partial(_lose_and_restore, trial, copies, point, known, later))
    shutil.rmtree(copies)
    found.broken += made.broken
    return Outcome(len(known.codes), found, (halfway - begun, monotonic() - halfway))


def _lines(reading: int) -> bytes:
    """Read what was said, up to the end of a line: what is written at once comes whole."""
    said = os.read(reading, 4096)
    while not said.endswith(b"\n"):
        piece = os.read(reading, 1)
        assert piece, "it stopped by itself"
        said += piece
    return said


def _work(trial: Path, point: str, pipe: int) -> None:
    place.move_to(trial)
    people = [Thread(target=_tell_and_withdraw, args=(point, person, pipe)) for person in range(PEOPLE)]
    for each in people:
        each.start()
    for each in people:
        each.join()


def _tell_and_withdraw(point: str, person: int, pipe: int) -> None:
    from raamvertelling.stories.services.withdrawing import withdraw_story

    for number in count():
        told = Told(f"{point}-{person}-{number}" + SPOKEN * (number % 3 == 0))
        received = place.send(told, point)
        os.write(pipe, f"{told.key}:{received.code}\n".encode())
        if number % 4 == 1:
            os.write(pipe, f"{told.key}:{GOING}\n".encode())
            withdraw_story(story=received.story, today=TODAY)
            os.write(pipe, f"{told.key}:{WITHDRAWN}\n".encode())


def _copy(trial: Path, copies: Path) -> Findings:
    from raamvertelling.config.copies.making import make_copy

    place.move_to(trial)
    make_copy(folder=copies, today=TODAY)
    return Findings()


def _lose_and_restore(trial: Path, copies: Path, point: str, known: Known, later: Known) -> Findings:
    """Lose everything, put the copy back with its keys, and look; what was withdrawn since the copy may be either."""
    from raamvertelling.config.copies.restoring import restore
    from raamvertelling.config.tests.copying import forget_everything
    from raamvertelling.inquiries.models import Inquiry
    from raamvertelling.stories.audit import chain_faults
    from raamvertelling.stories.models import Story

    place.move_to(trial, synchronous="OFF")
    forget_everything()
    shutil.rmtree(trial / "media", ignore_errors=True)
    (stories,), (keys,) = (list(copies.glob(f"{kind}-*")) for kind in ("verhalen", "sleutels"))
    done = restore(stories=stories, keys=keys, ledgers=[], today=TODAY)
    found = Findings(broken=list(done.faults))
    gone = known.going | later.going
    found.lost = list(lost([Told(key) for key in known.codes if key not in gone], known.codes))
    found.broken += came_back(known)
    inquiry = Inquiry.objects.get(storypoints__code=point)
    found.broken += chain_faults(inquiry)
    stories_there = Story.objects.filter(inquiry=inquiry)
    found.broken += [f"{story}: {what}" for story in stories_there if (what := missing(story))]
    if done.verified is None or len(known.codes) - len(gone) > done.verified.stories or not done.verified.rows:
        found.broken.append(f"er is te weinig vergeleken: {done.verified}")
    return found
