"""Answers in and out: raw values to checked answers and back. The kinds of answer themselves are in answer_kinds."""

import math
from collections.abc import Mapping, Sequence

from raamvertelling.core.answer_kinds import (
    MODES,
    Answer,
    Chosen,
    DyadPlacement,
    NotApplicable,
    Rated,
    Skipped,
    StonesPlacement,
    TriadPlacement,
    Written,
)
from raamvertelling.core.framework.kinds import (
    Choice,
    Dyad,
    Framework,
    LongText,
    MultipleChoice,
    PictureChoice,
    Prompt,
    Scale,
    ShortText,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
)

__all__ = [
    "MODES",
    "NOT_APPLICABLE",
    "Answer",
    "Chosen",
    "DyadPlacement",
    "InvalidAnswer",
    "NotApplicable",
    "Rated",
    "Skipped",
    "StonesPlacement",
    "TriadPlacement",
    "Written",
    "dump_answer",
    "dump_answers",
    "parse_answer",
    "parse_answers",
    "read_answers",
    "share_from_row",
    "weights_from_rows",
]

NOT_APPLICABLE = "not_applicable"

_SUM_TOLERANCE = 1e-6
_EDGE_TOLERANCE = 1e-3
_EXACT = 1e-12


class InvalidAnswer(ValueError):
    """This answer does not fit the question. The text is a Dutch sentence that says what to do."""

    def __init__(self, signifier_id: str, message: str) -> None:
        self.signifier_id = signifier_id
        self.message = message
        super().__init__(message)


def parse_answer(signifier: Signifier, raw: object) -> Answer:
    """Return the answer that is stored or sent as `raw`.

    Parameters
    ----------
    signifier : the question.
    raw : None (skipped), "not_applicable", or a value in the form of the kind: an option id or a list of them, a whole
        number, `{"mens": .2, "regels": .3, "geld": .5, "mode": "tap"}` (shares, sum 1), `{"at": .7, "mode": "slider"}`
        or a number (share of the line, 0 = left), `{"wijkteam": {"x": .4, "y": .5}, "mode": "tap"}` (shares of the
        field), and for texts `{"written": True}` or the text itself.

    Raises
    ------
    InvalidAnswer : with a Dutch sentence and the id of the question.

    Notes
    -----
    Shares from files are rarely exact: a sum within 1e-6 of one is divided out, a value within 1e-3 outside 0..1 is
    moved to the edge. Anything further off is refused: guessing what someone meant would change the answer.
    """
    if raw is None:
        return Skipped()
    if isinstance(raw, str) and raw == NOT_APPLICABLE and not isinstance(signifier, LongText | ShortText):
        if not signifier.not_applicable:
            raise InvalidAnswer(signifier.id, "Bij deze vraag kan 'past niet' niet. Geef een antwoord of sla hem over.")
        return NotApplicable()
    return _parse_given(signifier, raw)


def _parse_given(signifier: Signifier, raw: object) -> Answer:
    match signifier:
        case Triad():
            return _parse_triad(signifier, raw)
        case Dyad():
            return _parse_dyad(signifier, raw)
        case Stones():
            return _parse_stones(signifier, raw)
        case Scale():
            return _parse_scale(signifier, raw)
        case MultipleChoice():
            return _parse_several(signifier, raw)
        case Prompt() | SingleChoice() | PictureChoice():
            return _parse_one(signifier, raw)
        case LongText() | ShortText():
            return _parse_text(signifier, raw)
    raise TypeError(f"no answers are known for {type(signifier).__name__}")


def dump_answer(signifier: Signifier, answer: Answer) -> object:
    """Return the JSON value that `parse_answer` reads back as this answer; None for a skipped question.

    Raises
    ------
    TypeError : the answer is of another kind than the question.
    """
    match answer:
        case Skipped():
            return None
        case NotApplicable():
            return NOT_APPLICABLE
        case Written():
            return {"written": True}
        case Chosen(options):
            return list(options) if isinstance(signifier, MultipleChoice) else options[0]
        case Rated(number):
            return number
        case TriadPlacement(weights, mode) if isinstance(signifier, Triad):
            ids = (anchor.id for anchor in signifier.anchors)
            return {**dict(zip(ids, weights, strict=True)), "mode": mode}
        case DyadPlacement(position, mode):
            return {"at": position, "mode": mode}
        case StonesPlacement(stones, mode):
            return {**{id: {"x": x, "y": y} for id, x, y in stones}, "mode": mode}
    raise TypeError(f"{type(answer).__name__} is no answer to a {signifier.kind}")


def parse_answers(framework: Framework, raw: Mapping[str, object]) -> dict[str, Answer]:
    """Return an answer for every question of the framework, in its order; what is absent in `raw` is Skipped.

    Raises
    ------
    InvalidAnswer : for the first answer that does not fit. `read_answers` keeps the others and names every mistake.
    """
    answers, mistakes = read_answers(framework, raw)
    if mistakes:
        raise mistakes[0]
    return answers


def read_answers(framework: Framework, raw: object) -> tuple[dict[str, Answer], tuple[InvalidAnswer, ...]]:
    """Return the answers that are valid, in framework order, and what is wrong with each of the others.

    A question whose answer does not fit is absent from the answers: it was not skipped, it is unknown.
    """
    if not isinstance(raw, Mapping):
        return {}, (InvalidAnswer("", "De antwoorden horen een lijst te zijn met bij elke vraag een antwoord."),)
    answers: dict[str, Answer] = {}
    mistakes = []
    for signifier in framework.signifiers:
        try:
            answers[signifier.id] = parse_answer(signifier, raw.get(signifier.id))
        except InvalidAnswer as mistake:
            mistakes.append(mistake)
    known = {each.id for each in framework.signifiers}
    for id in raw:
        if id not in known:
            shown = str(id)[:60]
            message = f"De vraag '{shown}' staat niet in dit duidingskader. Haal dit antwoord weg of voeg de vraag toe."
            mistakes.append(InvalidAnswer(shown, message))
    return answers, tuple(mistakes)


def dump_answers(framework: Framework, answers: Mapping[str, Answer]) -> dict[str, object]:
    """Return what to store: a JSON value for each question that was not skipped, in framework order."""
    dumped = {each.id: dump_answer(each, answers.get(each.id, Skipped())) for each in framework.signifiers}
    return {id: value for id, value in dumped.items() if value is not None}


def weights_from_rows(levels: Sequence[int]) -> TriadPlacement | NotApplicable:
    """Return the placement that three rows of radio buttons stand for.

    Parameters
    ----------
    levels : three whole numbers 0..3 (niet, een beetje, veel, heel veel), in the order of the anchors.

    Returns
    -------
    weights = level / sum of levels; NotApplicable when all are 0: nothing in the triangle plays a part.

    Raises
    ------
    ValueError : not three levels, or a level outside 0..3.
    """
    if len(levels) != 3 or any(isinstance(each, bool) or each not in (0, 1, 2, 3) for each in levels):
        raise ValueError("levels must be three whole numbers from 0 to 3")
    total = sum(levels)
    if total == 0:
        return NotApplicable()
    a, b, c = (each / total for each in levels)
    return TriadPlacement((a, b, c), mode="rows")


def share_from_row(level: int, levels: int = 5) -> float:
    """Return the place on a line that radio button `level` (0 is left) of `levels` stands for.

    Raises
    ------
    ValueError : fewer than two buttons, or no such button.
    """
    if levels < 2 or not 0 <= level < levels:
        raise ValueError(f"level must be 0..{levels - 1}, and levels at least 2")
    return level / (levels - 1)


def _parse_triad(signifier: Triad, raw: object) -> Answer:
    values, mode = _placement(signifier, raw)
    ids = [anchor.id for anchor in signifier.anchors]
    _refuse_unknown(signifier, values, ids)
    if not values:
        return Skipped()
    if missing := [id for id in ids if id not in values]:
        raise InvalidAnswer(signifier.id, f"Geef ook '{missing[0]}' een deel. Een driehoek heeft drie delen.")
    weights = [_number(signifier, values[id]) for id in ids]
    total = math.fsum(weights)
    if abs(total - 1) > _SUM_TOLERANCE:
        found = f"{total:.3g}".replace(".", ",")
        raise InvalidAnswer(signifier.id, f"De drie delen zijn samen {found}. Ze horen samen 1 te zijn. Pas ze aan.")
    a, b, c = _summing_to_one([_share(signifier, each) for each in weights])
    return TriadPlacement((a, b, c), mode)


def _summing_to_one(weights: list[float]) -> list[float]:
    """Divide by the sum, unless that is one already: dividing twice must change nothing."""
    total = math.fsum(weights)
    return weights if abs(total - 1) <= _EXACT else [each / total for each in weights]


def _parse_dyad(signifier: Dyad, raw: object) -> Answer:
    if not isinstance(raw, Mapping):
        return DyadPlacement(_share(signifier, _number(signifier, raw)))
    values, mode = _placement(signifier, raw)
    _refuse_unknown(signifier, values, ["at"])
    if "at" not in values:
        return Skipped()
    return DyadPlacement(_share(signifier, _number(signifier, values["at"])), mode)


def _parse_stones(signifier: Stones, raw: object) -> Answer:
    values, mode = _placement(signifier, raw)
    ids = [stone.id for stone in signifier.stones]
    _refuse_unknown(signifier, values, ids)
    placed = []
    for id in ids:
        if id not in values:
            continue
        place = values[id]
        if not isinstance(place, Mapping) or set(place) != {"x", "y"}:
            raise InvalidAnswer(signifier.id, f"Geef de steen '{id}' een plek met een x en een y, of laat hem liggen.")
        x, y = (_share(signifier, _number(signifier, place[axis])) for axis in ("x", "y"))
        placed.append((id, x, y))
    return StonesPlacement(tuple(placed), mode) if placed else Skipped()


def _parse_scale(signifier: Scale, raw: object) -> Answer:
    number = _number(signifier, raw)
    if not number.is_integer() or not signifier.minimum <= number <= signifier.maximum:
        message = f"Kies een heel getal van {signifier.minimum} tot en met {signifier.maximum}."
        raise InvalidAnswer(signifier.id, message)
    return Rated(int(number))


def _parse_one(signifier: Prompt | SingleChoice | PictureChoice, raw: object) -> Answer:
    if isinstance(raw, list | tuple):
        if len(raw) > 1:
            raise InvalidAnswer(signifier.id, "Kies één antwoord.")
        if not raw:
            return Skipped()
        raw = raw[0]
    return Chosen(_known(signifier, [raw]))


def _parse_several(signifier: MultipleChoice, raw: object) -> Answer:
    if not isinstance(raw, list | tuple | str):
        raise InvalidAnswer(signifier.id, "Kies een of meer antwoorden uit de lijst.")
    chosen = _known(signifier, [raw] if isinstance(raw, str) else raw)
    if not chosen:
        return Skipped()
    alone = [each for each in signifier.options if each.exclusive and each.id in chosen]
    if alone and len(chosen) > 1:
        words = alone[0].text.in_language("nl") or alone[0].id
        raise InvalidAnswer(signifier.id, f"'{words}' kan niet samen met een ander antwoord. Kies één van de twee.")
    if signifier.maximum is not None and len(chosen) > signifier.maximum:
        message = f"Kies hooguit {signifier.maximum} antwoorden. U koos er {len(chosen)}."
        raise InvalidAnswer(signifier.id, message)
    return Chosen(chosen)


def _parse_text(signifier: LongText | ShortText, raw: object) -> Answer:
    if isinstance(raw, str):
        return Written() if raw.strip() else Skipped()
    if raw == {"written": True}:
        return Written()
    raise InvalidAnswer(signifier.id, "Schrijf hier een tekst, of sla deze vraag over.")


def _known(signifier: Choice, ids: Sequence[object]) -> tuple[str, ...]:
    known = [option.id for option in signifier.options]
    for id in ids:
        if not isinstance(id, str) or id not in known:
            raise InvalidAnswer(signifier.id, f"Het antwoord '{str(id)[:60]}' bestaat niet. Kies uit de lijst.")
    return tuple(id for id in known if id in ids)


def _placement(signifier: Signifier, raw: object) -> tuple[dict[str, object], str]:
    """Split what was placed from the way it was placed."""
    if not isinstance(raw, Mapping) or not all(isinstance(key, str) for key in raw):
        raise InvalidAnswer(signifier.id, "Dit antwoord is geen plek. Zet de stip of de stenen opnieuw.")
    values = dict(raw)
    mode = values.pop("mode", "import")
    if mode not in MODES:
        raise InvalidAnswer(signifier.id, f"De manier van invullen '{str(mode)[:60]}' kennen wij niet.")
    return values, str(mode)


def _refuse_unknown(signifier: Signifier, values: Mapping[str, object], ids: Sequence[str]) -> None:
    for id in values:
        if id not in ids:
            raise InvalidAnswer(signifier.id, f"Er is hier geen onderdeel '{id[:60]}'. Kies uit: {', '.join(ids)}.")


def _number(signifier: Signifier, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidAnswer(signifier.id, "Hier hoort een getal. Kies een plek of een getal.")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise InvalidAnswer(signifier.id, "Dit getal bestaat niet of is te groot. Kies een plek of een getal.")
    return number


def _share(signifier: Signifier, value: float) -> float:
    if not -_EDGE_TOLERANCE <= value <= 1 + _EDGE_TOLERANCE:
        raise InvalidAnswer(signifier.id, "Deze plek ligt buiten het veld. Kies een plek tussen 0 en 1.")
    return min(max(value, 0.0), 1.0)
