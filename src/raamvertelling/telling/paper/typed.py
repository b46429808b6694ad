"""What somebody typed of a sheet: a number per box, a place per cross; read into answers in their stored form."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from raamvertelling.core.answers import NOT_APPLICABLE, InvalidAnswer, parse_answer
from raamvertelling.core.framework import (
    Dyad,
    Framework,
    MultipleChoice,
    Scale,
    Signifier,
    Stones,
    Triad,
    anchors_of,
    in_order,
)
from raamvertelling.stories.submission import NewMedia
from raamvertelling.telling import steps

MODE = "paper"
NOT_THIS = "n"
YES, NO = "j", "n"
COLUMNS = "ABCDEFGHIJ"
CELL = re.compile(rf"([{COLUMNS}])(10|[1-9])\Z")
NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,4})?\Z")
SUM_MARGIN = 3
AGE, GUARDIAN = "l-leeftijd", "l-voogd"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A field that cannot be read, with what to do."""

    field: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSheet:
    """A sheet as it was typed: answers in the stored form, texts apart, a yes or no per use; photos of the writing."""

    answers: dict[str, object]
    texts: dict[str, str]
    consents: dict[str, bool]
    mistakes: tuple[Mistake, ...]
    scans: tuple[NewMedia, ...] = ()
    is_young: bool = False
    guardian: bool = False


def read_sheet(framework: Framework, typed: Mapping[str, str]) -> TypedSheet:
    """Read all fields (`field_of`) of a sheet; what is wrong is named, the rest is kept."""
    answers: dict[str, object] = {}
    texts: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for each in in_order(framework):
        if steps.is_text(each):
            texts[each.id] = typed.get(field_of(each.id), "").strip()
            continue
        try:
            raw = _read(each, typed)
            if raw is not None:
                parse_answer(each, raw)
                answers[each.id] = raw
        except InvalidAnswer as wrong:
            # Our own reading names the field; the house's rules name the question.
            field = wrong.signifier_id if wrong.signifier_id.startswith("v-") else field_of(wrong.signifier_id)
            mistakes.append(Mistake(field, wrong.message))
    consents = {}
    for purpose in framework.consent.purposes:
        field = use_field(purpose.id)
        try:
            consents[purpose.id] = _yes(field, typed.get(field, ""))
        except InvalidAnswer as wrong:
            mistakes.append(Mistake(wrong.signifier_id, wrong.message))
    age = {}
    for field in (AGE, GUARDIAN):
        try:
            age[field] = _yes(field, typed.get(field, ""))
        except InvalidAnswer as wrong:
            mistakes.append(Mistake(wrong.signifier_id, wrong.message))
    return TypedSheet(
        answers=_asked(framework, answers),
        texts=texts,
        consents=consents,
        mistakes=tuple(mistakes),
        # Left open is not a no: on paper many leave out what speaks for itself.
        is_young=typed.get(AGE, "").strip().lower() == NO,
        guardian=age.get(GUARDIAN, False),
    )


def field_of(signifier_id: str, part: str = "") -> str:
    """Return the name of the field of a question, or of one of its stones."""
    return f"v-{signifier_id}-{part}" if part else f"v-{signifier_id}"


def use_field(purpose: str) -> str:
    """Return the name of the field of a use."""
    return f"t-{purpose}"


def _asked(framework: Framework, answers: dict[str, object]) -> dict[str, object]:
    """Drop what somebody filled in at a question that was not for her: on a screen it is not asked either."""
    asked = {each.id for each in steps.asked(framework, answers)}
    return {id: raw for id, raw in answers.items() if id in asked}


def _read(signifier: Signifier, typed: Mapping[str, str]) -> object:
    field = field_of(signifier.id)
    text = typed.get(field, "").strip()
    if text.lower() == NOT_THIS:
        return NOT_APPLICABLE
    if isinstance(signifier, Stones):
        return _stones(signifier, typed)
    if not text:
        return None
    match signifier:
        case Triad():
            return _triad(signifier, field, text)
        case Dyad():
            return {"at": _share(field, text), "mode": MODE}
        case Scale():
            return _whole(field, text, signifier.minimum, signifier.maximum)
        case _:
            chosen = _options(signifier, field, text)
            return chosen if isinstance(signifier, MultipleChoice) else chosen[0]


def _options(signifier: Signifier, field: str, text: str) -> list[str]:
    ids = [each.id for each in anchors_of(signifier)]
    parts = text.replace(",", " ").split()
    if len(parts) > 1 and not isinstance(signifier, MultipleChoice):
        raise InvalidAnswer(field, "Hier hoort één nummer. Staan er twee kruisen? Laat het vak dan leeg.")
    return [ids[_whole(field, part, 1, len(ids)) - 1] for part in parts]


def _whole(field: str, text: str, lowest: int, highest: int) -> int:
    if not re.fullmatch(r"-?\d{1,4}", text) or not lowest <= int(text) <= highest:
        raise InvalidAnswer(field, f"Typ een nummer van {lowest} tot en met {highest}.")
    return int(text)


def _numbers(text: str) -> list[float] | None:
    parts = text.replace(";", " ").split()
    if not all(NUMBER.match(part) for part in parts):
        return None
    return [float(part.replace(",", ".")) for part in parts]


def _share(field: str, text: str) -> float:
    found = _numbers(text)
    if found is None or len(found) != 1 or found[0] > 100:
        raise InvalidAnswer(field, "Typ een getal van 0 (links) tot en met 100 (rechts), of klik op de lijn.")
    return found[0] / 100


def _triad(signifier: Triad, field: str, text: str) -> object:
    """Three shares of 100 in the order top, left, right; the third may be left out."""
    found = _numbers(text)
    if found is None or len(found) not in (2, 3):
        raise InvalidAnswer(field, "Typ twee of drie getallen: boven, links, rechts. Of klik in de driehoek.")
    shares = [*found, 100 - math.fsum(found)] if len(found) == 2 else found
    total = math.fsum(shares)
    if min(shares) < 0 or abs(total - 100) > SUM_MARGIN:
        raise InvalidAnswer(field, "De getallen horen samen 100 te zijn. Pas ze aan of klik in de driehoek.")
    ids = [each.id for each in signifier.anchors]
    return {**{id: share / total for id, share in zip(ids, shares, strict=True)}, "mode": MODE}


def _stones(signifier: Stones, typed: Mapping[str, str]) -> object:
    placed: dict[str, object] = {}
    for stone in signifier.stones:
        field = field_of(signifier.id, stone.id)
        text = typed.get(field, "").strip().upper()
        if text:
            placed[stone.id] = _place(field, text)
    return {**placed, "mode": MODE} if placed else None


def _place(field: str, text: str) -> dict[str, float]:
    cell = CELL.match(text.replace(" ", ""))
    if cell:
        return {"x": (COLUMNS.index(cell[1]) + 0.5) / 10, "y": (int(cell[2]) - 0.5) / 10}
    found = _numbers(text)
    if found is None or len(found) != 2 or max(found) > 100:
        raise InvalidAnswer(field, "Typ het vak, zoals B7. Of klik in het veld.")
    return {"x": found[0] / 100, "y": found[1] / 100}


def _yes(field: str, text: str) -> bool:
    answer = text.strip().lower()
    if answer not in ("", YES, NO):
        raise InvalidAnswer(field, "Typ j voor ja of n voor nee. Leeg is nee.")
    return answer == YES
