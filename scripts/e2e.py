"""The browser journeys: installs the accessibility checker by its lock file, finds Chromium, runs pytest."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from chromium import chromium
from counts import SPREAD, run

# A test in a browser often waits for a clock, of a recording for instance: a third one works meanwhile.
THREE = ["-n", "3"]
ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Return the exit code of the browser tests."""
    os.chdir(ROOT)
    chromium()  # says so at once if it is missing
    wanted = ("axe-core", "@guidepup/virtual-screen-reader")
    if not all((ROOT / "e2e/node_modules" / each).exists() for each in wanted):
        npm = shutil.which("npm") or sys.exit("Node met npm ontbreekt. Op Debian: apt install nodejs npm.")
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT / "e2e", check=True)
    rest = [each for each in arguments if each not in ("--full", "--record")]
    wishes = {"RAAM_E2E_FULL": "1"} if "--full" in arguments else {}
    if "--record" in arguments:
        wishes["RAAM_E2E_RECORD"] = str(ROOT / "src/raamvertelling/web/accessibility/last_run.json")
    code = run("browser", ["-m", "browser", *SPREAD, *THREE, *(rest or ["e2e"])], wishes or None)
    if "--record" in arguments:
        subprocess.run([sys.executable, str(ROOT / "scripts/accessibility.py")], check=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
