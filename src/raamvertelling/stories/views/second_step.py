"""The second step of somebody of the team who lost it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from raamvertelling.inquiries.access import get_inquiry_or_404, get_member_or_404
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.access import say_again_who, signed_in
from raamvertelling.people.models import Role
from raamvertelling.people.second_step import has_second_step
from raamvertelling.stories.services.second_step import may_take_off, take_off
from raamvertelling.web.pages import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def second_step_off(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """What taking it off means; a beheerder of all that this person works on does it here."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    user, actor = get_member_or_404(inquiry, person), signed_in(request)
    may = may_take_off(actor=actor, user=user)
    if request.method == "POST" and may:
        say_again_who(request)
        take_off(user=user, actor=actor, today=localdate())
        messages.success(request, f"De tweede stap van {user.name} staat uit. Dat staat in het logboek.")
        return redirect("inquiries:people", slug=slug)
    context = {"person": user, "may": may, "is_me": user == actor, "has_any": has_second_step(user)}
    crumbs = [Crumb("Mensen", reverse("inquiries:people", args=[slug])), Crumb("Tweede stap uitzetten")]
    return team_page(request, "stories/second_step_off.html", inquiry, "mensen", context, crumbs)
