"""The concept as a file: download it, or begin it again from a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from raamvertelling.core.framework import InvalidFramework
from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.concept import current
from raamvertelling.inquiries.concept_files import XLSFORM, YAML, read_file, write_file
from raamvertelling.inquiries.forms import ConceptUploadForm
from raamvertelling.inquiries.services import StaleDraft
from raamvertelling.inquiries.views.editor import MAY_EDIT, MOVED_ON, editor_page, seen_revision
from raamvertelling.people.access import signed_in


@require_safe
@login_required
def editor_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The concept as YAML, also unfinished, or as an XLSForm when it can be asked."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    if kind not in (YAML, XLSFORM):
        raise Http404
    try:
        content, content_type, ending = write_file(current(inquiry).definition, kind)
    except InvalidFramework:
        messages.error(request, "Een XLSForm kan pas als er geen dingen meer anders moeten. YAML kan altijd.")
        return redirect("inquiries:editor", slug=slug)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{inquiry.slug}-concept.{ending}"'
    return response


@require_POST
@login_required
def editor_upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the concept again from a file; the report names everything that could not come along."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    form = ConceptUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return editor_page(request, "editor_file", inquiry, "Uit een bestand", {"form": form}, status=422)
    taken, status = read_file(form.cleaned_data["file"]), 200
    if taken.definition is None:
        form.add_error("file", "Dit bestand past nog niet. Hieronder staat wat er anders moet. Het concept blijft.")
        status = 422
    else:
        try:
            seen, user = seen_revision(request), signed_in(request)
            services.change_concept(inquiry=inquiry, definition=taken.definition, seen=seen, user=user)
        except StaleDraft:
            form.add_error("file", MOVED_ON)
            status = 409
    context = {"form": form, "taken": taken, "draft": current(inquiry), "is_kept": status == 200}
    return editor_page(request, "editor_file", inquiry, "Uit een bestand", context, status=status)
