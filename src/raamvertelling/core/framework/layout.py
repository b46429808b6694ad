"""How the dataclasses of a framework lie in a file: one list of slots that reading, writing and the schema share."""

import re
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from typing import Any, get_type_hints

from raamvertelling.core.framework.kinds import (
    Anchor,
    Condition,
    ConsentText,
    LongText,
    Option,
    Purpose,
    RoleWording,
    ShortText,
    Signifier,
    Wording,
)

SCHEMA_NAME = "framework/1"
CHANNELS = ("web", "voice", "interviewer", "paper", "kiosk")

ID = re.compile(r"[a-z0-9][a-z0-9_]{0,63}\Z")
LANGUAGE = re.compile(r"(?!id\Z)[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
IMAGE = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]{0,199}\Z")

RESERVED_IDS = frozenset({"mode", "not_applicable", "x_left", "x_right", "y_bottom", "y_top"})
"""Words that have a meaning of their own in stored answers, so no option, corner or stone may be called so."""

MAX_TEXT = 5_000
MAX_LIST = 300

ALONE_AGE = 16
"""From this age somebody may tell alone: below it the law wants a parent or guardian too (UAVG, article 5)."""

NUMBER_RANGES = {
    "version": (1, 1_000_000),
    "min_age": (ALONE_AGE, 120),
    "max_words": (1, 20_000),
    "max_length": (1, 2_000),
    "minimum": (-1_000, 1_000),
    "maximum": (-1_000, 1_000),
}

TOO_LOW = {
    "min_age": f"Alleen vertellen kan vanaf {ALONE_AGE} jaar. Kies {ALONE_AGE} of hoger. Wie jonger is, vertelt "
    "met iemand van het team, als een ouder of voogd het ook goedvindt."
}
"""What to say of a number below its range, where there is more to say than the range."""

# A text that stands in a mapping of its own, `left: {text: ..., en: {text: ...}}`, and where that mapping is found.
_BOXED = {
    "left": "left",
    "right": "right",
    "x_left": "x_axis.left",
    "x_right": "x_axis.right",
    "y_bottom": "y_axis.bottom",
    "y_top": "y_axis.top",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one field of a dataclass is found in the file, and in which form it is written there."""

    field: str
    key: str
    form: str
    required: bool
    default: Any = None


@cache
def slots(cls: type) -> tuple[Slot, ...]:
    """Return the slots of one dataclass, in the order of its fields."""
    hints = get_type_hints(cls)
    found = []
    for each in fields(cls):
        if not each.init:
            continue
        form = _form(each.name, hints[each.name])
        needed = each.default is MISSING and each.default_factory is MISSING
        default = None if each.default is MISSING else each.default
        found.append(Slot(each.name, _BOXED.get(each.name, each.name), form, needed, default))
    return tuple(found)


def _form(name: str, hint: object) -> str:
    if hint is Wording:
        return "boxed" if name in _BOXED else "text"
    if name in ("id", "image", "required", "language", "languages", "voices", "channels"):
        return name
    forms: dict[object, str] = {
        bool: "flag",
        int: "number",
        int | None: "number",
        str: "line",
        date | None: "date",
        Condition | None: "condition",
        ConsentText: "consent",
        tuple[RoleWording, ...]: "roles",
        tuple[Anchor, ...]: "anchors",
        tuple[Anchor, Anchor, Anchor]: "triad_anchors",
        tuple[Option, ...]: "options",
        tuple[Purpose, ...]: "purposes",
        tuple[Signifier, ...]: "items",
    }
    return forms[hint]


def is_special(cls: type, id: str, flag: str) -> bool:
    """Tell what `is_story` or `is_title` means when the file does not say it: the ids `story` and `title` do."""
    return (cls is LongText and flag == "is_story" and id == "story") or (
        cls is ShortText and flag == "is_title" and id == "title"
    )
