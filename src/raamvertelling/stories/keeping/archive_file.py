"""The box of an archive file: any bytes, sealed with a passphrase, written and read in pieces. Knows no database.

Layout: magic, three bytes for scrypt (log2 n, r, p), 16 bytes salt, 7 bytes nonce prefix; then the pieces of
`pieces.py`.
"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from raamvertelling.stories.keeping.pieces import PIECE, PREFIX, TAG, PieceSealer, open_pieces

MAGIC = b"RAAMARCHIEF1\n"
LOG_N, R, P = 17, 8, 1
MOST_LOG_N = 20
SALT = 16
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


class Sealer(PieceSealer):
    """Write to this as to a file: what comes out at the other side opens with the passphrase alone."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        salt = os.urandom(SALT)
        head = MAGIC + bytes((LOG_N, R, P)) + salt + os.urandom(PREFIX)
        super().__init__(target, _cipher(passphrase, salt, LOG_N, R, P), head)


def opened(source: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """Return what is in the box, piece by piece; NotAnArchive or CannotOpen, also when only the end is missing."""
    head = source.read(HEAD)
    if len(head) < HEAD or not head.startswith(MAGIC):
        raise NotAnArchive
    log_n, r, p = head[len(MAGIC) : len(MAGIC) + 3]
    if not (1 <= log_n <= MOST_LOG_N and r == R and p == P):
        raise NotAnArchive
    salt = head[-SALT - PREFIX : -PREFIX]
    try:
        yield from open_pieces(source, _cipher(passphrase, salt, log_n, r, p), head)
    except InvalidTag as error:
        raise CannotOpen from error


def _cipher(passphrase: str, salt: bytes, log_n: int, r: int, p: int) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=1 << log_n, r=r, p=p).derive(passphrase.strip().encode()))


__all__ = ("PIECE", "TAG", "CannotOpen", "NotAnArchive", "Sealer", "opened")
