"""From posted fields to the raw answer that `core.answers.parse_answer` reads; `signifier_field` goes the other way."""

import math
from collections.abc import Sequence

from django.http import QueryDict
from django.utils.translation import get_language, gettext

from raamvertelling.core.answers import (
    InvalidAnswer,
    NotApplicable,
    Skipped,
    TriadPlacement,
    parse_answer,
    share_from_row,
    weights_from_rows,
)
from raamvertelling.core.framework import (
    Dyad,
    LongText,
    MultipleChoice,
    Scale,
    ShortText,
    Signifier,
    Stones,
    Triad,
)
from raamvertelling.web.signifier_fields import SignifierField, signifier_field

__all__ = ["SignifierField", "read_answer", "read_text", "signifier_field"]

SCREEN_MODES = ("tap", "drag", "slider", "buttons")
LINE_LEVELS = 5


def read_text(signifier: Signifier, posted: QueryDict) -> str:
    """Return the free text that was posted: without NUL bytes (no database keeps them), with plain line ends."""
    return posted.get(signifier.id, "").replace("\0", "").replace("\r\n", "\n").strip()


def read_answer(signifier: Signifier, posted: QueryDict) -> object | Skipped | NotApplicable:
    """Return what was posted for one question: the raw answer as it is stored, Skipped or NotApplicable.

    Raises InvalidAnswer with a sentence for the teller when the answer is incomplete or impossible.
    """
    if posted.get(f"{signifier.id}-nvt") and signifier.not_applicable:
        return NotApplicable()
    match signifier:
        case Triad():
            raw = _read_triad(signifier, posted)
        case Dyad():
            raw = _read_dyad(signifier, posted)
        case Stones():
            raw = _read_stones(signifier, posted)
        case LongText() | ShortText():
            raw = _read_text(signifier, posted)
        case MultipleChoice():
            raw = posted.getlist(signifier.id) or Skipped()
        case Scale():
            raw = _read_scale(signifier, posted)
        case _:
            raw = posted.get(signifier.id) or Skipped()
    if not isinstance(raw, Skipped | NotApplicable):
        _check(signifier, raw)
    return raw


def _check(signifier: Signifier, raw: object) -> None:
    """Refuse what does not fit, in the teller's language: the sentences of the core are Dutch, for those who import."""
    try:
        parse_answer(signifier, raw)
    except InvalidAnswer as mistake:
        if get_language() in (None, "nl"):
            raise
        if isinstance(signifier, MultipleChoice) and isinstance(raw, list):
            raise InvalidAnswer(signifier.id, _too_much(signifier, raw)) from mistake
        raise InvalidAnswer(signifier.id, gettext("Dit antwoord kennen wij niet. Kies nog een keer.")) from mistake


def _too_much(signifier: MultipleChoice, chosen: list[str]) -> str:
    options = {each.id: each for each in signifier.options}
    alone = next((options[id] for id in chosen if id in options and options[id].exclusive), None)
    if alone and len(chosen) > 1:
        words = alone.text.in_language(get_language() or "nl")
        return gettext("‘%(option)s’ kan niet samen met een ander antwoord. Kies één van de twee.") % {"option": words}
    if signifier.maximum and len(chosen) > signifier.maximum:
        numbers = {"most": signifier.maximum, "now": len(chosen)}
        return gettext("Kies hooguit %(most)s antwoorden. U koos er %(now)s.") % numbers
    return gettext("Dit antwoord kennen wij niet. Kies nog een keer.")


def _read_text(signifier: LongText | ShortText, posted: QueryDict) -> object:
    text = read_text(signifier, posted)
    if not text:
        return Skipped()
    if isinstance(signifier, ShortText) and len(text) > signifier.max_length:
        raise InvalidAnswer(
            signifier.id,
            gettext("Maak de tekst korter: %(most)d tekens is het meeste. Nu zijn het er %(now)d.")
            % {"most": signifier.max_length, "now": len(text)},
        )
    if isinstance(signifier, LongText) and (words := len(text.split())) > signifier.max_words:
        raise InvalidAnswer(
            signifier.id,
            gettext("Maak de tekst korter: %(most)d woorden is het meeste. Nu zijn het er %(now)d.")
            % {"most": signifier.max_words, "now": words},
        )
    return {"written": True}


def _read_scale(signifier: Scale, posted: QueryDict) -> object:
    value = posted.get(signifier.id, "")
    if not value:
        return Skipped()
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise InvalidAnswer(signifier.id, gettext("Kies een van de getallen."))
    return int(value)


def _read_triad(signifier: Triad, posted: QueryDict) -> object:
    ids = [anchor.id for anchor in signifier.anchors]
    rows = [posted.get(f"{signifier.id}-rij-{id}", "") for id in ids]
    if any(rows):
        if not all(rows):
            raise InvalidAnswer(signifier.id, gettext("Kies bij elk woord een antwoord. Of sla de vraag over."))
        placed = weights_from_rows([_level(signifier, row, 4) for row in rows])
        if isinstance(placed, TriadPlacement):
            return {**dict(zip(ids, placed.weights, strict=True)), "mode": "rows"}
        if signifier.not_applicable:
            return placed
        raise InvalidAnswer(signifier.id, gettext("Kies bij minstens één woord een beetje of meer. Of sla over."))
    if posted.get(f"{signifier.id}-gezet") != "1":
        return Skipped()
    weights = {id: _share(signifier, posted.get(f"{signifier.id}-gewicht-{id}", "")) for id in ids}
    return {**weights, "mode": _mode(signifier, posted)}


def _read_dyad(signifier: Dyad, posted: QueryDict) -> object:
    if row := posted.get(f"{signifier.id}-rij"):
        return {"at": share_from_row(_level(signifier, row, LINE_LEVELS)), "mode": "rows"}
    if posted.get(f"{signifier.id}-gezet") != "1":
        return Skipped()
    return {"at": _share(signifier, posted.get(f"{signifier.id}-plek", "")), "mode": _mode(signifier, posted)}


def _read_stones(signifier: Stones, posted: QueryDict) -> object:
    placed: dict[str, object] = {}
    mode = _mode(signifier, posted)
    for stone in signifier.stones:
        if posted.get(f"{signifier.id}-weg-{stone.id}"):
            continue
        rows = [posted.get(f"{signifier.id}-rij-{axis}-{stone.id}", "") for axis in "xy"]
        if any(rows):
            if not all(rows):
                name = stone.text.in_language(get_language() or "nl")
                raise InvalidAnswer(
                    signifier.id,
                    gettext("Kies bij ‘%(stone)s’ in beide rijen een antwoord. Of laat de steen liggen.")
                    % {"stone": name},
                )
            x, y = (share_from_row(_level(signifier, row, LINE_LEVELS)) for row in rows)
            placed[stone.id], mode = {"x": x, "y": y}, "rows"
        elif posted.get(f"{signifier.id}-gezet-{stone.id}") == "1":
            placed[stone.id] = {
                axis: _share(signifier, posted.get(f"{signifier.id}-{axis}-{stone.id}", "")) for axis in "xy"
            }
    return {**placed, "mode": mode} if placed else Skipped()


def _mode(signifier: Signifier, posted: QueryDict) -> str:
    mode = posted.get(f"{signifier.id}-manier", "")
    return mode if mode in SCREEN_MODES else "slider"


def _level(signifier: Signifier, value: str, levels: int) -> int:
    if value not in _digits(levels):
        raise InvalidAnswer(signifier.id, gettext("Kies een van de antwoorden in de rij."))
    return int(value)


def _digits(levels: int) -> Sequence[str]:
    return [str(each) for each in range(levels)]


def _share(signifier: Signifier, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InvalidAnswer(signifier.id, gettext("De plek kwam niet goed over. Zet de stip nog een keer."))
    return number
