"""The page on which a sheet is typed: its questions as on paper, each with the fields to type in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from raamvertelling.core.framework import Framework, LongText, ShortText
from raamvertelling.stories.models import Slip
from raamvertelling.stories.services.slips import check_digits
from raamvertelling.telling.paper.form import PaperOption, PaperQuestion, paper_questions
from raamvertelling.telling.paper.typed import AGE, GUARDIAN, Mistake, field_of, use_field
from raamvertelling.web.pages import ErrorLine

LATER = "Later overtypen? Voeg onderaan een foto of scan toe en laat dit leeg."
PLACED = {"triad": "boven links rechts", "dyad": "0 tot en met 100"}


@dataclass(frozen=True, slots=True)
class EntryField:
    """One field to type in, with what was typed and what is wrong with it."""

    name: str
    label: str
    value: str = ""
    mistake: str = ""
    hint: str = ""
    rows: int = 0
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class EntryQuestion:
    """One question of the sheet; `picture` is the kind of drawing to click on, empty for none."""

    number: int
    text: str
    fields: tuple[EntryField, ...]
    options: tuple[PaperOption, ...] = ()
    words: tuple[str, ...] = ()
    only_if: str = ""
    picture: str = ""
    has_not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The whole sheet."""

    name: str
    number: int
    place: str
    questions: tuple[EntryQuestion, ...]
    uses: tuple[EntryField, ...]
    age: tuple[EntryField, ...]
    summary: tuple[ErrorLine, ...]


def entry_page(
    slip: Slip,
    typed: Mapping[str, str],
    mistakes: tuple[Mistake, ...] = (),
    problems: tuple[str, ...] = (),
    *,
    with_texts: bool = True,
) -> EntryPage:
    """Return the page with everything that was typed so far; a second entry leaves the texts out."""
    framework = slip.framework_version.framework
    wrong = {each.field: each.message for each in mistakes}
    questions = [
        _question(each, framework, typed, wrong)
        for each in paper_questions(framework, language=slip.language)
        if with_texts or not each.lines
    ]
    purposes = framework.consent.purposes
    uses = tuple(
        _field(use_field(each.id), each.text.in_language(framework.language), typed, wrong) for each in purposes
    )
    lines = (*map(ErrorLine, problems), *(ErrorLine(each.message, each.field) for each in mistakes))
    name = f"{slip.number}-{check_digits(slip.idempotency_hash)}"
    age = _age(framework.min_age, typed, wrong)
    return EntryPage(name, slip.number, slip.storypoint.name, tuple(questions), uses, age, lines)


def _age(youngest: int, typed: Mapping[str, str], wrong: Mapping[str, str]) -> tuple[EntryField, ...]:
    old_enough = f"{youngest} jaar of ouder (blad 2): j of n"
    return (
        _field(AGE, old_enough, typed, wrong),
        _field(GUARDIAN, "Zo niet: ouder of voogd akkoord (blad 2): j of n", typed, wrong),
    )


def _question(
    question: PaperQuestion, framework: Framework, typed: Mapping[str, str], wrong: Mapping[str, str]
) -> EntryQuestion:
    fields = [_field(field_of(question.id), question.text, typed, wrong, hint=PLACED.get(question.kind, ""))]
    if question.kind == "stones":
        fields = [_field(field_of(question.id, each.id), each.text, typed, wrong) for each in question.options]
    if isinstance(framework.signifier(question.id), LongText):
        fields = [_text(question, typed, wrong)]
    if isinstance(framework.signifier(question.id), ShortText):
        fields = [replace(each, is_wide=True) for each in fields]
    return EntryQuestion(
        number=question.number,
        text=question.text,
        fields=tuple(fields),
        options=question.options,
        words=question.words,
        only_if=question.only_if,
        picture=question.kind if question.kind in ("triad", "dyad", "stones") else "",
        has_not_applicable=question.has_not_applicable,
    )


def _text(question: PaperQuestion, typed: Mapping[str, str], wrong: Mapping[str, str]) -> EntryField:
    hint, rows = (LATER, 8) if question.is_story else ("", 3)
    return _field(field_of(question.id), question.text, typed, wrong, hint=hint, rows=rows)


def _field(
    name: str, label: str, typed: Mapping[str, str], wrong: Mapping[str, str], *, hint: str = "", rows: int = 0
) -> EntryField:
    return EntryField(name, label, typed.get(name, ""), wrong.get(name, ""), hint, rows)
