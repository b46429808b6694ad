"""The frame of every page of the team, in whichever room it is made: navigation, title, crumbs, way back."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.navigation import team_nav
from raamvertelling.web.pages import Crumb


def team_page(
    request: HttpRequest,
    template: str,
    inquiry: Inquiry,
    active: str,
    context: dict[str, Any],
    crumbs: Sequence[Crumb] = (),
    status: int = 200,
) -> HttpResponse:
    """Draw a page of an inquiry inside the team's frame; `active` is its word in the address ("verhalen")."""
    frame = {
        "nav": team_nav(request.user, inquiry, active),
        "inquiry": inquiry,
        "inquiry_title": inquiry.title,
        "phase": "" if inquiry.life == Life.OPEN else Life(inquiry.life).label,
        "is_archived": not inquiry.rules.may_change,
        "inquiries_url": reverse("inquiries:team"),
        "crumbs": crumbs,
    }
    return render(request, template, frame | context, status=status)


def posted(request: HttpRequest, *, files: bool = False) -> tuple[Any, ...]:
    """Return what to bind a form to: what was sent, also when that is nothing; no values on a GET."""
    sent = request.method == "POST"
    return ((request.POST, request.FILES) if files else (request.POST,)) if sent else ()
