"""`./run release`: build the wheel twice from what is committed, see that both are equal, and list what is in it.

Gives in `dist/`: the wheel, the bill of materials (CycloneDX) of what a place installs, and their fingerprints.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import licences

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def said_by(*words: str) -> str:
    """Run a command in the project and return what it prints."""
    return subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def build(folder: Path) -> Path:
    """Build the wheel from the last commit: nothing that lies about here can come into it."""
    source = folder / "source"
    source.mkdir()
    archive = folder / "source.tar"
    said_by("git", "archive", "--output", str(archive), "HEAD")
    subprocess.run(["tar", "-xf", str(archive), "-C", str(source)], check=True)
    moment = said_by("git", "log", "-1", "--format=%ct")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": moment, "PYTHONHASHSEED": "0"}
    words = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)]
    subprocess.run(words, check=True, env=environment, capture_output=True, umask=0o022)
    (wheel,) = folder.glob("*.whl")
    return wheel


def bill_of_materials() -> Path:
    """Write what a place installs, with versions and fingerprints, as CycloneDX."""
    target = DIST / "raamvertelling.cdx.json"
    words = ["requirements", "--output-reproducible", "--of", "JSON", "-o", str(target), "requirements/web.txt"]
    said_by(sys.executable, "-m", "cyclonedx_py", *words)
    return target


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> int:
    """Build, compare, list; 1 when two builds differ or a licence does not fit."""
    if said_by("git", "status", "--porcelain"):
        print("Er staat nog iets open dat niet is vastgelegd: dat komt niet in de uitgave.", file=sys.stderr)
    DIST.mkdir(exist_ok=True)
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        first, second = build(Path(one)), build(Path(other))
        if fingerprint(first) != fingerprint(second):
            print("Twee keer bouwen gaf twee verschillende bestanden. Er is geen uitgave gemaakt.", file=sys.stderr)
            return 1
        wheel = DIST / first.name
        wheel.write_bytes(first.read_bytes())
    if refused := [name for name in licences.names() if not licences.fits(licences.licence_of(name))]:
        print(f"Op deze onderdelen mogen wij niet bouwen: {', '.join(refused)}.", file=sys.stderr)
        return 1
    made = [wheel, bill_of_materials()]
    sums = "".join(f"{fingerprint(path)}  {path.name}\n" for path in made)
    (DIST / "SHA256SUMS").write_text(sums, encoding="ascii")
    print(sums, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
