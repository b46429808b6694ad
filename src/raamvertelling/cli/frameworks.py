"""`raam check-framework` and `raam schema`."""

import json
import sys
from pathlib import Path

from raamvertelling.core.framework import Framework, InvalidFramework, Problem, json_schema, load
from raamvertelling.exchange.reading import read_text
from raamvertelling.exchange.report import ImportProblem


def load_framework(path: str) -> Framework:
    """Return the framework in a YAML file; ImportProblem with every problem if there are any."""
    text = _text(path)
    try:
        return load(text)
    except InvalidFramework as error:
        listed = "\n".join(f"- {each}" for each in error.problems)
        raise ImportProblem(f"Dit duidingskader is nog niet in orde ({path}):\n{listed}") from error


def check_framework(path: str, *, as_json: bool) -> int:
    """Print every problem of a framework, or that it is in order; 0 if it is, else 1."""
    text = _text(path)
    framework: Framework | None = None
    found: tuple[Problem, ...] = ()
    try:
        framework = load(text)
    except InvalidFramework as error:
        found = error.problems
    if as_json:
        problems = [{"path": each.path, "line": each.line, "message": each.message} for each in found]
        print(json.dumps({"problems": problems}, ensure_ascii=False, indent=2))
    elif framework is not None:
        print(f"In orde: {framework.title.in_language('nl')}, {len(framework.signifiers)} vragen.")
    else:
        print(f"{len(found)} problemen in {path}:", file=sys.stderr)
        for each in found:
            print(f"- {each}", file=sys.stderr)
    return 1 if found else 0


def print_schema() -> int:
    """Print the JSON schema of a framework file."""
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0


def _text(path: str) -> str:
    with Path(path).open("rb") as opened:
        return read_text(opened, name="het duidingskader")
