"""The kinds of questions to choose from: what each is called, when to use it, and how a new one begins."""

from dataclasses import dataclass, field
from typing import Any

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShelfKind:
    """One kind on the shelf. `once` says that a framework has at most one of these."""

    key: str
    name: str
    when: str
    start: Item = field(default_factory=dict)
    once: bool = False


def _corners() -> list[Item]:
    return [{"id": f"hoek_{n}", "text": ""} for n in (1, 2, 3)]


SHELF = (
    ShelfKind(
        "triad",
        "Driehoek",
        "Drie krachten die allemaal goed kunnen zijn. De verteller zet een stip: waar ging het vooral om?",
        {"type": "triad", "text": "", "skippable": True, "not_applicable": True, "anchors": _corners()},
    ),
    ShelfKind(
        "dyad",
        "Schuif",
        "Twee uitersten, liefst allebei te veel van iets. De verteller kiest een plek ertussen.",
        {
            "type": "dyad",
            "text": "",
            "skippable": True,
            "not_applicable": True,
            "left": {"text": ""},
            "right": {"text": ""},
        },
    ),
    ShelfKind(
        "stones",
        "Stenen op een veld",
        "Mensen of diensten die een rol speelden. De verteller legt ze op een veld met twee assen.",
        {
            "type": "stones",
            "text": "",
            "skippable": True,
            "stones": [],
            "x_axis": {"left": {"text": ""}, "right": {"text": ""}},
            "y_axis": {"bottom": {"text": ""}, "top": {"text": ""}},
        },
    ),
    ShelfKind(
        "single_choice",
        "Eén antwoord",
        "Er past één antwoord. Bijvoorbeeld een gevoel, een leeftijd of een rol.",
        {"type": "single_choice", "text": "", "skippable": True, "options": []},
    ),
    ShelfKind(
        "multiple_choice",
        "Meer antwoorden",
        "Er passen soms meer antwoorden. Bijvoorbeeld: wie was erbij?",
        {"type": "multiple_choice", "text": "", "skippable": True, "options": []},
    ),
    ShelfKind(
        "picture_choice",
        "Eén plaatje",
        "Wie weinig leest, kiest makkelijker een plaatje. Bijvoorbeeld een gezicht of een weertype.",
        {"type": "picture_choice", "text": "", "skippable": True, "options": []},
    ),
    ShelfKind(
        "scale",
        "Cijfer",
        "Een getal van laag naar hoog. Gebruik dit weinig: een cijfer zegt niet waarom.",
        {
            "type": "scale",
            "text": "",
            "skippable": True,
            "left": {"text": ""},
            "right": {"text": ""},
            "minimum": 1,
            "maximum": 10,
        },
    ),
    ShelfKind(
        "long_text",
        "Lange tekst",
        "Een extra open vraag na het verhaal. Bijvoorbeeld: wat had u gewild?",
        {"type": "long_text", "text": "", "skippable": True},
    ),
    ShelfKind(
        "short_text",
        "Korte tekst",
        "Een paar woorden. Bijvoorbeeld: welk woord past bij uw verhaal?",
        {"type": "short_text", "text": "", "skippable": True},
    ),
    ShelfKind(
        "prompt_choice",
        "Waarover vertellen",
        "De vraag waarmee het vertellen begint. De verteller kiest er één uit.",
        {
            "type": "prompt_choice",
            "text": "Waar wilt u over vertellen? Kies de vraag die het best bij u past.",
            "required": True,
            "options": [],
        },
        once=True,
    ),
    ShelfKind(
        "story",
        "Het verhaal",
        "Hier vertelt de verteller. Zonder deze vraag is er geen onderzoek.",
        {"id": "story", "type": "long_text", "text": "Vertel uw verhaal.", "required": True},
        once=True,
    ),
    ShelfKind(
        "title",
        "De titel",
        "De verteller geeft zelf een kop. Dat zegt vaak al waar het om gaat.",
        {
            "id": "title",
            "type": "short_text",
            "text": "Geef uw verhaal een titel.",
            "max_length": 80,
            "skippable": True,
        },
        once=True,
    ),
)


def shelf_kind(key: str) -> ShelfKind | None:
    """Return one kind by its key."""
    return next((each for each in SHELF if each.key == key), None)


def key_of(item: Item) -> str:
    """Return which kind on the shelf a question is."""
    kind, id = str(item.get("type")), item.get("id")
    if kind == "long_text" and item.get("is_story", id == "story"):
        return "story"
    return "title" if kind == "short_text" and item.get("is_title", id == "title") else kind
