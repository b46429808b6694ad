"""The team's home, and starting an inquiry."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.core.framework import Framework, dump
from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import may_start_in
from raamvertelling.inquiries.forms import StartForm
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.navigation import inquiry_address
from raamvertelling.inquiries.pages import posted
from raamvertelling.inquiries.queries import my_inquiries
from raamvertelling.inquiries.starters import starters
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import User

READY = "Het onderzoek staat klaar, als concept. Pas de vragen aan en zet het bij Fase open."


@require_safe
@login_required
def team(request: HttpRequest) -> HttpResponse:
    """My inquiries."""
    user = signed_in(request)
    context = {
        "lines": my_inquiries(viewer=user, today=localdate()),
        "may_start": may_start_in(user).exists(),
    }
    return render(request, "inquiries/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Start an inquiry from the shelf or from a file."""
    user = signed_in(request)
    if not may_start_in(user).exists():
        raise PermissionDenied
    form = StartForm(*posted(request, files=True), user=user)
    if request.method == "POST" and form.is_valid() and form.framework is not None:
        inquiry = _create(form.cleaned_data, form.framework, form.free_slug(), user)
        messages.success(request, READY)
        return redirect(inquiry_address(inquiry.slug))
    context = {"form": form, "starters": starters(), "file_problems": form.file_problems}
    return render(request, "inquiries/new.html", context, status=422 if form.errors else 200)


def _create(data: dict[str, Any], framework: Framework, slug: str, user: User) -> Inquiry:
    organisation = data["organisation"]
    definition = {**dump(framework), "title": data["title"], "commissioner": organisation.name, "fictional": False}
    return services.create_inquiry(
        organisation=organisation,
        title=data["title"],
        slug=slug,
        definition=definition,
        actor=user,
        today=localdate(),
        question=data["question"],
        opens=data["opens"],
        closes=data["closes"],
    )
