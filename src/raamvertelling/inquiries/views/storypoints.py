"""Ways in: the list, a new one, opening and closing, the QR code and what is printed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import is_valid_path
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import get_inquiry_or_404, get_storypoint_or_404, roles_of
from raamvertelling.inquiries.forms import StoryPointForm
from raamvertelling.inquiries.handouts import KINDS, render_handout
from raamvertelling.inquiries.navigation import inquiry_address
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.inquiries.queries import state_sentence, way_in, ways_in
from raamvertelling.people.models import Role
from raamvertelling.web.typeset import qr_svg

MAY_SEE = (Role.ADMIN, Role.RESEARCHER, Role.MODERATOR, Role.INTERVIEWER)
MAY_EDIT = (Role.ADMIN, Role.RESEARCHER)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def storypoints(request: HttpRequest, slug: str) -> HttpResponse:
    """Every way in, and a form for one more."""
    inquiry = get_inquiry_or_404(request.user, slug, *(MAY_EDIT if request.method == "POST" else MAY_SEE))
    form = StoryPointForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        made = services.create_storypoint(inquiry=inquiry, **form.cleaned_data)
        messages.success(request, f"Het vertelpunt {made.name} is open.")
        return redirect("inquiries:storypoints", slug=slug)
    context = {
        "ways_in": ways_in(inquiry),
        "form": form,
        "prints": KINDS.items(),
        "may_edit": bool(roles_of(request.user, inquiry) & set(MAY_EDIT)),
        "is_open": inquiry.is_open_on(localdate()),
        "state": state_sentence(inquiry, localdate()),
    }
    wipe = inquiry_address(slug, "testverhalen")
    context["tests_url"] = wipe if Role.ADMIN in roles_of(request.user, inquiry) and is_valid_path(wipe) else ""
    status = 422 if form.errors else 200
    return team_page(request, "inquiries/storypoints.html", inquiry, "vertelpunten", context, status=status)


@require_POST
@login_required
def storypoint_open(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Open or close a way in."""
    storypoint = get_storypoint_or_404(request.user, slug, code, *MAY_EDIT)
    services.set_open(storypoint=storypoint, is_open=request.POST.get("open") == "ja")
    messages.success(request, f"{storypoint.name} is {'open' if storypoint.is_open else 'gesloten'}.")
    return redirect("inquiries:storypoints", slug=slug)


@require_safe
@login_required
def storypoint_qr(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The address as a QR code."""
    storypoint = get_storypoint_or_404(request.user, slug, code, *MAY_SEE)
    address = way_in(storypoint).address
    return HttpResponse(qr_svg(address, border=4, title=address), content_type="image/svg+xml")


@require_safe
@login_required
def handout(request: HttpRequest, slug: str, code: str, kind: str) -> HttpResponse:
    """A poster, a letter or cards as PDF."""
    storypoint = get_storypoint_or_404(request.user, slug, code, *MAY_SEE)
    if kind not in KINDS:
        raise Http404
    made = render_handout(kind, storypoint, today=localdate())
    headers = {"Content-Disposition": f'attachment; filename="{code}-{kind}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
