"""Writes of this room: keep a draft, change it, send it, destroy it."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count

from raamvertelling.core.framework import Framework
from raamvertelling.inquiries.models import Channel, FrameworkVersion, Inquiry, StoryPoint
from raamvertelling.stories.keeping.log import note_destroyed
from raamvertelling.stories.models import MediaKind, Slip
from raamvertelling.stories.sealing import BrokenSeal, seal_with, unseal_with
from raamvertelling.stories.services.receiving import DifferentBody, receive_story
from raamvertelling.stories.submission import NewMedia, Submission
from raamvertelling.telling import steps, told
from raamvertelling.telling.draft_key import draft_id, draft_key
from raamvertelling.telling.draft_media import forget_media, media_to_send
from raamvertelling.telling.manner import ALONE, Manner
from raamvertelling.telling.models import Draft
from raamvertelling.telling.told import Told

DAYS_KEPT = 7
DRAFTS, DRAFTS_GROUND = "concepten van vertellers", f"verstuurd, of {DAYS_KEPT} dagen niet meer geopend"
RECEIPT_SECONDS = 30 * 60


class DraftGone(Exception):
    """There is no draft under this key: never made, expired, or destroyed."""


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft with its content, for the browser that has the key."""

    draft: Draft
    told: Told


def new_token() -> str:
    """Return a new key for a browser; it is only ever in a cookie."""
    return secrets.token_urlsafe(32)


def open_draft(*, token: str, storypoint: StoryPoint, today: date, now: float) -> OpenDraft | None:
    """Return the draft of this browser at this storypoint; an old draft or an old receipt is destroyed instead."""
    if not token:
        return None
    drafts = Draft.objects.select_related("framework_version", "storypoint")
    draft = drafts.filter(pk=draft_id(token, storypoint)).first()
    if draft is None:
        return None
    try:
        content = _unseal(draft, token, storypoint)
    except BrokenSeal:
        content = None
    if content is None or draft.expires_on < today or _is_read_out(content, now):
        draft.delete()
        return None
    return OpenDraft(draft, content)


@transaction.atomic
def start_draft(
    *,
    token: str,
    storypoint: StoryPoint,
    version: FrameworkVersion,
    language: str,
    today: date,
    manner: Manner = ALONE,
    about_me: Mapping[str, object] | None = None,
) -> Draft:
    """Begin after age and consent; what this browser began here before is gone. Old drafts of others go too."""
    purge_drafts(today=today)
    content = Told(
        language=language,
        idempotency_key=secrets.token_urlsafe(32),
        consents={steps.ANALYSE: True},
        answers=dict(about_me or {}),
        passed=tuple(about_me or ()),
        carried=tuple(about_me or ()),
        told_as=manner.told_as,
        told_with=manner.told_with,
        owner_knows=manner.owner_knows,
        is_practice=storypoint.is_practice,
    )
    draft = Draft(id=draft_id(token, storypoint), storypoint=storypoint, framework_version=version)
    draft.expires_on = today + timedelta(days=DAYS_KEPT)
    seal_draft(draft, token, storypoint, content)
    Draft.objects.filter(pk=draft.pk).delete()
    draft.save(force_insert=True)
    return draft


@transaction.atomic
def change_draft(*, token: str, storypoint: StoryPoint, change: Callable[[Told], Told], today: date) -> Told:
    """Apply one change under a lock, so that two open windows do not undo each other. A sent draft stays as it is."""
    draft = Draft.objects.select_for_update().filter(pk=draft_id(token, storypoint)).first()
    if draft is None:
        raise DraftGone
    before = _unseal(draft, token, storypoint)
    if before.is_sent:
        return before
    after = change(before)
    seal_draft(draft, token, storypoint, after)
    draft.expires_on = today if after.is_sent else today + timedelta(days=DAYS_KEPT)
    draft.save(update_fields=["sealed", "expires_on"])
    if after.is_sent:
        forget_media(draft=draft)
    return after


def send(
    *,
    opened: OpenDraft,
    token: str,
    storypoint: StoryPoint,
    wants_code: bool,
    today: date,
    now: float,
    slip: Slip | None = None,
    at_kiosk: bool = False,
) -> None:
    """Hand the story over and keep only its receipt. Sending again gives the same code, also after a cut line.

    With a `slip` the code is on the strip that the teller holds, and nothing is shown here.
    """
    media = media_to_send(draft=opened.draft, key=draft_key(token, storypoint))
    try:
        received = receive_story(
            storypoint=storypoint,
            framework_version=opened.draft.framework_version,
            submission=_submission(opened, media, wants_code=wants_code, at_kiosk=at_kiosk),
            idempotency_key=opened.told.idempotency_key,
            slip=slip,
            today=today,
        )
        codes = [received.code]
    except DifferentBody as both:
        codes = [both.second.code, both.first.code]
    kept = tuple(code for code in codes if code)
    mine = steps.about_me(opened.draft.framework_version.framework, opened.told.answers)
    change_draft(
        token=token,
        storypoint=storypoint,
        change=lambda content: replace(content.receipted(kept, now), about_me=mine),
        today=today,
    )


def destroy_draft(*, token: str, storypoint: StoryPoint) -> None:
    """Destroy what this browser began at this storypoint."""
    if token:
        Draft.objects.filter(pk=draft_id(token, storypoint)).delete()


@transaction.atomic
def purge_drafts(*, today: date) -> int:
    """Delete drafts that nobody came back for, write down how many, and say so."""
    old = Draft.objects.filter(expires_on__lt=today)
    counts = dict(old.values_list("storypoint__inquiry").annotate(number=Count("pk")).order_by("storypoint__inquiry"))
    for inquiry in Inquiry.objects.filter(pk__in=counts).order_by("pk"):
        number = counts[inquiry.pk]
        note_destroyed(inquiry=inquiry, what=DRAFTS, number=number, ground=DRAFTS_GROUND, today=today)
    old.delete()
    return sum(counts.values())


def _is_read_out(content: Told, now: float) -> bool:
    """Whether it was sent long ago, or in a time to come: then a clock was put back, and nobody knows how long ago."""
    return content.is_sent and abs(now - content.sent_at) > RECEIPT_SECONDS


def submission_of(framework: Framework, content: Told, *, wants_code: bool) -> Submission:
    """Build what is handed over: only answers to questions that are asked, the prompt, voice and story apart."""
    questions = [*steps.asked(framework, content.answers), *steps.for_interviewer(framework, content.answers)]
    asked = {each.id for each in questions}
    apart = {each.id for each in (framework.story, framework.title_question) if each is not None}
    prompt = framework.prompt
    texts = {id: text for id, text in content.texts.items() if id in asked}
    unanswered = [each.id for each in steps.other_purposes(framework) if each.id not in content.consents]
    return Submission(
        text=texts.get(framework.story.id, ""),
        title=texts.get(framework.title_question.id, "") if framework.title_question else "",
        language=content.language,
        prompt=str(content.answers.get(prompt.id, "")) if prompt else "",
        role=content.role(framework),
        answers={id: raw for id, raw in content.answers.items() if id in asked},
        free_texts={id: text for id, text in texts.items() if id not in apart},
        consents=content.consents | dict.fromkeys(unanswered, False),
        consent_language=content.language,
        wants_code=wants_code,
        told_as=content.told_as,
        told_with=content.told_with,
        owner_knows=content.owner_knows,
        is_practice=content.is_practice,
    )


def _submission(
    opened: OpenDraft, media: tuple[NewMedia, ...], *, wants_code: bool, at_kiosk: bool = False
) -> Submission:
    words = submission_of(opened.draft.framework_version.framework, opened.told, wants_code=wants_code)
    channel = Channel.KIOSK if at_kiosk else _channel(opened, media, words.text)
    return replace(words, channel=channel, media=media)


def _channel(opened: OpenDraft, media: tuple[NewMedia, ...], text: str) -> str | None:
    """Say that a story was spoken if no words were typed; a storypoint that is not online keeps its own name."""
    spoken = not text and any(each.kind == MediaKind.VOICE for each in media)
    return Channel.VOICE if spoken and opened.draft.storypoint.channel == Channel.WEB else None


def seal_draft(draft: Draft, token: str, storypoint: StoryPoint, content: Told) -> None:
    """Put what was told in a draft, under the key of this browser."""
    draft.sealed = seal_with(draft_key(token, storypoint), draft.id, "draft", "", content.dump())


def _unseal(draft: Draft, token: str, storypoint: StoryPoint) -> Told:
    key = draft_key(token, storypoint)
    return told.load(unseal_with(key, draft.id, "draft", "", bytes(draft.sealed)))
