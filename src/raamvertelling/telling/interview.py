"""A conversation on a device without a network: all questions on one page, in one language, with what the page needs.

The questions are drawn by the same templates as online; the device only steps, keeps and checks conditions.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from raamvertelling.core.framework import (
    Framework,
    LongText,
    MultipleChoice,
    Prompt,
    ShortText,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
    in_order,
    interviewer_questions,
)
from raamvertelling.inquiries.models import FrameworkVersion, StoryPoint
from raamvertelling.telling import steps
from raamvertelling.telling.forms import BeforeForm, UsesForm
from raamvertelling.web.signifier_fields import SignifierField, signifier_field


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question in the words of one voice; an empty role is for everybody."""

    name: str
    role: str
    field: SignifierField


@dataclass(frozen=True, slots=True)
class TalkPage:
    """Everything of one conversation, ready to be drawn; `plan` is what the script reads."""

    storypoint: StoryPoint
    version: FrameworkVersion
    language: str
    sheets: tuple[Sheet, ...]
    before: BeforeForm
    uses: UsesForm | None
    plan: str

    @property
    def framework(self) -> Framework:
        return self.version.framework

    @property
    def kinds(self) -> list[str]:
        """The kinds of questions that bring a script of their own, each once."""
        return sorted({each.field.kind for each in self.sheets})


def talk_page(storypoint: StoryPoint, version: FrameworkVersion, language: str) -> TalkPage:
    """Build the page; the interface language must be the active one."""
    framework = version.framework
    questions = [*interviewer_questions(framework), *in_order(framework)]
    return TalkPage(
        storypoint=storypoint,
        version=version,
        language=language,
        sheets=tuple(sheet for each in questions for sheet in _sheets(each, framework, language)),
        before=BeforeForm(framework, language, with_help=True),
        uses=UsesForm(framework, language) if steps.other_purposes(framework) else None,
        plan=json.dumps(_plan(framework, language), ensure_ascii=False),
    )


def _sheets(signifier: Signifier, framework: Framework, language: str) -> list[Sheet]:
    voices = framework.voice_question
    known = {each.id for each in voices.options} if voices else set()
    roles = ["", *(each.role for each in signifier.wording_by_role if each.role in known)]
    return [Sheet(signifier.id, role, signifier_field(signifier, role=role, language=language)) for role in roles]


def _plan(framework: Framework, language: str) -> dict[str, Any]:
    return {
        "language": language,
        "voice": framework.voice_question.id if framework.voice_question else "",
        "story": framework.story.id,
        "steps": [
            *(_step(each, own=True) for each in interviewer_questions(framework)),
            *(_step(each, own=False) for each in in_order(framework)),
        ],
        "uses": [each.id for each in steps.other_purposes(framework)],
        "words": _words(),
    }


def _step(signifier: Signifier, *, own: bool) -> dict[str, Any]:
    condition = signifier.condition
    options = getattr(signifier, "options", ())
    return {
        "name": signifier.id,
        "own": own,
        "kind": signifier.kind,
        "required": signifier.required,
        "picks": isinstance(signifier, Prompt | SingleChoice),
        "if": [condition.signifier, list(condition.options), condition.negated] if condition else None,
        "most": _most(signifier),
        "alone": {each.id: True for each in options if each.exclusive},
        "parts": [each.id for each in _parts(signifier)],
        "refusable": signifier.not_applicable,
    }


def _most(signifier: Signifier) -> int | None:
    match signifier:
        case LongText():
            return signifier.max_words
        case ShortText():
            return signifier.max_length
        case MultipleChoice():
            return signifier.maximum
        case _:
            return None


def _parts(signifier: Signifier) -> tuple[Any, ...]:
    match signifier:
        case Triad():
            return signifier.anchors
        case Stones():
            return signifier.stones
        case _:
            return ()


def _words() -> dict[str, str]:
    """Return the sentences that the device says itself; the first six as the pages online say them."""
    return {
        "write": _("Schrijf een paar zinnen. Daarna kunt u verder."),
        "pick": _("Kies een antwoord. Daarna kunt u verder."),
        "answer": _("Geef een antwoord. Daarna kunt u verder."),
        "rows": _("Kies bij elk woord een antwoord. Of sla de vraag over."),
        "level": _("Kies bij minstens één woord een beetje of meer. Of sla over."),
        "yes_or_no": _("Kies Ja of Nee."),
        "pair": _("Kies bij elke steen in beide rijen een antwoord. Of laat de steen liggen."),
        "long": _("Maak de tekst korter. Dit is te veel."),
        "many": _("U koos te veel antwoorden. Haal er een weg."),
        "alone": _("Een van deze antwoorden kan niet samen met een ander. Kies één van de twee."),
        "not_kept": _(
            "Bewaren lukt niet. Het toestel is misschien vol. Laat deze pagina open en probeer het nog eens."
        ),
        "count": _("Vraag {number} van {total}"),
        "fault": _("Fout"),
        "change": _("Wijzig"),
        "fill": _("Vul in"),
        "yes": _("Ja"),
        "no": _("Nee"),
        "unanswered": _("Nog niet beantwoord"),
        "skipped": _("Overgeslagen"),
    }
