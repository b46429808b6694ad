"""Wiping the stories that were told to practise."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import Role
from raamvertelling.stories.services.testing import count_test_stories, wipe_test_stories


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def test_stories(request: HttpRequest, slug: str) -> HttpResponse:
    """Say how many there are and what wiping means; then wipe them."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    if request.method == "POST":
        number = wipe_test_stories(inquiry=inquiry, actor=signed_in(request), today=localdate())
        words = "Er is 1 testverhaal gewist." if number == 1 else f"Er zijn {number} testverhalen gewist."
        messages.success(request, words if number else "Er waren geen testverhalen.")
        return redirect("stories:test_stories", slug=slug)
    context = {"number": count_test_stories(inquiry=inquiry)}
    return team_page(request, "stories/test_stories.html", inquiry, "vertelpunten", context)
