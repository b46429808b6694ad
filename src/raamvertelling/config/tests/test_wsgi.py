"""The entry of the server, loaded in a process of its own as the server does."""

import os
import subprocess
import sys
from pathlib import Path

LOAD = """
import gc
from raamvertelling.config.wsgi import application
print(callable(application), gc.get_freeze_count())
"""


def test_what_is_loaded_at_start_is_kept_out_of_later_rounds_of_the_collector(tmp_path: Path) -> None:
    environment = {**os.environ, "RAAM_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "raamvertelling.config.settings"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    told = subprocess.run([sys.executable, "-c", LOAD], env=environment, capture_output=True, text=True, check=True)
    is_callable, frozen = told.stdout.split()
    assert is_callable == "True"
    assert int(frozen) > 10_000
