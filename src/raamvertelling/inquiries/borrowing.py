"""From the library into a concept: a question, or one more question to begin telling with."""

import copy
from collections.abc import Collection

from raamvertelling.core.framework.editing import (
    Definition,
    Item,
    add_item,
    find_item,
    items_of,
    options_of,
)
from raamvertelling.inquiries.library import LibraryPrompt, LibraryQuestion
from raamvertelling.inquiries.shelf import SHELF, key_of


def is_there(definition: Definition, entry: LibraryPrompt | LibraryQuestion) -> bool:
    """Tell whether a concept already has this entry, or a question of which there can be only one."""
    if isinstance(entry, LibraryPrompt):
        prompt = _prompt(definition)
        return prompt is not None and any(each.get("id") == entry.id for each in options_of(prompt))
    once = {each.key for each in SHELF if each.once}
    there = {key_of(each) for each in items_of(definition)}
    return find_item(definition, entry.id) is not None or key_of(entry.item) in once & there


def borrowed(
    definition: Definition, entry: LibraryPrompt | LibraryQuestion, *, taken: Collection[str] = ()
) -> tuple[Definition, str]:
    """Return the concept with the entry in it, and the id of the question that changed.

    A question keeps the id of the library, so that inquiries with the same question can be laid side by side; only
    when that id ever meant something else here it gets another. Wordings for voices that do not tell here stay out.
    """
    if isinstance(entry, LibraryPrompt):
        return _with_prompt(definition, entry)
    item = copy.deepcopy(entry.item)
    if entry.id in taken:
        del item["id"]
    wordings = item.pop("wording_by_role", {})
    voices = _voices(definition)
    if kept := {role: words for role, words in wordings.items() if role in voices}:
        item["wording_by_role"] = kept
    return add_item(definition, item, taken=taken)


def _with_prompt(definition: Definition, entry: LibraryPrompt) -> tuple[Definition, str]:
    option = {"id": entry.id, "text": entry.text}
    prompt = _prompt(definition)
    if prompt is None:
        start = next(each.start for each in SHELF if each.key == "prompt_choice")
        return add_item(definition, {"id": "prompt", **start, "options": [option]})
    changed = copy.deepcopy(definition)
    found = _prompt(changed)
    assert found is not None
    found["options"] = [*options_of(found), option]
    return changed, found["id"]


def _prompt(definition: Definition) -> Item | None:
    return next((each for each in items_of(definition) if each.get("type") == "prompt_choice"), None)


def _voices(definition: Definition) -> set[str]:
    named = definition.get("voices", "role")
    question = find_item(definition, named) if isinstance(named, str) else None
    return {str(each.get("id")) for each in options_of(question or {})}
