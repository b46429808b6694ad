"""The question library: look by purpose and kind, see how tellers see it, and put it in the concept."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from raamvertelling.core.framework.editing import Definition
from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.borrowing import borrowed, is_there
from raamvertelling.inquiries.concept import current, ids_ever_used
from raamvertelling.inquiries.library import Entry, find_entry
from raamvertelling.inquiries.library_page import browse, entry_page
from raamvertelling.inquiries.services import StaleDraft
from raamvertelling.inquiries.views.editor import MAY_EDIT, MOVED_ON, editor_page, seen_revision
from raamvertelling.people.access import signed_in

FILTERS = ("doel", "soort", "zoek")


@require_safe
@login_required
def library(request: HttpRequest, slug: str) -> HttpResponse:
    """The shelves by purpose; after a choice the questions of one purpose, one kind, or with certain words."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    draft = current(inquiry)
    purpose, kind, words = (request.GET.get(each, "")[:80] for each in FILTERS)
    page = browse(draft.definition, purpose=purpose, kind=kind, words=words)
    context = {"page": page, "draft": draft, "way": _way(request.GET), "is_index": not request.GET}
    return editor_page(request, "library", inquiry, "Vragen uit de bibliotheek", context)


@require_safe
@login_required
def library_entry(request: HttpRequest, slug: str, entry: str) -> HttpResponse:
    """One question: as tellers see it, why and when to ask it, and what to watch for."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    draft = current(inquiry)
    page = entry_page(draft.definition, _entry(entry), role=request.GET.get("stem", ""))
    context = {"page": page, "draft": draft, "way": _way(request.GET)}
    return editor_page(request, "library_entry", inquiry, "Vraag uit de bibliotheek", context)


@require_POST
@login_required
def library_add(request: HttpRequest, slug: str, entry: str) -> HttpResponse:
    """Put a question in the concept, and go on in the library where one was."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    found, draft = _entry(entry), current(inquiry)
    back = f"{reverse('inquiries:library', args=[slug])}{_way(request.POST)}#bieb-{found.id}"
    if is_there(draft.definition, found):
        messages.info(request, f"“{found.text}” staat al in het concept.")
        return redirect(back)
    changed, _ = borrowed(draft.definition, found, taken=ids_ever_used(inquiry))
    try:
        seen = seen_revision(request)
        services.change_concept(inquiry=inquiry, definition=changed, seen=seen, user=signed_in(request))
        messages.success(request, f"“{found.text}” staat nu in het concept.{_still_to_do(changed)}")
    except StaleDraft:
        messages.error(request, MOVED_ON)
    return redirect(back)


def _still_to_do(definition: Definition) -> str:
    """Say what a question from the library, which is in Dutch, still needs here."""
    languages = definition.get("languages")
    return " Vertaal haar nog." if isinstance(languages, list) and len(languages) > 1 else ""


def _entry(id: str) -> Entry:
    found = find_entry(id)
    if found is None:
        raise Http404
    return found


def _way(asked: QueryDict) -> str:
    """Return the part of the address that keeps what somebody looked for."""
    kept = {each: asked[each][:80] for each in FILTERS if asked.get(each)}
    return f"?{urlencode(kept)}" if kept else ""
