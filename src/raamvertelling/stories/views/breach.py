"""After a data breach: look up who saw what, take the facts along, and read what to do."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import Role
from raamvertelling.stories.log_forms import BreachForm
from raamvertelling.stories.queries.breach import Breach, as_csv, breach
from raamvertelling.stories.services.breach import note_search

INVALID = 422


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def data_breach(request: HttpRequest, slug: str) -> HttpResponse:
    """What to do, and which stories were seen by whom; that somebody looked it up is written down."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    form = BreachForm(*posted(request), inquiry=inquiry)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        found = breach(inquiry=inquiry, search=form.search)
        note_search(inquiry=inquiry, actor=signed_in(request), found=found, today=localdate())
        if (wanted := request.POST.get("do")) in FILES:
            return _file(inquiry, found, wanted)
        context |= {"found": found, "asked": request.POST}
    status = INVALID if form.errors else 200
    return team_page(request, "stories/breach.html", inquiry, "datalek", context, status=status)


def _as_letter(inquiry: Inquiry, found: Breach) -> str:
    return render_to_string("stories/breach.txt", {"inquiry": inquiry, "found": found, "today": localdate()})


def _as_table(inquiry: Inquiry, found: Breach) -> str:
    # The mark at the start tells a spreadsheet that these are not the letters of an old Windows.
    return "\ufeff" + as_csv(found.lines)


FILES = {"tabel": ("text/csv", "csv", _as_table), "concept": ("text/plain", "txt", _as_letter)}


def _file(inquiry: Inquiry, found: Breach, wanted: str) -> HttpResponse:
    mime, ending, made = FILES[wanted]
    response = HttpResponse(made(inquiry, found), content_type=f"{mime}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="datalek-{inquiry.slug}-{localdate()}.{ending}"'
    return response
