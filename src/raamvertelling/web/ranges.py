"""Sound and pictures as an answer: a player may ask for a part, so that it can jump and start at once."""

import re

from django.http import HttpRequest, HttpResponse

# No file is longer than these digits can say; anything else gives the whole.
ASKED = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")


def media_response(request: HttpRequest, data: bytes, mime: str) -> HttpResponse:
    """Answer with these bytes, or with the part that is asked for; kept in no cache."""
    response = HttpResponse(content_type=mime)
    response["Cache-Control"] = "no-store"
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = "inline"
    asked = ASKED.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or not any(asked.groups()):
        response.content = data
        return response
    first, last = _bounds(asked[1], asked[2], len(data))
    if first > last:
        response.status_code = 416
        response["Content-Range"] = f"bytes */{len(data)}"
        return response
    response.status_code = 206
    response["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    response.content = data[first : last + 1]
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
