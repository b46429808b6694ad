"""The page of the team with recordings, and the recording as a teller hears it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.people.models import Role
from raamvertelling.telling.access import Visit
from raamvertelling.telling.spoken import services
from raamvertelling.telling.spoken.forms import RecordingForm
from raamvertelling.telling.views.pages import storypoint_page
from raamvertelling.web.pages import Crumb
from raamvertelling.web.ranges import media_response

MAY_EDIT = (Role.ADMIN, Role.RESEARCHER)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def spoken(request: HttpRequest, slug: str) -> HttpResponse:
    """Every page that can be read aloud, its recordings, and a form for one more."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    form = RecordingForm(inquiry.framework, *posted(request, files=True))
    if request.method == "POST" and form.is_valid() and form.sound:
        chosen, language = form.chosen, form.cleaned_data["language"]
        services.keep_recording(inquiry=inquiry, spot=chosen, language=language, sound=form.sound, today=localdate())
        messages.success(request, f"De opname bij ‘{chosen.label}’ is bewaard. Tellers horen hem meteen.")
        return redirect("telling:spoken", slug=slug)
    point = inquiry.storypoints.order_by("pk").first()
    context = {"form": form, "lines": services.spoken_lines(inquiry), "code": point.code if point else ""}
    crumbs = (Crumb("Vragen", reverse("inquiries:framework", args=[inquiry.slug])), Crumb("Voorlezen"))
    status = 422 if form.errors else 200
    return team_page(request, "telling/spoken.html", inquiry, "kader", context, crumbs, status=status)


@require_POST
@login_required
def spoken_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Remove a recording."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    services.remove_recording(recording=services.get_recording_or_404(inquiry, number))
    messages.success(request, "De opname is weg. De stem van het apparaat leest weer voor.")
    return redirect("telling:spoken", slug=slug)


@require_safe
@storypoint_page
def spoken_audio(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Let a teller hear a page."""
    recording = services.get_recording_or_404(visit.storypoint.inquiry, number)
    return media_response(request, bytes(recording.data), recording.mime)
