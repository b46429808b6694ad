"""The outside of a copy: pieces that only the master key opens, read from any place in the file.

Layout: magic, 16 bytes salt of the key, 7 bytes nonce prefix; then the pieces of `stories.keeping.pieces`.
"""

import io
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from raamvertelling.stories.keeping.pieces import PIECE, PREFIX, TAG, PieceSealer, nonce
from raamvertelling.stories.sealing import key_of_copy

MAGIC = b"RAAMKOPIE2\n"
SALT = 16
HEAD = len(MAGIC) + SALT + PREFIX


class OtherKey(Exception):
    """The last piece does not open: another master key, or the end of the file is missing or changed."""


class CopySealer(PieceSealer):
    """Write to this as to a file."""

    def __init__(self, target: BinaryIO) -> None:
        salt = os.urandom(SALT)
        super().__init__(target, AESGCM(key_of_copy(salt)), MAGIC + salt + os.urandom(PREFIX))


class SealedReader(io.RawIOBase):
    """What is in a sealed copy, as a file in which one can go back and forth; one piece is open at a time.

    Raises OtherKey when it is opened, and InvalidTag when a piece that is read was changed.
    """

    def __init__(self, file: BinaryIO, head: bytes) -> None:
        self._file, self._head = file, head
        self._cipher = AESGCM(key_of_copy(head[len(MAGIC) : -PREFIX]))
        length = file.seek(0, os.SEEK_END) - HEAD
        self._last = max(0, -(-length // (PIECE + TAG)) - 1)
        self._size = length - TAG * (self._last + 1)
        self._place, self._number, self._piece = 0, -1, b""
        try:
            self._open(self._last)
        except InvalidTag as error:
            raise OtherKey from error

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: "bytearray | memoryview", /) -> int:  # type: ignore[override]  # any buffer of bytes
        if self._place >= self._size:
            return 0
        number, start = divmod(self._place, PIECE)
        if number != self._number:
            self._open(number)
        data = self._piece[start : start + len(buffer)]
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)

    def _open(self, number: int) -> None:
        self._file.seek(HEAD + number * (PIECE + TAG))
        sealed = self._file.read(PIECE + TAG)
        prefix, is_last = self._head[-PREFIX:], number == self._last
        self._piece = self._cipher.decrypt(nonce(prefix, number, is_last), sealed, self._head)
        self._number = number


def readable(file: BinaryIO) -> BinaryIO:
    """Return what is in a copy; a file without our magic is what it is: one from before copies were sealed."""
    head = file.read(HEAD)
    file.seek(0)
    return io.BufferedReader(SealedReader(file, head)) if head.startswith(MAGIC) and len(head) == HEAD else file
