"""The log of an inquiry: what was done, by whom, on which day."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.models import Role
from raamvertelling.stories.queries.journal import journal_days


@require_safe
@login_required
def journal(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the log, newest day first, and whether it is whole."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN, Role.MODERATOR)
    number = request.GET.get("pagina", "1")
    page = journal_days(inquiry=inquiry, page=int(number) if number.isdecimal() and len(number) < 7 else 1)
    context = {"log": page, "page": page.page, "page_query": ""}
    return team_page(request, "stories/journal.html", inquiry, "logboek", context)
