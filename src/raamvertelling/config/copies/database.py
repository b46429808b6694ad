"""One database out and in: SQLite by its own online copy, PostgreSQL by its own tools."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from raamvertelling.config.copies.contents import Contents, Row, contents_of
from raamvertelling.config.copies.file import CopyProblem

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


def vendor_of(alias: str) -> str:
    """Return which database this is."""
    return connections[alias].vendor


def copy_out(alias: str, target: Path) -> Contents:
    """Copy a database as it is at one moment, while it is being used; return what was in it at that moment."""
    connection = connections[alias]
    target.touch(mode=0o600)
    return _copy_sqlite(connection, target) if connection.vendor == "sqlite" else _dump(connection, target)


def look_into(alias: str) -> Contents:
    """Return what is in a database now."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        return _inside(Path(connection.settings_dict["NAME"]))
    with transaction.atomic(using=alias):
        return _inside_postgres(connection)


def put_in(alias: str, source: Path) -> None:
    """Put a copy in the place of what is in a database."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        _put_sqlite(connection, source)
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
    _tool(
        "pg_restore",
        connection,
        "--no-owner",
        "--no-privileges",
        "--single-transaction",
        "--exit-on-error",
        f"--dbname={connection.settings_dict['NAME']}",
        str(source),
    )
    connection.close()


def _copy_sqlite(connection: BaseDatabaseWrapper, target: Path) -> Contents:
    source, copy = sqlite3.connect(connection.settings_dict["NAME"], timeout=60), sqlite3.connect(target)
    try:
        source.backup(copy)
        # A file of its own: no write-ahead log beside it that somebody forgets.
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()
        source.close()
    return _inside(target)


def _inside(path: Path) -> Contents:
    """Look with a connection of our own: what Django makes of values is not our concern here."""
    found = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=60)
    try:
        tables = [name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found.execute("BEGIN")
        return contents_of(found.execute, [name for name in tables if not name.startswith("sqlite_")], _quoted)
    finally:
        found.close()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _dump(connection: BaseDatabaseWrapper, target: Path) -> Contents:
    """Let the tool copy what a transaction of ours sees, and look at the same in that transaction."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (moment,) = cursor.fetchone()
        where = (f"--snapshot={moment}", f"--file={target}")
        _tool("pg_dump", connection, "--format=custom", "--no-owner", "--no-privileges", *where)
        return _inside_postgres(connection)


def _inside_postgres(connection: BaseDatabaseWrapper) -> Contents:
    def ask(query: str) -> Iterator[Row]:
        with connection.chunked_cursor() as rows:
            rows.execute(query)
            yield from rows

    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    return contents_of(ask, tables, connection.ops.quote_name)


def _put_sqlite(connection: BaseDatabaseWrapper, source: Path) -> None:
    copy = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    try:
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise CopyProblem("De database in deze kopie is stuk. Draai raam restore nog eens met een andere kopie.")
        connection.ensure_connection()
        copy.backup(connection.connection)
    finally:
        copy.close()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _tool(name: str, connection: BaseDatabaseWrapper, *arguments: str) -> None:
    """Run a tool of PostgreSQL; the password goes by the environment, where no list of processes shows it."""
    program = shutil.which(name)
    if program is None:
        raise CopyProblem(
            f"Het programma {name} ontbreekt. Op Debian en Ubuntu: apt install postgresql-client, in de versie van uw"
            " server. Er is niets veranderd."
        )
    settings = connection.settings_dict
    where = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    told = {variable: str(settings[key]) for variable, key in where.items() if settings[key]}
    done = subprocess.run(  # noqa: S603  # a program that was looked up, arguments of our own
        [program, *arguments], env={**os.environ, **told}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"{name} stopte met {done.returncode}"])[-1]
        raise CopyProblem(f"{name} lukte niet: {reason}")
