"""The JSON Schema of a framework file, made from the same dataclasses that reading uses."""

from collections.abc import Callable
from typing import Any

from raamvertelling.core.framework.kinds import (
    KINDS,
    Anchor,
    ConsentText,
    Framework,
    Option,
    Purpose,
    Signifier,
)
from raamvertelling.core.framework.layout import (
    CHANNELS,
    ID,
    IMAGE,
    LANGUAGE,
    MAX_LIST,
    MAX_TEXT,
    NUMBER_RANGES,
    SCHEMA_NAME,
    Slot,
    slots,
)

Schema = dict[str, Any]


def json_schema() -> Schema:
    """Return the schema (JSON Schema draft 2020-12).

    It checks form, not sense: that a condition points to an earlier question, or that every declared language has its
    texts, only `problems` can tell.
    """
    root = _object(Framework, {"schema": {"const": SCHEMA_NAME}}, ("schema", "language"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Raamvertelling: duidingskader",
        **root,
        "$defs": {
            "id": {"type": "string", "pattern": _pattern(ID.pattern)},
            "language": {"type": "string", "pattern": _pattern(LANGUAGE.pattern)},
            "text": {"type": "string", "maxLength": MAX_TEXT},
            "boxed": _translated({"text": {"$ref": "#/$defs/text"}}, ("text",), {"text"}),
            "anchor": _object(Anchor),
            "option": _object(Option),
            "purpose": _object(Purpose, {"default": {"const": False}}),
            "consent": _object(ConsentText),
            "role": _role(),
            "condition": _condition(),
            "item": {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in KINDS]},
            **{kind: _item(cls) for kind, cls in KINDS.items()},
        },
    }


def _pattern(python: str) -> str:
    return "^" + python.replace("\\Z", "$")


def _item(cls: type[Signifier]) -> Schema:
    condition = {"$ref": "#/$defs/condition"}
    extra = {
        "type": {"const": cls.kind},
        "skippable": {"type": "boolean"},
        "show_if": condition,
        "show_unless": condition,
    }
    schema = _object(cls, extra, ("type",))
    return {**schema, "not": {"required": ["show_if", "show_unless"]}}


def _object(cls: type, extra: Schema | None = None, needed: tuple[str, ...] = ()) -> Schema:
    properties: Schema = dict(extra or {})
    required = list(needed)
    texts = set()
    for slot in slots(cls):
        if slot.form == "condition":
            continue
        if slot.form == "text":
            texts.add(slot.key)
        key = "items" if slot.form == "items" else slot.key
        _put(properties, key, _FORMS[slot.form](slot))
        if slot.required and slot.form != "languages" and not _is_optional(cls, slot):
            required.append(key.partition(".")[0])
    return _translated(properties, tuple(dict.fromkeys(required)), texts)


def _is_optional(cls: type, slot: Slot) -> bool:
    return cls is ConsentText and slot.field == "help"


def _put(properties: Schema, key: str, schema: Schema) -> None:
    outer, _, inner = key.partition(".")
    if not inner:
        properties[outer] = schema
        return
    axis = properties.setdefault(
        outer, {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
    )
    axis["properties"][inner] = schema
    axis["required"].append(inner)


def _translated(properties: Schema, required: tuple[str, ...], texts: set[str]) -> Schema:
    """Make an object whose texts may be repeated under any language code."""
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
    if texts:
        translation = {
            "type": "object",
            "properties": {key: {"$ref": "#/$defs/text"} for key in sorted(texts)},
            "additionalProperties": False,
        }
        schema["patternProperties"] = {_pattern(LANGUAGE.pattern): translation}
    return schema


def _role() -> Schema:
    text = {"$ref": "#/$defs/text"}
    anchors = {"type": "object", "additionalProperties": {"$ref": "#/$defs/boxed"}}
    return _translated({"text": text, "help": text, "anchors": anchors}, (), {"text", "help"})


def _condition() -> Schema:
    options = {"type": "array", "items": {"$ref": "#/$defs/id"}, "minItems": 1}
    return {
        "type": "object",
        "additionalProperties": {"anyOf": [{"$ref": "#/$defs/id"}, options]},
        "minProperties": 1,
        "maxProperties": 1,
    }


def _number(slot: Slot) -> Schema:
    lowest, highest = NUMBER_RANGES[slot.field]
    return {"type": "integer", "minimum": lowest, "maximum": highest}


def _list(name: str, at_least: int = 1, at_most: int = MAX_LIST) -> Callable[[Slot], Schema]:
    schema = {"type": "array", "items": {"$ref": f"#/$defs/{name}"}, "minItems": at_least, "maxItems": at_most}
    return lambda slot: schema


_FORMS: dict[str, Callable[[Slot], Schema]] = {
    "id": lambda slot: {"$ref": "#/$defs/id"},
    "text": lambda slot: {"$ref": "#/$defs/text"},
    "boxed": lambda slot: {"$ref": "#/$defs/boxed"},
    "flag": lambda slot: {"type": "boolean"},
    "required": lambda slot: {"type": "boolean"},
    "number": _number,
    "line": lambda slot: {"type": "string", "maxLength": 200},
    "date": lambda slot: {"type": "string", "format": "date"},
    "image": lambda slot: {"type": "string", "pattern": f"^$|{_pattern(IMAGE.pattern)}"},
    "language": lambda slot: {"$ref": "#/$defs/language"},
    "languages": _list("language"),
    "channels": lambda slot: {"type": "array", "items": {"enum": list(CHANNELS)}},
    "voices": lambda slot: {"type": ["string", "null"]},
    "roles": lambda slot: {"type": "object", "additionalProperties": {"$ref": "#/$defs/role"}},
    "anchors": _list("anchor"),
    "triad_anchors": _list("anchor", 3, 3),
    "options": _list("option"),
    "items": _list("item"),
    "consent": lambda slot: {"$ref": "#/$defs/consent"},
    "purposes": _list("purpose"),
}
