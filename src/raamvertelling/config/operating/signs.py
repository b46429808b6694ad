"""Signs of life in the data folder: when the worker was last seen, when a copy was last made."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.timezone import now

WORKER, COPY = "worker.gezien", "reservekopie.gemaakt"
# The worker leaves its sign every minute, a copy is made every night.
FRESH = {WORKER: timedelta(minutes=10), COPY: timedelta(days=2)}


def leave(sign: str) -> None:
    """Say that it happened now. It only informs: a sign that cannot be left stops nothing."""
    try:
        _path(sign).touch(mode=0o600)
    except OSError:
        return


def last(sign: str) -> datetime | None:
    """Return when it last happened here; None for never."""
    try:
        return datetime.fromtimestamp(_path(sign).stat().st_mtime, tz=UTC)
    except OSError:
        return None


def is_fresh(sign: str) -> bool:
    """Whether it happened lately enough to be well."""
    moment = last(sign)
    return moment is not None and now() - moment <= FRESH[sign]


def _path(sign: str) -> Path:
    return Path(str(settings.DATA)) / sign
