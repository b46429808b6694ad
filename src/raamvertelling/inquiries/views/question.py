"""One question of the concept: its form, its answers one by one, and how tellers see it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.core.framework import sketch_question
from raamvertelling.core.framework.editing import Definition, Item, find_item, fingerprint, put_item
from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.concept import (
    condition_words,
    current,
    ids_ever_used,
    live_version,
    problem_lines,
    telling_order,
    text_of,
)
from raamvertelling.inquiries.models import FrameworkDraft, Inquiry
from raamvertelling.inquiries.question_form import MOST_EXTRA_ROWS, QuestionForm
from raamvertelling.inquiries.question_parts import voices_for, with_row_moved, without_row
from raamvertelling.inquiries.services import StaleDraft
from raamvertelling.inquiries.shelf import key_of, shelf_kind
from raamvertelling.inquiries.views.editor import MAY_EDIT, editor_page
from raamvertelling.people.access import signed_in
from raamvertelling.web.signifier_fields import SignifierField, signifier_field

ROWS = {"op": -1, "neer": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def editor_question(request: HttpRequest, slug: str, question: str) -> HttpResponse:
    """Change one question; every button on the page saves the whole page first."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    draft, item = _find(inquiry, question)
    rows = request.GET.get("rijen", "")
    extra = min(int(rows), MOST_EXTRA_ROWS) if rows.isdecimal() and len(rows) < 4 else 1
    posted = request.POST if request.method == "POST" else None
    form = QuestionForm(posted, definition=draft.definition, item=item, extra_rows=extra)
    if request.method != "POST":
        return _page(request, inquiry, draft, form)
    if not form.is_valid():
        return _page(request, inquiry, draft, form, status=422)
    if request.POST.get("stand") != fingerprint(item):
        return _page(request, inquiry, draft, form, status=409)
    try:
        id = _store(request, inquiry, draft, form)
    except StaleDraft:
        draft, item = _find(inquiry, question)
        return _page(request, inquiry, draft, form, status=409)
    return redirect(_next_url(request, inquiry, id))


def _find(inquiry: Inquiry, question: str) -> tuple[FrameworkDraft, Item]:
    draft = current(inquiry)
    item = find_item(draft.definition, question)
    if item is None:
        raise Http404
    return draft, item


def _store(request: HttpRequest, inquiry: Inquiry, draft: FrameworkDraft, form: QuestionForm) -> str:
    """Save what was filled in, and then do to one answer what its button says."""
    item = form.changed_item()
    action, _, number = request.POST.get("actie", "").partition(":")
    if number.isdecimal() and len(number) < 4:
        if action in ROWS:
            item = with_row_moved(item, int(number), ROWS[action])
        elif action == "weg":
            item = without_row(item, int(number))
    changed, id = put_item(draft.definition, form.item["id"], item, taken=ids_ever_used(inquiry))
    if changed != draft.definition:
        services.change_concept(inquiry=inquiry, definition=changed, seen=draft.revision, user=signed_in(request))
    return id


def _next_url(request: HttpRequest, inquiry: Inquiry, id: str) -> str:
    """Return where a button leads: the same question, the next one, or the overview."""
    action, _, number = request.POST.get("actie", "").partition(":")
    here = reverse("inquiries:editor_question", args=[inquiry.slug, id])
    if action in (*ROWS, "weg"):
        place = int(number) + ROWS.get(action, 0) if number.isdecimal() and len(number) < 4 else 0
        return f"{here}#k-a{max(place, 0)}-text"
    if action == "taal":
        return f"{here}#taal"
    if action == "antwoorden":
        return f"{here}#k-show_if"
    if action == "erbij":
        return f"{here}?rijen=3#k-antwoorden"
    if action == "volgende":
        order = [each["id"] for each in telling_order(current(inquiry).definition)]
        following = order[order.index(id) + 1 :] if id in order else []
        if following:
            return reverse("inquiries:editor_question", args=[inquiry.slug, following[0]])
    messages.success(request, "Bewaard in het concept. Tellers zien dit pas als u het live zet.")
    return f"{reverse('inquiries:editor', args=[inquiry.slug])}#vraag-{id}" if action in ("klaar", "volgende") else here


def _page(
    request: HttpRequest, inquiry: Inquiry, draft: FrameworkDraft, form: QuestionForm, status: int = 200
) -> HttpResponse:
    newest = find_item(draft.definition, form.item["id"]) or form.item
    order = [each["id"] for each in telling_order(draft.definition)]
    number = order.index(form.item["id"]) + 1
    kind = shelf_kind(key_of(form.item))
    context: dict[str, Any] = {
        "form": form,
        "item": form.item,
        "stand": fingerprint(newest),
        "is_stale": status == 409,
        "newest": newest,
        "changed_by": draft.changed_by,
        "kind": kind,
        "number": number,
        "total": len(order),
        "problems": _problems(inquiry, draft, form.item) if status == 200 else (),
        "told": _told_before(inquiry, form.item),
        "condition": condition_words(draft.definition, form.item),
        "field": preview_of(draft.definition, form.item, ""),
        "preview_url": reverse("inquiries:editor_preview", args=[inquiry.slug, form.item["id"]]),
        "voices": voices_for(draft.definition, form.item),
    }
    return editor_page(request, "editor_question", inquiry, f"Vraag {number}", context, status=status)


def _problems(inquiry: Inquiry, draft: FrameworkDraft, item: Item) -> tuple[object, ...]:
    if not str(item.get("text") or "").strip():
        return ()  # A question that was just added is unfinished, not wrong.
    lines = problem_lines(inquiry.slug, draft.definition, draft.problems)
    return tuple(each for each in lines if each.question == item["id"])


def _told_before(inquiry: Inquiry, item: Item) -> int:
    """Return how many stories hang on the live version of this question."""
    live = live_version(inquiry)
    if live is None or find_item(live.definition, item["id"]) is None:
        return 0
    return live.stories.filter(is_test=False).count()


def preview_of(definition: Definition, item: Item, role: str) -> SignifierField | None:
    """Return the question as the page of a teller draws it, as far as it is finished."""
    signifier = sketch_question(item, (str(definition.get("language") or "nl"),))
    if signifier is None or not str(item.get("text") or "").strip():
        return None
    return signifier_field(signifier, role=role, language=str(definition.get("language") or "nl"))


@require_safe
@login_required
def editor_preview(request: HttpRequest, slug: str, question: str) -> HttpResponse:
    """One question as tellers see it, in the words of one voice; it works, and keeps nothing."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    draft, item = _find(inquiry, question)
    voices = voices_for(draft.definition, item)
    role = request.GET.get("stem", "")
    role = role if role in dict(voices) else ""
    field = preview_of(draft.definition, item, role)
    context = {"inquiry": inquiry, "item": item, "text": text_of(item), "field": field, "voices": voices, "role": role}
    return render(request, "inquiries/editor_preview.html", context)
