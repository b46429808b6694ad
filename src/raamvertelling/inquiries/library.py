"""The question library: our own questions by purpose, each with why, when and what to watch for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from raamvertelling.core.framework import Framework, Signifier, parse
from raamvertelling.core.framework.yaml_text import read_yaml
from raamvertelling.core.text import stems

FOLDER = Path(__file__).parent / "library"
PURPOSES = ("clientervaring", "preventie", "waarde", "buurt", "werk", "basis")
PLACING = frozenset({"triad", "dyad", "stones", "scale"})

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Advice:
    """Why to ask something, when, and what to watch for."""

    why: str
    when: str
    watch: str


@dataclass(frozen=True, slots=True)
class LibraryPrompt:
    """One question to begin telling with. `purposes` are the shelves on which it lies, its own shelf first."""

    id: str
    text: str
    advice: Advice
    purposes: tuple[str, ...]
    kind: str = "prompt_choice"

    @property
    def words(self) -> str:
        """Everything that can be searched."""
        return " ".join((self.text, self.advice.why, self.advice.when))


@dataclass(frozen=True, slots=True)
class LibraryQuestion:
    """One question about a story or about the teller; `item` is how it stands in a file, ready to be copied."""

    id: str
    signifier: Signifier
    item: Item
    advice: Advice
    purposes: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The kind of question."""
        return self.signifier.kind

    @property
    def text(self) -> str:
        """The question itself."""
        return self.signifier.text.in_language("nl")

    @property
    def words(self) -> str:
        """Everything that can be searched."""
        return " ".join((self.text, *texts_of(self.item), self.advice.why, self.advice.when))


Entry = LibraryPrompt | LibraryQuestion


@dataclass(frozen=True, slots=True)
class Shelf:
    """One purpose, with everything that was written for it."""

    id: str
    title: str
    about: str
    prompts: tuple[LibraryPrompt, ...]
    questions: tuple[LibraryQuestion, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything on it, the questions to begin with first."""
        return (*self.prompts, *self.questions)


@cache
def shelves() -> tuple[Shelf, ...]:
    """Return the library, one shelf a purpose."""
    return tuple(_shelf(id, read_file(FOLDER / f"{id}.yaml")) for id in PURPOSES)


@cache
def library_questions() -> Mapping[str, LibraryQuestion]:
    """Return every question by its id."""
    return {each.id: each for shelf in shelves() for each in shelf.questions}


@cache
def library_prompts() -> Mapping[str, LibraryPrompt]:
    """Return every question to begin with by its id."""
    return {each.id: each for shelf in shelves() for each in shelf.prompts}


def find_entry(id: str) -> Entry | None:
    """Return a question, or a question to begin with, by its id."""
    return library_questions().get(id) or library_prompts().get(id)


@cache
def common() -> Mapping[str, Any]:
    """Return what every template shares: consent, privacy, where help is."""
    return read_file(FOLDER / "common.yaml")


def read_file(path: Path) -> dict[str, Any]:
    """Read one of our own YAML files."""
    data, _ = read_yaml(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def texts_of(value: object) -> list[str]:
    """Return every text for people inside an item: questions, help, answers, wordings by role."""
    if isinstance(value, dict):
        own = [str(value[key]) for key in ("text", "help") if key in value]
        return own + [text for each in value.values() for text in texts_of(each)]
    return [text for each in value for text in texts_of(each)] if isinstance(value, list) else []


def matching(words: str, entry: Entry) -> bool:
    """Tell whether every word of a search begins a word of the entry, in any form."""
    inside = stems(entry.words)
    return all(any(each.startswith(sought) for each in inside) for sought in stems(words))


def _shelf(id: str, data: dict[str, Any]) -> Shelf:
    assert data["purpose"] == id
    prompts = tuple(
        LibraryPrompt(each["id"], each["text"], _advice(each), (id, *each.get("also", ())))
        for each in data.get("prompts", ())
    )
    questions = tuple(_question(id, each) for each in data["questions"])
    return Shelf(id, data["title"], data["about"], prompts, questions)


def _advice(entry: dict[str, Any]) -> Advice:
    return Advice(entry["why"], entry["when"], entry["watch"])


def _question(shelf: str, entry: dict[str, Any]) -> LibraryQuestion:
    item = {"id": entry["id"], **entry["question"]}
    if item["type"] in PLACING:
        item.setdefault("not_applicable", True)
    signifier = _framework(item).signifier(entry["id"])
    return LibraryQuestion(entry["id"], signifier, item, _advice(entry), (shelf, *entry.get("also", ())))


def _framework(item: Item) -> Framework:
    """Read one question in the smallest framework that can hold it, so that every rule for questions is checked."""
    roles = ("inwoner", "professional", "manager", "bestuurder")
    needed: list[Item] = [
        {"id": "story", "type": "long_text", "text": "Verhaal"},
        {
            "id": "role",
            "type": "single_choice",
            "text": "Rol",
            "options": [{"id": each, "text": each} for each in roles],
        },
    ]
    items = [*(each for each in needed if each["id"] != item["id"]), item]
    return parse({**common(), "id": "bibliotheek", "title": "Bibliotheek", "voices": "role", "items": items})
