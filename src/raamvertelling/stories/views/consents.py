"""Which texts tellers agreed to: what was asked, in which words, since when, and by how many it is allowed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from raamvertelling.inquiries.access import get_inquiry_or_404, roles_of
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.models import TEAM, Role
from raamvertelling.stories.queries.consents import text_versions


@require_safe
@login_required
def consents(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was asked when; exact numbers are for who reads the stories."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN, *TEAM)
    exact = not roles_of(request.user, inquiry).isdisjoint(TEAM)
    context = {"uses": text_versions(inquiry=inquiry, exact=exact), "exact": exact}
    return team_page(request, "stories/consents.html", inquiry, "toestemmingen", context)
