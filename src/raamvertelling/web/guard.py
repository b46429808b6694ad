"""What goes for every request and answer: no body above the limit, and no page kept by a browser or a proxy."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

Respond = Callable[[HttpRequest], HttpResponse]

# Two files of 50 MB and what is around them; everything else is a form.
MOST_FOR_FILES = 110_000_000
MOST_FOR_FORMS = 3_000_000
FOR_FILES = "/inlezen/"
# Where a teller adds a recording or a picture to a story.
FOR_TELLERS = re.compile(r"/vertel/[-\w]+/uw-verhaal/")
NOT_THIS_WAY = 405
POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
HEADERS = {
    "Cache-Control": "no-store",
    "Permissions-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
}


def guard(get_response: Respond) -> Respond:
    """Refuse a body that is too large before anything of it is written to disk; add the headers of every page.

    Django itself limits the fields of a form, not its files: without this anybody could fill the disk.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if _length(request) > MOST_FOR_FORMS and _length(request) > _most(request):
            response = HttpResponse(render_to_string("413.html"), status=413)
        else:
            response = get_response(request)
            if response.status_code == NOT_THIS_WAY and not response.content:
                response.content = render_to_string("405.html")
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return respond


def allow_microphone(response: HttpResponse) -> HttpResponse:
    """Let this one page ask for the microphone."""
    response["Permissions-Policy"] = POLICY.replace("microphone=()", "microphone=(self)")
    return response


def is_for_tellers(path: str) -> bool:
    """Whether this is the address where a teller may add files to a story."""
    return FOR_TELLERS.fullmatch(path) is not None


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a page of another site made the browser ask: a link or picture there may wipe nothing here."""
    return request.headers.get("Sec-Fetch-Site", "") in ("cross-site", "same-site")


def _length(request: HttpRequest) -> int:
    written = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(written) if written.isdecimal() and len(written) < 20 else 0


def _most(request: HttpRequest) -> int:
    """Only somebody of a team reads files in, and only on the page for that; a teller adds to a story on one page."""
    if is_for_tellers(request.path_info):
        # More than is kept: what does not fit is left out while it comes in, so that the words of the page stay.
        return max(MOST_FOR_FILES, 2 * settings.RAAM_MEDIA_MB * 1_000_000 + MOST_FOR_FORMS)
    may_send_files = request.path_info.endswith(FOR_FILES) and request.user.is_authenticated
    return MOST_FOR_FILES if may_send_files else max(MOST_FOR_FORMS, settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)
