"""Everything that a visit could leave a trace in: tables, sessions, the cache, files and the log of production."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connections


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Read along with the handlers that production has, after their filters."""
    written = io.StringIO()
    streams = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    assert streams, "production logs to a stream"
    before = [each.setStream(written) for each in streams]
    yield written
    for handler, stream in zip(streams, before, strict=True):
        if stream is not None:
            handler.setStream(stream)


def everything_kept() -> dict[str, str]:
    """Return every row of every table, every opened session and the cache, as text by where it lies."""
    kept: dict[str, str] = {}
    for alias in connections:
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connections[alias].ops.quote_name(table)}")  # noqa: S608 - names of our own tables
                kept[f"{alias}.{table}"] = "\n".join(_words(cell) for row in cursor.fetchall() for cell in row)
    kept["sessions"] = repr([session.get_decoded() for session in Session.objects.all()])
    kept["cache"] = repr(getattr(cache, "_cache"))  # noqa: B009 - private to Django
    return kept


def _words(cell: Any) -> str:
    return bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)


def every_file() -> dict[str, str]:
    """Return every file of the data folder, also what a database keeps beside its tables."""
    found = (path for path in Path(site.DATA).rglob("*") if path.is_file() and "static" not in path.parts)
    return {path.name: path.read_bytes().decode("latin-1") for path in found}


def found_in(places: dict[str, str], wanted: list[str]) -> list[tuple[str, str]]:
    return [(place, each) for place, text in places.items() for each in wanted if each in text]
