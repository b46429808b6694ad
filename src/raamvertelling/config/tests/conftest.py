"""A place of its own for tests that copy it, lose it and put it back."""

from pathlib import Path

import pytest
from pytest_django import Settings

from raamvertelling.config.tests.server_tools import use_tools_of_the_server


@pytest.fixture
def own_place(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, and on PostgreSQL the tools that belong to the server of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.RAAM_HEADS = tmp_path / "heads"
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    use_tools_of_the_server(monkeypatch)
    return tmp_path


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "kopie"
