"""A disk that loses its power: what was not synced when it stops is gone, whole or in part."""

import errno
import os
import random
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Literal, NoReturn

SECTORS = (512, 4096)
Drop = Literal["all", "random"]


@dataclass
class Chance:
    """What a power cut does with each thing that was not synced: drop it, or keep it by chance."""

    drop: Drop
    rng: random.Random
    often: float = field(init=False)
    sector: int = field(init=False)

    def __post_init__(self) -> None:
        self.often, self.sector = self.rng.choice((0.1, 0.5, 0.9)), self.rng.choice(SECTORS)

    def keeps(self) -> bool:
        """Whether one thing reached the disk although nobody asked for that."""
        return self.drop == "random" and self.rng.random() < self.often


class Unsynced:
    """One file of a database: what programs read back, and on the real disk only what was synced.

    The descriptor stays open until the process ends: closing it would let go of the locks that SQLite holds.
    """

    def __init__(self, path: str, *, is_new: bool) -> None:
        self.path, self.has_name = path, not is_new
        self._file = os.open(path, os.O_RDWR)
        self.image = bytearray(os.pread(self._file, os.fstat(self._file).st_size, 0))
        self._waiting: list[tuple[int, bytes | None]] = []

    def write(self, place: int, data: bytes) -> None:
        """Write where programs read; the disk waits."""
        if len(self.image) < place:
            self.image.extend(bytes(place - len(self.image)))
        self.image[place : place + len(data)] = data
        self._waiting.append((place, data))

    def truncate(self, size: int) -> None:
        """Cut the file off; the disk waits."""
        del self.image[size:]
        self._waiting.append((size, None))

    def sync(self) -> None:
        """Bring all that waits to the disk, with the name of the file in its folder."""
        for place, data in self._waiting:
            self._apply(place, data)
        self._waiting.clear()
        self.has_name = True

    def lose(self, chance: Chance) -> None:
        """Keep nothing of what waits, or some sectors of it."""
        for place, data in self._waiting:
            if data is None:
                if chance.keeps():
                    self._apply(place, None)
                continue
            for start, piece in _sectors(place, data, chance.sector):
                if chance.keeps():
                    self._apply(start, piece)
        if not self.has_name and not chance.keeps():
            Path(self.path).unlink(missing_ok=True)

    def _apply(self, place: int, data: bytes | None) -> None:
        if data is None:
            os.ftruncate(self._file, place)
        else:
            os.pwrite(self._file, data, place)


def _sectors(place: int, data: bytes, size: int) -> list[tuple[int, bytes]]:
    """Cut a write where the sectors of the disk end."""
    edges = [place, *range(place + size - place % size, place + len(data), size), place + len(data)]
    return [(a, data[a - place : b - place]) for a, b in pairwise(edges)]


class Folder:
    """A folder of ordinary files: a name is durable when its folder was synced, its bytes when the file was."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._names: dict[str, dict[str, int]] = {}
        self._bytes: dict[int, bytes] = {}
        self._held: list[int] = []
        if root.exists():
            self._remember(root)
        else:
            self._names[str(root.parent)] = {}

    def _remember(self, root: Path) -> None:
        """What lies there at the start is durable."""
        for folder in (root.parent, root, *(path for path in root.rglob("*") if path.is_dir())):
            self._names[str(folder)] = _listing(folder)
        for path in root.rglob("*"):
            if path.is_file():
                self._bytes[path.stat().st_ino] = path.read_bytes()

    def synced(self, handle: int) -> None:
        """Note what `fsync` of this descriptor makes durable; kept open, so that no other file gets its number."""
        path, about = Path(os.readlink(f"/proc/self/fd/{handle}")), os.fstat(handle)
        if path != self.root.parent and not path.is_relative_to(self.root):
            return
        if path.is_dir():
            self._names[str(path)] = _listing(path)
        else:
            self._held.append(os.dup(handle))
            self._bytes[about.st_ino] = path.read_bytes()

    def lose(self, chance: Chance) -> None:
        """Take away the names and the bytes that were not durable."""
        if self.root.exists():
            self._lose(self.root, chance)

    def _lose(self, path: Path, chance: Chance) -> None:
        number = path.stat().st_ino
        is_durable = self._names.get(str(path.parent), {}).get(path.name) == number
        if not is_durable and not chance.keeps():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        elif path.is_dir():
            for each in list(path.iterdir()):
                self._lose(each, chance)
        elif number in self._bytes:
            path.write_bytes(self._bytes[number])
        elif not chance.keeps():
            path.write_bytes(b"")


def _listing(folder: Path) -> dict[str, int]:
    return {each.name: each.inode() for each in os.scandir(folder)}


class Machine:
    """All that is written in one process, and the moment at which its power goes."""

    def __init__(self, *, drop: Drop, rng: random.Random, cut_at: int, folder: Path) -> None:
        self.steps, self.cut_at = 0, cut_at
        self.full_at: int | None = None
        self.chance = Chance(drop, rng)
        self.files: dict[str, Unsynced] = {}
        self.folder = Folder(folder)

    def step(self) -> None:
        """Count one thing that is asked of the disk; at the appointed one the power goes."""
        self.steps += 1
        if self.steps == self.cut_at:
            self.cut()

    @property
    def is_full(self) -> bool:
        """Whether no byte more can be written now."""
        return self.full_at is not None and self.steps > self.full_at

    def cut(self) -> NoReturn:
        """Lose what was not synced and stop at once, in the middle of whatever is being done."""
        for file in self.files.values():
            file.lose(self.chance)
        self.folder.lose(self.chance)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("still alive")

    def watch_folder(self, syncs: Callable[[int], bool]) -> None:
        """From here on `os.fsync` and renaming count; `syncs` says whether a sync of this descriptor works."""
        real_replace = os.replace

        def fsync(handle: int) -> None:
            self.step()
            if self.is_full:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            if syncs(handle):
                self.folder.synced(handle)

        def replace(source: Path, target: Path) -> None:
            self.step()
            real_replace(source, target)

        setattr(os, "fsync", fsync)  # noqa: B010  # put in its place on purpose, in a process that is about to end
        setattr(os, "replace", replace)  # noqa: B010  # the same
