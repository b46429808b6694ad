"""A framework as it stands on paper: every question with a number, and numbers for its options."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from raamvertelling.core.framework import (
    Condition,
    Framework,
    LongText,
    MultipleChoice,
    Prompt,
    Scale,
    ShortText,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
    anchors_of,
    in_order,
    is_asked,
    worded,
)

LONG_LINES, SHORT_LINES = 6, 1


@dataclass(frozen=True, slots=True)
class PaperOption:
    """A box to tick; `goes_to` is the number of the question that comes next, 0 when that is simply the next one."""

    number: int
    id: str
    text: str
    help: str = ""
    goes_to: int = 0
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperQuestion:
    """One question as it is printed and typed in. `words` are corners, poles or the four ends of the axes."""

    number: int
    id: str
    kind: str
    text: str
    help: str
    how: str
    only_if: str
    has_not_applicable: bool
    options: tuple[PaperOption, ...] = ()
    words: tuple[str, ...] = ()
    scale: tuple[int, ...] = ()
    lines: int = 0
    is_story: bool = False


def paper_questions(framework: Framework, *, language: str, role: str = "") -> tuple[PaperQuestion, ...]:
    """Return the questions in the order in which a teller meets them, in the words of one voice if it is known."""
    order = in_order(framework)
    return tuple(_question(each, at, order, language, role) for at, each in enumerate(order))


def _question(signifier: Signifier, at: int, order: Sequence[Signifier], language: str, role: str) -> PaperQuestion:
    words = worded(signifier, role, language)
    listed = words.anchors if _is_listed(signifier) else ()
    options = (
        PaperOption(number, each.id, each.text, each.help, _goes_to(signifier, each.id, at, order), each.image)
        for number, each in enumerate(listed, start=1)
    )
    ends = words.axes if isinstance(signifier, Stones) else () if listed else words.anchors
    return PaperQuestion(
        number=at + 1,
        id=signifier.id,
        kind=signifier.kind,
        text=words.text,
        # The help of a triangle and of stones is about fingers and mice: "Tik", "Zet de stip".
        help="" if isinstance(signifier, Triad | Stones) else words.help,
        how=_how(signifier),
        only_if=_only_if(signifier.condition, order),
        has_not_applicable=signifier.not_applicable,
        options=tuple(options),
        words=tuple(each.text for each in ends),
        scale=tuple(range(signifier.minimum, signifier.maximum + 1)) if isinstance(signifier, Scale) else (),
        lines=_lines(signifier),
        is_story=isinstance(signifier, LongText) and signifier.is_story,
    )


def _is_listed(signifier: Signifier) -> bool:
    return signifier.kind in ("prompt_choice", "single_choice", "multiple_choice", "picture_choice", "stones")


def _lines(signifier: Signifier) -> int:
    if isinstance(signifier, LongText):
        return LONG_LINES
    return SHORT_LINES if isinstance(signifier, ShortText) else 0


def _how(signifier: Signifier) -> str:
    """Return what to do with a pen."""
    match signifier:
        case MultipleChoice(maximum=int(most)):
            return _("Kruis hoogstens %(most)s antwoorden aan.") % {"most": most}
        case MultipleChoice():
            return _("U mag meer antwoorden aankruisen.")
        case LongText():
            return _("Schrijf op de lijnen. Meer ruimte nodig? Plak een extra blad vast.")
        case ShortText():
            return _("Schrijf op de lijn.")
    return {
        "triad": _("Zet één kruis in de driehoek. Hoe dichter bij een hoek, hoe meer het daarover gaat."),
        "dyad": _("Zet één kruis op de lijn."),
        "stones": _("Schrijf het nummer van elk antwoord op een plek in het veld. Wat er niet bij hoort, laat u weg."),
    }.get(signifier.kind, _("Kruis één antwoord aan."))


def _only_if(condition: Condition | None, order: Sequence[Signifier]) -> str:
    """Return for whom a question is, by the numbers on the paper."""
    if condition is None:
        return ""
    at = next(at for at, each in enumerate(order) if each.id == condition.signifier)
    ids = [each.id for each in anchors_of(order[at])]
    answers = _(" of ").join(str(ids.index(option) + 1) for option in condition.options)
    where = {"number": at + 1, "answers": answers}
    if condition.negated:
        return _("Sla deze vraag over als u bij vraag %(number)s antwoord %(answers)s koos.") % where
    return _("Alleen als u bij vraag %(number)s antwoord %(answers)s koos.") % where


def _goes_to(signifier: Signifier, option: str, at: int, order: Sequence[Signifier]) -> int:
    """Return the number of the next question after this answer, when it passes over one or more; else 0."""
    if not isinstance(signifier, Prompt | SingleChoice):
        return 0
    for next_at in range(at + 1, len(order)):
        condition = order[next_at].condition
        if condition is None or condition.signifier != signifier.id or is_asked(order[next_at], {signifier.id: option}):
            return next_at + 1 if next_at > at + 1 else 0
    return 0
