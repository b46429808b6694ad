"""`./run soak full`: the disk is full at each write in turn, while the last page of a story is sent."""

import argparse
import ctypes
import errno
import logging
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from soak import place
from soak.checking import Findings
from soak.disk import Machine
from soak.place import POINT
from soak.table import Line, report
from soak.trials import finish, looked, start
from soak.vfs import PowerLayer

if TYPE_CHECKING:
    from raamvertelling.telling.tests.walking import Teller

SENT, BUSY, NO_SPACE = 302, 503, 507
STRIDE = 9  # of the short form: one in so many writes
PAGE, SMALL_DISK = 4096, 8 << 20
NEW_USER, NEW_MOUNTS, LAZY = 0x10000000, 0x00020000, 2
NOTES = (
    "Een verteller verstuurt de laatste pagina, met een opname, door het hele programma heen. De schijf raakt vol bij"
    " de eerste keer schrijven, dan bij de tweede, en zo verder.",
    "Goed is: of een pagina in het Nederlands (503 of 507), of een ontvangstbewijs dat klopt. Intussen zijn de"
    " startpagina en een eerder verhaal te lezen. Is er weer plaats, dan gaat versturen zonder herstart, één keer.",
    "Nagedaan: elke keer schrijven weigert in de SQLite van deze Python en bij fsync. Echt: een schijfje in het"
    " geheugen met telkens een blok van 4 kB meer vrij.",
)


@dataclass(frozen=True, slots=True)
class Space:
    """A disk that can be filled and emptied."""

    fill: Callable[[], None]
    free: Callable[[], None]


def main(arguments: list[str]) -> int:
    """Fill the disk at every write (in short: one in nine); 1 if anything was lost or somebody saw a wrong page."""
    parser = argparse.ArgumentParser(prog="./run soak full")
    parser.add_argument("--short", action="store_true", help="een op de negen keer, alleen nagedaan")
    parser.add_argument("--base", type=Path, help="een map met lege databases waarin de tabellen al gemaakt zijn")
    options = parser.parse_args(arguments)
    os.environ["RAAM_HOSTS"] = "testserver"
    logging.disable(logging.CRITICAL)  # what goes wrong here goes wrong on purpose
    with place.made(options.base) as folder:
        story = _prepare(folder)
        steps = _count(folder, story)
        stride = STRIDE if options.short else 1
        lines = [_line("nagedaan", [_simulated(folder, story, step) for step in range(0, steps, stride)])]
        if not options.short:
            lines.append(_line("echt", list(_on_small_disk(folder, story))))
    for line in lines:
        print(line.text())
    if not options.short:
        report("full", "De schijf is vol", NOTES, lines)
    return int(any(line.is_wrong for line in lines))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A teller at the last page, and the code of a story that came in before."""

    teller: "Teller"
    earlier: str


def _prepare(folder: Path) -> Prepared:
    from django.db import connections
    from django.test import Client

    from raamvertelling.inquiries.models import StoryPoint
    from raamvertelling.telling import cookies
    from raamvertelling.telling.draft_key import draft_id, draft_key
    from raamvertelling.telling.draft_media import add_media
    from raamvertelling.telling.models import Draft
    from raamvertelling.telling.tests.walking import Teller

    place.move_to(folder / "start")
    earlier = place.send(place.Told("eerder" + place.SPOKEN)).code
    teller = Teller(Client(raise_request_exception=False), POINT)
    teller.tell()
    point, token = StoryPoint.objects.get(code=POINT), teller.client.cookies[cookies.DRAFT].value
    draft = Draft.objects.get(pk=draft_id(token, point))
    (sound,) = place.Told("nu" + place.SPOKEN).media()
    add_media(draft=draft, key=draft_key(token, point), item=sound)
    _visit(teller, earlier)  # what is loaded once is loaded now
    connections.close_all()
    return Prepared(teller, earlier)


def _visit(teller: "Teller", code: str) -> list[str]:
    """Read what anybody may read: the first page, the last page of telling, and one's own story."""
    from django.test import Client

    reader = Client(raise_request_exception=False)
    pages = [reader.get(teller.url()), teller.get("alles-nakijken")]
    pages += [reader.post("/mijn-verhaal/", {"code": code}, follow=True)]
    _end_of_request()
    wrong = [f"{page.request['PATH_INFO']} gaf {page.status_code}" for page in pages if page.status_code != 200]
    if not wrong and "Verhaal eerder" not in pages[-1].content.decode():
        wrong.append("het eerdere verhaal staat niet op zijn pagina")
    return wrong


def _end_of_request() -> None:
    """Do with the databases what the server does after each request."""
    from django.db import close_old_connections

    close_old_connections()


def _try(story: Prepared, space: Space) -> Findings:
    """Send while there is no space, read meanwhile, and send again when there is."""
    from raamvertelling.stories.models import Receipt, Story

    found = Findings()
    before = Story.objects.count()
    _visit(story.teller, story.earlier)
    space.fill()
    answer = story.teller.send()
    _end_of_request()
    if answer.status_code != SENT and (answer.status_code not in (BUSY, NO_SPACE) or not _is_clear(answer.content)):
        found.broken.append(f"versturen gaf {answer.status_code}")
    found.broken += [f"vol: {each}" for each in _visit(story.teller, story.earlier) if answer.status_code != SENT]
    kept = Story.objects.count() - before
    space.free()
    if answer.status_code == SENT and kept != 1:
        found.lost.append("bevestigd en niet bewaard")
    again = story.teller.send()
    receipt = story.teller.get("uw-code")
    if (again.status_code, receipt.status_code) != (SENT, 200):
        found.broken.append(f"daarna gaf versturen {again.status_code} en het ontvangstbewijs {receipt.status_code}")
    if (after := (Story.objects.count(), Receipt.objects.count())) != (before + 1, before + 1):
        found.broken.append(f"na {before} verhalen zijn er nu {after[0]}, met {after[1]} ontvangstbewijzen")
    found.unknown = int(answer.status_code == SENT)
    return found


def _is_clear(page: bytes) -> bool:
    said = page.decode()
    return '<html lang="nl"' in said and ("schijf" in said or "opnieuw" in said)


def _count(folder: Path, story: Prepared) -> int:
    """Count the writes of sending once."""
    trial = folder / "trial"
    place.copy_of(folder / "start", trial)

    def work(pipe: int) -> None:
        machine = _machine(trial)
        story.teller.send()
        _end_of_request()
        os.write(pipe, str(machine.steps).encode())

    said, _ = finish(*start(work))
    shutil.rmtree(trial)
    return int(said)


def _machine(trial: Path) -> Machine:
    machine = Machine(drop="all", rng=random.Random(0), cut_at=0, folder=trial / "media")  # noqa: S311  # never cut
    PowerLayer(machine)
    machine.watch_folder(lambda _handle: True)
    place.move_to(trial)
    return machine


def _simulated(folder: Path, story: Prepared, step: int) -> Findings:
    """Refuse every write from this one on."""
    trial = folder / "trial"
    place.copy_of(folder / "start", trial)
    if (folder / "start" / "media").exists():
        shutil.copytree(folder / "start" / "media", trial / "media")

    def work() -> Findings:
        machine = _machine(trial)

        def fill() -> None:
            machine.full_at = machine.steps + step

        def free() -> None:
            machine.full_at = None

        return _try(story, Space(fill, free))

    found = looked(work)
    shutil.rmtree(trial)
    return found


def _on_small_disk(folder: Path, story: Prepared) -> Iterator[Findings]:
    """Leave one block free, then two, and so on until sending needs no more."""
    blocks = 0
    while True:
        found = looked(partial(_with_blocks, folder, story, blocks))
        yield found
        if found.unknown or found.broken:
            return
        blocks += 1


def _with_blocks(folder: Path, story: Prepared, blocks: int) -> Findings:
    with _small_disk(folder / "small") as trial:
        shutil.copytree(folder / "start", trial, dirs_exist_ok=True)
        place.move_to(trial)
        filler = trial / "vulling"

        def fill() -> None:
            with filler.open("wb", buffering=0) as file:
                try:
                    while file.write(bytes(PAGE)):
                        pass
                except OSError as error:
                    assert error.errno == errno.ENOSPC
                file.truncate(file.tell() - blocks * PAGE)

        return _try(story, Space(fill, filler.unlink))


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    """Mount a disk in memory that only this process sees; who may not do that, cannot run this proof."""
    libc = ctypes.CDLL(None, use_errno=True)
    folder.mkdir(exist_ok=True)
    flags = NEW_MOUNTS if os.geteuid() == 0 else NEW_MOUNTS | NEW_USER
    options = f"size={SMALL_DISK}".encode()
    if libc.unshare(flags) or libc.mount(b"tmpfs", str(folder).encode(), b"tmpfs", 0, options):
        sys.exit(f"Een schijfje in het geheugen maken mag hier niet ({os.strerror(ctypes.get_errno())}).")
    try:
        yield folder
    finally:
        libc.umount2(str(folder).encode(), LAZY)


def _line(name: str, found: Sequence[Findings]) -> Line:
    for each in found:
        if each.lost or each.broken:
            print(each, file=sys.stderr)
    return Line(
        name=name,
        trials=len(found),
        acknowledged=sum(each.unknown for each in found),
        lost=sum(len(each.lost) for each in found),
        trials_that_lost=sum(bool(each.lost) for each in found),
        broken=sum(bool(each.broken) for each in found),
        by_chance=False,
    )
