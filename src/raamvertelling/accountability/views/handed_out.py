"""What left the house, for who works with it: what must be taken back where."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from raamvertelling.accountability import handed_out as reads
from raamvertelling.inquiries.access import get_inquiry_or_404, roles_of
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.models import Role


@require_safe
@login_required
def handed_out(request: HttpRequest, slug: str) -> HttpResponse:
    """List editions and archive files, with what was withdrawn since."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN, Role.RESEARCHER, Role.MODERATOR)
    context = {"list": reads.handed_out(inquiry), "is_admin": Role.ADMIN in roles_of(request.user, inquiry)}
    return team_page(request, "accountability/handed_out.html", inquiry, "uitgegeven", context)
