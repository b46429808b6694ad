"""Pages about keeping: the terms with what they bring, what was destroyed, and the archive file."""

import tempfile
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.inquiries.access import get_inquiry_or_404, roles_of
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import Role
from raamvertelling.stories.keeping.archive import (
    NothingToArchive,
    archivable,
    hand_out,
    withdrawn_since,
    write_archive,
)
from raamvertelling.stories.keeping.forms import ArchiveForm, TermsForm
from raamvertelling.stories.keeping.log import as_csv, destroyed
from raamvertelling.stories.keeping.terms import going, set_terms, terms_of
from raamvertelling.stories.models import Terms
from raamvertelling.web.pages import Crumb

FIELDS = ("original_days", "media_days", "stories_until")
READERS = (Role.ADMIN, Role.RESEARCHER, Role.MODERATOR)
INVALID = 422
BOM = "\ufeff"  # without it a spreadsheet reads é as two signs


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def keeping(request: HttpRequest, slug: str) -> HttpResponse:
    """How long what is kept, and what goes when: now, and with what somebody is about to choose."""
    inquiry, today = get_inquiry_or_404(request.user, slug, Role.ADMIN), localdate()
    terms = terms_of(inquiry, today=today)
    initial = {name: getattr(terms, name) for name in FIELDS}
    form = TermsForm(*posted(request), inquiry=inquiry, today=today, initial=initial)
    context = {"form": form, "now": going(terms, today=today), "today": today}
    if request.method == "POST" and form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in FIELDS}
        if request.POST.get("do") == "save":
            set_terms(inquiry=inquiry, actor=signed_in(request), today=today, **chosen)
            messages.success(request, "De termijnen zijn bewaard. Er verdwijnt niets binnen een week.")
            return redirect("stories:keeping", slug=slug)
        context["then"] = going(Terms(inquiry=inquiry, set_on=today, **chosen), today=today)
    return team_page(
        request, "stories/keeping.html", inquiry, "bewaren", context, status=INVALID if form.errors else 200
    )


@require_safe
@login_required
def destruction_log(request: HttpRequest, slug: str) -> HttpResponse:
    """What was destroyed: numbers, days and grounds."""
    inquiry = get_inquiry_or_404(request.user, slug, *READERS)
    context = {"lines": destroyed(inquiry)}
    return team_page(request, "stories/destroyed.html", inquiry, "bewaren", context, _crumbs(request, inquiry))


@require_safe
@login_required
def destruction_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The destruction log as a file."""
    inquiry = get_inquiry_or_404(request.user, slug, *READERS)
    return _csv(as_csv(destroyed(inquiry)), f"{slug}-vernietigd.csv")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("passphrase", "again")
@never_cache
@login_required
def archive(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Make an archive file and hand it over; it is not kept here, that it went out is."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    form = ArchiveForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _archive_file(request, inquiry, form)
        except NothingToArchive as nothing:
            form.add_error(None, str(nothing))
    crumbs = [Crumb("Bewaren", reverse("stories:keeping", args=[slug])), Crumb("Archiefbestand")]
    context = {"form": form, "stories": archivable(inquiry).count()}
    return team_page(
        request, "stories/archive.html", inquiry, "bewaren", context, crumbs, INVALID if form.errors else 200
    )


@require_safe
@login_required
def archive_withdrawn(request: HttpRequest, slug: str, archive: UUID) -> HttpResponse:
    """The ids of the stories in an archive file that were withdrawn since: to be destroyed there too."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    if not inquiry.archives.filter(pk=archive).exists():
        raise Http404
    lines = [f"{id};{on.isoformat()}\r\n" for id, on in withdrawn_since(archive)]
    return _csv("id;ingetrokken op\r\n" + "".join(lines), f"{slug}-vernietig-ook-in-uw-kopie.csv")


def _archive_file(request: HttpRequest, inquiry: Inquiry, form: ArchiveForm) -> FileResponse:
    data, today = form.cleaned_data, localdate()
    made = hand_out(inquiry=inquiry, receiver=data["receiver"], actor=signed_in(request), today=today)
    # Sealed bytes only, in a file without a name: gone when it was sent.
    file = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115  # the response closes it
    write_archive(made, file, data["passphrase"])
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{inquiry.slug}-{today.isoformat()}.raamarchief")


def _crumbs(request: HttpRequest, inquiry: Inquiry) -> list[Crumb]:
    """Return the way back for who has one: only a beheerder has the page above."""
    is_admin = Role.ADMIN in roles_of(request.user, inquiry)
    above = [Crumb("Bewaren", reverse("stories:keeping", args=[inquiry.slug]))] if is_admin else []
    return [*above, Crumb("Vernietigd")]


def _csv(text: str, name: str) -> HttpResponse:
    response = HttpResponse(BOM + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
