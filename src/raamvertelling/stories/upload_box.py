"""Files between the dry run and the import: sealed with a key that only the page holds, and wiped within the hour."""

import base64
import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from time import time

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEEP_SECONDS = 3600
NAME = re.compile(r"[0-9a-f]{32}")


class BoxGone(Exception):
    """The files were wiped, or this page does not hold their key."""


def put_files(files: Sequence[bytes]) -> str:
    """Seal the files and return the ticket with which they can be taken out once."""
    sweep_box()
    name, key = secrets.token_hex(16), AESGCM.generate_key(256)
    for place, data in enumerate(files):
        nonce = os.urandom(12)
        path = _path(name, place)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(nonce + AESGCM(key).encrypt(nonce, data, path.name.encode()))
    return f"{name}.{base64.urlsafe_b64encode(key).decode()}"


def take_files(ticket: str) -> list[bytes]:
    """Return the files of a ticket and wipe them."""
    name, _, key = ticket.partition(".")
    if not NAME.fullmatch(name):
        raise BoxGone
    paths = sorted(_folder().glob(f"import-{name}-*"))
    try:
        return [_open(path, base64.urlsafe_b64decode(key)) for path in paths] or _gone()
    except (InvalidTag, ValueError) as error:
        raise BoxGone from error
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


def sweep_box() -> None:
    """Wipe what nobody came back for, and what an upload that was cut off left unsealed: the folder is ours alone."""
    for path in _folder().glob("*"):
        try:
            if path.is_file() and path.stat().st_mtime < time() - KEEP_SECONDS:
                path.unlink(missing_ok=True)
        except FileNotFoundError:
            continue


def _gone() -> list[bytes]:
    raise BoxGone


def _open(path: Path, key: bytes) -> bytes:
    sealed = path.read_bytes()
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], path.name.encode())


def _folder() -> Path:
    return Path(str(settings.FILE_UPLOAD_TEMP_DIR))


def _path(name: str, place: int) -> Path:
    return _folder() / f"import-{name}-{place}"
