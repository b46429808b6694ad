"""`raam backup`, `raam restore`, `raam archief` and `raam archief-openen`: copies of a place, files for an archive."""

import argparse
import getpass
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from raamvertelling.cli.inquiries import find_inquiry
from raamvertelling.cli.site import Refused, site


def run_keeping(options: argparse.Namespace) -> int:
    """Carry out one of these four commands."""
    commands = {"backup": backup, "restore": restore, "archief": make_archive, "archief-openen": open_archive}
    return commands[options.command](options)


def backup(options: argparse.Namespace) -> int:
    """Copy the place into three files, and throw keys of a week ago or more away."""
    with _copying():
        from django.utils.timezone import localdate

        from raamvertelling.config.copies.making import make_copy

        made = make_copy(folder=Path(options.uit), today=localdate())
    for path in (made.stories, made.keys, made.ledger):
        print(path)
    for path in made.thrown_away:
        print(f"Weggegooid, een week oud: {path.name}")
    print("Bewaar de hoofdsleutel (master.key) apart. Zonder hoofdsleutel is een kopie niet te openen.")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a copy back and carry out again what was withdrawn since."""
    with _copying():
        from django.utils.timezone import localdate

        from raamvertelling.config.copies.restoring import restore as put_back

        done = put_back(
            stories=_file(options.verhalen),
            keys=_file(options.sleutels) if options.sleutels else None,
            ledgers=[_file(each) for each in options.intrekkingen or ()],
            today=localdate(),
        )
    print(f"Teruggezet: {done.stories} verhalen.")
    print(f"Opnieuw ingetrokken: {done.withdrawn} verhalen. Opnieuw vernietigd: van {done.parts} verhalen een deel.")
    if done.verified and done.verified.rows:
        same = done.verified
        print(
            f"Vergeleken met de kopie en gelijk: {same.rows} rijen in {same.tables} tabellen, {same.stories} verhalen"
            f" elk met een eigen kenmerk, {same.files} bestanden."
        )
    for fault in done.faults:
        print(f"Let op: {fault}")
    if done.old_keys:
        print("Let op: deze sleutels zijn zeven dagen oud of ouder. Gooi die kopie nu weg.")
    print("Iedereen moet opnieuw inloggen. Kijk bij Mensen of de rollen nog kloppen.")
    return 0


def make_archive(options: argparse.Namespace) -> int:
    """Write an archive file of an inquiry and note for whom."""
    target = Path(options.uit)
    if target.exists():
        raise Refused(f"'{target}' bestaat al. Kies een andere naam.")
    passphrase = _passphrase(options.wachtzin, twice=True)
    with site():
        from django.utils.timezone import localdate

        from raamvertelling.stories.keeping.archive import NothingToArchive, hand_out, write_archive

        inquiry = find_inquiry(options.slug)
        # Opened before it is written down that a file goes out: the log names no file that could not be made.
        with _new_file(target) as file:
            try:
                made = hand_out(inquiry=inquiry, receiver=options.voor, actor=None, today=localdate())
            except NothingToArchive as nothing:
                target.unlink()
                raise Refused(str(nothing)) from nothing
            write_archive(made, file, passphrase)
    print(f"{len(made.ids)} verhalen in {target}. Bij Uitgegeven staat dat dit bestand er is.")
    return 0


def _new_file(target: Path) -> BinaryIO:
    try:
        return os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    except OSError as error:
        raise Refused(
            f"'{target}' kan niet gemaakt worden. Kies een map die er is en waarin u mag schrijven."
        ) from error


def open_archive(options: argparse.Namespace) -> int:
    """Open an archive file into a folder; works without a database."""
    try:
        from raamvertelling.stories.keeping.archive_file import CannotOpen, NotAnArchive, opened
    except ImportError as error:
        raise Refused("Dit kan alleen met het webdeel. Installeer 'raamvertelling[web]'.") from error
    folder = Path(options.uit)
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"De map '{folder}' is niet leeg. Kies een andere map.")
    source, passphrase = _file(options.file), _passphrase(options.wachtzin, twice=False)
    os.umask(0o077)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with source.open("rb") as sealed, tempfile.TemporaryFile(dir=folder) as file:
        try:
            for piece in opened(sealed, passphrase):
                file.write(piece)
        except (CannotOpen, NotAnArchive) as problem:
            raise Refused(str(problem)) from problem
        with ZipFile(file) as inside:
            inside.extractall(folder)
    print(f"Geopend in {folder}. Begin met LEESMIJ.txt. Dit is nu leesbaar: berg het goed op.")
    return 0


@contextmanager
def _copying() -> Iterator[None]:
    """Start Django, and say what is wrong with a copy in a sentence."""
    with site():
        from raamvertelling.config.copies.file import CopyProblem

        try:
            yield
        except CopyProblem as problem:
            raise Refused(str(problem)) from problem


def _file(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise Refused(f"Het bestand '{name}' is er niet. Kijk de naam na.")
    return path


def _passphrase(file: str, *, twice: bool) -> str:
    """Read the passphrase from a file, else ask for it; it is never an argument, which every process can see."""
    from raamvertelling.stories.keeping.archive_file import SHORTEST_PASSPHRASE

    if file:
        found = _file(file).read_text(encoding="utf-8").strip()
    else:
        found = getpass.getpass("Wachtzin: ").strip()
        if twice and getpass.getpass("Nog een keer: ").strip() != found:
            raise Refused("De twee wachtzinnen zijn niet gelijk. Er is geen bestand gemaakt.")
    if twice and len(found) < SHORTEST_PASSPHRASE:
        raise Refused(f"Kies een wachtzin van minstens {SHORTEST_PASSPHRASE} tekens.")
    return found
