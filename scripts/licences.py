"""Write docs/licenties.md: every package that a place installs, with its licence, and whether we may build on it."""

import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "docs" / "licenties.md"
LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9_.-]*)==", re.MULTILINE)
# Licences under which a program under EUPL-1.2 may use a library: they ask for no other licence of ours.
MAY = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU"),
    *("MPL-2.0", "PSF-2.0", "Zlib"),
}
EXCEPTION = " WITH LLVM-exception"
# What packages write that have no expression of SPDX.
SPOKEN = {
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# Only needed on Windows, so absent here; their licences as they publish them.
ELSEWHERE = {"colorama": "BSD-3-Clause"}
OWN_PARTS = "Other/Proprietary License"


def names() -> list[str]:
    """Return what is locked for a place, each once."""
    return sorted(set(LOCKED.findall((ROOT / "requirements" / "web.txt").read_text(encoding="utf-8"))), key=str.lower)


def licence_of(name: str) -> str:
    """Return the licence as an expression of SPDX, as far as the package tells."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ELSEWHERE.get(name, "?")
    return str(told.get("License-Expression") or "") or _said(told)


def _said(told: PackageMetadata) -> str:
    written = str(told.get("License") or "").strip()
    if written in MAY or written in SPOKEN:
        return SPOKEN.get(written, written)
    shown = [
        each.rpartition("::")[2].strip() for each in told.get_all("Classifier") or [] if each.startswith("License")
    ]
    return " AND ".join(dict.fromkeys(SPOKEN.get(each, each) for each in shown if each != OWN_PARTS)) or "?"


def fits(expression: str) -> bool:
    """Whether each part of an expression (or, of a choice, one) is a licence that we may build on."""
    plain = expression.replace(EXCEPTION, "").replace("(", "").replace(")", "")
    return all(any(one.strip() in MAY for one in part.split(" OR ")) for part in plain.split(" AND "))


def table() -> str:
    """Return the page."""
    rows = [(name, licence_of(name)) for name in names()]
    lines = [f"| {name} | {licence} | {'ja' if fits(licence) else '**nee**'} |" for name, licence in rows]
    return "\n".join(
        [
            "# Licenties van onderdelen",
            "",
            "Gemaakt met `python scripts/licences.py`. Raamvertelling zelf is EUPL-1.2. Hier staat elk pakket dat een"
            " plek installeert (`requirements/web.txt`), met zijn licentie, en of een programma onder EUPL-1.2 erop mag"
            " bouwen. Wij geven deze pakketten niet mee: elke plek haalt ze zelf op, met een vingerafdruk.",
            "",
            "| pakket | licentie | mag |",
            "|---|---|---|",
            *lines,
            "",
        ]
    )


def main() -> int:
    """Write the page; 1 if we may not build on something."""
    LIST.write_text(table(), encoding="utf-8")
    return int("**nee**" in LIST.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
