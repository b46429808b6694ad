"""Hints for plain Dutch: about one text while somebody types, and about a whole concept. Nothing is stored."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from raamvertelling.core.framework.layout import MAX_TEXT
from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.concept import current
from raamvertelling.inquiries.views.editor import MAY_EDIT, editor_page
from raamvertelling.inquiries.writing_help import language_page, notes_on


@require_safe
@login_required
def language(request: HttpRequest, slug: str) -> HttpResponse:
    """All hints about the concept in one list, with the way to each text."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    page = language_page(slug, current(inquiry).definition)
    return editor_page(request, "language", inquiry, "Taal nakijken", {"page": page})


@require_POST
@login_required
def language_of_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The hints about one text, as a list to put under its field."""
    get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    notes = notes_on(request.POST.get("tekst", "")[:MAX_TEXT])
    return render(request, "inquiries/language_notes.html", {"notes": notes})
