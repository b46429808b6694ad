"""The front door and what machines ask for: start, help, security.txt, robots.txt, health."""

from datetime import UTC, timedelta

from django.conf import settings
from django.db import connections
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from raamvertelling.inquiries.help_lines import help_of
from raamvertelling.inquiries.hidden_example import closed_group, closed_number
from raamvertelling.inquiries.queries import public_inquiries
from raamvertelling.version import VERSION
from raamvertelling.web.accessibility.report import counts, criteria, read_run, status


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, for somebody who comes in from the street."""
    if request.user.is_authenticated:
        return redirect("inquiries:team")
    return render(request, "inquiries/home.html", {"lines": public_inquiries(today=timezone.localdate())})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Short help, and what happens with what people tell."""
    return render(request, "inquiries/help.html", {"contact": settings.RAAM_CONTACT, "help": help_of(None)})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is known of how well everybody can use this, in Dutch; made from the tests, not from what we hope."""
    run = read_run()
    found = criteria(run)
    letter, words = status(found)
    context = {"run": run, "found": found, "counts": counts(found), "letter": letter, "words": words}
    context |= {"version": VERSION, "contact": settings.RAAM_CONTACT}
    with translation.override(settings.LANGUAGE_CODE):
        return render(request, "inquiries/accessibility.html", context)


@require_safe
def why_hidden(request: HttpRequest) -> HttpResponse:
    """Why a group or a number is not shown, in Dutch, with two invented pictures."""
    with translation.override(settings.LANGUAGE_CODE):
        return render(request, "inquiries/why_hidden.html", {"group": closed_group(), "number": closed_number()})


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a leak (RFC 9116); valid for half a year from today."""
    contact = settings.RAAM_CONTACT
    address = contact if "://" in contact or contact.startswith("mailto:") else f"mailto:{contact}"
    expires = (timezone.now().astimezone(UTC) + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    here = f"{settings.RAAM_ADDRESS}{reverse('security_txt')}"
    lines = [f"Contact: {address}", f"Expires: {expires}", "Preferred-Languages: nl, en", f"Canonical: {here}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Search engines find the front door and public pages, nothing of the team and no teller's page."""
    closed = ("/team/", "/account/", "/uitnodiging/", "/vertel/", "/mijn-verhaal/")
    lines = ["User-agent: *", *(f"Disallow: {each}" for each in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether both databases answer."""
    try:
        databases_answer()
    except Error:
        return HttpResponse("niet ok", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


def databases_answer() -> bool:
    """Ask each database for nothing; an error of the database when one does not answer."""
    for connection in connections.all():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    return True
