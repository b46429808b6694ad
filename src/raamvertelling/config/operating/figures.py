"""How a place is doing, in figures for its operator: counts, days and sizes; nothing about anybody."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from django.conf import settings
from django.db import connections
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from raamvertelling.config.operating import signs
from raamvertelling.stories.media import media_files
from raamvertelling.stories.models import State, Story
from raamvertelling.version import VERSION

WRITES, BLOCK = 20, 4096
# A task that nobody took for so long: the worker is not there, or has more than it can do.
LATE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """Stories, the desk, tasks, bytes on disk, and when the worker was seen and a copy was made."""

    version: str
    database: str
    stories: int
    released: int
    waiting: int
    oldest_days: int
    tasks_late: int
    tasks_failed: int
    database_bytes: int
    keystore_bytes: int
    media_files: int
    media_bytes: int
    free_bytes: int
    worker_seen: datetime | None
    last_copy: datetime | None
    sync_ms: float


def count_figures(*, today: date) -> Figures:
    """Count everything now; test stories are left out, as at the desk."""
    told = Story.objects.filter(is_test=False)
    waiting = told.filter(state__in=[State.RECEIVED, State.IN_PROGRESS])
    oldest = waiting.order_by("received_on").values_list("received_on", flat=True).first()
    sizes = [path.stat().st_size for path in media_files()]
    return Figures(
        version=VERSION,
        database=connections["default"].vendor,
        stories=told.count(),
        released=told.filter(state=State.RELEASED).count(),
        waiting=waiting.count(),
        oldest_days=max(0, (today - oldest).days) if oldest else 0,
        tasks_late=tasks_late(),
        tasks_failed=DBTaskResult.objects.failed().count(),
        database_bytes=_bytes_of("default"),
        keystore_bytes=_bytes_of("keystore"),
        media_files=len(sizes),
        media_bytes=sum(sizes),
        free_bytes=free_bytes(),
        worker_seen=signs.last(signs.WORKER),
        last_copy=signs.last(signs.COPY),
        sync_ms=sync_ms(),
    )


def tasks_late() -> int:
    """Return how many tasks should have begun long ago."""
    return DBTaskResult.objects.ready().filter(enqueued_at__lt=now() - LATE).count()


def free_bytes() -> int:
    """Return how much room there is where everything is kept."""
    return shutil.disk_usage(str(settings.DATA)).free


def sync_ms() -> float:
    """Return how long the disk takes to keep one small write for certain: the median of twenty, in milliseconds.

    Each story that comes in waits for this a few times, so it says how many can come in at once.
    """
    took = []
    with tempfile.TemporaryFile(dir=str(settings.DATA)) as file:
        for _ in range(WRITES):
            file.write(os.urandom(BLOCK))
            file.flush()
            began = perf_counter()
            os.fdatasync(file.fileno())
            took.append((perf_counter() - began) * 1000)
    return round(median(took), 2)


def _bytes_of(alias: str) -> int:
    """Return the size of a database, with what SQLite has beside it."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        beside = [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))]
        return sum(each.stat().st_size for each in beside if each.exists())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
