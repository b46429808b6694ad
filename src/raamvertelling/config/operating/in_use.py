"""Whether a server or worker is running on this data folder, known by a lock that ends with its process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

LOCK = "in-gebruik"


class InUse(Exception):
    """A server or worker is running: what was asked needs all of them to stand still."""


def hold() -> None:
    """Say, until this process ends, that it serves or works here."""
    fcntl.flock(_open(), fcntl.LOCK_SH)


@contextmanager
def alone() -> Iterator[None]:
    """Run the block while nobody serves or works here, nor begins to; InUse when somebody does."""
    handle = _open()
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise InUse from error
    finally:
        os.close(handle)


def _open() -> int:
    return os.open(Path(str(settings.DATA)) / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
