"""Going on with a draft on another device: a code that opens the draft once, and then belongs to nobody."""

import base64
import secrets
from datetime import date, timedelta

from django.db import transaction

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.stories.audio import BadRecording, NotNow
from raamvertelling.stories.codes import DIGITS, normalise
from raamvertelling.stories.sealing import BrokenSeal, keyed_hash, seal_with, unseal_with
from raamvertelling.telling import told
from raamvertelling.telling.draft_key import draft_id, draft_key
from raamvertelling.telling.draft_media import add_media, finish_recordings, media_to_send
from raamvertelling.telling.models import Draft, ResumeCode
from raamvertelling.telling.services import DAYS_KEPT, DraftGone, seal_draft

KIND = "resume"


class UnknownCode(Exception):
    """No draft waits under this code: mistyped, used, replaced, or older than a week."""


class HasDraft(Exception):
    """This browser is telling at the same storypoint already; that story would be lost."""


@transaction.atomic
def make_resume_code(*, token: str, storypoint: StoryPoint, today: date) -> str:
    """Return a new code for the draft of this browser, in four groups; a code that was made before stops working."""
    draft = Draft.objects.select_for_update().filter(pk=draft_id(token, storypoint)).first()
    if draft is None:
        raise DraftGone
    digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    key = base64.b64encode(draft_key(token, storypoint)).decode()
    ResumeCode.objects.filter(draft=draft).delete()
    ResumeCode.objects.create(
        draft=draft,
        code_hash=_hash(digits),
        sealed=seal_with(_key(digits), draft.id, KIND, "", key),
        expires_on=today + timedelta(days=DAYS_KEPT),
    )
    return " ".join(digits[start : start + 4] for start in range(0, DIGITS, 4))


def move_here(*, code: str, token: str, today: date) -> StoryPoint:
    """Make the draft behind a code that of this browser, and return where it is told. The other device loses it.

    NotNow when a recording of it could not be made whole now: then it stays where it was.
    """
    digits = normalise(code)
    found = ResumeCode.objects.filter(code_hash=_hash(digits)).first() if digits else None
    if found is None:
        raise UnknownCode
    try:
        # A recording that was cut off is made whole first, so that only finished ones have to move.
        finish_recordings(draft=found.draft, key=_draft_key(found, digits))
    except NotNow:
        raise
    except (BrokenSeal, BadRecording):
        pass
    return _move(digits, token, today)


@transaction.atomic
def _move(digits: str, token: str, today: date) -> StoryPoint:
    found = ResumeCode.objects.select_for_update().filter(code_hash=_hash(digits)).first()
    if found is None or min(found.expires_on, found.draft.expires_on) < today:
        raise UnknownCode
    old, storypoint = found.draft, found.draft.storypoint
    try:
        key = _draft_key(found, digits)
        content = told.load(unseal_with(key, old.id, "draft", "", bytes(old.sealed)))
    except BrokenSeal as broken:
        raise UnknownCode from broken
    new = Draft(id=draft_id(token, storypoint), storypoint=storypoint, framework_version=old.framework_version)
    if content.is_sent:
        raise UnknownCode
    if Draft.objects.filter(pk=new.id, expires_on__gte=today).exists():
        raise HasDraft
    media = media_to_send(draft=old, key=key)
    old.delete()
    Draft.objects.filter(pk=new.id).delete()
    new.expires_on = today + timedelta(days=DAYS_KEPT)
    seal_draft(new, token, storypoint, content)
    new.save(force_insert=True)
    for item in media:
        add_media(draft=new, key=draft_key(token, storypoint), item=item)
    return storypoint


def _draft_key(found: ResumeCode, digits: str) -> bytes:
    """Return the key of the draft, which the code seals."""
    return base64.b64decode(unseal_with(_key(digits), found.draft_id, KIND, "", bytes(found.sealed)))


def _hash(digits: str) -> str:
    return keyed_hash("resume code", digits)


def _key(digits: str) -> bytes:
    """The code alone opens nothing: the secret of the keystore is needed too, so a copy of the database is no use."""
    return bytes.fromhex(keyed_hash("resume key", digits))
