"""What the pages of the library show."""

from dataclasses import dataclass

from raamvertelling.core.framework import Prompt, parse
from raamvertelling.core.framework.editing import Definition
from raamvertelling.inquiries.borrowing import is_there
from raamvertelling.inquiries.concept import answer_words
from raamvertelling.inquiries.library import (
    Advice,
    Entry,
    LibraryPrompt,
    common,
    library_questions,
    matching,
    shelves,
)
from raamvertelling.inquiries.shelf import key_of, shelf_kind
from raamvertelling.web.signifier_fields import SignifierField, signifier_field

ROLES = (
    ("inwoner", "Inwoner"),
    ("professional", "Professional"),
    ("manager", "Manager"),
    ("bestuurder", "Bestuurder"),
)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One question on a shelf."""

    id: str
    text: str
    kind: str
    icon: str
    answers: tuple[str, ...]
    advice: Advice
    is_there: bool
    about_you: bool


@dataclass(frozen=True, slots=True)
class ShelfLines:
    """The questions of one purpose that match."""

    id: str
    title: str
    about: str
    lines: tuple[EntryLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """The shelves as somebody asked to see them."""

    shelves: tuple[ShelfLines, ...]
    purposes: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    purpose: str
    kind: str
    words: str

    @property
    def count(self) -> int:
        """How many questions are shown."""
        return sum(len(each.lines) for each in self.shelves)


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One question with its preview."""

    line: EntryLine
    field: SignifierField
    purposes: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    role: str


def browse(definition: Definition, *, purpose: str, kind: str, words: str) -> LibraryPage:
    """Return the shelves; with an unknown purpose or kind, all of them."""
    purposes = tuple((each.id, each.title) for each in shelves())
    entries = [each for shelf in shelves() for each in shelf.entries]
    kinds = tuple(dict.fromkeys((line.icon, line.kind) for line in map(_bare_line, entries)))
    purpose = purpose if purpose in dict(purposes) else ""
    kind = kind if kind in dict(kinds) else ""
    found = []
    for shelf in shelves():
        on_it = [each for each in entries if _lies_on(each, shelf.id, purpose)]
        on_it.sort(key=lambda each: each.purposes[0] != shelf.id)
        lines = [_line(definition, each) for each in on_it if matching(words, each)]
        lines = [each for each in lines if kind in ("", each.icon)]
        if lines and purpose in ("", shelf.id):
            total = sum(shelf.id in each.purposes for each in entries)
            found.append(ShelfLines(shelf.id, shelf.title, shelf.about, tuple(lines), total))
    return LibraryPage(tuple(found), purposes, kinds, purpose, kind, words)


def _lies_on(entry: Entry, shelf: str, purpose: str) -> bool:
    """On the page of all shelves a question stands once, on its own; under its other purposes it stands too."""
    return shelf in entry.purposes if purpose == shelf else entry.purposes[0] == shelf


def entry_page(definition: Definition, entry: Entry, *, role: str) -> EntryPage:
    """Return one question, in the words of a role that has its own."""
    titles = {each.id: each.title for each in shelves()}
    signifier = _as_prompt(entry) if isinstance(entry, LibraryPrompt) else entry.signifier
    worded = {each.role for each in signifier.wording_by_role}
    roles = tuple(each for each in ROLES if each[0] in worded)
    role = role if role in worded else ""
    return EntryPage(
        line=_line(definition, entry),
        field=signifier_field(signifier, role=role),
        purposes=tuple(titles[each] for each in entry.purposes),
        roles=roles,
        role=role,
    )


def _as_prompt(entry: LibraryPrompt) -> Prompt:
    """Return the question in which a teller would meet this beginning."""
    data = {
        **common(),
        "id": "voorbeeld",
        "title": "Voorbeeld",
        "voices": None,
        "items": [
            {
                "id": "prompt",
                "type": "prompt_choice",
                "text": "Waar wilt u over vertellen?",
                "options": [{"id": entry.id, "text": entry.text}],
            },
            library_questions()["story"].item,
        ],
    }
    prompt = parse(data).prompt
    assert prompt is not None
    return prompt


def _bare_line(entry: Entry) -> EntryLine:
    return _line({}, entry)


def _line(definition: Definition, entry: Entry) -> EntryLine:
    item = {} if isinstance(entry, LibraryPrompt) else entry.item
    icon = "prompt_choice" if isinstance(entry, LibraryPrompt) else key_of(entry.item)
    kind = shelf_kind(icon)
    return EntryLine(
        id=entry.id,
        text=entry.text,
        kind=kind.name if kind else icon,
        icon=icon,
        answers=tuple(answer_words(item)),
        advice=entry.advice,
        is_there=is_there(definition, entry),
        about_you=bool(item.get("about_you")),
    )
