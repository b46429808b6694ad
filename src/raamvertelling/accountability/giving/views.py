"""Pages from which files leave: rows of answers, and the stories of a use of one's own."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.accountability.giving.files import rows_zip, stories_text
from raamvertelling.accountability.giving.forms import ReceiverForm, RowsForm
from raamvertelling.accountability.giving.queries import uses
from raamvertelling.accountability.giving.queries.rows import rows_file
from raamvertelling.accountability.giving.services import NothingToGive, give_rows, give_stories
from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import TEAM, Role
from raamvertelling.stories.consent import NamedUse
from raamvertelling.web.pages import Crumb

INVALID = 422


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def rows(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a use, see in words what would leave, and take the file."""
    inquiry, actor = get_inquiry_or_404(request.user, slug, Role.RESEARCHER), signed_in(request)
    form = RowsForm(*posted(request), inquiry=inquiry)
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        wants_file = request.POST.get("do") == "make"
        if wants_file and not form.needs_receiver():
            try:
                return _rows_file(request, inquiry, form)
            except NothingToGive as nothing:
                form.add_error(None, str(nothing))
        context["file"] = rows_file(viewer=actor, inquiry=inquiry, **form.wanted)
    status = INVALID if form.errors else 200
    return team_page(request, "accountability/rows.html", inquiry, "rijen", context, status=status)


def _rows_file(request: HttpRequest, inquiry: Inquiry, form: RowsForm) -> HttpResponse:
    data, actor, today = form.cleaned_data, signed_in(request), localdate()
    export, file = give_rows(inquiry=inquiry, receiver=data["receiver"], actor=actor, today=today, **form.wanted)
    return _download(rows_zip(export, file, form.use_label), "application/zip", f"{inquiry.slug}-rijen-{today}.zip")


@require_safe
@login_required
def own_uses(request: HttpRequest, slug: str) -> HttpResponse:
    """The uses that the inquiry asked in its own words, with how many stories each has."""
    inquiry = get_inquiry_or_404(request.user, slug, *TEAM)
    context = {"lines": uses.use_lines(viewer=signed_in(request), inquiry=inquiry)}
    return team_page(request, "accountability/own_uses.html", inquiry, "gebruik", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def own_use(request: HttpRequest, slug: str, use: str) -> HttpResponse:
    """Read the stories whose tellers allow one use, and take them along as a file."""
    inquiry, actor = get_inquiry_or_404(request.user, slug, *TEAM), signed_in(request)
    named = _named(inquiry, use)
    form = ReceiverForm(*posted(request))
    if form.is_bound and form.is_valid():
        try:
            return _stories_file(request, inquiry, named, form)
        except NothingToGive as nothing:
            form.add_error(None, str(nothing))
    page, given = uses.stories_of_use(viewer=actor, inquiry=inquiry, use=use, page=request.GET.get("pagina", ""))
    crumbs = [Crumb("Eigen gebruik", reverse("accountability:own_uses", args=[slug])), Crumb(named.label)]
    context = {"use": named, "page": page, "given": given, "form": form}
    status = INVALID if form.errors else 200
    return team_page(request, "accountability/own_use.html", inquiry, "gebruik", context, crumbs, status)


def _named(inquiry: Inquiry, use: str) -> NamedUse:
    found = next((each for each in uses.own_uses(inquiry) if each.value == use), None)
    if found is None:
        raise Http404
    return found


def _stories_file(request: HttpRequest, inquiry: Inquiry, use: NamedUse, form: ReceiverForm) -> HttpResponse:
    receiver, actor, today = form.cleaned_data["receiver"], signed_in(request), localdate()
    export, given = give_stories(inquiry=inquiry, use=use.value, receiver=receiver, actor=actor, today=today)
    text = stories_text(export, given, use.label)
    return _download(text.encode(), "text/plain; charset=utf-8", f"{inquiry.slug}-{use.value}-{today}.txt")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
