"""Reading files in: first a dry run with a report, then the import; and releasing what was read in together."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from raamvertelling.exchange.report import Imported, ImportProblem
from raamvertelling.inquiries.access import get_inquiry_or_404, roles_of
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import Role
from raamvertelling.stories.import_forms import BulkForm, ConfirmForm, ImportForm, read_import
from raamvertelling.stories.queries.desk import imported_and_waiting
from raamvertelling.stories.services.importing import ImportOutcome, import_stories, questions_fit
from raamvertelling.stories.services.moderation import bulk_release
from raamvertelling.stories.upload_box import BoxGone, put_files, take_files

MAY_IMPORT = (Role.RESEARCHER, Role.MODERATOR)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose files, and see what would be read in."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_IMPORT)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*posted, framework=inquiry.framework)
    if posted and form.is_valid():
        files = form.files_read()
        try:
            imported = read_import(form.cleaned_data["kind"], files, inquiry)
        except ImportProblem as problem:
            form.add_error(None, str(problem))
        else:
            return _report(request, inquiry, form, imported, put_files(files))
    return _draw(request, "import.html", inquiry, {"form": form}, status=422 if form.errors else 200)


@require_POST
@login_required
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the files of the dry run in for real."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_IMPORT)
    form = ConfirmForm(request.POST)
    empty = ImportForm(framework=inquiry.framework)
    if not form.is_valid():
        return _draw(request, "import.html", inquiry, {"form": empty, "problem": GONE}, status=422)
    try:
        outcome = _import(request, inquiry, form.cleaned_data)
    except (ImportProblem, BoxGone) as problem:
        said = str(problem) or GONE
        return _draw(request, "import.html", inquiry, {"form": empty, "problem": said}, status=422)
    messages.success(request, _sentence(outcome))
    moderator = Role.MODERATOR in roles_of(request.user, inquiry)
    return redirect("stories:queue" if moderator else "stories:upload", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def release_together(request: HttpRequest, slug: str) -> HttpResponse:
    """Release all stories that were read in and still wait, with a reason."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.MODERATOR)
    waiting = imported_and_waiting(viewer=request.user, inquiry=inquiry)
    form = BulkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason, stories = form.cleaned_data["reason"], list(waiting)
        try:
            released = bulk_release(
                inquiry=inquiry, stories=stories, actor=signed_in(request), reason=reason, today=localdate()
            )
        except ValueError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{released} ingelezen verhalen zijn vrijgegeven.")
            return redirect("stories:queue", slug=slug)
    context = {"form": form, "number": waiting.count()}
    return _draw(request, "release_together.html", inquiry, context, status=422 if form.errors else 200)


GONE = "De bestanden van deze proef zijn gewist. Kies ze opnieuw. Er is niets bewaard."


def _import(request: HttpRequest, inquiry: Inquiry, data: dict[str, Any]) -> ImportOutcome:
    imported = read_import(data["kind"], take_files(data["ticket"]), inquiry)
    return import_stories(
        inquiry=inquiry,
        imported=imported,
        uses=data["uses"].split(),
        ground=data["ground"],
        actor=signed_in(request),
        today=localdate(),
    )


def _sentence(outcome: ImportOutcome) -> str:
    parts = [f"{outcome.added} verhalen zijn ingelezen en wachten op een moderator."]
    if outcome.already_there:
        parts.append(f"{outcome.already_there} waren er al.")
    if outcome.withdrawn_before:
        parts.append(f"{outcome.withdrawn_before} zijn eerder ingetrokken en blijven weg.")
    if outcome.without_consent:
        parts.append(f"{outcome.without_consent} hebben geen toestemming om mee te tellen.")
    return " ".join(parts)


def _report(request: HttpRequest, inquiry: Inquiry, form: ImportForm, imported: Imported, ticket: str) -> HttpResponse:
    data = form.cleaned_data
    initial = {"kind": data["kind"], "ticket": ticket, "uses": " ".join(data["uses"]), "ground": data["ground"]}
    context = {
        "report": imported.report,
        "confirm": ConfirmForm(initial=initial),
        "fits": questions_fit(inquiry, imported.framework),
        "has_stories": inquiry.stories.exists(),
        "uses": data["uses"],
        "ground": data["ground"],
    }
    return _draw(request, "import_report.html", inquiry, context)


def _draw(
    request: HttpRequest, template: str, inquiry: Inquiry, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    may = {"is_moderator": Role.MODERATOR in roles_of(request.user, inquiry)}
    return team_page(request, f"stories/{template}", inquiry, "inlezen", context | may, status=status)
