"""Reading and changing one part of a question as it stands in a definition."""

import copy
from collections.abc import Sequence
from typing import Any

from raamvertelling.core.framework.editing import Definition, Item, anchor_key, find_item, items_of, options_of

CHOICES = ("prompt_choice", "single_choice", "multiple_choice", "picture_choice")
ALWAYS, ONLY_IF, UNLESS = "", "show_if", "show_unless"


def without_row(item: Item, number: int) -> Item:
    """Return the question without one answer, and without the words by voice for it."""
    changed = copy.deepcopy(item)
    rows = options_of(changed)
    if 0 <= number < len(rows):
        gone = rows.pop(number)
        changed[anchor_key(item) or ""] = rows
        roles = changed.get("wording_by_role")
        for words in roles.values() if isinstance(roles, dict) else ():
            put_role_words(words, f"a-{gone.get('id')}", "")
    return changed


def with_row_moved(item: Item, number: int, step: int) -> Item:
    """Return the question with one answer a place earlier or later."""
    changed = copy.deepcopy(item)
    rows = options_of(changed)
    if 0 <= number < len(rows) and 0 <= number + step < len(rows):
        rows.insert(number + step, rows.pop(number))
        changed[anchor_key(item) or ""] = rows
    return changed


def set_or_drop(place: Item, key: str, value: Any, *, keep: bool = False) -> None:
    """Write a value, or take it away with its translations when it is empty."""
    if value or keep:
        place[key] = value
        return
    place.pop(key, None)
    for code, words in list(place.items()):
        if isinstance(words, dict) and len(code) <= 3 and words.pop(key, None) is not None and not words:
            del place[code]


def dig(item: Item, path: str) -> Item | None:
    outer, _, inner = path.partition(".")
    found = item.get(outer)
    if inner:
        found = found.get(inner) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None


def put_end(item: Item, path: str, text: str) -> None:
    outer, _, inner = path.partition(".")
    place = item
    if inner:
        axis = item.get(outer)
        item[outer] = place = axis if isinstance(axis, dict) else {}
    key, box = inner or outer, dig(item, path) or {}
    place[key] = {**box, "text": text}


def role_words(words: Any, piece: str) -> str:
    if not isinstance(words, dict):
        return ""
    if not piece.startswith("a-"):
        return str(words.get(piece) or "")
    anchors = words.get("anchors")
    box = anchors.get(piece[2:]) if isinstance(anchors, dict) else None
    return str(box.get("text") or "") if isinstance(box, dict) else ""


def put_role_words(words: Item, piece: str, text: str) -> None:
    if not piece.startswith("a-"):
        set_or_drop(words, piece, text)
        return
    kept = words.get("anchors")
    anchors: Item = kept if isinstance(kept, dict) else {}
    if text:
        anchors[piece[2:]] = {**(anchors.get(piece[2:]) or {}), "text": text}
    else:
        anchors.pop(piece[2:], None)
    set_or_drop(words, "anchors", anchors)


def voices_for(definition: Definition, item: Item) -> list[tuple[str, str]]:
    """Return the voices whose words may differ here: only behind the question who tells."""
    named = find_item(definition, str(definition.get("voices", "role")))
    items = items_of(definition)
    if named is None or named["id"] == item.get("id") or item.get("id") not in [each["id"] for each in items]:
        return []
    ids = [each["id"] for each in items]
    if ids.index(named["id"]) > ids.index(item["id"]):
        return []
    return [(str(each["id"]), str(each.get("text") or each["id"])) for each in options_of(named) if each.get("id")]


def earlier_choices(definition: Definition, item: Item) -> Sequence[Item]:
    """Return the questions that a condition may name: those with fixed answers that come before."""
    found: list[Item] = []
    for each in items_of(definition):
        if each["id"] == item.get("id"):
            break
        if each.get("type") in CHOICES:
            found.append(each)
    return found


def condition_of(item: Item) -> tuple[str, str, list[str]]:
    for key in (ONLY_IF, UNLESS):
        condition = item.get(key)
        if isinstance(condition, dict) and condition:
            id, wanted = next(iter(condition.items()))
            return key, str(id), [str(each) for each in (wanted if isinstance(wanted, list) else [wanted])]
    return ALWAYS, "", []
