"""One file of a copy: sealed with the master key, in it a tar with fingerprints and a signature."""

import hashlib
import hmac
import io
import json
import os
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag

from raamvertelling.config.copies.contents import NOTHING, Contents
from raamvertelling.config.copies.sealed import CopySealer, OtherKey, readable
from raamvertelling.stories.sealing import signature
from raamvertelling.version import VERSION

ENDING = ".raamkopie"
MANIFEST, SIGNATURE = "manifest.json", "handtekening"
FORMAT = 2
PIECE = 1 << 20


class CopyProblem(Exception):
    """A copy that cannot be made or put back; a Dutch sentence that says why and what to do."""


class OtherMasterKey(CopyProblem):
    """A copy from before the master key was changed, or of another place; or its end is damaged."""


@dataclass(frozen=True, slots=True)
class Member:
    """One thing in a copy, with its fingerprint."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy is: which kind, of which day, from which place (`pepper`, a keyed hash), of which database.

    `contents` is what must be in that database when it is back; a copy from before that was kept says nothing.
    """

    kind: str
    on: str
    pepper: str
    database: str
    members: tuple[Member, ...]
    contents: Contents = NOTHING
    format: int = FORMAT
    version: str = VERSION

    @property
    def day(self) -> date:
        """The day on which it was made."""
        return date.fromisoformat(self.on)


class CopyWriter:
    """Adds things to a copy one by one and remembers their fingerprints."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: list[Member] = []
        self.contents = NOTHING

    def add_file(self, name: str, path: Path) -> bool:
        """Add a file; whether it was still there, for a teller may withdraw meanwhile."""
        try:
            with path.open("rb") as file:
                self._add(name, file, os.fstat(file.fileno()).st_size)
        except FileNotFoundError:
            return False
        return True

    def add_bytes(self, name: str, data: bytes) -> None:
        """Add bytes."""
        self._add(name, io.BytesIO(data), len(data))

    def _add(self, name: str, source: BinaryIO, size: int) -> None:
        reading = _Fingerprint(source)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self._tar.addfile(entry, reading)
        self.members.append(Member(name, size, reading.sha256.hexdigest()))


class _Fingerprint(io.RawIOBase):
    """Reads on and keeps count of what was read."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self.sha256 = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.sha256.update(data)
        return data


@contextmanager
def writing(path: Path, *, kind: str, on: date, pepper: str, database: str) -> Iterator[CopyWriter]:
    """Write a copy apart and give it its name when it is whole and on disk."""
    part = path.with_name(f".{path.name}")
    try:
        handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w+b") as file:
            sealer = CopySealer(file)
            with tarfile.open(fileobj=sealer, mode="w|") as tar:  # type: ignore[call-overload]  # it only writes
                writer = CopyWriter(tar)
                yield writer
                manifest = Manifest(kind, on.isoformat(), pepper, database, tuple(writer.members), writer.contents)
                written = json.dumps(asdict(manifest)).encode()
                writer.add_bytes(MANIFEST, written)
                writer.add_bytes(SIGNATURE, signature("copy", written).encode())
            sealer.finish()
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def checked(path: Path, kind: str) -> Manifest:
    """Return the manifest of a copy after every byte of it was looked at; CopyProblem when anything is not right."""
    try:
        with _tar(path) as tar:
            names = tar.getnames()
            manifest = _manifest(path, _read(tar, MANIFEST), _read(tar, SIGNATURE))
            expected = [each.name for each in manifest.members]
            if names != [*expected, MANIFEST, SIGNATURE] or len(set(names)) != len(names):
                raise _changed(path)
            if any(_fingerprint(tar, each) != each for each in manifest.members):
                raise _changed(path)
    except OtherKey as error:
        raise _other_key(path) from error
    except InvalidTag as error:
        raise _changed(path) from error
    except (tarfile.TarError, KeyError, EOFError) as error:
        raise CopyProblem(f"'{path.name}' is geen hele kopie van Raamvertelling. Er is niets veranderd.") from error
    if manifest.kind != kind:
        raise CopyProblem(f"'{path.name}' is een kopie van {manifest.kind}, niet van {kind}. Er is niets veranderd.")
    return manifest


def take_out(path: Path, name: str, target: Path) -> None:
    """Write one member of a checked copy to a file that only we can read."""
    with _tar(path) as tar, os.fdopen(_own_file(target), "wb") as file:
        member = tar.extractfile(name)
        assert member is not None
        while data := member.read(PIECE):
            file.write(data)
        file.flush()
        os.fsync(file.fileno())


def read_out(path: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Return members of a checked copy, one by one."""
    with _tar(path) as tar:
        for name in names:
            yield name, _read(tar, name)


def _manifest(path: Path, written: bytes, signed: bytes) -> Manifest:
    if not hmac.compare_digest(signature("copy", written).encode(), signed):
        raise _other_key(path)
    read = json.loads(written)
    if read["format"] > FORMAT:
        newer = read["version"]
        raise CopyProblem(f"'{path.name}' komt uit een nieuwere versie ({newer}). Werk eerst het programma bij.")
    members, contents = tuple(Member(**each) for each in read["members"]), Contents(**read.get("contents", {}))
    return Manifest(**{**read, "members": members, "contents": contents})


@contextmanager
def _tar(path: Path) -> Iterator[tarfile.TarFile]:
    """Open what is in a copy; one from before copies were sealed is a tar by itself."""
    with path.open("rb") as file, readable(file) as inside, tarfile.open(fileobj=inside, mode="r:") as tar:
        yield tar


def _read(tar: tarfile.TarFile, name: str) -> bytes:
    member = tar.extractfile(name)
    if member is None:
        raise KeyError(name)
    return member.read()


def _fingerprint(tar: tarfile.TarFile, expected: Member) -> Member:
    member = tar.extractfile(expected.name)
    if member is None:
        raise KeyError(expected.name)
    found, size = hashlib.sha256(), 0
    while data := member.read(PIECE):
        found.update(data)
        size += len(data)
    return Member(expected.name, size, found.hexdigest())


def _own_file(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)


def _other_key(path: Path) -> OtherMasterKey:
    return OtherMasterKey(
        f"'{path.name}' is veranderd, of hoort bij een andere hoofdsleutel. Er is niets veranderd."
        " Zet eerst de hoofdsleutel (master.key) van toen terug, of neem een andere kopie."
    )


def _changed(path: Path) -> CopyProblem:
    return CopyProblem(f"'{path.name}' is veranderd of niet heel. Er is niets veranderd. Neem een andere kopie.")
