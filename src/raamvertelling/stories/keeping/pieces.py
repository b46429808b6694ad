"""Bytes sealed in pieces: a piece that is changed, moved, left out or cut off does not open. Knows no database.

Each piece of 1 MiB is AES-256-GCM, with the head of the file as associated data and as nonce a prefix, the number of
the piece (4 bytes) and whether it is the last (1 byte): the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár
2015, doi:10.1007/978-3-662-47989-6_24).
"""

from collections.abc import Iterator
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PREFIX, TAG, PIECE = 7, 16, 1 << 20


class PieceSealer:
    """Write to this as to a file: what comes out at the other side is sealed, and never more than a piece waits."""

    def __init__(self, target: BinaryIO, cipher: AESGCM, head: bytes) -> None:
        self._cipher, self._head, self._prefix = cipher, head, head[-PREFIX:]
        self._target, self._waiting, self._number = target, bytearray(), 0
        target.write(head)

    def write(self, data: bytes) -> int:
        """Take bytes; whole pieces go on at once."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def flush(self) -> None:
        """Do nothing: a piece is sealed when it is whole."""

    def finish(self) -> None:
        """Seal the last piece; without it the file does not open."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(nonce(self._prefix, self._number, last), piece, self._head))
        self._number += 1


def open_pieces(source: BinaryIO, cipher: AESGCM, head: bytes) -> Iterator[bytes]:
    """Open one piece after the other from behind the head; InvalidTag, also when only the end is missing."""
    number, piece = 0, source.read(PIECE + TAG)
    while True:
        following = source.read(PIECE + TAG)
        yield cipher.decrypt(nonce(head[-PREFIX:], number, last=not following), piece, head)
        if not following:
            return
        number, piece = number + 1, following


def nonce(prefix: bytes, number: int, last: bool) -> bytes:
    """Return what is used once: for this piece of this file."""
    return prefix + number.to_bytes(4, "big") + bytes((last,))
