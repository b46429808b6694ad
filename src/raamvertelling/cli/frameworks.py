"""`raam check-framework`, `raam schema` and `raam xlsform`."""

import json
import sys
from pathlib import Path

from raamvertelling.core.framework import (
    Framework,
    InvalidFramework,
    Problem,
    definition_to_yaml,
    json_schema,
    load,
    problems,
)
from raamvertelling.exchange.reading import read_text
from raamvertelling.exchange.report import ImportProblem
from raamvertelling.exchange.xlsform import read_xlsform, write_xlsform


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


def convert_xlsform(path: str, target: str) -> int:
    """Turn a framework into an XLSForm, or an XLSForm into a framework; what could not come along is printed."""
    source = Path(path)
    if source.suffix.lower() == ".xlsx":
        with source.open("rb") as opened:
            form = read_xlsform(opened, "het formulier")
        Path(target).write_text(definition_to_yaml(form.definition), encoding="utf-8")
        notes: tuple[str, ...] = (*form.report, *map(str, problems(form.definition)))
    else:
        written = write_xlsform(load_framework(path))
        Path(target).write_bytes(written.content)
        notes = written.notes
    for note in notes:
        print(f"- {note}", file=sys.stderr)
    print(f"{target} is geschreven. Opmerkingen: {len(notes)}.")
    return 0


def _text(path: str) -> str:
    with Path(path).open("rb") as opened:
        return read_text(opened, name="het duidingskader")
