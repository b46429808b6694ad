"""Making, opening, losing and putting back copies, for tests."""

import datetime as dt
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections

from raamvertelling.config.copies.making import Made, make_copy
from raamvertelling.config.copies.restoring import Restored, restore
from raamvertelling.config.copies.sealed import readable
from raamvertelling.stories.models import Story

TODAY = dt.date(2026, 6, 3)
Tell = Callable[..., Story]


def make(folder: Path, today: dt.date = TODAY) -> Made:
    return make_copy(folder=folder, today=today)


def put_back(made: Made, *, keys: bool = False, ledger: bool = False, today: dt.date = TODAY) -> Restored:
    """Restore from a folder in which nothing else lies, so that no list of withdrawals comes along by itself."""
    apart = made.stories.parent / "apart"
    shutil.rmtree(apart, ignore_errors=True)
    apart.mkdir()
    stories = Path(shutil.copy(made.stories, apart))
    return restore(
        stories=stories, keys=made.keys if keys else None, ledgers=[made.ledger] if ledger else [], today=today
    )


@contextmanager
def inside(path: Path) -> Iterator[tarfile.TarFile]:
    """What is in a copy, for who has the master key."""
    with path.open("rb") as file, readable(file) as opened, tarfile.open(fileobj=opened) as tar:
        yield tar


def before_sealing(path: Path) -> bytes:
    """The same copy as it was made when copies were not sealed yet."""
    with path.open("rb") as file, readable(file) as opened:
        return opened.read()


def forget_everything() -> None:
    """Lose both databases and the files, as with a broken disk; the master key was kept apart."""
    for alias in ("default", "keystore"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cascade = "" if connections[alias].vendor == "sqlite" else " CASCADE"
                if connections[alias].vendor == "sqlite":
                    cursor.execute("PRAGMA foreign_keys=OFF")
                cursor.execute(f"DROP TABLE {connections[alias].ops.quote_name(table)}{cascade}")
        connections[alias].close()
