"""What the scripts work out without a page: the arithmetic of the signs, and what a device does without a network."""

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("file", "tests"), [("geometry.test.js", 9), ("offline.test.js", 26)])
def test_scripts_and_server_agree_on_the_reference_files(file: str, tests: int) -> None:
    node = shutil.which("node")
    assert node, "Node is missing: the browser tests need it for axe and for this"
    ran = subprocess.run([node, "--test", file], cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert f"# pass {tests}" in ran.stdout
