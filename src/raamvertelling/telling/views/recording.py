"""The recording of a draft: pieces come in one by one, are finished, and can be heard."""

from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from raamvertelling.stories.audio import BadRecording, too_large
from raamvertelling.telling import cookies, draft_media
from raamvertelling.telling.access import Visit
from raamvertelling.telling.draft_key import draft_key
from raamvertelling.telling.draft_media import BadChunk
from raamvertelling.telling.views.pages import INVALID, draft_page, storypoint_page
from raamvertelling.telling.ways import as_kept, draft_of
from raamvertelling.web.ranges import media_response

GONE, CONFLICT, TOO_LARGE = 410, 409, 413


@require_POST
@storypoint_page
def recording_chunk(request: HttpRequest, visit: Visit, recording: UUID, seq: int) -> HttpResponse:
    """Take one piece of a recording; sending it again does no harm. The answer names the pieces that are here."""
    if visit.told is None or visit.told.is_sent:
        return _nothing_begun()
    key = draft_key(visit.token, visit.storypoint)
    sha256 = request.headers.get("X-Sha256", "").lower()
    try:
        data = request.body
        have = draft_media.keep_chunk(
            draft=draft_of(visit), key=key, recording=recording, seq=seq, data=data, sha256=sha256
        )
    except (BadRecording, RequestDataTooBig) as bad:
        return _problem(str(bad) if isinstance(bad, BadRecording) else too_large(), TOO_LARGE)
    except BadChunk as bad:
        return _problem(str(bad), CONFLICT)
    response = JsonResponse({"have": have})
    cookies.write_draft(response, visit.token)
    return response


@require_POST
@storypoint_page
def recording_finish(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make one recording of all pieces that are here, and say how long it is."""
    if visit.told is None or visit.told.is_sent:
        return _nothing_begun()
    try:
        media = draft_media.finish_recordings(draft=draft_of(visit), key=draft_key(visit.token, visit.storypoint))
    except BadRecording as bad:
        return _problem(str(bad), INVALID)
    kept = as_kept(visit, media) if media else None
    told = {"url": kept.url, "seconds": kept.seconds, "length": kept.length} if kept else {}
    response = JsonResponse(told)
    cookies.write_draft(response, visit.token)
    return response


@require_safe
@draft_page
def recording(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Let the teller hear what was recorded."""
    media = draft_media.voice_of(draft_of(visit))
    if media is None:
        raise Http404
    data = draft_media.read_media(media=media, key=draft_key(visit.token, visit.storypoint))
    return media_response(request, data, media.mime)


def _nothing_begun() -> HttpResponse:
    sentence = _(
        "Uw verhaal staat hier niet meer open. Laad de pagina opnieuw. Wat u al zei, staat nog op dit apparaat."
    )
    return _problem(sentence, GONE)


def _problem(sentence: str, status: int) -> HttpResponse:
    return JsonResponse({"problem": sentence}, status=status)
