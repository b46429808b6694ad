"""Reading many stored answers quickly: what has exactly the stored form is taken as it is, the rest is parsed."""

from collections.abc import Callable
from typing import Any

from raamvertelling.core.answers import (
    MODES,
    Answer,
    Chosen,
    DyadPlacement,
    InvalidAnswer,
    NotApplicable,
    Skipped,
    StonesPlacement,
    TriadPlacement,
    parse_answer,
)
from raamvertelling.core.framework import Dyad, PictureChoice, Prompt, Signifier, SingleChoice, Stones, Triad

Reader = Callable[[object], Answer]
SKIPPED = Skipped()
NOT_APPLICABLE = NotApplicable()
EXACT = 1e-12


def reader_of(signifier: Signifier) -> Reader:
    """Return the function that reads the stored answers to one question; five thousand in a few milliseconds.

    What an older version of the question allowed and this one does not counts as missing.
    """
    quick = _quick(signifier)

    def read(raw: object) -> Answer:
        if raw is None:
            return SKIPPED
        found = quick(raw)
        if found is not None:
            return found
        try:
            return parse_answer(signifier, raw)
        except InvalidAnswer:
            return SKIPPED

    return read


def _quick(signifier: Signifier) -> Callable[[Any], Answer | None]:
    """Return the quick reader of a kind: None where the answer must be looked at with care."""
    if isinstance(signifier, Triad):
        return _triad(signifier)
    if isinstance(signifier, Dyad):
        return _dyad
    if isinstance(signifier, Stones):
        return _stones(signifier)
    if isinstance(signifier, Prompt | SingleChoice | PictureChoice):
        known = {option.id: Chosen((option.id,)) for option in signifier.options}
        return lambda raw: known.get(raw) if type(raw) is str else None
    return lambda raw: None


def _share(value: object) -> bool:
    return type(value) is float and 0 <= value <= 1


def _triad(signifier: Triad) -> Callable[[Any], Answer | None]:
    first, second, third = (anchor.id for anchor in signifier.anchors)
    wanted = ({first, second, third}, {first, second, third, "mode"})

    def read(raw: Any) -> Answer | None:
        if type(raw) is not dict or raw.keys() not in wanted:
            return None
        a, b, c, mode = raw[first], raw[second], raw[third], raw.get("mode", "import")
        if _share(a) and _share(b) and _share(c) and mode in MODES and abs(a + b + c - 1) <= EXACT:
            return TriadPlacement((a, b, c), mode)
        return None

    return read


def _dyad(raw: Any) -> Answer | None:
    if _share(raw):
        return DyadPlacement(raw)
    if type(raw) is dict and raw.keys() == {"at", "mode"} and _share(raw["at"]) and raw["mode"] in MODES:
        return DyadPlacement(raw["at"], raw["mode"])
    return None


def _stones(signifier: Stones) -> Callable[[Any], Answer | None]:
    ids = [stone.id for stone in signifier.stones]
    known = {*ids, "mode"}

    def read(raw: Any) -> Answer | None:
        if type(raw) is not dict or not raw.keys() <= known or raw.get("mode", "import") not in MODES:
            return None
        placed = []
        for id in ids:
            place = raw.get(id)
            if place is None:
                continue
            if type(place) is not dict or place.keys() != {"x", "y"} or not (_share(place["x"]) and _share(place["y"])):
                return None
            placed.append((id, place["x"], place["y"]))
        return StonesPlacement(tuple(placed), raw.get("mode", "import")) if placed else None

    return read
