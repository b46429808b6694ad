"""Hints for plain Dutch about the texts of a concept: for one text, one form, or all questions together."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.urls import reverse

from raamvertelling.core.framework.editing import Definition, Item, options_of
from raamvertelling.core.text import Score, douma, hints
from raamvertelling.inquiries.concept import telling_order, text_of

LANGUAGE = "nl"
AROUND = (
    ("title", "Titel"),
    ("introduction", "Inleiding"),
    ("privacy_note", "Over namen en adressen"),
    ("help_note", "Over hulp"),
)


@dataclass(frozen=True, slots=True)
class Note:
    """One hint as a person reads it; `start` and `end` say where in the text the words stand."""

    label: str
    words: str
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FieldNotes:
    """The hints about one text: the name of its field, the id of that field on the page, and the hints."""

    name: str
    target: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class QuestionNotes:
    """The hints about one question, or about what stands around the questions, with the way to change it."""

    title: str
    url: str
    fields: tuple[FieldNotes, ...]


@dataclass(frozen=True, slots=True)
class LanguagePage:
    """Everything there is to say about the words of a concept."""

    parts: tuple[QuestionNotes, ...]
    score: Score | None
    is_dutch: bool

    @property
    def count(self) -> int:
        """How many hints there are."""
        return sum(len(field.notes) for part in self.parts for field in part.fields)


def notes_on(text: str) -> tuple[Note, ...]:
    """Return the hints about one text."""
    return tuple(
        Note(each.label, text[each.start : each.end], each.message, each.start, each.end) for each in hints(text)
    )


def notes_on_form(form: forms.BaseForm, definition: Definition) -> tuple[FieldNotes, ...]:
    """Return the hints about every text in a form, for fields that have any; none when the texts are not Dutch."""
    if not is_dutch(definition):
        return ()
    found = []
    for name, field in form.fields.items():
        bound = form[name]
        if isinstance(field, forms.CharField) and not bound.is_hidden and not name.endswith("-image"):
            notes = notes_on(str(bound.value() or ""))
            if notes:
                found.append(FieldNotes(str(bound.label), bound.auto_id, notes))
    return tuple(found)


def language_page(slug: str, definition: Definition) -> LanguagePage:
    """Return the hints about all texts of a concept, in the order of telling, with the Douma score of its sentences."""
    if not is_dutch(definition):
        return LanguagePage((), None, is_dutch=False)
    around = _part("Rond de vragen", reverse("inquiries:editor_settings", args=[slug]), _texts_around(definition))
    parts = [around]
    for number, item in enumerate(telling_order(definition), start=1):
        url = reverse("inquiries:editor_question", args=[slug, item["id"]])
        parts.append(_part(f"Vraag {number}: {text_of(item)}", url, _texts_of(item)))
    return LanguagePage(tuple(each for each in parts if each.fields), douma(_sentences(definition)), is_dutch=True)


def is_dutch(definition: Definition) -> bool:
    """Whether the texts are in the one language whose rules we know."""
    return bool(definition.get("language", LANGUAGE) == LANGUAGE)


def _part(title: str, url: str, texts: Iterator[tuple[str, str, str]]) -> QuestionNotes:
    fields = [FieldNotes(name, target, notes) for name, target, text in texts if (notes := notes_on(text))]
    return QuestionNotes(title, url, tuple(fields))


def _texts_around(definition: Definition) -> Iterator[tuple[str, str, str]]:
    for key, name in AROUND:
        yield name, f"k-{key}", _text(definition, key)
    consent = definition.get("consent")
    if isinstance(consent, dict):
        yield "Toestemming", "k-consent", _text(consent, "text")
        yield "Uitleg bij toestemming", "k-consent", _text(consent, "help")
        purposes = consent.get("purposes")
        for each in purposes if isinstance(purposes, list) else ():
            yield "Waarvoor", "k-consent", _text(each, "text")


def _texts_of(item: Item) -> Iterator[tuple[str, str, str]]:
    yield "De vraag", "k-text", _text(item, "text")
    yield "Uitleg", "k-help", _text(item, "help")
    for number, each in enumerate(options_of(item)):
        yield f"Antwoord {number + 1}", f"k-a{number}-text", _text(each, "text")
        yield f"Uitleg bij antwoord {number + 1}", f"k-a{number}-text", _text(each, "help")
    for outer in (item, item.get("x_axis"), item.get("y_axis")):
        for end in ("left", "right", "bottom", "top"):
            if isinstance(outer, dict) and isinstance(outer.get(end), dict):
                yield "Uiteinde", "k-text", _text(outer[end], "text")
    roles = item.get("wording_by_role")
    for role, words in roles.items() if isinstance(roles, dict) else ():
        for text in _all_texts(words):
            yield f"In de woorden van {role}", "k-wording_by_role", text


def _all_texts(words: object) -> Iterator[str]:
    if isinstance(words, dict):
        yield from (words[key] for key in ("text", "help") if isinstance(words.get(key), str))
        for each in words.values():
            yield from _all_texts(each)


def _text(holder: object, key: str) -> str:
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, str) else ""


def _sentences(definition: Definition) -> str:
    """Return the texts that are sentences, each on its own line; answers are no sentences and would flatter a score."""
    around = [_text(definition, key) for key, _ in AROUND if key != "title"]
    asked = [_text(item, key) for item in telling_order(definition) for key in ("text", "help")]
    return "\n".join(each for each in (*around, *asked) if each)
