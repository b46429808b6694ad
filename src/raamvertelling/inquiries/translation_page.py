"""What the translation screen shows: languages with what is missing, and the texts of one language per question."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.conf import settings

from raamvertelling.core.framework.editing import find_item
from raamvertelling.core.framework.layout import LANGUAGE, MAX_TEXT
from raamvertelling.core.framework.translating import (
    ABOUT,
    CONSENT,
    Definition,
    TextPair,
    languages_of,
    may_be_incomplete,
    text_pairs,
)
from raamvertelling.inquiries.concept import current
from raamvertelling.inquiries.models import FrameworkDraft, Inquiry
from raamvertelling.web.language_list import KNOWN, direction, dutch_name

NAMES = {ABOUT: "Rond de vragen", CONSENT: "Toestemming"}


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """One language of the concept, and how far its translation is."""

    code: str
    name: str
    total: int
    missing: int
    is_own: bool
    falls_back: str = ""
    is_live: bool = False
    has_sentences: bool = False
    is_switched_on: bool = False
    is_checked: bool = False

    @property
    def done(self) -> int:
        return self.total - self.missing


@dataclass(frozen=True, slots=True)
class TextRow:
    """One text with the field for its translation; `typed` is what somebody typed that could not be kept."""

    pair: TextPair
    field: str
    seen: str
    typed: str
    error: str = ""

    @property
    def is_long(self) -> bool:
        return len(self.pair.source) > 60


@dataclass(frozen=True, slots=True)
class TextGroup:
    """The texts of one question, or of what stands around the questions; saved together."""

    id: str
    name: str
    is_question: bool
    rows: tuple[TextRow, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class TranslationPage:
    """Side by side: the concept's own language and one other."""

    draft: FrameworkDraft
    code: str
    name: str
    direction: str
    own: str
    own_name: str
    own_direction: str
    falls_back: str
    groups: tuple[TextGroup, ...]
    missing: int
    total: int
    first_missing: str


def language_lines(inquiry: Inquiry, draft: FrameworkDraft) -> list[LanguageLine]:
    """Return the languages of the concept with how much is missing in each."""
    definition = draft.definition
    live = inquiry.framework_versions.order_by("-number").first()
    spoken = live.definition.get("languages", []) if live else []
    return [_line(definition, code, is_live=code in spoken) for code in languages_of(definition)]


def language_choices(definition: Definition) -> list[tuple[str, str]]:
    """Return the languages of our own that can still be added."""
    here = languages_of(definition)
    return [(code, each.dutch) for code, each in KNOWN.items() if code not in here]


def is_language(code: str) -> bool:
    """Tell whether this can be the code of a language."""
    return len(code) <= 10 and LANGUAGE.match(code) is not None


def translation_page(
    inquiry: Inquiry, language: str, *, only_missing: bool = False, refused: Mapping[str, tuple[str, str]] | None = None
) -> TranslationPage:
    """Return the texts of one language by question; `refused` holds typed texts with why they could not be kept."""
    draft = current(inquiry)
    definition = draft.definition
    own = languages_of(definition)[0]
    pairs = text_pairs(definition, language)
    rows = [_row(each, refused or {}) for each in pairs]
    shown = [each for each in rows if not only_missing or each.pair.is_missing or each.error]
    missing = [each for each in rows if each.pair.is_missing]
    return TranslationPage(
        draft=draft,
        code=language,
        name=dutch_name(language),
        direction=direction(language),
        own=own,
        own_name=dutch_name(own),
        own_direction=direction(own),
        falls_back=dutch_name(language.partition("-")[0]) if may_be_incomplete(definition, language) else "",
        groups=_groups(definition, shown),
        missing=len(missing),
        total=len(pairs),
        first_missing=missing[0].field if missing else "",
    )


def seen(source: str) -> str:
    """Return a short mark of a source text, to tell after translating whether it changed in between."""
    return sha256(source.encode()).hexdigest()[:12]


def problem_of(text: str) -> str:
    """Return why a translation cannot be kept, or nothing."""
    if len(text) > MAX_TEXT:
        return f"Deze tekst is te lang. Er passen hooguit {MAX_TEXT} tekens in; nu zijn het er {len(text)}."
    if any((ord(sign) < 32 and sign not in "\n\t") or 0x7F <= ord(sign) < 0xA0 for sign in text):
        return "In deze tekst staat een onzichtbaar teken dat niet mag. Typ de tekst opnieuw."
    return ""


def _line(definition: Definition, code: str, *, is_live: bool) -> LanguageLine:
    own = languages_of(definition)[0]
    pairs = text_pairs(definition, code)
    known = KNOWN.get(code)
    return LanguageLine(
        code=code,
        name=dutch_name(code),
        total=len(pairs),
        missing=0 if code == own else sum(each.is_missing for each in pairs),
        is_own=code == own,
        falls_back=dutch_name(code.partition("-")[0]) if may_be_incomplete(definition, code) else "",
        is_live=is_live,
        has_sentences=known is not None,
        is_switched_on=code in dict(settings.LANGUAGES),
        is_checked=known is not None and known.is_checked,
    )


def _row(pair: TextPair, refused: Mapping[str, tuple[str, str]]) -> TextRow:
    row = TextRow(pair, f"tekst:{pair.key}", seen(pair.source), pair.target)
    if pair.key not in refused:
        return row
    typed, error = refused[pair.key]
    return replace(row, typed=typed, error=error)


def _groups(definition: Definition, rows: list[TextRow]) -> tuple[TextGroup, ...]:
    by_group: dict[str, list[TextRow]] = {}
    for row in rows:
        by_group.setdefault(row.pair.group, []).append(row)
    return tuple(
        TextGroup(id, _name(definition, id), id not in NAMES, tuple(mine), sum(each.pair.is_missing for each in mine))
        for id, mine in by_group.items()
    )


def _name(definition: dict[str, Any], id: str) -> str:
    if id in NAMES:
        return NAMES[id]
    item = find_item(definition, id)
    return str(item["text"]) if item and item.get("text") else id
