"""A new master key: everything that the old one wraps is wrapped anew, and no text or receipt code changes.

The keystore changes in one transaction, and the new key lies on disk before that is certain. So after a cut one of two
keys fits, and `finish_rotation` finds out which. The new key is written only after the old one opened everything: what
waits there from an earlier time may be the only key that fits.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from raamvertelling.stories.keystore.models import Pepper
from raamvertelling.stories.media import write_whole
from raamvertelling.stories.sealing import BrokenSeal, keyed_hash, rewrap_for

KEY_FILE, NEW_FILE = "master.key", "master.key.nieuw"
TURN = "master.key.beurt"


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many keys were wrapped anew, and the file with the new key if it must still be put in the environment."""

    keys: int
    to_place: Path | None


def rotate_master_key() -> Rotated:
    """Make a new master key and wrap with it what the old one wrapped. Nobody may serve meanwhile (`in_use.alone`).

    BrokenSeal when the key of now does not fit; then nothing was written.
    """
    new = secrets.token_urlsafe(48)
    with _one_at_a_time():
        with transaction.atomic(using="keystore"):
            keys = rewrap_for(new)
            write_whole(_folder() / NEW_FILE, new.encode("ascii"))
        if _is_set_from_outside():
            return Rotated(keys, _folder() / NEW_FILE)
        _keep(new)
    return Rotated(keys, None)


def finish_rotation() -> None:
    """Read the master key again, for it may have changed since we began; after a cut take whichever of two fits.

    A new key that does not fit is thrown away, but only when the one that was kept does.
    """
    if _is_set_from_outside():
        return
    with _one_at_a_time():
        kept, waiting = _folder() / KEY_FILE, _folder() / NEW_FILE
        if kept.exists():
            settings.RAAM_MASTER_KEY = _read(kept)
        if not waiting.exists():
            return
        old, settings.RAAM_MASTER_KEY = settings.RAAM_MASTER_KEY, _read(waiting)
        if _fits():
            _keep(settings.RAAM_MASTER_KEY)
            return
        settings.RAAM_MASTER_KEY = old
        if _fits():
            waiting.unlink()


def waiting_key() -> str:
    """Say where a new key lies that nobody has put in its place yet; empty when there is none."""
    waiting = _folder() / NEW_FILE
    hint = f" Er ligt een nieuwe sleutel in {waiting}: probeer eerst die, en gooi hem niet weg."
    return hint if waiting.exists() else ""


def _fits() -> bool:
    """Whether the master key of now opens the keystore. An empty keystore fits no key: nothing would be proved."""
    try:
        return Pepper.objects.exists() and bool(keyed_hash("check", ""))
    except BrokenSeal:
        return False


def _keep(new: str) -> None:
    write_whole(_folder() / KEY_FILE, new.encode("ascii"))
    (_folder() / NEW_FILE).unlink(missing_ok=True)
    settings.RAAM_MASTER_KEY = new


def _read(path: Path) -> str:
    return path.read_text(encoding="ascii").strip()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait for who is changing or choosing the key: a server that begins must not judge a change that is half done."""
    handle = os.open(_folder() / TURN, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _folder() -> Path:
    return Path(str(settings.DATA))


def _is_set_from_outside() -> bool:
    return bool(os.environ.get("RAAM_MASTER_KEY", "").strip())
