"""The definition JSON of SenseMaker: both layouts, scalars in a list or not, labels in HTML."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from raamvertelling.exchange.report import ImportProblem
from raamvertelling.exchange.values import plain_text

LAYOUT = {"label", "save", "navigation"}
QUESTIONS = {"triad", "dyad", "list", "stones", "freetext", "imageselect"}
MEDIA_WORDS = {
    "photo": "foto",
    "audio": "geluid",
    "video": "film",
    "map": "plaats op de kaart",
    "uniqueid": "eigen kenmerk",
    "embedded": "ander kader",
    "constrainedmatrix": "matrix",
}
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Question:
    """One signifier as the definition gives it; `labels` are (id, text) pairs in file order."""

    id: str
    type: str
    title: str
    help: str = ""
    allow_na: bool = False
    is_fragment: bool = False
    is_multiline: bool = False
    maximum: int = 0
    labels: tuple[tuple[str, str], ...] = ()
    axes: tuple[str, str, str, str] = ("", "", "", "")
    other: str = ""


@dataclass(slots=True)
class Definition:
    """A project: its name, language and questions in order, those of linked frameworks after its own."""

    id: str = ""
    name: str = ""
    language: str = "en"
    introduction: str = ""
    own_story_id: str = ""
    story_ids: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    layout: str = ""
    broken: list[str] = field(default_factory=list)


def read_definition(text: str) -> Definition:
    """Return the definition; ImportProblem if the text is no JSON or holds no questions."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportProblem(_broken_json(error)) from error
    raw = _one(raw)
    if not isinstance(raw, dict):
        raise ImportProblem("Dit is geen definitie van SenseMaker: er staat geen project in. Kies het bestand .json.")
    if "signifiers" not in raw and "sections" not in raw:
        raise ImportProblem(
            "Dit is geen definitie van SenseMaker: 'signifiers' en 'sections' ontbreken allebei. "
            "Exporteer het project opnieuw als JSON."
        )
    definition = Definition(
        id=_text(raw.get("id")),
        name=plain_text(_text(raw.get("name"))),
        language=_text(raw.get("language")) or "en",
        introduction=plain_text(_text(raw.get("description"))),
        layout="met secties" if raw.get("sections") else "met één lijst vragen",
    )
    seen: set[str] = set()
    _collect(raw, definition, seen, 0)
    if not definition.questions:
        raise ImportProblem("In deze definitie van SenseMaker staat geen enkele vraag die wij kunnen lezen.")
    return definition


def _collect(raw: dict[str, object], definition: Definition, seen: set[str], depth: int) -> None:
    if story_id := _text(raw.get("fragment_signifier_id")):
        definition.story_ids.append(story_id)
        definition.own_story_id = definition.own_story_id if depth else story_id
    for each in _signifiers(raw):
        question = _question(each)
        if question is None:
            definition.broken.append(plain_text(_text(each.get("title"))) or "(zonder titel)")
        elif question.id not in seen:
            seen.add(question.id)
            definition.questions.append(question)
    if depth < _DEEPEST:
        for linked in _dicts(raw.get("linked_frameworks")):
            framework = _one(linked.get("framework", linked))
            if isinstance(framework, dict):
                _collect(framework, definition, seen, depth + 1)


def _signifiers(raw: dict[str, object]) -> Iterator[dict[str, object]]:
    """Yield the questions of both layouts, each section and each question by its `order`."""
    yield from sorted(_dicts(raw.get("signifiers")), key=_order)
    for section in sorted(_dicts(raw.get("sections")), key=_order):
        yield from sorted(_dicts(section.get("signifiers")), key=_order)


def _question(raw: dict[str, object]) -> Question | None:
    id, type = _text(raw.get("id")).strip(), _text(raw.get("type")).strip().lower()
    if not id or not type:
        return None
    content = _one(raw.get("content"))
    content = content if isinstance(content, dict) else {}
    labels = _labels(type, content)
    return Question(
        id=id,
        type=type,
        title=plain_text(_text(raw.get("title"))),
        help=_help(raw),
        allow_na=_is_true(raw.get("allow_na")),
        is_fragment=_is_true(raw.get("fragment")),
        is_multiline=_is_true(content.get("multiline")),
        maximum=_whole(content.get("max_responses")),
        labels=labels,
        axes=_axes(content),
        other=plain_text(_text(content.get("other_text"))),
    )


def _labels(type: str, content: dict[str, object]) -> tuple[tuple[str, str], ...]:
    key = {"list": "items", "imageselect": "items", "stones": "stones"}.get(type, "labels")
    found = []
    for each in _dicts(content.get(key)):
        text = _text(each.get("title")) or _text(each.get("text")) or _text(each.get("tooltip"))
        id = _text(each.get("id")).strip()
        if type == "imageselect" and not id:
            # A picture has only its address, and the data repeat that address as the answer.
            id = _text(each.get("default")).strip()
            text = text or re.sub(r"[-_]+", " ", id.rsplit("/", 1)[-1].rsplit(".", 1)[0])
        found.append((id, plain_text(text)))
    return tuple(each for each in found if each[0])


def _axes(content: dict[str, object]) -> tuple[str, str, str, str]:
    axis = _one(content.get("axis"))
    axis = axis if isinstance(axis, dict) else {}
    ends = []
    for name in ("x", "y"):
        part = _one(axis.get(name))
        part = part if isinstance(part, dict) else {}
        ends += [plain_text(_text(part.get(f"{end}_label"))) for end in ("start", "end")]
    return (ends[0], ends[1], ends[2], ends[3])


def _help(raw: dict[str, object]) -> str:
    """Return the tooltip, unless it is the one that the editor fills in by itself ("I'm a Triad")."""
    tooltip = plain_text(_text(raw.get("tooltip")))
    return "" if re.match(r"I'm (a )?\w+( \w+)?$", tooltip) else tooltip


def _one(value: object) -> object:
    """Take a value out of its one-element list."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _text(value: object) -> str:
    value = _one(value)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _is_true(value: object) -> bool:
    value = _one(value)
    return value is True or (isinstance(value, str) and value.lower() == "true") or value == 1


def _whole(value: object) -> int:
    text = _text(value).strip()
    return int(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else 0


def _dicts(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        return [value] if "id" in value else []
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _order(raw: dict[str, object]) -> float:
    value = _one(raw.get("order"))
    try:
        return float(value) if isinstance(value, int | float | str) else 0.0
    except (ValueError, OverflowError):
        return 0.0


def _broken_json(error: Exception) -> str:
    where = f" bij regel {error.lineno}, teken {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
    return f"De definitie is geen geldige JSON{where}. Exporteer het project opnieuw uit SenseMaker."
