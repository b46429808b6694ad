"""A new master key: everything that the old one wraps is wrapped anew, and no text or receipt code changes.

The new key lies on disk before the keystore changes, and the keystore changes in one transaction. So after a cut one
of two keys fits, and `finish_rotation` finds out which.
"""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from raamvertelling.stories.keystore.models import Pepper
from raamvertelling.stories.media import write_whole
from raamvertelling.stories.sealing import BrokenSeal, keyed_hash, rewrap_for

KEY_FILE, NEW_FILE = "master.key", "master.key.nieuw"


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many keys were wrapped anew, and the file with the new key if it must still be put in the environment."""

    keys: int
    to_place: Path | None


def rotate_master_key() -> Rotated:
    """Make a new master key and wrap with it what the old one wrapped. Nobody may serve meanwhile (`in_use.alone`)."""
    new = secrets.token_urlsafe(48)
    write_whole(_folder() / NEW_FILE, new.encode("ascii"))
    with transaction.atomic(using="keystore"):
        keys = rewrap_for(new)
    if _is_set_from_outside():
        return Rotated(keys, _folder() / NEW_FILE)
    _take_new_key()
    return Rotated(keys, None)


def finish_rotation() -> None:
    """After a cut: take the new key if the keystore is wrapped with it, else throw it away."""
    waiting = _folder() / NEW_FILE
    if _is_set_from_outside() or not waiting.exists():
        return
    kept, settings.RAAM_MASTER_KEY = settings.RAAM_MASTER_KEY, waiting.read_text(encoding="ascii").strip()
    if _fits():
        _take_new_key()
        return
    settings.RAAM_MASTER_KEY = kept
    if _fits():
        waiting.unlink()


def _fits() -> bool:
    """Whether the master key of now opens the keystore. An empty keystore fits no key: nothing would be proved."""
    try:
        return Pepper.objects.exists() and bool(keyed_hash("check", ""))
    except BrokenSeal:
        return False


def _take_new_key() -> None:
    new, kept = _folder() / NEW_FILE, _folder() / KEY_FILE
    with suppress(FileNotFoundError):  # server and worker begin at the same moment: one of them takes it
        write_whole(kept, new.read_bytes())
        new.unlink()
    settings.RAAM_MASTER_KEY = kept.read_text(encoding="ascii").strip()


def _folder() -> Path:
    return Path(str(settings.DATA))


def _is_set_from_outside() -> bool:
    return bool(os.environ.get("RAAM_MASTER_KEY", "").strip())
