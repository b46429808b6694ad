"""Write a framework: the exact opposite of reading, so that `parse(dump(framework)) == framework`."""

from collections.abc import Callable
from typing import Any

import yaml

from raamvertelling.core.framework.kinds import Condition, ConsentText, Framework, RoleWording, Signifier, Wording
from raamvertelling.core.framework.layout import SCHEMA_NAME, Slot, is_special, slots

Mapping = dict[str, Any]


def dump(framework: Framework) -> Mapping:
    """Return the framework as plain values: JSON can hold them and `parse` reads them back."""
    return {"schema": SCHEMA_NAME, **_write(framework)}


def to_yaml(framework: Framework) -> str:
    """Return the framework as YAML text that a person can read and `load` reads back."""
    return definition_to_yaml(dump(framework))


def definition_to_yaml(definition: Mapping) -> str:
    """Return a definition as YAML text, also when it is unfinished and is no framework yet."""
    return yaml.dump(
        definition, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100, default_flow_style=False
    )


def _write(thing: object) -> Mapping:
    """Write one dataclass: own texts in place, translations together under the code of their language."""
    result: Mapping = {}
    translations: dict[str, Mapping] = {}
    cls: type = type(thing)
    for slot in slots(cls):
        _WRITERS.get(slot.form, _write_plain)(result, translations, thing, slot)
    return {**result, **translations}


def _write_text(result: Mapping, translations: dict[str, Mapping], thing: object, slot: Slot) -> None:
    _put_wording(result, translations, slot.key, getattr(thing, slot.field))


def _put_wording(result: Mapping, translations: dict[str, Mapping], key: str, wording: Wording) -> None:
    for number, (language, text) in enumerate(wording.texts):
        place = result if number == 0 else translations.setdefault(language, {})
        place[key] = text


def _boxed(wording: Wording) -> Mapping:
    result: Mapping = {}
    translations: dict[str, Mapping] = {}
    _put_wording(result, translations, "text", wording)
    return {**result, **translations}


def _write_boxed(result: Mapping, translations: dict[str, Mapping], thing: object, slot: Slot) -> None:
    outer, _, inner = slot.key.partition(".")
    box = _boxed(getattr(thing, slot.field))
    if inner:
        result.setdefault(outer, {})[inner] = box
    else:
        result[outer] = box


def _write_plain(result: Mapping, translations: dict[str, Mapping], thing: object, slot: Slot) -> None:
    value = getattr(thing, slot.field)
    default = slot.default
    if slot.field.startswith("is_") and isinstance(thing, Signifier):
        default = is_special(type(thing), thing.id, slot.field)
    if slot.required or value != default:
        result[slot.key] = value


def _write_id(result: Mapping, translations: dict[str, Mapping], thing: object, slot: Slot) -> None:
    result["id"] = getattr(thing, slot.field)
    if isinstance(thing, Signifier):
        result["type"] = thing.kind


def _write_required(result: Mapping, translations: dict[str, Mapping], thing: object, slot: Slot) -> None:
    required: bool = getattr(thing, slot.field)
    if isinstance(thing, Signifier) and not required:
        result["skippable"] = True
    else:
        result["required"] = required


def _write_date(result: Mapping, translations: dict[str, Mapping], thing: object, slot: Slot) -> None:
    value = getattr(thing, slot.field)
    if value is not None:
        result[slot.key] = value.isoformat()


def _write_voices(result: Mapping, translations: dict[str, Mapping], thing: object, slot: Slot) -> None:
    result["voices"] = getattr(thing, slot.field) or None


def _write_list(result: Mapping, translations: dict[str, Mapping], thing: object, slot: Slot) -> None:
    values = getattr(thing, slot.field)
    if values or slot.required:
        key = "items" if slot.form == "items" else slot.key
        result[key] = [each if isinstance(each, str) else _write(each) for each in values]


def _write_condition(result: Mapping, translations: dict[str, Mapping], thing: object, slot: Slot) -> None:
    condition: Condition | None = getattr(thing, slot.field)
    if condition is not None:
        options = list(condition.options) if len(condition.options) > 1 else condition.options[0]
        result["show_unless" if condition.negated else "show_if"] = {condition.signifier: options}


def _write_roles(result: Mapping, translations: dict[str, Mapping], thing: object, slot: Slot) -> None:
    roles: tuple[RoleWording, ...] = getattr(thing, slot.field)
    if roles:
        result[slot.key] = {each.role: _role(each) for each in roles}


def _role(wording: RoleWording) -> Mapping:
    result: Mapping = {}
    translations: dict[str, Mapping] = {}
    _put_wording(result, translations, "text", wording.text)
    _put_wording(result, translations, "help", wording.help)
    if wording.anchors:
        result["anchors"] = {id: _boxed(text) for id, text in wording.anchors}
    return {**result, **translations}


def _write_consent(result: Mapping, translations: dict[str, Mapping], thing: object, slot: Slot) -> None:
    consent: ConsentText = getattr(thing, slot.field)
    result["consent"] = _write(consent)


_WRITERS: dict[str, Callable[[Mapping, dict[str, Mapping], object, Slot], None]] = {
    "text": _write_text,
    "boxed": _write_boxed,
    "id": _write_id,
    "required": _write_required,
    "date": _write_date,
    "voices": _write_voices,
    "channels": _write_list,
    "languages": _write_list,
    "anchors": _write_list,
    "triad_anchors": _write_list,
    "options": _write_list,
    "items": _write_list,
    "purposes": _write_list,
    "condition": _write_condition,
    "roles": _write_roles,
    "consent": _write_consent,
}


class _Dumper(yaml.SafeDumper):
    """Writes out in full what occurs twice: `load` refuses references."""

    def ignore_aliases(self, data: object) -> bool:
        """Treat nothing as a reference."""
        return True
