"""The log of an inquiry, and its signed heads: what was done, by whom, on which day, and the proof of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.inquiries.access import get_inquiry_or_404, roles_of
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.people.models import Role
from raamvertelling.stories.heads import BrokenLog, Head, check_log, kept_heads, make_head, public_key
from raamvertelling.stories.log_forms import HeadForm
from raamvertelling.stories.queries.journal import journal_days
from raamvertelling.web.pages import Crumb


@require_safe
@login_required
def journal(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the log, newest day first, and whether it is whole."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN, Role.MODERATOR)
    number = request.GET.get("pagina", "1")
    page = journal_days(inquiry=inquiry, page=int(number) if number.isdecimal() and len(number) < 7 else 1)
    context: dict[str, Any] = {"log": page, "page": page.page, "page_query": ""}
    context["may_keep"] = Role.ADMIN in roles_of(request.user, inquiry)
    return team_page(request, "stories/journal.html", inquiry, "logboek", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def heads(request: HttpRequest, slug: str) -> HttpResponse:
    """The heads of every day, to keep elsewhere; and holding the log against one that was kept."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    kept = list(kept_heads(inquiry))
    form = HeadForm(*posted(request, files=True))
    context: dict[str, Any] = {"form": form, "heads": kept, "newest": next(iter(kept), None)}
    if form.is_bound and form.is_valid():
        given = form.cleaned_data["head"]
        context |= {"checked": given, "faults": check_log(inquiry=inquiry, heads=[given])[:5]}
    crumbs = [Crumb("Logboek", reverse("stories:journal", args=[slug])), Crumb("Koppen")]
    status = 422 if form.errors else 200
    return team_page(request, "stories/heads.html", inquiry, "logboek", context, crumbs, status)


@require_POST
@login_required
def head_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign how far the log has come now, as a file."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    try:
        return _file(make_head(inquiry=inquiry, today=localdate()), f"{localdate().isoformat()}-nu")
    except BrokenLog:
        messages.error(request, "Het logboek is niet heel. Daarom krijgt het geen kop.")
        return redirect("stories:journal", slug=slug)


@require_safe
@login_required
def head_file(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    """The head of one day, as it was written then."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    found = next((each for each in kept_heads(inquiry) if each.on == day), None)
    if found is None:
        raise Http404
    return _file(found, day)


@require_safe
def signing_key(request: HttpRequest) -> HttpResponse:
    """The public key with which anybody can check the signature of a head."""
    return render(request, "stories/signing_key.html", {"key": public_key()})


def _file(head: Head, name: str) -> HttpResponse:
    response = HttpResponse(head.as_file(), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kop-{head.inquiry}-{name}.json"'
    return response
