"""Everything that is checked without running the program; each check prints one line, and all are run."""

import ast
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = {
    "stijl (ruff)": ["ruff", "check", "-q", "."],
    "vorm (ruff format)": ["ruff", "format", "-q", "--check", "."],
    "typen (mypy --strict)": ["mypy", "--no-error-summary", "src", "benchmarks", "soak", "training"],
    "richting van imports": ["lint-imports"],
    "sjablonen (djlint)": ["djlint", "--lint", "--quiet", "src"],
    "migraties": ["{python}", "-m", "django", "makemigrations", "--check", "--dry-run"],
    "instellingen": ["{python}", "-m", "django", "check"],
}
LONG_FILE, LONG_TEMPLATE = 400, 150
LONG_FUNCTION, LONG_VIEW = 40, 25
MANY_IMPORTS = 8
# A line that switches a check off says why, behind it.
NO_REASON = re.compile(r"#\s*(?:noqa(?::\s*[A-Z0-9, ]+)?|type:\s*ignore(?:\[[^\]]*\])?)\s*$", re.MULTILINE)
SHARED_ROOMS = ("core", "exchange", "web")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def alarm_bells() -> list[str]:
    """Return what is too long; a bell, and a failed check."""
    rings = []
    for path in sorted((ROOT / "src").rglob("*")):
        limit = {".py": LONG_FILE, ".js": LONG_FILE, ".css": LONG_FILE, ".html": LONG_TEMPLATE}.get(path.suffix)
        if limit and "migrations" not in path.parts and (lines := len(path.read_text("utf-8").splitlines())) > limit:
            rings.append(f"{path.relative_to(ROOT)}: {lines} regels (ten hoogste {limit})")
        if path.suffix == ".py" and "migrations" not in path.parts:
            rings += [f"{path.relative_to(ROOT)}: {ring}" for ring in code_bells(path)]
    return rings


def code_bells(path: Path) -> list[str]:
    """Return the functions that are too long, and whether a file leans on too many other rooms."""
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    is_test = "tests" in path.parts or path.name == "conftest.py"
    is_view = "views" in {path.stem, *path.parts} and not is_test
    most = LONG_VIEW if is_view else LONG_FUNCTION
    functions = [each for each in ast.walk(tree) if isinstance(each, Function)]
    long = [(each.name, lines) for each in functions if (lines := lines_of(each)) > most]
    rings = [f"geen reden bij '{each.strip('# ')}'" for each in NO_REASON.findall(source)]
    rings += [f"{name} telt {lines} regels (ten hoogste {most})" for name, lines in long]
    if not is_test and (many := imports_of_other_rooms(tree, path)) > MANY_IMPORTS:
        rings.append(f"{many} imports uit andere kamers (ten hoogste {MANY_IMPORTS})")
    return rings


def lines_of(function: Function) -> int:
    """Count the lines of a function without its docstring: explaining more is never punished."""
    first, last = function.body[0], function.end_lineno or function.lineno
    told = (first.end_lineno or first.lineno) - first.lineno + 1 if ast.get_docstring(function) else 0
    return last - function.lineno + 1 - told


def imports_of_other_rooms(tree: ast.Module, path: Path) -> int:
    """Count the modules used of rooms that hold a part of the work; what all share does not count."""
    own = path.relative_to(ROOT / "src" / "raamvertelling").parts[0]
    modules = {each.module for each in ast.walk(tree) if isinstance(each, ast.ImportFrom) and each.module}
    rooms = [module.split(".")[1] for module in modules if module.startswith("raamvertelling.")]
    return sum(room not in {own, *SHARED_ROOMS} for room in rooms)


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
