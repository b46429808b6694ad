"""What a teller sends, checked against the questions of the framework version that she answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raamvertelling.core.answers import dump_answers, read_answers
from raamvertelling.core.framework import Framework, LongText, ShortText, Signifier, asked_signifiers
from raamvertelling.core.text import MAX_WORDS, clean_text, count_words, is_too_long
from raamvertelling.inquiries.models import Channel
from raamvertelling.stories.models import MediaKind, Purpose, Teller, ToldAs, ToldWith


class Unacceptable(ValueError):
    """This cannot be received; `problems` are Dutch sentences that say what to do."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMedia:
    """A recording or picture as it will be kept: cleaned, measured, and with the id of the question it answers.

    `digest` names what was sent before it was cleaned, so that sending it again is recognised.
    """

    kind: MediaKind
    data: bytes
    mime: str
    place: str = ""
    seconds: float | None = None
    width: int | None = None
    height: int | None = None
    description: str = ""
    digest: str = ""

    @property
    def name(self) -> list[str]:
        """What tells this one from another in a second sending."""
        return [self.kind, self.place, self.digest or sha256(self.data).hexdigest(), self.description]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One story with its answers (stored form), free texts by signifier id, and a yes or no per use.

    A story that was spoken or photographed may have no text yet.
    """

    text: str
    title: str = ""
    language: str = "nl"
    prompt: str = ""
    role: str = ""
    answers: dict[str, object] = field(default_factory=dict)
    free_texts: dict[str, str] = field(default_factory=dict)
    consents: dict[str, bool] = field(default_factory=dict)
    consent_language: str = "nl"
    wants_code: bool = True
    told_on: date | None = None
    channel: str | None = None
    teller: Teller | None = None
    told_as: str = ""
    told_with: str = ""
    owner_knows: bool | None = None
    guardian_agreed: bool | None = None
    media: tuple[NewMedia, ...] = ()
    is_practice: bool = False


def check(submission: Submission, framework: Framework) -> Submission:
    """Return the submission as it is stored; raises Unacceptable with everything that must change."""
    cleaned = _clean(_with_role_and_prompt(submission, framework))
    written = {id: {"written": True} for id, text in cleaned.free_texts.items() if text}
    answers, mistakes = read_answers(framework, {**cleaned.answers, **written})
    problems = [mistake.message for mistake in mistakes]
    texts = cleaned.text, cleaned.title, cleaned.free_texts
    problems += text_problems(*texts, framework, may_be_empty=bool(cleaned.media))
    problems += _consent_problems(cleaned, framework)
    stored = dump_answers(framework, answers)
    # What somebody left open on paper cannot be asked any more: her story counts without it.
    problems += [] if submission.channel == Channel.PAPER else _missing(framework, stored)
    if problems:
        raise Unacceptable(problems)
    return replace(cleaned, answers=stored, free_texts={id: cleaned.free_texts[id] for id in written})


def body_of(submission: Submission) -> str:
    """Return everything that was sent as one text; equal sendings have equal bodies."""
    texts = [submission.text, submission.title, submission.language, submission.prompt, submission.role]
    rest: list[object] = [submission.answers, submission.free_texts, submission.consents]
    if submission.media:
        rest.append([each.name for each in submission.media])
    return sha256(json.dumps([*texts, *rest], sort_keys=True).encode()).hexdigest()


def _clean(submission: Submission) -> Submission:
    texts = {id: clean_text(text) for id, text in submission.free_texts.items()}
    media = tuple(replace(each, description=clean_text(each.description)) for each in submission.media)
    text, title = clean_text(submission.text), clean_text(submission.title)
    told_as = submission.told_as if submission.told_as in ToldAs else ""
    told_with = submission.told_with if told_as and submission.told_with in ToldWith else ""
    knows = submission.owner_knows if told_as == ToldAs.OTHER else None
    cleaned = replace(submission, told_as=told_as, told_with=told_with, owner_knows=knows)
    return replace(cleaned, text=text, title=title, free_texts=texts, media=media)


def _with_role_and_prompt(submission: Submission, framework: Framework) -> Submission:
    """Take role and prompt from the answers, or the other way round: they are both."""
    asked = framework.prompt.id if framework.prompt else ""
    answers = dict(submission.answers)
    role, prompt = (
        _either(answers, framework.voices, submission.role),
        _either(answers, asked, submission.prompt),
    )
    return replace(submission, answers=answers, role=role, prompt=prompt)


def _either(answers: dict[str, object], id: str, given: str) -> str:
    if id and given:
        answers.setdefault(id, given)
    found = answers.get(id, "") if id else given
    return found if isinstance(found, str) else ""


def _missing(framework: Framework, stored: dict[str, object]) -> list[str]:
    return [
        _("Geef nog antwoord op: %(question)s") % {"question": each.text.in_language(get_language() or "nl")}
        for each in asked_signifiers(framework.signifiers, stored)
        if each.required and each.id not in stored and not _is_story(each)
    ]


def _is_story(signifier: Signifier) -> bool:
    """Whether this question is the story itself or its title."""
    return (isinstance(signifier, LongText) and signifier.is_story) or (
        isinstance(signifier, ShortText) and signifier.is_title
    )


def text_problems(
    text: str, title: str, free_texts: Mapping[str, str], framework: Framework, *, may_be_empty: bool = False
) -> list[str]:
    """Return what must change in these texts before they can be kept; with a recording the text may be empty."""
    problems = [] if text or may_be_empty else [_("Uw verhaal is nog leeg. Schrijf een paar zinnen.")]
    problems += _too_long(_("Uw verhaal"), text, MAX_WORDS)
    for each in framework.signifiers:
        question = each.text.in_language(get_language() or "nl")
        if isinstance(each, ShortText):
            problems += _too_wide(question, title if each.is_title else free_texts.get(each.id, ""), each.max_length)
        elif isinstance(each, LongText) and not each.is_story:
            name = _("Uw antwoord op ‘%(question)s’") % {"question": question}
            problems += _too_long(name, free_texts.get(each.id, ""), each.max_words)
    return problems


def _too_wide(question: str, text: str, maximum: int) -> list[str]:
    if len(text) <= maximum:
        return []
    numbers = {"question": question, "most": maximum, "now": len(text)}
    return [
        _("‘%(question)s’ mag hoogstens %(most)s tekens lang zijn. Nu zijn het er %(now)s. Maak de tekst korter.")
        % numbers
    ]


def _too_long(name: str, text: str, max_words: int) -> list[str]:
    if not is_too_long(text, max_words):
        return []
    words = count_words(text)
    numbers = {"name": name, "now": _number(words), "most": _number(max_words)}
    if words > max_words:
        return [_("%(name)s is te lang: %(now)s woorden; %(most)s is het meeste. Maak de tekst korter.") % numbers]
    numbers["now"] = _number(len(text))
    return [_("%(name)s is te lang: %(now)s tekens. Maak de tekst korter.") % numbers]


def _number(value: int) -> str:
    return str(number_format(value, force_grouping=True))


def _consent_problems(submission: Submission, framework: Framework) -> list[str]:
    known = {each.id for each in framework.consent.purposes}
    problems = [
        f"Het gebruik '{id[:60]}' hoort niet bij dit onderzoek." for id in submission.consents if id not in known
    ]
    if submission.consents.get(Purpose.ANALYSE) is not True:
        problems.append(
            "Zonder toestemming om uw verhaal te lezen en te laten meetellen kunnen wij het niet ontvangen."
            " Kies ja, of verstuur het niet."
        )
    return problems
