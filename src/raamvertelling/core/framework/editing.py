"""Change a definition one question at a time; it may be unfinished, so these work on plain values, not dataclasses."""

import copy
import hashlib
import json
import re
import unicodedata
from collections.abc import Collection
from typing import Any

from raamvertelling.core.framework.layout import ID, RESERVED_IDS

Item = dict[str, Any]
Definition = dict[str, Any]

OPENING, ABOUT_STORY, ABOUT_YOU = "opening", "about_story", "about_you"
MAX_ID = 40

# Words that mean something else in a file or an answer, so no question or option is called so by its text alone.
_TAKEN = RESERVED_IDS | {"story", "title", "consent", "id"}
_CHOICES = ("prompt_choice", "single_choice", "multiple_choice", "picture_choice")


def fresh_id(text: str, taken: Collection[str], fallback: str = "vraag") -> str:
    """Return an id made of the first words of a text, that is not in `taken`.

    Parameters
    ----------
    text : what a person typed; accents are dropped, all but a-z and 0-9 becomes an underscore.
    taken : ids that are or ever were in use: answers hang on an id, so it must never get another meaning.
    fallback : what to call it when the text has no letters.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    start = words if len(words) <= MAX_ID else words[: words.rfind("_", 0, MAX_ID + 1)]
    start = start[:MAX_ID].strip("_") or fallback
    used = {*taken, *_TAKEN}
    if start not in used:
        return start
    number = 2
    while f"{start}_{number}" in used:
        number += 1
    return f"{start}_{number}"


def items_of(definition: Definition) -> list[Item]:
    """Return the questions that have an id, in the order of the file."""
    items = definition.get("items")
    found = [each for each in items if isinstance(each, dict)] if isinstance(items, list) else []
    return [each for each in found if isinstance(each.get("id"), str) and ID.match(each["id"])]


def find_item(definition: Definition, id: str) -> Item | None:
    """Return the first question with this id."""
    return next((each for each in items_of(definition) if each["id"] == id), None)


def options_of(item: Item) -> list[Item]:
    """Return the answers, corners or stones of a question; nothing for other kinds."""
    found = item.get(anchor_key(item) or "")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def anchor_key(item: Item) -> str | None:
    """Return the name under which the answers, corners or stones stand in the file; None when there are none."""
    kind = item.get("type")
    return "options" if kind in _CHOICES else {"triad": "anchors", "stones": "stones"}.get(str(kind))


def part_of(definition: Definition, item: Item) -> str:
    """Return in which part of telling a question is met: the opening, about the story, about the teller."""
    kind, id = item.get("type"), item.get("id")
    is_story = kind == "long_text" and item.get("is_story", id == "story")
    is_title = kind == "short_text" and item.get("is_title", id == "title")
    if kind == "prompt_choice" or is_story or is_title or id == definition.get("voices", "role"):
        return OPENING
    return ABOUT_YOU if item.get("about_you") else ABOUT_STORY


def fingerprint(value: object) -> str:
    """Return a short text that changes with the value: to see whether somebody else changed it meanwhile."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def add_item(definition: Definition, item: Item, *, taken: Collection[str] = ()) -> tuple[Definition, str]:
    """Return the definition with one more question at the end, and its id; without one it gets one from its text."""
    changed = copy.deepcopy(definition)
    used = {*taken, *(each["id"] for each in items_of(changed))}
    id = item.get("id") or fresh_id(str(item.get("text") or ""), used)
    items = changed.get("items")
    changed["items"] = [*(items if isinstance(items, list) else []), {**copy.deepcopy(item), "id": id}]
    return changed, id


def copy_item(definition: Definition, id: str, *, taken: Collection[str] = ()) -> tuple[Definition, str]:
    """Return the definition with a second one behind a question, and its id; only the first stays the story or title.

    Raises KeyError when there is no such question.
    """
    changed = copy.deepcopy(definition)
    original = _need(changed, id)
    used = {*taken, *(each["id"] for each in items_of(changed))}
    twin = copy.deepcopy(original)
    twin["id"] = fresh_id(str(twin.get("text") or ""), used)
    for flag in ("is_story", "is_title"):
        twin.pop(flag, None)
    changed["items"].insert(_place(changed, original) + 1, twin)
    return changed, twin["id"]


def remove_item(definition: Definition, id: str) -> Definition:
    """Return the definition without a question; conditions on it stay, and are then a problem that names itself.

    Raises KeyError when there is no such question.
    """
    changed = copy.deepcopy(definition)
    del changed["items"][_place(changed, _need(changed, id))]
    return changed


def move_item(definition: Definition, id: str, step: int) -> Definition:
    """Return the definition with a question one place earlier (-1) or later (1) in its own part of telling.

    Raises KeyError when there is no such question.
    """
    changed = copy.deepcopy(definition)
    item = _need(changed, id)
    part = part_of(changed, item)
    neighbours = [each for each in items_of(changed) if part_of(changed, each) == part]
    place = next(n for n, each in enumerate(neighbours) if each is item) + step
    if part != OPENING and 0 <= place < len(neighbours):
        here, there = _place(changed, item), _place(changed, neighbours[place])
        changed["items"].insert(there, changed["items"].pop(here))
    return changed


def put_item(definition: Definition, id: str, item: Item, *, taken: Collection[str] = ()) -> tuple[Definition, str]:
    """Return the definition with a question replaced, and its id.

    A question that had no words until now gets its id from its first words; what pointed at it follows. After that
    the id never changes, whatever the words become.

    Raises KeyError when there is no such question.
    """
    changed = copy.deepcopy(definition)
    before = _need(changed, id)
    place, new = _place(changed, before), copy.deepcopy(item)
    new["id"] = id
    text = str(new.get("text") or "").strip()
    if text and not str(before.get("text") or "").strip() and id not in _TAKEN:
        used = {*taken, *(each["id"] for each in items_of(changed) if each is not before)}
        new["id"] = fresh_id(text, used)
    changed["items"][place] = new
    if new["id"] != id:
        _follow(changed, id, new["id"])
    return changed, new["id"]


def _follow(definition: Definition, old: str, new: str) -> None:
    if definition.get("voices") == old:
        definition["voices"] = new
    for each in items_of(definition):
        for key in ("show_if", "show_unless"):
            condition = each.get(key)
            if isinstance(condition, dict) and old in condition:
                each[key] = {new if name == old else name: wanted for name, wanted in condition.items()}


def _need(definition: Definition, id: str) -> Item:
    found = find_item(definition, id)
    if found is None:
        raise KeyError(id)
    return found


def _place(definition: Definition, item: Item) -> int:
    return next(n for n, each in enumerate(definition["items"]) if each is item)
