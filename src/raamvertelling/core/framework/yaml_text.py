"""YAML text to plain values, strictly: no aliases, no tags, no double keys, no surprises such as `no` being false."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from raamvertelling.core.framework.problems import InvalidFramework, Problem

MAX_CHARACTERS = 1_000_000
MAX_VALUES = 50_000
MAX_DEPTH = 20

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_NUMBER = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}([eE][-+][0-9]{1,2})?\Z")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}


def read_yaml(text: str) -> tuple[object, dict[str, int]]:
    """Return the values in `text`, and the line (from 1) on which each path begins.

    Raises
    ------
    InvalidFramework : the text is not YAML, or uses a part of YAML that a framework has no need for.
    """
    if len(text) > MAX_CHARACTERS:
        raise _refusal(None, f"Het bestand is te groot. Het mag {MAX_CHARACTERS // 1000} kilobyte zijn.")
    text = text.removeprefix("\ufeff")
    for number, line in enumerate(text.split("\n"), start=1):
        if any(ord(sign) < 32 and sign not in "\t\r" for sign in line):
            raise _refusal(number, "Hier staat een onzichtbaar teken dat niet mag. Haal dit teken weg.")
    try:
        builder = _Builder(yaml.parse(text, Loader=_LOADER))
        return builder.document(), builder.lines
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        raise _refusal(
            mark.line + 1 if mark else None,
            "Dit is geen geldige YAML. Kijk op deze regel en de regel erboven: springt elke regel even ver in, "
            "staat er een spatie na elke dubbele punt, en zijn alle aanhalingstekens gesloten?",
        ) from None


def _refusal(line: int | None, message: str) -> InvalidFramework:
    return InvalidFramework([Problem("", message, line)])


@dataclass(slots=True)
class _Builder:
    """Makes values out of YAML events, so that nothing is expanded before it is counted."""

    events: Iterator[yaml.Event]
    lines: dict[str, int] = field(default_factory=dict)
    count: int = 0

    def document(self) -> object:
        value: object = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refusal(_line(event), "Zet één duidingskader in een bestand. Haal '---' weg.")
                value = self.value(next(self.events), "", 0)
        return value

    def value(self, event: yaml.Event, path: str, depth: int) -> object:
        line = _line(event)
        self.lines[path] = line
        self.count += 1
        if self.count > MAX_VALUES:
            raise _refusal(line, f"Het bestand heeft te veel onderdelen. Het mogen er {MAX_VALUES} zijn.")
        if depth > MAX_DEPTH:
            raise _refusal(line, "Hier zitten te veel lagen in elkaar. Een duidingskader heeft er hooguit acht.")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refusal(line, "Verwijzingen met & en * mogen niet. Schrijf de tekst hier helemaal uit.")
        if getattr(event, "tag", None):
            raise _refusal(line, "Een woord met een uitroepteken ervoor mag hier niet. Haal het weg.")
        match event:
            case yaml.MappingStartEvent():
                return self.mapping(path, depth)
            case yaml.SequenceStartEvent():
                return self.sequence(path, depth)
            case yaml.ScalarEvent():
                return _scalar(event)
        raise _refusal(line, "Hier staat iets dat wij niet kunnen lezen.")

    def mapping(self, path: str, depth: int) -> dict[str, object]:
        result: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                raise _refusal(line, "Links van de dubbele punt moet één woord staan.")
            if event.value in result:
                raise _refusal(line, f"'{event.value}' staat hier twee keer. Haal er één weg.")
            inner = f"{path}.{event.value}" if path else event.value
            result[event.value] = self.value(next(self.events), inner, depth + 1)
            self.lines[inner] = line
        return result

    def sequence(self, path: str, depth: int) -> list[object]:
        result: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            result.append(self.value(event, f"{path}[{len(result)}]", depth + 1))
        return result


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent) -> object:
    """Only a bare true, false, null or ordinary number is more than text: `no`, dates and 0x1F stay what was typed."""
    text = str(event.value)
    is_plain = event.implicit[0]
    if not is_plain:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _NUMBER.match(text) else text
