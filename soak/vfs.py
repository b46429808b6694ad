"""A file layer for the SQLite library that Python itself uses: writes wait until they are synced.

SQLite takes its files from a table of functions. We copy the table of the default layer and put our own reading,
writing, truncating and syncing in it; locks and shared memory stay as they are. Another copy of SQLite (as a wheel may
carry) would prove nothing about ours.
"""

import _sqlite3
import ctypes
import os
import sqlite3
import sys
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from functools import wraps
from typing import Any

from soak.disk import Machine, Unsynced

OK, IO_ERROR, SHORT_READ, FULL = 0, 10, 10 | (2 << 8), 13
CREATE, MAIN_DATABASE, MAIN_JOURNAL, WAL = 0x4, 0x100, 0x800, 0x80000
KEPT = MAIN_DATABASE | MAIN_JOURNAL | WAL
NAME = b"raam-power"

# SQLite keeps the addresses of our functions until the process ends, so they stay.
_registered: list["PowerLayer"] = []

Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
Read = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
Sync = CFUNCTYPE(c_int, c_void_p, c_int)
Size = CFUNCTYPE(c_int, c_void_p, POINTER(c_int64))


class Methods(Structure):
    """`sqlite3_io_methods`; what follows `version` 2 (reading by memory map) is never used."""

    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", Read),
        ("write", Read),
        ("truncate", Truncate),
        ("sync", Sync),
        ("size", Size),
        ("others", c_void_p * 12),
    )


class Layer(Structure):
    """`sqlite3_vfs`."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", Open),
        ("others", c_void_p * 15),
    )


def library() -> ctypes.CDLL:
    """Return the SQLite that `sqlite3` runs on, wherever it was linked to."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        shared = sorted({line.split()[-1] for line in maps if "libsqlite3" in line})
    for place in (*shared, getattr(_sqlite3, "__file__", None), None):
        found = ctypes.CDLL(place)
        if hasattr(found, "sqlite3_vfs_find"):
            break
    else:
        sys.exit("De SQLite van deze Python is niet te bereiken: zonder dat is er geen stroomuitval na te doen.")
    found.sqlite3_libversion.restype = c_char_p
    assert found.sqlite3_libversion().decode() == sqlite3.sqlite_version
    found.sqlite3_vfs_find.restype = POINTER(Layer)
    return found


def _careful(work: Callable[..., int]) -> Callable[..., int]:
    """Let no mistake of ours pass for success: ctypes would answer 0 for it."""

    @wraps(work)
    def call(*given: Any) -> int:
        try:
            return work(*given)
        except Exception as error:
            print(f"soak: {error!r}", file=sys.stderr, flush=True)
            return IO_ERROR

    return call


class PowerLayer:
    """The layer of one process: every database that is opened from here on is on the machine's disk."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self._open: dict[int, Unsynced] = {}
        self._patched: dict[int, Methods] = {}
        found = library()
        self._under = found.sqlite3_vfs_find(None).contents
        self._layer = Layer.from_buffer_copy(self._under)
        self._layer.name, self._layer.open = NAME, Open(_careful(self._opens))
        self._functions = {
            "read": Read(_careful(self._reads)),
            "write": Read(_careful(self._writes)),
            "truncate": Truncate(_careful(self._truncates)),
            "sync": Sync(_careful(self._syncs)),
            "size": Size(_careful(self._sizes)),
        }
        _registered.append(self)
        assert found.sqlite3_vfs_register(ctypes.byref(self._layer), 1) == OK

    def _opens(self, layer: int, name: int | None, file: int, flags: int, out: Any) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        is_new = not path or not os.path.exists(path)
        code = int(self._under.open(layer, name, file, flags, out))
        if code != OK or not path or not flags & KEPT:
            return code
        if is_new or path not in self.machine.files:
            self.machine.files[path] = Unsynced(path, is_new=is_new)
        self._open[file] = self.machine.files[path]
        pointer = ctypes.cast(file, POINTER(c_void_p))
        pointer[0] = ctypes.addressof(self._methods(pointer[0]))
        return OK

    def _methods(self, address: int) -> Methods:
        if address not in self._patched:
            methods = Methods.from_buffer_copy(Methods.from_address(address))
            methods.version = 2
            for name, function in self._functions.items():
                setattr(methods, name, function)
            self._patched[address] = methods
        return self._patched[address]

    def _reads(self, file: int, target: int, amount: int, place: int) -> int:
        data = bytes(self._open[file].image[place : place + amount])
        ctypes.memmove(target, data.ljust(amount, b"\0"), amount)
        return OK if len(data) == amount else SHORT_READ

    def _writes(self, file: int, source: int, amount: int, place: int) -> int:
        self.machine.step()
        if self.machine.is_full:
            return FULL
        self._open[file].write(place, ctypes.string_at(source, amount))
        return OK

    def _truncates(self, file: int, size: int) -> int:
        self.machine.step()
        self._open[file].truncate(size)
        return OK

    def _syncs(self, file: int, _flags: int) -> int:
        self.machine.step()
        self._open[file].sync()
        return OK

    def _sizes(self, file: int, size: Any) -> int:
        size[0] = len(self._open[file].image)
        return OK
