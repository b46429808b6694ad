"""The concept as a file: YAML of our own, or an XLSForm for KoboToolbox and ODK; out and in."""

from dataclasses import dataclass
from typing import Any

from raamvertelling.core.framework import (
    Framework,
    InvalidFramework,
    Problem,
    definition_to_yaml,
    dump,
    load,
    parse,
    sketch,
)
from raamvertelling.core.framework.editing import Definition, items_of
from raamvertelling.core.framework.yaml_text import read_yaml
from raamvertelling.exchange.report import ImportProblem
from raamvertelling.exchange.xlsform import read_xlsform, write_xlsform

YAML, XLSFORM = "yaml", "xlsform"
YAML_LIMIT, WORKBOOK_LIMIT = 1_000_000, 5_000_000
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read: the definition, or None with the problems; `report` says what could not come along."""

    definition: Definition | None
    problems: tuple[Problem, ...] = ()
    report: tuple[str, ...] = ()


def write_file(definition: Definition, kind: str) -> tuple[bytes, str, str]:
    """Return a concept as bytes, with the content type and the ending of its name.

    An unfinished concept can be kept as YAML; as an XLSForm only what can be asked: else InvalidFramework.
    """
    if kind == XLSFORM:
        return write_xlsform(parse(definition)).content, XLSX_TYPE, "xlsx"
    return definition_to_yaml(definition).encode(), "application/yaml; charset=utf-8", "yaml"


def read_file(file: Any) -> Taken:
    """Read an uploaded file by what it holds, not by its name; a workbook begins with PK."""
    if file.size > WORKBOOK_LIMIT:
        return _refused("Het bestand is te groot. Het mag 5 MB zijn.")
    start = file.read(4)
    file.seek(0)
    if start.startswith(b"PK"):
        try:
            form = read_xlsform(file)
        except ImportProblem as problem:
            return _refused(str(problem))
        return Taken(form.definition, report=form.report)
    if file.size > YAML_LIMIT:
        return _refused("Het bestand is te groot. Een YAML-bestand mag 1 MB zijn.")
    try:
        return _read_text(file.read().decode("utf-8"))
    except UnicodeDecodeError:
        return _refused("Dit is geen tekst in UTF-8 en geen Excel-bestand. Bewaar het als YAML of .xlsx.")


def _refused(message: str) -> Taken:
    return Taken(None, (Problem("", message),))


def _read_text(text: str) -> Taken:
    """Read YAML; unfinished questions come in too when every part of them can be shown, and are then listed."""
    try:
        return Taken(dump(load(text)))
    except InvalidFramework as invalid:
        problems = invalid.problems
    try:
        data, _ = read_yaml(text)
    except InvalidFramework:
        return Taken(None, problems)
    if isinstance(data, dict) and _can_be_edited(data):
        return Taken(data, report=("Deze vragen zijn nog niet af. Wat nog anders moet, staat boven de vragen.",))
    return Taken(None, problems)


def _can_be_edited(data: Definition) -> bool:
    """Whether the editor can show all of it: our schema, every question of a known kind with an id of its own."""
    framework: Framework | None
    framework, _ = sketch(data)
    items = data.get("items")
    if framework is None or data.get("schema") != "framework/1" or not isinstance(items, list) or not items:
        return False
    ids = [each["id"] for each in items_of(data)]
    return len(framework.signifiers) == len(items) == len(ids) == len(set(ids))
