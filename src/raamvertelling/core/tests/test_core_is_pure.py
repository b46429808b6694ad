"""The core is a library of its own: no Django, and no heavy numerical package before a statistic is asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import raamvertelling

LIGHT = [
    "raamvertelling.core.framework",
    "raamvertelling.core.answers",
    "raamvertelling.core.geometry",
    "raamvertelling.core.results",
    "raamvertelling.core.sentences",
    "raamvertelling.core.stats",
    "raamvertelling.core.text",
    "raamvertelling.core.privacy",
    "raamvertelling.core.privacy.disclosure",
]


@pytest.mark.parametrize("module", LIGHT)
def test_importing_pulls_in_no_web_and_no_heavy_numbers(module: str) -> None:
    heavy = "{'django', 'numpy', 'scipy', 'numba', 'pandas'}"
    code = f"import sys, {module}; print(sorted({{name.partition('.')[0] for name in sys.modules}} & {heavy}))"
    assert raamvertelling.__file__ is not None
    place = {**os.environ, "PYTHONPATH": str(Path(raamvertelling.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=place)
    assert done.stdout.strip() == "[]"
