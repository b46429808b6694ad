"""Each type of an XLSForm as a kind of question of ours, and what is lost on the way."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from raamvertelling.exchange.xlsform.choices import ChoiceLists
from raamvertelling.exchange.xlsform.sheets import FormRow
from raamvertelling.exchange.xlsform.words import boxed

WIDEST_SCALE = 20
OTHER = {"id": "anders", "text": "Iets anders"}


@dataclass(frozen=True, slots=True)
class Question:
    """A question without its id and words yet; None when it could not come along. `notes` say what changed."""

    item: dict[str, Any] | None
    notes: tuple[str, ...] = ()


def _read_text(row: FormRow, lists: ChoiceLists) -> Question:
    marks, notes = row.get("raam").split(), _unknown_constraint(row, r"string-length\(\.\)\s*<=?\s*\d+")
    found = re.search(r"string-length\(\.\)\s*(<=?)\s*(\d{1,5})", row.get("constraint"))
    most = int(found[2]) - (found[1] == "<") if found else 0
    if "multiline" in row.get("appearance").split() or "story" in marks:
        item: dict[str, Any] = {"type": "long_text"}
        words = next((each.partition("=")[2] for each in marks if each.startswith("max_words=")), "")
        if words.isdecimal() and 0 < int(words) <= 20_000:
            item["max_words"] = int(words)
        if most:
            notes += (f"de grens van {most} tekens is niet overgenomen: bij een lange tekst tellen wij woorden.",)
        return Question(item, notes)
    item = {"type": "short_text"}
    if 0 < most <= 2_000:
        item["max_length"] = most
    elif most:
        notes += (f"de grens van {most} tekens is niet overgenomen.",)
    return Question(item, notes)


def _unknown_constraint(row: FormRow, known: str) -> tuple[str, ...]:
    constraint = row.get("constraint")
    if not constraint or re.fullmatch(known, constraint.strip()):
        return ()
    return (f"de regel '{constraint[:80]}' is niet overgenomen.",)


def _options(row: FormRow, lists: ChoiceLists) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    parts = row.get("type").split()
    name = parts[1] if len(parts) > 1 else ""
    options, notes = lists.options(name), ()
    if "or_other" in parts and all(each["id"] != "anders" for each in options):
        options.append({**OTHER, **{code: {"text": OTHER["text"]} for code in lists.languages[1:]}})
        return options, ("het antwoord 'Iets anders' staat erbij; zelf iets typen kan daar niet.",)
    return options, notes


def _read_one(row: FormRow, lists: ChoiceLists) -> Question:
    options, notes = _options(row, lists)
    if not options:
        return Question(None, ("de lijst met antwoorden is er niet. Niet overgenomen.",))
    marks = row.get("raam").split()
    kind = next((each for each in marks if each in ("prompt_choice", "picture_choice")), "")
    if not kind and all(each.get("image") for each in options):
        kind = "picture_choice"
    for each in options:
        each.pop("exclusive", None)
    item: dict[str, Any] = {"type": kind or "single_choice", "options": options}
    if "ordered" in marks or row.get("appearance").startswith("likert"):
        item["ordered"] = True
    return Question(item, notes + _unknown_constraint(row, ""))


def _read_more(row: FormRow, lists: ChoiceLists) -> Question:
    options, notes = _options(row, lists)
    if not options:
        return Question(None, ("de lijst met antwoorden is er niet. Niet overgenomen.",))
    pattern = r"count-selected\(\.\)\s*(<=?)\s*(\d{1,3})"
    item: dict[str, Any] = {"type": "multiple_choice", "options": options}
    found = re.fullmatch(pattern, row.get("constraint").strip())
    if found and 0 < (most := int(found[2]) - (found[1] == "<")) <= len(options):
        item["maximum"] = most
    return Question(item, notes + _unknown_constraint(row, pattern))


def _read_range(row: FormRow, lists: ChoiceLists) -> Question:
    limits = dict(re.findall(r"(start|end|step)\s*=\s*(-?[0-9.]+)", row.get("parameters")))
    low, high = _number(limits.get("start", "0")), _number(limits.get("end", "10"))
    marks = row.get("raam").split()
    is_scale = "scale" in marks or ("dyad" not in marks and high - low <= WIDEST_SCALE and low % 1 == high % 1 == 0)
    if is_scale and high - low > 1 and abs(low) <= 1_000 and abs(high) <= 1_000:
        return _scale(row, lists, int(low), int(high))
    return _line(row, lists, low, high)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _scale(row: FormRow, lists: ChoiceLists, low: int, high: int) -> Question:
    ends, notes = _ends(row, lists, str(low), str(high))
    return Question({"type": "scale", "minimum": low, "maximum": high, **ends}, notes)


def _line(row: FormRow, lists: ChoiceLists, low: float, high: float) -> Question:
    ends, notes = _ends(row, lists, f"{low:g}", f"{high:g}")
    return Question({"type": "dyad", **ends}, notes)


def _ends(row: FormRow, lists: ChoiceLists, low: str, high: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    languages = list(lists.languages)
    ends = {
        "left": boxed(row.words("raam_left"), languages, low),
        "right": boxed(row.words("raam_right"), languages, high),
    }
    if row.words("raam_left") and row.words("raam_right"):
        return ends, ()
    return ends, (f"schrijf woorden bij de uiteinden; nu staat er '{low}' en '{high}'.",)


def _read_integer(row: FormRow, lists: ChoiceLists) -> Question:
    """Read a number with limits as a scale, one without as a short text: then nobody is refused an answer."""
    found = re.fullmatch(r"\.\s*>=\s*(-?\d{1,4})\s+and\s+\.\s*<=\s*(-?\d{1,4})", row.get("constraint").strip())
    if found and 1 < int(found[2]) - int(found[1]) <= WIDEST_SCALE and abs(int(found[2])) <= 1_000:
        return _scale(row, lists, int(found[1]), int(found[2]))
    notes = ("een getal is bij ons een korte tekst.", *_unknown_constraint(row, ""))
    return Question({"type": "short_text", "max_length": 20}, notes)


def _read_date(row: FormRow, lists: ChoiceLists) -> Question:
    return Question({"type": "short_text", "max_length": 40}, ("een dag is bij ons een korte tekst.",))


def _read_media(row: FormRow, lists: ChoiceLists) -> Question:
    return Question(None, ("inspreken en een foto kunnen bij ons bij elk verhaal. Niet als vraag overgenomen.",))


KIND_READERS: dict[str, Callable[[FormRow, ChoiceLists], Question]] = {
    "text": _read_text,
    "string": _read_text,
    "select_one": _read_one,
    "select_multiple": _read_more,
    "range": _read_range,
    "integer": _read_integer,
    "int": _read_integer,
    "decimal": _read_integer,
    "date": _read_date,
    "datetime": _read_date,
    "audio": _read_media,
    "background-audio": _read_media,
    "image": _read_media,
}
