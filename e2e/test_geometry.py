"""The arithmetic in the browser answers as the arithmetic on the server."""

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


def test_scripts_and_server_agree_on_the_reference_file() -> None:
    node = shutil.which("node")
    assert node, "Node is missing: the browser tests need it for axe and for this"
    ran = subprocess.run(
        [node, "--test", "geometry.test.js"], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout
    assert "# pass 9" in ran.stdout
