"""The box of an archive file: any bytes, sealed with a passphrase, written and read in pieces. Knows no database.

Layout: magic, three bytes for scrypt (log2 n, r, p), 16 bytes salt, 7 bytes nonce prefix; then pieces of 1 MiB, each
AES-256-GCM with the head as associated data and as nonce the prefix, the number of the piece (4 bytes) and whether it
is the last (1 byte). A piece that is changed, moved, left out or cut off does not open (the STREAM construction:
Hoang, Reyhanitabar, Rogaway and Vizár 2015, doi:10.1007/978-3-662-47989-6_24).
"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"RAAMARCHIEF1\n"
LOG_N, R, P = 17, 8, 1
MOST_LOG_N = 20
SALT, PREFIX, TAG, PIECE = 16, 7, 16, 1 << 20
HEAD = len(MAGIC) + 3 + SALT + PREFIX
SHORTEST_PASSPHRASE = 16


class NotAnArchive(ValueError):
    """This file was not made here, or was cut off before its head ended."""

    def __init__(self) -> None:
        super().__init__("Dit is geen archiefbestand van Raamvertelling.")


class CannotOpen(ValueError):
    """The passphrase is another one, or the file was changed or cut off."""

    def __init__(self) -> None:
        super().__init__("De wachtzin klopt niet, of het bestand is veranderd of niet heel.")


class Sealer:
    """Write to this as to a file: what comes out at the other side is sealed, and never more than a piece waits."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        salt, self._prefix = os.urandom(SALT), os.urandom(PREFIX)
        self._head = MAGIC + bytes((LOG_N, R, P)) + salt + self._prefix
        self._cipher = _cipher(passphrase, salt, LOG_N, R, P)
        self._target, self._waiting, self._number = target, bytearray(), 0
        target.write(self._head)

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
        self._target.write(self._cipher.encrypt(_nonce(self._prefix, self._number, last), piece, self._head))
        self._number += 1


def opened(source: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """Return what is in the box, piece by piece; NotAnArchive or CannotOpen, also when only the end is missing."""
    head = source.read(HEAD)
    if len(head) < HEAD or not head.startswith(MAGIC):
        raise NotAnArchive
    log_n, r, p = head[len(MAGIC) : len(MAGIC) + 3]
    if not (1 <= log_n <= MOST_LOG_N and r == R and p == P):
        raise NotAnArchive
    salt, prefix = head[-SALT - PREFIX : -PREFIX], head[-PREFIX:]
    cipher = _cipher(passphrase, salt, log_n, r, p)
    number, piece = 0, source.read(PIECE + TAG)
    while True:
        following = source.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(prefix, number, last=not following), piece, head)
        except InvalidTag as error:
            raise CannotOpen from error
        if not following:
            return
        number, piece = number + 1, following


def _cipher(passphrase: str, salt: bytes, log_n: int, r: int, p: int) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=1 << log_n, r=r, p=p).derive(passphrase.strip().encode()))


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes((last,))
