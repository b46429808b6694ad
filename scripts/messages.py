"""Collect the texts that tellers see into the catalogues, compile these, and say what still has to be translated."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "raamvertelling"


def main() -> int:
    """Return 1 when a text has no translation, or one that is only guessed."""
    if not shutil.which("xgettext") or not shutil.which("msgfmt"):
        sys.exit("GNU gettext ontbreekt. Op Debian: apt install gettext.")
    with tempfile.TemporaryDirectory() as data:  # Django makes its keys somewhere; never inside the package
        collect_and_compile({**os.environ, "PYTHONPATH": str(PACKAGE.parent), "RAAM_DATA": data})
    return report()


def collect_and_compile(environment: dict[str, str]) -> None:
    """Bring every catalogue up to date with the source, and compile it."""
    django = [sys.executable, "-m", "django"]
    for catalogue in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/django.po")):
        language = catalogue.parts[-3]
        collect = [*django, "makemessages", "-l", language, "--no-location", "--no-wrap", "-i", "*/tests/*"]
        subprocess.run(collect, cwd=PACKAGE, env=environment, check=True)
    subprocess.run([*django, "compilemessages"], cwd=PACKAGE, env=environment, check=True)


def report() -> int:
    """Say for each language what is not translated, or only guessed; Dutch is the source."""
    missing = 0
    for catalogue in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/django.po")):
        open_, guessed = (_count(catalogue, kind) for kind in ("--untranslated", "--only-fuzzy"))
        print(f"{catalogue.parts[-3]}: {open_} zonder vertaling, {guessed} geraden en na te kijken (bron: Nederlands)")
        missing += open_ + guessed
    return 1 if missing else 0


def _count(catalogue: Path, kind: str) -> int:
    told = subprocess.run(
        ["msgattrib", kind, "--no-obsolete", str(catalogue)], capture_output=True, text=True, check=True
    ).stdout
    return len(
        [block for block in told.strip().split("\n\n") if "msgid" in block and "Project-Id-Version" not in block]
    )


if __name__ == "__main__":
    sys.exit(main())
