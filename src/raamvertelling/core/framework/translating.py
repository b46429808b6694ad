"""The texts of a framework side by side in two languages, read from and written to its plain values.

Works on a definition that is not finished yet, so that a translation can be made text by text.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from raamvertelling.core.framework.node import is_easy_variant

Definition = dict[str, Any]

ABOUT, CONSENT = "kader", "toestemming"
_TOP = {
    "title": "Titel",
    "introduction": "Inleiding",
    "privacy_note": "Over privacy",
    "help_note": "Over hulp",
    "commissioner": "Opdrachtgever",
}
_LISTS = {"options": "Antwoord", "anchors": "Hoek", "stones": "Steen"}
_ENDS = {"left": "Linkereind", "right": "Rechtereind"}
_AXES = {
    "x_axis": {"left": "Links op het veld", "right": "Rechts op het veld"},
    "y_axis": {"bottom": "Onder op het veld", "top": "Boven op het veld"},
}


# Under these keys stand ids, not parts with a name of their own.
_BY_ID = ("wording_by_role", "anchors")


@dataclass(frozen=True, slots=True)
class TextPair:
    """One text of a framework with its translation.

    `key` names its place by ids, never by position; `group` is the question it belongs to (`kader` and `toestemming`
    for what stands around the questions); `what` says which text it is, in Dutch.
    """

    key: str
    group: str
    what: str
    source: str
    target: str

    @property
    def is_missing(self) -> bool:
        """Whether the translation still has to be made."""
        return not self.target.strip()


@dataclass(frozen=True, slots=True)
class _Place:
    holder: dict[str, Any]
    name: str
    key: str
    group: str
    what: str


def text_pairs(definition: Mapping[str, Any], language: str) -> tuple[TextPair, ...]:
    """Return every text that a teller may read with its translation, in the order of the file.

    Parameters
    ----------
    definition : plain values of a framework, as `dump` writes them; may be unfinished.
    language : code of the language to translate into; an empty target is a text that is missing.
    """
    return tuple(
        TextPair(each.key, each.group, each.what, each.holder[each.name], _translation(each, language))
        for each in _places(definition)
    )


def with_translations(definition: Mapping[str, Any], language: str, texts: Mapping[str, str]) -> Definition:
    """Return a copy with these translations, by key; an empty text takes a translation away.

    Raises
    ------
    KeyError : a key that names no text of this framework.
    """
    changed = copy.deepcopy(dict(definition))
    places = {each.key: each for each in _places(changed)}
    for key, text in texts.items():
        place = places[key]
        own = place.holder.get(language)
        translated = dict(own) if isinstance(own, dict) else {}
        translated.pop(place.name, None)
        if text.strip():
            translated[place.name] = text.strip()
        place.holder.pop(language, None)
        if translated:
            place.holder[language] = translated
    return changed


def with_language(definition: Mapping[str, Any], language: str) -> Definition:
    """Return a copy that speaks one language more; its texts still have to be written."""
    changed = copy.deepcopy(dict(definition))
    known = languages_of(changed)
    changed["languages"] = known if language in known else [*known, language]
    return changed


def without_language(definition: Mapping[str, Any], language: str) -> Definition:
    """Return a copy without this language and all its texts.

    Raises
    ------
    ValueError : it is the language in which the framework itself is written.
    """
    if language == definition.get("language"):
        raise ValueError(f"a framework keeps its own language: {language}")
    kept: Definition = _without(dict(definition), language)
    kept["languages"] = [each for each in languages_of(kept) if each != language]
    return kept


def may_be_incomplete(definition: Mapping[str, Any], language: str) -> bool:
    """Tell whether a missing text in this language is read in another language instead: easy Dutch falls on Dutch."""
    return is_easy_variant(language, languages_of(definition))


def languages_of(definition: Mapping[str, Any]) -> list[str]:
    """Return the codes of the languages of a definition that may be unfinished; its own language first."""
    own = str(definition.get("language") or "nl")
    listed = definition.get("languages")
    named = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
    return [own, *(each for each in dict.fromkeys(named) if each != own)]


def _without(value: Any, language: str, *, names_follow: bool = False) -> Any:
    """Copy a part of a definition without one language; ids (`names_follow`) may look like its code but are none."""
    if isinstance(value, list):
        return [_without(each, language) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _without(inner, language, names_follow=key in _BY_ID and not names_follow)
        for key, inner in value.items()
        if names_follow or key != language or not isinstance(inner, dict)
    }


def _translation(place: _Place, language: str) -> str:
    translated = place.holder.get(language)
    text = translated.get(place.name) if isinstance(translated, dict) else None
    return text if isinstance(text, str) else ""


def _places(definition: Mapping[str, Any]) -> Iterator[_Place]:
    """Yield every place with a text, in the order in which it stands in the file."""
    if isinstance(definition, dict):
        for name, what in _TOP.items():
            yield from _text(definition, name, "", ABOUT, what)
    for item in _dicts(definition.get("items")):
        if isinstance(item.get("id"), str):
            yield from _question(item, f"items/{item['id']}/", item["id"])
    consent = definition.get("consent")
    if isinstance(consent, dict):
        yield from _text(consent, "text", "consent/", CONSENT, "Vraag")
        yield from _text(consent, "help", "consent/", CONSENT, "Uitleg")
        for use in _dicts(consent.get("purposes")):
            yield from _text(use, "text", f"consent/{use.get('id')}/", CONSENT, "Gebruik")


def _question(item: dict[str, Any], key: str, group: str) -> Iterator[_Place]:
    yield from _text(item, "text", key, group, "Vraag")
    yield from _text(item, "help", key, group, "Uitleg")
    for name, what in _ENDS.items():
        yield from _boxed(item, name, key, group, what)
    for axis, ends in _AXES.items():
        for name, what in ends.items():
            yield from _boxed(item.get(axis), name, f"{key}{axis}/", group, what)
    for name, what in _LISTS.items():
        for each in _dicts(item.get(name)):
            inner = f"{key}{name}/{each.get('id')}/"
            yield from _text(each, "text", inner, group, what)
            yield from _text(each, "help", inner, group, f"Uitleg bij ‘{each.get('text')}’")
    roles = item.get("wording_by_role")
    for role, words in roles.items() if isinstance(roles, dict) else ():
        if isinstance(words, dict):
            yield from _role(words, f"{key}wording_by_role/{role}/", group, f"stem {role}")


def _role(words: dict[str, Any], key: str, group: str, voice: str) -> Iterator[_Place]:
    yield from _text(words, "text", key, group, f"Vraag, {voice}")
    yield from _text(words, "help", key, group, f"Uitleg, {voice}")
    anchors = words.get("anchors")
    for id in anchors if isinstance(anchors, dict) else ():
        yield from _boxed(anchors, id, f"{key}anchors/", group, f"Onderdeel, {voice}")


def _boxed(holder: object, name: str, key: str, group: str, what: str) -> Iterator[_Place]:
    box = holder.get(name) if isinstance(holder, dict) else None
    if isinstance(box, dict):
        yield from _text(box, "text", f"{key}{name}/", group, what)


def _text(holder: dict[str, Any], name: str, key: str, group: str, what: str) -> Iterator[_Place]:
    text = holder.get(name)
    if isinstance(text, str) and text.strip():
        yield _Place(holder, name, f"{key}{name}", group, what)


def _dicts(values: object) -> list[dict[str, Any]]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []
