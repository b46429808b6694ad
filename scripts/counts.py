"""Run one pytest and keep its counts, so that the gate can print one closing line over all runs."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

SETTINGS = "raamvertelling.config.settings_test"
SPREAD = ["-n", "2", "--dist", "worksteal"]
SLOWEST = ["--durations=20", "--durations-min=4"]
WORDS = ("passed", "failed", "errors", "error", "skipped", "xfailed", "xpassed")


def run(name: str, arguments: list[str], environment: dict[str, str] | None = None) -> int:
    """Run pytest with `arguments`, print it as it goes, store its counts under `name`; return its exit code."""
    print(f"\n== {name}", flush=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", *SLOWEST, *arguments],
        # Compiled files are kept: many tests start the program anew.
        env={**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONDONTWRITEBYTECODE": "", **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    last = ""
    assert process.stdout is not None
    for line in process.stdout:
        if re.search(r"\d+ (passed|failed|error|skipped|deselected)", line):
            last = line
            print(f"   {name}: {line.strip().strip('= ')}", flush=True)
        else:
            print(line, end="", flush=True)
    code = process.wait()
    found = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", last) if word in WORDS}
    if code and not (found.get("failed") or found.get("errors") or found.get("error")):
        found["failed"] = 1
    if folder := os.environ.get("RAAM_COUNTS"):
        Path(folder, f"{name.replace(' ', '-')}.json").write_text(json.dumps(found), encoding="utf-8")
    return code
