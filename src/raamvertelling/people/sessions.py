"""How long somebody stays signed in: half an hour without doing anything, and a working day at most.

When somebody was here last is kept in no table. It lies in a signed cookie of that browser, bound to its session; the
session itself remembers only that the cookie must be there, so that leaving it out does not help.
"""

import hashlib
from collections.abc import Callable
from time import time
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare

Respond = Callable[[HttpRequest], HttpResponse]

COOKIE = "raam_bezig"
# In the session: from here on the cookie must come along.
WATCHED = "watched"
A_MINUTE = 60
IDLE = 30 * A_MINUTE
SAFE = ("GET", "HEAD")
FORBIDDEN = 403
SIGNER = Signer(salt="raamvertelling.people.sessions")


def watch(get_response: Respond) -> Respond:
    """End a session that was idle or open too long; who is signed in gets a new mark with every answer."""

    def respond(request: HttpRequest) -> HttpResponse:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        since = since_when(request.COOKIES.get(COOKIE, ""), key)
        is_over = bool(key) and since is None and request.user.is_authenticated and WATCHED in request.session
        if is_over:
            logout(request)
        response = get_response(request)
        if is_over:
            return _say_so(request, response)
        if key or request.session.modified:
            _mark(request, response, since)
        return response

    return respond


def mark_for(key: str, since: int) -> str:
    """Return what the cookie holds: for which session, since when somebody is signed in, and that it is now."""
    return SIGNER.sign(f"{_name(key)}:{since}:{int(time())}")


def since_when(mark: str, key: str) -> int | None:
    """Return since when this session is open; None if it is over, or if the mark is not of this session."""
    try:
        name, since, seen = SIGNER.unsign(mark).split(":")
    except (BadSignature, ValueError):
        return None
    now = int(time())
    # A clock that was ahead and is put back does not keep a session open until it has caught up.
    fresh = -A_MINUTE < now - int(seen) < IDLE and -A_MINUTE < now - int(since) < settings.SESSION_COOKIE_AGE
    return int(since) if fresh and constant_time_compare(name, _name(key)) else None


def _name(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _mark(request: HttpRequest, response: HttpResponse, since: int | None) -> None:
    # Not `request.user`: who lacks a required second step is treated as a stranger, and is signed in all the same.
    if SESSION_KEY not in request.session:
        if COOKIE in request.COOKIES:
            response.delete_cookie(COOKIE)
        return
    if WATCHED not in request.session:
        request.session[WATCHED] = True
    if request.session.session_key is None:
        request.session.save()
    response.set_cookie(
        COOKIE,
        mark_for(str(request.session.session_key), int(time()) if since is None else since),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _say_so(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Explain to who is sent away why; what was being sent is not lost without a word."""
    login = reverse(settings.LOGIN_URL)
    if response.headers.get("Location", "").startswith(login):
        if request.method not in SAFE:
            response = render(request, "people/signed_out.html", status=FORBIDDEN)
        else:
            response["Location"] = f"{login}?{urlencode({'next': request.get_full_path(), 'verlopen': 1})}"
    response.delete_cookie(COOKIE)
    return response
