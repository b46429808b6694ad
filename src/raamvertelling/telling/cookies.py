"""The cookies of a teller: the key of the draft, a mark that it is in use, and the way to one's own story.

None of them is a session of the server, and none says who somebody is.
"""

from dataclasses import dataclass
from time import time
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

DRAFT = "raam_concept"
IN_USE = "raam_bezig"
MY_STORY = "raam_mijn"
KIOSK = "raam_zuil"
DRAFT_PATH = "/vertel/"
MY_STORY_PATH = "/mijn-verhaal/"
INTERVIEW = "raam_gesprekken"
INTERVIEW_PATH = "/snel-weg/"

WEEK = 7 * 24 * 3600
YEAR = 365 * 24 * 3600
IN_USE_SECONDS = 30 * 60
MY_STORY_SECONDS = 20 * 60


@dataclass(frozen=True, slots=True)
class DraftCookies:
    """What the browser says: the key of its draft, and whether somebody was at work here just now."""

    token: str
    in_use: bool


def read_draft(request: HttpRequest) -> DraftCookies:
    """Read both cookies; a mark that is old, or from before the browser was closed, does not count."""
    mark = _signer(IN_USE).unsign_or_none(request.COOKIES.get(IN_USE, ""), IN_USE_SECONDS)
    return DraftCookies(request.COOKIES.get(DRAFT, "")[:100], mark is not None)


def write_draft(response: HttpResponseBase, token: str) -> None:
    """Keep the key for a week from now, and say that somebody is at work."""
    _set(response, DRAFT, token, DRAFT_PATH, max_age=WEEK)
    _set(response, IN_USE, _signer(IN_USE).sign("ja"), DRAFT_PATH)


def read_kiosk(request: HttpRequest) -> str:
    """Return the token of the kiosk that this device is; empty for any other device."""
    return request.COOKIES.get(KIOSK, "")[:100]


def write_kiosk(response: HttpResponseBase, token: str) -> None:
    """Let the telling pages know that this device is a kiosk."""
    _set(response, KIOSK, token, DRAFT_PATH)


def forget_kiosk(response: HttpResponseBase) -> None:
    """Make this an ordinary device again."""
    response.delete_cookie(KIOSK, path=DRAFT_PATH, samesite="Lax")


def read_my_story(request: HttpRequest) -> UUID | None:
    """Return which story this browser opened with a code, a short while ago."""
    value = _signer(MY_STORY).unsign_or_none(request.COOKIES.get(MY_STORY, ""), MY_STORY_SECONDS)
    return UUID(value) if value else None


def write_my_story(response: HttpResponseBase, story_id: UUID) -> None:
    """Remember which story was opened; not the code itself."""
    _set(response, MY_STORY, _signer(MY_STORY).sign(str(story_id)), MY_STORY_PATH)


def forget_draft(response: HttpResponseBase) -> None:
    """Drop the key: without it a draft cannot be found or read, also not by us."""
    response.delete_cookie(DRAFT, path=DRAFT_PATH, samesite="Lax")
    response.delete_cookie(IN_USE, path=DRAFT_PATH, samesite="Lax")


def forget_my_story(response: HttpResponseBase) -> None:
    """Close one's own story."""
    response.delete_cookie(MY_STORY, path=MY_STORY_PATH, samesite="Lax")


class _Signer(signing.TimestampSigner):
    def unsign_or_none(self, value: str, seconds: int) -> str | None:
        """Return what was signed at most so long ago; nor so long from now, after a clock was put back."""
        try:
            said = self.unsign(value, max_age=seconds)
        except signing.BadSignature:
            return None
        made = signing.b62_decode(value.rsplit(self.sep, 2)[1])
        return said if made - time() <= seconds else None


def _signer(use: str) -> _Signer:
    return _Signer(salt=f"raamvertelling.telling.{use}")


def mark_interview_device(response: HttpResponseBase) -> None:
    """Remember that conversations may wait on this device: "Snel weg" must not wipe what others told here."""
    _set(response, INTERVIEW, "ja", INTERVIEW_PATH, max_age=YEAR)


def is_interview_device(request: HttpRequest) -> bool:
    """Tell whether this device was prepared for conversations."""
    return request.COOKIES.get(INTERVIEW) == "ja"


def _set(response: HttpResponseBase, name: str, value: str, path: str, max_age: int | None = None) -> None:
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
