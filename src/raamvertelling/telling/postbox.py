"""The postbox: what a device sealed without a network becomes a story here, exactly once however often it is sent."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import translation

from raamvertelling.core.framework import Framework, Signifier
from raamvertelling.inquiries.models import Channel, FrameworkVersion, StoryPoint
from raamvertelling.stories.box import open_box
from raamvertelling.stories.codes import sending_hash
from raamvertelling.stories.models import Slip
from raamvertelling.stories.sealing import BrokenSeal
from raamvertelling.stories.services.receiving import (
    DifferentBody,
    NotReceiving,
    SlipRefused,
    WithdrawnBefore,
    receive_story,
)
from raamvertelling.stories.submission import Submission
from raamvertelling.telling import steps
from raamvertelling.telling.access import languages
from raamvertelling.telling.reading import BadAnswer, read
from raamvertelling.telling.services import submission_of
from raamvertelling.telling.told import Told

RECEIVED, KNOWN, APART = "ontvangen", "bekend", "apart"
MOST_FIELDS = 500


class Unreadable(ValueError):
    """This cannot be opened or is no story; the sentence says what to do with it."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a box, and the ids of questions whose answer did not fit.

    It was received now, is known already, or is kept apart for the moderator: this slip brought other words before.
    """

    state: str
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What was in a box: the key of its slip and, per question, the fields as they were posted."""

    key: str
    language: str
    fields: dict[str, list[tuple[str, str]]]
    uses: dict[str, bool]
    wants_code: bool
    told_on: date | None
    guardian: bool = False


def bound_to(storypoint: StoryPoint, number: int) -> bytes:
    """Return what a box is bound to: this storypoint and this version of the questions."""
    return f"{storypoint.code}/{number}".encode()


def receive_box(*, storypoint: StoryPoint, body: bytes, today: date) -> Delivery:
    """Open a box and keep its story. Raises Unreadable, or Unacceptable when the story itself cannot be kept."""
    version, sealed = _envelope(storypoint, body)
    try:
        letter = _letter(open_box(storypoint.inquiry, sealed, bound_to(storypoint, version.number)))
    except BrokenSeal as error:
        raise Unreadable("Dit verhaal is niet te openen. Bewaar het als bestand en vraag om hulp.") from error
    slip = _slip(storypoint, letter)
    told, lost = _told(version.framework, letter)
    submission = replace(
        submission_of(version.framework, told, wants_code=letter.wants_code),
        channel=Channel.INTERVIEWER,
        told_on=_day(letter, slip.issued_on, today),
        guardian_agreed=True if letter.guardian else None,
    )
    return Delivery(_keep(storypoint, version, submission, letter.key, today), tuple(lost))


def _keep(storypoint: StoryPoint, version: FrameworkVersion, submission: Submission, key: str, today: date) -> str:
    try:
        received = receive_story(
            storypoint=storypoint,
            framework_version=version,
            submission=submission,
            idempotency_key=key,
            today=today,
        )
    except (SlipRefused, NotReceiving) as refused:
        raise Unreadable(str(refused)) from refused
    except DifferentBody:
        return APART
    except WithdrawnBefore:
        return KNOWN
    return KNOWN if received.duplicate else RECEIVED


def _envelope(storypoint: StoryPoint, body: bytes) -> tuple[FrameworkVersion, bytes]:
    try:
        outer = json.loads(body)
        number, sealed = _number(outer["kader"]), base64.b64decode(outer["doos"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise Unreadable("Dit is geen verhaal van dit programma. Er is niets ontvangen.") from error
    version = storypoint.inquiry.framework_versions.filter(number=number).first() if 0 < number < 10**6 else None
    if version is None:
        raise Unreadable("De vragen van dit verhaal kent het onderzoek niet meer. Bewaar het als bestand.")
    return version, sealed


def _letter(plain: bytes) -> Letter:
    """Read what the device wrote; it is our own program, but anybody may have changed it."""
    try:
        inner = json.loads(plain)
        fields = {str(name): _pairs(value) for name, value in dict(inner["antwoorden"]).items()}
        day = inner.get("op")
        return Letter(
            key=_text(inner["sleutel"]),
            language=_text(inner["taal"])[:10],
            fields=fields,
            uses={str(id): yes is True for id, yes in dict(inner["gebruik"]).items()},
            wants_code=inner.get("code") is not False,
            told_on=date.fromisoformat(day) if isinstance(day, str) else None,
            guardian=inner.get("voogd") is True,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable("Dit verhaal is beschadigd. Bewaar het als bestand en vraag de beheerder om hulp.") from error


def _pairs(value: Any) -> list[tuple[str, str]]:
    if not isinstance(value, list) or len(value) > MOST_FIELDS:
        raise TypeError
    return [(_text(name), _text(text)) for name, text in value]


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # half a character is no text: that is a ValueError
    return value


def _slip(storypoint: StoryPoint, letter: Letter) -> Slip:
    """Only who holds a slip that was handed out for this storypoint may post; so nobody else fills the inquiry."""
    issued = Slip.objects.filter(storypoint=storypoint, channel=Channel.INTERVIEWER)
    slip = issued.filter(idempotency_hash=sending_hash(letter.key)).first()
    if slip is None:
        raise Unreadable("Dit verhaal hoort niet bij een strookje van dit vertelpunt. Bewaar het als bestand.")
    return slip


def _told(framework: Framework, letter: Letter) -> tuple[Told, list[str]]:
    """Read the posted fields as the pages online do. An answer that does not fit is left out and named."""
    language = letter.language if letter.language in languages(framework) else framework.language
    told = Told(language=language, idempotency_key="", consents={steps.ANALYSE: letter.uses.get(steps.ANALYSE, False)})
    with translation.override(language):
        told, lost = _answer(told, letter, lambda now: steps.asked(framework, now.answers))
        told, more = _answer(told, letter, lambda now: steps.for_interviewer(framework, now.answers))
    others = {each.id: letter.uses.get(each.id, False) for each in steps.other_purposes(framework)}
    return told.allowed(others), [*lost, *more]


def _answer(told: Told, letter: Letter, asked: Callable[[Told], Iterable[Signifier]]) -> tuple[Told, list[str]]:
    """Answer one question after the other, because which are asked depends on the answers before."""
    done: set[str] = set()
    lost: list[str] = []
    while following := next((each for each in asked(told) if each.id not in done), None):
        done.add(following.id)
        pairs = letter.fields.get(following.id)
        if pairs is None:
            continue
        try:
            told = read(following, _posted(pairs), skips=False)(told)
        except BadAnswer:
            lost.append(following.id)
    return told, lost


def _posted(pairs: list[tuple[str, str]]) -> QueryDict:
    posted = QueryDict(mutable=True)
    for name, text in pairs:
        posted.appendlist(name, text)
    return posted


def _day(letter: Letter, issued_on: date, today: date) -> date:
    """Return the day of the conversation, unless the device's clock names one before its slip or after today."""
    return letter.told_on if letter.told_on and issued_on <= letter.told_on <= today else today
