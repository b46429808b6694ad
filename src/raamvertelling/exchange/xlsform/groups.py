"""Groups that draw one question: a triangle of three shares, stones with two places each."""

import re
from typing import Any

from raamvertelling.core.framework.layout import RESERVED_IDS
from raamvertelling.exchange.ids import Ids
from raamvertelling.exchange.xlsform.kinds import Question
from raamvertelling.exchange.xlsform.sheets import FormRow
from raamvertelling.exchange.xlsform.words import boxed, put_words

NUMBERS = ("decimal", "integer", "range")
AXES = (
    ("x_axis", "left", "raam_left"),
    ("x_axis", "right", "raam_right"),
    ("y_axis", "bottom", "raam_bottom"),
    ("y_axis", "top", "raam_top"),
)


def read_triad(group: FormRow, inside: list[FormRow], languages: list[str]) -> Question | None:
    """Return the triangle of a group with the appearance `triad`; None when it has not three numbers."""
    numbers = [each for each in inside if each.get("type").split()[:1] and each.get("type").split()[0] in NUMBERS]
    if len(numbers) != 3:
        return None
    notes = tuple(
        f"'{each.get('name')}' in deze groep is niet overgenomen."
        for each in inside
        if each not in numbers and not each.get("name").endswith("_nvt")
    )
    return Question({"type": "triad", "anchors": _anchors(group, numbers, "", languages)}, notes)


def read_stones(group: FormRow, inside: list[FormRow], languages: list[str]) -> Question | None:
    """Return the stones of a group with the appearance `stones`; None when their places do not come in pairs."""
    across = [each for each in inside if each.get("name").endswith("_x")]
    up = {each.get("name")[:-2] for each in inside if each.get("name").endswith("_y")}
    if not across or any(each.get("name")[:-2] not in up for each in across):
        return None
    item: dict[str, Any] = {"type": "stones", "stones": _anchors(group, across, "_x", languages)}
    notes: tuple[str, ...] = ()
    for axis, end, column in AXES:
        item.setdefault(axis, {})[end] = boxed(group.words(column), languages, "?")
        if not group.words(column):
            notes = ("schrijf woorden bij de vier uiteinden van het veld.",)
    return Question(item, notes)


def _anchors(group: FormRow, rows: list[FormRow], ending: str, languages: list[str]) -> list[dict[str, Any]]:
    ids, found = Ids(*RESERVED_IDS), []
    for row in rows:
        name = row.get("raam") or row.get("name").removesuffix(ending).removeprefix(f"{group.get('name')}_")
        id = name if re.fullmatch(r"[0-9][a-z0-9_]{0,47}", name) else ids.give(name)
        anchor = put_words({"id": id}, "text", row.words("label"), languages)
        found.append(put_words(anchor, "help", row.words("hint"), languages))
    return found
