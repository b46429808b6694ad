"""A framework as a person reads it: every question with its answers, conditions and wordings."""

from dataclasses import dataclass, field

from raamvertelling.core.framework import (
    Condition,
    Framework,
    LongText,
    MultipleChoice,
    RoleWording,
    Scale,
    ShortText,
    Signifier,
    SingleChoice,
    Stones,
    anchors_of,
    axes_of,
    labels,
    worded,
)

KIND_WORDS = {
    "prompt_choice": "keuze waarover men vertelt",
    "long_text": "lange tekst",
    "short_text": "korte tekst",
    "single_choice": "één antwoord",
    "multiple_choice": "meer antwoorden",
    "picture_choice": "één plaatje",
    "scale": "cijfer",
    "triad": "driehoek",
    "dyad": "schuif",
    "stones": "stenen op een veld",
}
AXIS_WORDS = {"x_left": "links", "x_right": "rechts", "y_bottom": "onder", "y_top": "boven"}


@dataclass(frozen=True, slots=True)
class AnswerText:
    """One answer, corner, end or stone."""

    text: str
    help: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RoleText:
    """The same question in the words of one voice."""

    role: str
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionText:
    """One question as it is asked."""

    number: int
    id: str
    kind: str
    text: str
    help: str
    notes: tuple[str, ...]
    answers: tuple[AnswerText, ...]
    roles: tuple[RoleText, ...] = field(default=())


def questions_of(framework: Framework, language: str) -> list[QuestionText]:
    """Return every question in the order in which it is asked."""
    return [_question(framework, each, n, language) for n, each in enumerate(framework.signifiers, start=1)]


def _question(framework: Framework, signifier: Signifier, number: int, language: str) -> QuestionText:
    answers = [
        AnswerText(each.text.in_language(language), each.help.in_language(language), _answer_note(each))
        for each in anchors_of(signifier)
    ]
    answers += [AnswerText(each.text.in_language(language), "", AXIS_WORDS[each.id]) for each in axes_of(signifier)]
    return QuestionText(
        number=number,
        id=signifier.id,
        kind=KIND_WORDS.get(signifier.kind, signifier.kind),
        text=signifier.text.in_language(language),
        help=signifier.help.in_language(language),
        notes=tuple(_notes(framework, signifier, language)),
        answers=tuple(answers),
        roles=tuple(_role(framework, signifier, each, language) for each in signifier.wording_by_role),
    )


def _answer_note(anchor: object) -> str:
    if getattr(anchor, "exclusive", False):
        return "sluit de andere antwoorden uit"
    return "staat buiten de volgorde" if getattr(anchor, "unordered", False) else ""


def _notes(framework: Framework, signifier: Signifier, language: str) -> list[str]:
    notes = ["verplicht" if signifier.required else "mag men overslaan"]
    if signifier.interviewer:
        notes.append("voor de interviewer")
    if framework.voices == signifier.id:
        notes.append("geeft de stem van het verhaal")
    if signifier.not_applicable:
        notes.append("“past niet bij mijn verhaal” kan")
    match signifier:
        case MultipleChoice(maximum=int() as maximum):
            notes.append(f"hoogstens {maximum} antwoorden")
        case SingleChoice(ordered=True):
            notes.append("de antwoorden hebben een volgorde")
        case Scale():
            notes.append(f"van {signifier.minimum} tot en met {signifier.maximum}")
        case ShortText():
            notes.append(f"hoogstens {signifier.max_length} tekens")
        case LongText(is_story=True):
            notes.append("het verhaal zelf")
        case Stones():
            notes.append("men legt alleen de stenen neer die erbij horen")
        case _:
            pass
    if signifier.condition:
        notes.append(_condition(framework, signifier.condition, language))
    return notes


def _condition(framework: Framework, condition: Condition, language: str) -> str:
    asked = framework.signifier(condition.signifier)
    words = labels(asked, language)
    chosen = " of ".join(f"“{words.get(each, each)}”" for each in condition.options)
    question = asked.text.in_language(language)
    return f"alleen als bij “{question}” {'niet ' if condition.negated else ''}{chosen} gekozen is"


def _role(framework: Framework, signifier: Signifier, wording: RoleWording, language: str) -> RoleText:
    words = worded(signifier, wording.role, language)
    return RoleText(
        role=labels(framework.voice_question, language).get(wording.role, wording.role),
        text=words.text,
        answers=tuple(each.text for each in words.anchors),
    )
