"""Making a copy while the place is open: three files, of which the one with keys lives a week."""

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import time

from django.conf import settings

from raamvertelling.config.copies.database import NAMES, copy_out, vendor_of
from raamvertelling.config.copies.file import ENDING, CopyWriter, writing
from raamvertelling.config.operating import signs
from raamvertelling.stories.keystore.models import LedgerEntry
from raamvertelling.stories.media import media_files
from raamvertelling.stories.sealing import keyed_hash

STORIES, KEYS, LEDGER = "verhalen", "sleutels", "intrekkingen"
ALIASES = {STORIES: "default", KEYS: "keystore"}
LEDGER_MEMBER = "intrekkingen.jsonl"
KEYS_DAYS = 7
LEFT, DAY = ".kopie-", 24 * 3600


@dataclass(frozen=True, slots=True)
class Made:
    """The three files, and the older files with keys that were thrown away."""

    stories: Path
    keys: Path
    ledger: Path
    thrown_away: tuple[Path, ...]


def make_copy(*, folder: Path, today: date) -> Made:
    """Copy stories, files, keys and withdrawals.

    In this order: a story that comes in meanwhile has its key before its row, and one that is withdrawn meanwhile
    stands in the ledger that is copied last. So no half of a pair can be missing.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear_left()
    number = _free_number(folder, today)
    paths = {kind: folder / f"{kind}-{today.isoformat()}-{number}{ENDING}" for kind in (STORIES, KEYS, LEDGER)}
    for kind, alias in ALIASES.items():
        with _file(paths[kind], kind, alias, today) as file:
            _add_database(file, alias)
            if kind == STORIES:
                _add_media(file)
    with _file(paths[LEDGER], LEDGER, "keystore", today) as file:
        entries = LedgerEntry.objects.order_by("pk").values_list("kind", "entry_hash", "on")
        file.add_bytes(LEDGER_MEMBER, ledger_lines(entries))
    signs.leave(signs.COPY)
    return Made(paths[STORIES], paths[KEYS], paths[LEDGER], throw_away(folder, today))


def _clear_left() -> None:
    """Delete what an attempt that was killed left in the data folder a day ago or more."""
    for path in Path(str(settings.DATA)).glob(f"{LEFT}*"):
        if path.stat().st_mtime < time() - DAY:
            shutil.rmtree(path, ignore_errors=True)


def throw_away(folder: Path, today: date) -> tuple[Path, ...]:
    """Delete the files with keys of a week ago or more: longer, and withdrawing would not hold.

    Also half a file, that an attempt which was killed left under a hidden name.
    """
    keys = sorted(path for name in (KEYS, f".{KEYS}") for path in folder.glob(f"{name}-*{ENDING}"))
    old = [path for path in keys if (day := day_of(path)) and are_old(day, today)]
    for path in old:
        path.unlink()
    return tuple(old)


def are_old(day: date, today: date) -> bool:
    """Whether keys that were copied on this day have been kept for as long as they may."""
    return day <= today - timedelta(days=KEYS_DAYS)


def day_of(path: Path) -> date | None:
    """Return the day in the name of a copy."""
    try:
        return date.fromisoformat(path.name.partition("-")[2][:10])
    except ValueError:
        return None


def age_of(path: Path) -> tuple[date, int]:
    """Return by what copies follow one another: the day in the name, and which it was of that day."""
    number = path.stem.rpartition("-")[2]
    return day_of(path) or date.min, int(number) if number.isdecimal() else 0


def ledger_lines(entries: Iterable[tuple[str, str, date]]) -> bytes:
    """Return the ledger (kind, hash, day), a withdrawal a line: keyed hashes, of which nobody can make anything."""
    return "".join(json.dumps([kind, hashed, on.isoformat()]) + "\n" for kind, hashed, on in entries).encode()


def place_mark() -> str:
    """Return what tells this place from another: a keyed hash, made with the secret behind all others."""
    return keyed_hash("place", "")


@contextmanager
def _file(path: Path, kind: str, alias: str, today: date) -> Iterator[CopyWriter]:
    with writing(path, kind=kind, on=today, pepper=place_mark(), database=vendor_of(alias)) as file:
        yield file


def _add_database(file: CopyWriter, alias: str) -> None:
    """Copy in the data folder first: nothing unsealed comes where copies are kept."""
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=LEFT) as own:
        copy = Path(own) / "copy"
        file.contents = copy_out(alias, copy)
        file.add_file(NAMES[vendor_of(alias)], copy)


def _add_media(file: CopyWriter) -> None:
    for path in media_files():
        file.add_file(f"media/{path.name}", path)


def _free_number(folder: Path, today: date) -> int:
    number = 1
    while any(folder.glob(f"*-{today.isoformat()}-{number}{ENDING}")):
        number += 1
    return number
