"""Collect the texts that tellers see into the catalogues, compile these, and say what still has to be translated."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "raamvertelling"


def main() -> int:
    """Return 1 when a text has no translation."""
    if not shutil.which("xgettext") or not shutil.which("msgfmt"):
        sys.exit("GNU gettext ontbreekt. Op Debian: apt install gettext.")
    django = [sys.executable, "-m", "django"]
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    for catalogue in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/django.po")):
        language = catalogue.parts[-3]
        collect = [*django, "makemessages", "-l", language, "--no-location", "--no-wrap", "-i", "*/tests/*"]
        subprocess.run(collect, cwd=PACKAGE, env=environment, check=True)
    subprocess.run([*django, "compilemessages"], cwd=PACKAGE, env=environment, check=True)
    missing = 0
    for catalogue in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/django.po")):
        told = subprocess.run(
            ["msgattrib", "--untranslated", "--no-obsolete", str(catalogue)], capture_output=True, text=True, check=True
        ).stdout
        print(f"{catalogue.parts[-3]}: {told.count('msgid ')} zonder vertaling")
        missing += told.count("msgid ")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
