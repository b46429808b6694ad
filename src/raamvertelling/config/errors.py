"""What somebody sees when a request cannot be read; the other error pages are Django's own, with our templates."""

import errno
import sqlite3
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

AWAY = (OperationalError, InterfaceError)
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
DISK_FULL = "53100"  # what PostgreSQL says then
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say whether it was too much or not understood."""
    if isinstance(exception, TOO_MUCH):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say whether the disk is full, a database (of the stories or of the keys) is away, or we made a mistake."""
    error = sys.exc_info()[1]
    if is_full(error) or isinstance(error, AWAY):
        # Without the request: no page part may ask the database that is away.
        status = 507 if is_full(error) else 503
        return HttpResponse(render_to_string(f"{status}.html"), status=status, headers={"Retry-After": "60"})
    return HttpResponse(render_to_string("500.html"), status=500)


def is_full(error: BaseException | None) -> bool:
    """Whether there was no space left: for a file, or for SQLite or PostgreSQL, whose words Django passes on."""
    cause = error.__cause__ if isinstance(error, OperationalError) else error
    if isinstance(cause, OSError):
        return cause.errno in NO_SPACE
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return getattr(cause, "sqlstate", None) == DISK_FULL
