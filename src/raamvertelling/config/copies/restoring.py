"""Putting a copy back, in such a way that what was withdrawn since stays gone."""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError
from django_tasks_db.models import DBTaskResult

from raamvertelling.config.copies.contents import differences
from raamvertelling.config.copies.database import NAMES, look_into, put_in, vendor_of
from raamvertelling.config.copies.file import ENDING, CopyProblem, Manifest, OtherMasterKey, checked, read_out, take_out
from raamvertelling.config.copies.making import (
    KEYS,
    LEDGER,
    LEDGER_MEMBER,
    LEFT,
    STORIES,
    age_of,
    are_old,
    ledger_lines,
    place_mark,
)
from raamvertelling.config.halfway import half_restored, left_halfway
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.audit import chain_faults
from raamvertelling.stories.keeping.again import destroy_again
from raamvertelling.stories.keystore.models import LedgerEntry, Pepper
from raamvertelling.stories.media import missing_files, put_file
from raamvertelling.stories.models import Story
from raamvertelling.stories.sealing import BrokenSeal

MEDIA = re.compile(r"media/([0-9a-f]{32})")
Entries = dict[str, tuple[str, date]]


@dataclass(frozen=True, slots=True)
class Restored:
    """What is there now: how many stories, and how many withdrawals and destroyed parts were carried out again.

    `faults` says what was not right in the copy itself; `verified` what was compared with it, one by one.
    """

    stories: int
    withdrawn: int
    parts: int
    old_keys: bool
    faults: tuple[str, ...] = ()
    verified: "Verified | None" = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Verified:
    """How much was the same in the database that was put back as in the copy."""

    tables: int = 0
    rows: int = 0
    stories: int = 0
    files: int = 0


def restore(*, stories: Path, keys: Path | None, ledgers: Sequence[Path], today: date) -> Restored:
    """Check everything first; then put it back, add all withdrawals that are known anywhere, and carry them out.

    From the first change until the last nobody is served: a mark in the data folder says so to server and worker.
    """
    manifest = _checked(stories, STORIES, "default")
    key_manifest = _checked(keys, KEYS, "keystore") if keys else None
    lists = {path: checked(path, LEDGER) for path in ledgers} | _lists_beside(stories.parent)
    known = _running_ledger() | _read(left_halfway())
    _check_place(manifest, key_manifest, lists.values(), has_ledger=bool(known))
    with half_restored(_lines(known)):
        if keys and key_manifest:
            _put(keys, "keystore", key_manifest)
        _put(stories, "default", manifest)
        for alias in settings.DATABASES:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        for path in lists:
            known |= _entries(path)
        _add_entries(known)
        _put_media(stories, manifest)
        done = _carry_out(manifest, today, old_keys=bool(key_manifest and are_old(key_manifest.day, today)))
        return replace(done, faults=tuple(_faults()), verified=_verified(manifest, key_manifest))


def _lists_beside(folder: Path) -> dict[Path, Manifest]:
    """Return the lists of withdrawals that lie beside the stories.

    One from before the master key was changed does not open. It is passed by when a later one does, for each list
    holds all that the lists before it hold; else there may be withdrawals that nobody here knows of.
    """
    found: dict[Path, Manifest] = {}
    closed: OtherMasterKey | None = None
    for path in sorted(folder.glob(f"{LEDGER}-*{ENDING}"), key=age_of):
        try:
            found[path], closed = checked(path, LEDGER), None
        except OtherMasterKey as problem:
            closed = problem
    if closed:
        raise closed
    return found


def _checked(path: Path, kind: str, alias: str) -> Manifest:
    manifest = checked(path, kind)
    if manifest.database != vendor_of(alias):
        there, here = manifest.database, vendor_of(alias)
        raise CopyProblem(f"'{path.name}' is een kopie van {there}; hier draait {here}. Er is niets veranderd.")
    return manifest


def _check_place(manifest: Manifest, keys: Manifest | None, lists: Iterable[Manifest], *, has_ledger: bool) -> None:
    """Refuse files of different places, and keys that would make the withdrawals of here unknown."""
    here = _here()
    mark = keys.pepper if keys else here
    if keys and has_ledger and here != keys.pepper:
        raise CopyProblem(
            "Deze sleutels zijn van een andere plek dan de sleutelkast die hier staat. Er is niets veranderd."
        )
    if manifest.pepper != mark:
        raise CopyProblem(
            "De sleutelkast hier hoort niet bij deze verhalen. Er is niets veranderd. Geef ook de kopie van de"
            " sleutels: --sleutels."
        )
    if any(each.pepper != mark for each in lists):
        raise CopyProblem("Een lijst met intrekkingen is van een andere plek. Er is niets veranderd. Haal hem weg.")


def _here() -> str:
    """Return the mark of the keystore that runs here; empty when there is none, or not one that we can open."""
    try:
        return place_mark() if Pepper.objects.exists() else ""
    except (BrokenSeal, DatabaseError):
        return ""


def _running_ledger() -> Entries:
    """Return the withdrawals that are known here, before anything is put back: they are the newest there are."""
    try:
        found = LedgerEntry.objects.values_list("entry_hash", "kind", "on")
        return {hashed: (kind, on) for hashed, kind, on in found}
    except DatabaseError:
        return {}


def _entries(path: Path) -> Entries:
    ((_, data),) = read_out(path, [LEDGER_MEMBER])
    return _read(data)


def _read(lines: bytes) -> Entries:
    rows = [json.loads(line) for line in lines.decode().splitlines()]
    return {hashed: (kind, date.fromisoformat(on)) for kind, hashed, on in rows}


def _lines(entries: Entries) -> bytes:
    return ledger_lines((kind, hashed, on) for hashed, (kind, on) in entries.items())


def _add_entries(entries: Entries) -> None:
    rows = [LedgerEntry(kind=kind, entry_hash=hashed, on=on) for hashed, (kind, on) in entries.items()]
    LedgerEntry.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def _put(path: Path, alias: str, manifest: Manifest) -> None:
    """Put a database back and compare it with the copy, before anything is done to it."""
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=LEFT) as own:
        # Under that name the next copy deletes what a kill leaves here: it holds keys.
        copy = Path(own) / "copy"
        take_out(path, NAMES[vendor_of(alias)], copy)
        put_in(alias, copy)
    if wrong := "; ".join(differences(manifest.contents, look_into(alias))):
        raise CopyProblem(
            f"Wat teruggezet is, is niet gelijk aan de kopie: {wrong}. Er wordt niets getoond. Draai raam restore nog"
            " eens, of neem een andere kopie."
        )


def _verified(*manifests: Manifest | None) -> Verified:
    there = [each for each in manifests if each is not None]
    return Verified(
        tables=sum(len(each.contents.rows) for each in there),
        rows=sum(sum(each.contents.rows.values()) for each in there),
        stories=sum(len(each.contents.stories) for each in there),
        files=sum(bool(MEDIA.fullmatch(member.name)) for each in there for member in each.members),
    )


def _faults() -> Iterator[str]:
    """Say what was wrong already when the copy was made: putting it back does not mend that."""
    for inquiry in (None, *Inquiry.objects.order_by("pk")):
        if chain_faults(inquiry):
            yield f"Het logboek van {inquiry or 'de hele plek'} is niet heel. Kijk bij Logboek."
    if lost := missing_files():
        yield f"Van {lost} opnamen of foto's ontbreekt het bestand."


def _put_media(path: Path, manifest: Manifest) -> None:
    names = [each.name for each in manifest.members if MEDIA.fullmatch(each.name)]
    for name, data in read_out(path, names):
        put_file(name.partition("/")[2], data)


def _carry_out(manifest: Manifest, today: date, *, old_keys: bool) -> Restored:
    """Destroy again what was destroyed, and let nobody in who came in with a session of then."""
    withdrawn, parts = destroy_again(copied_on=manifest.day, today=today)
    Session.objects.all().delete()
    DBTaskResult.objects.all().delete()
    return Restored(Story.objects.count(), withdrawn, parts, old_keys)
