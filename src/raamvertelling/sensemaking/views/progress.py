"""The progress of collecting, and the aims that a beheerder sets."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from raamvertelling.inquiries.access import get_inquiry_or_404, roles_of
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.models import Role
from raamvertelling.sensemaking.forms import AimsForm
from raamvertelling.sensemaking.pictures import weeks
from raamvertelling.sensemaking.queries.progress import progress

MAY_SEE = (Role.ADMIN, Role.RESEARCHER, Role.MODERATOR)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def progress_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show bars, numbers and who is missing; a beheerder sets the aims here."""
    inquiry = get_inquiry_or_404(request.user, slug, *((Role.ADMIN,) if request.method == "POST" else MAY_SEE))
    form = AimsForm(request.POST if request.method == "POST" else None, inquiry=inquiry)
    if request.method == "POST" and form.is_valid():
        form.save(inquiry)
        messages.success(request, "De doelen zijn bewaard.")
        return redirect("sensemaking:progress", slug=slug)
    page = progress(viewer=request.user, inquiry=inquiry, today=localdate())
    context = {
        "page": page,
        "weeks": weeks(page.weeks) if page.weeks else "",
        "form": form,
        "may_set": Role.ADMIN in roles_of(request.user, inquiry),
    }
    status = 422 if form.errors else 200
    return team_page(request, "sensemaking/progress.html", inquiry, "voortgang", context, status=status)
