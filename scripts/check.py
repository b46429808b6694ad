"""Everything that is checked without running the program; each check prints one line, and all are run."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = {
    "stijl (ruff)": ["ruff", "check", "-q", "."],
    "vorm (ruff format)": ["ruff", "format", "-q", "--check", "."],
    "typen (mypy --strict)": ["mypy", "--no-error-summary", "src", "benchmarks"],
    "richting van imports": ["lint-imports"],
    "sjablonen (djlint)": ["djlint", "--lint", "--quiet", "src"],
    "migraties": ["{python}", "-m", "django", "makemigrations", "--check", "--dry-run"],
    "instellingen": ["{python}", "-m", "django", "check"],
}
LONG_FILE, LONG_TEMPLATE = 400, 150


def alarm_bells() -> list[str]:
    """Return what is too long; a bell, and a failed check."""
    rings = []
    for path in sorted((ROOT / "src").rglob("*")):
        limit = {".py": LONG_FILE, ".js": LONG_FILE, ".css": LONG_FILE, ".html": LONG_TEMPLATE}.get(path.suffix)
        if limit and "migrations" not in path.parts and (lines := len(path.read_text("utf-8").splitlines())) > limit:
            rings.append(f"{path.relative_to(ROOT)}: {lines} regels (ten hoogste {limit})")
    return rings


def main() -> int:
    """Run all checks and return 1 if any failed."""
    failed = 0
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "RAAM_DATA": data}
        for name, command in CHECKS.items():
            words = [sys.executable if word == "{python}" else word for word in command]
            done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
            print(f"{'goed ' if done.returncode == 0 else 'FOUT '} {name}", flush=True)
            if done.returncode:
                failed = 1
                print((done.stdout + done.stderr)[-4000:])
    for ring in alarm_bells():
        failed = 1
        print(f"FOUT  te lang: {ring}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
