"""The editor of the questions: the list, moving and copying, what stands around them, putting the concept live."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import is_valid_path, reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.core.framework import InvalidFramework
from raamvertelling.core.framework.editing import add_item, copy_item, find_item, move_item, remove_item
from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import get_inquiry_or_404, roles_of
from raamvertelling.inquiries.concept import (
    concept_page,
    current,
    ids_ever_used,
    live_version,
    shelf_for,
    state_sentence_of,
    text_of,
)
from raamvertelling.inquiries.forms import ConceptUploadForm
from raamvertelling.inquiries.framework_form import FrameworkForm
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.navigation import inquiry_address
from raamvertelling.inquiries.pages import team_page
from raamvertelling.inquiries.services import StaleDraft
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import Role
from raamvertelling.web.pages import Crumb

MAY_EDIT = (Role.ADMIN, Role.RESEARCHER)
MOVED_ON = "Iemand anders heeft het concept net veranderd. Kijk eerst hoe het nu is. Er is niets gewijzigd."


def editor_page(
    request: HttpRequest,
    template: str,
    inquiry: Inquiry,
    title: str,
    context: dict[str, Any],
    status: int = 200,
    overview: tuple[str, str] = ("Vragen wijzigen", "inquiries:editor"),
) -> HttpResponse:
    """Draw a page of the editor with the way back to its overview; `title` is empty on the overview itself."""
    name, address = overview
    crumbs = [Crumb("Vragen", reverse("inquiries:framework", args=[inquiry.slug]))]
    if title:
        crumbs.append(Crumb(name, reverse(address, args=[inquiry.slug])))
    crumbs.append(Crumb(title or name))
    return team_page(request, f"inquiries/{template}.html", inquiry, "kader", context, crumbs, status=status)


def seen_revision(request: HttpRequest) -> int:
    """Return which revision of the concept the page showed; -1, which never is one, when that is not a number."""
    seen = request.POST.get("stand", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else -1


@require_safe
@login_required
def editor(request: HttpRequest, slug: str) -> HttpResponse:
    """Every question in the order of telling, everything that is wrong, and advice."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    wipe = inquiry_address(slug, "testverhalen")
    may_wipe = Role.ADMIN in roles_of(request.user, inquiry) and is_valid_path(wipe)
    context = {"page": concept_page(inquiry), "tests_url": wipe if may_wipe else "", "upload": ConceptUploadForm()}
    return editor_page(request, "editor", inquiry, "", context)


@require_POST
@login_required
def editor_change(request: HttpRequest, slug: str) -> HttpResponse:
    """Move, copy or remove one question; take back the last change; throw the concept away."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    action, _, id = request.POST.get("actie", "").partition(":")
    try:
        target = _change(request, inquiry, action, id)
    except StaleDraft:
        messages.error(request, MOVED_ON)
        target = ""
    return redirect(f"{reverse('inquiries:editor', args=[slug])}{target}")


def _change(request: HttpRequest, inquiry: Inquiry, action: str, id: str) -> str:
    """Do one thing and return where on the overview to go on."""
    if action in ("terug", "weggooien"):
        return _whole_concept(request, inquiry, action)
    draft = current(inquiry)
    item = find_item(draft.definition, id)
    if item is None:
        messages.error(request, "Die vraag is er niet meer. Iemand anders haalde haar weg.")
        return ""
    match action:
        case "op" | "neer":
            changed, target = move_item(draft.definition, id, -1 if action == "op" else 1), id
        case "kopie":
            changed, target = copy_item(draft.definition, id, taken=ids_ever_used(inquiry))
            messages.success(request, f"De vraag “{text_of(item)}” staat er nu twee keer. Pas de tweede aan.")
        case "weg":
            changed, target = remove_item(draft.definition, id), ""
            messages.success(request, f"De vraag “{text_of(item)}” is weg. Toch houden? Draai de wijziging terug.")
        case _:
            return ""
    services.change_concept(inquiry=inquiry, definition=changed, seen=draft.revision, user=signed_in(request))
    return f"#vraag-{target}" if target else ""


def _whole_concept(request: HttpRequest, inquiry: Inquiry, action: str) -> str:
    draft, revision = current(inquiry), seen_revision(request)
    if not draft.is_open:
        return ""
    if action == "terug":
        services.undo_draft(draft=draft, revision=revision, user=signed_in(request))
        messages.success(request, "De laatste wijziging is teruggedraaid. Nog een keer terugdraaien haalt haar terug.")
    else:
        services.discard_draft(draft=draft, revision=revision)
        messages.success(request, "Het concept is weg. Wat live staat, is gebleven.")
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def editor_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a kind of question: what it is called, when to use it."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    draft = current(inquiry)
    kinds = shelf_for(draft.definition)
    chosen = next((each for each in kinds if each.key == request.POST.get("soort")), None)
    if request.method == "POST" and chosen:
        start = {"id": "prompt", **chosen.start} if chosen.key == "prompt_choice" else chosen.start
        changed, id = add_item(draft.definition, start, taken=ids_ever_used(inquiry))
        services.change_concept(inquiry=inquiry, definition=changed, seen=draft.revision, user=signed_in(request))
        return redirect("inquiries:editor_question", slug=slug, question=id)
    status = 422 if request.method == "POST" else 200
    return editor_page(request, "editor_add", inquiry, "Vraag erbij", {"kinds": kinds}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def editor_settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Title, introduction, who tells, consent."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    draft = current(inquiry)
    form = FrameworkForm(request.POST if request.method == "POST" else None, definition=draft.definition)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            changed, seen = form.changed_definition(), seen_revision(request)
            services.change_concept(inquiry=inquiry, definition=changed, seen=seen, user=signed_in(request))
            messages.success(request, "Bewaard in het concept.")
            return redirect(_after_settings(request, slug))
        except StaleDraft:
            status, draft = 409, current(inquiry)
    is_admin = Role.ADMIN in roles_of(request.user, inquiry)
    context = {"form": form, "draft": draft, "is_stale": status == 409, "is_admin": is_admin}
    return editor_page(request, "editor_settings", inquiry, "Rond de vragen", context, status=status)


def _after_settings(request: HttpRequest, slug: str) -> str:
    if request.POST.get("actie") == "taal":
        return f"{reverse('inquiries:editor_settings', args=[slug])}#taal"
    return reverse("inquiries:editor", args=[slug])


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def editor_publish(request: HttpRequest, slug: str) -> HttpResponse:
    """What changes for tellers and for counting, in words; then put the concept live."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    page, status = concept_page(inquiry), 200
    if request.method == "POST" and page.draft.is_open:
        try:
            version = services.publish_draft(draft=page.draft, today=localdate(), revision=seen_revision(request))
            messages.success(request, f"Versie {version.number} staat live. Wie nu begint, krijgt deze vragen.")
            return redirect("inquiries:framework", slug=slug)
        except InvalidFramework:
            status = 422
        except StaleDraft:
            messages.error(request, MOVED_ON)
            page, status = concept_page(inquiry), 409
    elif request.method == "POST":
        return redirect("inquiries:editor", slug=slug)
    live = live_version(inquiry)
    context = {"page": page, "live": live, "state": state_sentence_of(live, page.draft)}
    return editor_page(request, "editor_publish", inquiry, "Zet live", context, status=status)


@require_POST
@login_required
def editor_try(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell through the concept at a test storypoint: nothing of it counts, and what is live stays."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    draft = services.draft_for(inquiry=inquiry, user=signed_in(request))
    try:
        point = services.try_draft(draft=draft, today=localdate())
    except InvalidFramework:
        messages.error(request, "U kunt het concept proberen zodra er geen dingen meer nog anders moeten.")
        return redirect("inquiries:editor", slug=slug)
    return redirect(f"/vertel/{point.code}/")
