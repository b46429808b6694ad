"""Paper: print sheets, see where each one is, type one in, type it twice, settle what differs."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.access import signed_in
from raamvertelling.stories.models import Slip, SlipState
from raamvertelling.stories.photo import BadPhoto
from raamvertelling.stories.services.receiving import AlreadyEntered, SlipRefused, WithdrawnBefore
from raamvertelling.stories.services.slips import SlipInUse, set_slip_state, used_among
from raamvertelling.stories.submission import Unacceptable
from raamvertelling.telling.paper import services
from raamvertelling.telling.paper.access import get_entry_or_404, get_paper_inquiry_or_404, get_sheet_or_404
from raamvertelling.telling.paper.entry import EntryPage, entry_page
from raamvertelling.telling.paper.forms import PrintForm
from raamvertelling.telling.paper.ledger import find_sheet, ledger, next_out
from raamvertelling.telling.paper.scans import SCANS, read_scans
from raamvertelling.telling.paper.settling import differences
from raamvertelling.telling.paper.typed import read_sheet
from raamvertelling.web.pages import Crumb

INVALID = 422
GONE = "Dit verhaal is door de verteller ingetrokken. Vernietig het vel; het komt niet terug."


@require_safe
@login_required
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Where every sheet is; `?vel=` goes to the sheet that was typed or scanned."""
    inquiry = get_paper_inquiry_or_404(request.user, slug)
    typed = request.GET.get("vel", "").strip()[:100]
    found = find_sheet(inquiry, typed) if typed else None
    if found:
        return redirect("telling:paper_sheet", slug=slug, number=found.number)
    return _ledger(request, inquiry, PrintForm(inquiry), unknown=typed)


@require_POST
@never_cache
@login_required
def paper_print(request: HttpRequest, slug: str) -> HttpResponse:
    """Make new sheets and hand their PDF over: the codes are in it and nowhere else."""
    inquiry = get_paper_inquiry_or_404(request.user, slug)
    form = PrintForm(inquiry, request.POST)
    if not form.is_valid():
        return _ledger(request, inquiry, form)
    made = services.print_sheets(
        **form.cleaned_data, version=inquiry.framework_version, actor=signed_in(request), today=localdate()
    )
    name = f"{slugify(inquiry.slug)}-{form.cleaned_data['kind']}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_sheet(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Type a sheet in; saved, the next one that is still out comes up."""
    slip = get_sheet_or_404(request.user, slug, number)
    sheet = read_sheet(slip.framework_version.framework, request.POST.dict())
    if request.method != "POST" or sheet.mistakes:
        page = entry_page(slip, request.POST.dict(), sheet.mistakes if request.method == "POST" else ())
        return _sheet(request, slip, page)
    try:
        scans = read_scans(request.FILES.getlist(SCANS), slip.framework_version.framework.story.id)
        whole = replace(sheet, scans=scans)
        received = services.enter_sheet(slip=slip, sheet=whole, actor=signed_in(request), today=localdate())
    except Unacceptable as refused:
        return _sheet(request, slip, entry_page(slip, request.POST.dict(), problems=tuple(refused.problems)))
    except (services.NoConsent, services.TooYoung, SlipRefused, AlreadyEntered, BadPhoto) as refused:
        return _sheet(request, slip, entry_page(slip, request.POST.dict(), problems=(str(refused),)))
    except WithdrawnBefore:
        return _sheet(request, slip, entry_page(slip, {}, problems=(GONE,)))
    messages.success(request, f"Vel {slip.number} is bewaard als {received.story}.")
    return _onward(slip)


@require_POST
@login_required
def paper_state(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say that a sheet came back blank, is void, or is out after all."""
    slip = get_sheet_or_404(request.user, slug, number)
    wanted = request.POST.get("stand", "")
    if wanted not in SlipState.values:
        raise Http404
    try:
        set_slip_state(slip=slip, state=SlipState(wanted), actor=signed_in(request), today=localdate())
        messages.success(request, f"Vel {slip.number} is nu: {slip.get_state_display()}.")
    except SlipInUse as refused:
        messages.error(request, str(refused))
    if slip.state == SlipState.ISSUED:
        return redirect("telling:paper_sheet", slug=slug, number=number)
    return _onward(slip)


@require_POST
@login_required
def paper_batch_void(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Declare what is still out of one printing void."""
    inquiry = get_paper_inquiry_or_404(request.user, slug)
    slips = list(inquiry.slips.filter(batch=number, channel="paper").select_related("inquiry"))
    count = services.void_batch(slips=slips, actor=signed_in(request), today=localdate())
    messages.success(request, f"{count} vellen zijn nu ongeldig. Wat al is ingevoerd, blijft.")
    return redirect("telling:paper", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_second(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Type the numbers and crosses of a sheet a second time, without seeing the first."""
    entry = get_entry_or_404(request.user, slug, number)
    slip, actor = entry.slip, signed_in(request)
    sheet = read_sheet(slip.framework_version.framework, request.POST.dict())
    try:
        services.check_may_double(entry=entry, actor=actor)
        if request.method != "POST" or sheet.mistakes:
            mistakes = sheet.mistakes if request.method == "POST" else ()
            page = entry_page(slip, request.POST.dict(), mistakes, with_texts=False)
            return _sheet(request, slip, page, second=True)
        found = services.enter_second(entry=entry, sheet=sheet, actor=actor, today=localdate())
    except services.NotDouble as refused:
        messages.error(request, str(refused))
        return redirect("telling:paper", slug=slug)
    if found.differences:
        return redirect("telling:paper_settle", slug=slug, number=number)
    messages.success(request, f"Vel {number} is twee keer hetzelfde ingevoerd.")
    return redirect("telling:paper", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_settle(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what two people typed differently, and let a person with the sheet in hand decide."""
    entry = get_entry_or_404(request.user, slug, number)
    if not entry.second_on or entry.settled_on:
        return redirect("telling:paper", slug=slug)
    listed = differences(entry)
    chosen = {each.id: request.POST.get(f"kies-{each.id}", "") for each in listed}
    if request.method == "POST" and all(each in ("1", "2") for each in chosen.values()):
        second = {id: choice == "2" for id, choice in chosen.items()}
        services.settle(entry=entry, second=second, actor=signed_in(request), today=localdate())
        messages.success(request, f"Het verschil bij vel {number} is beslist.")
        return redirect("telling:paper", slug=slug)
    context = {"differences": listed, "number": number, "chosen": chosen, "is_open": request.method == "POST"}
    status = INVALID if request.method == "POST" else 200
    inquiry = entry.slip.inquiry
    crumbs = _crumbs(slug, f"Verschil bij vel {number}")
    return team_page(request, "telling/paper_settle.html", inquiry, "papier", context, crumbs, status=status)


def _ledger(request: HttpRequest, inquiry: Inquiry, form: PrintForm, unknown: str = "") -> HttpResponse:
    page = ledger(inquiry=inquiry, user=signed_in(request))
    context = {"ledger": page, "form": form, "unknown": unknown}
    status = INVALID if form.errors else 200
    return team_page(request, "telling/paper.html", inquiry, "papier", context, status=status)


def _sheet(request: HttpRequest, slip: Slip, page: EntryPage, *, second: bool = False) -> HttpResponse:
    context = {"page": page, "slip": slip, "is_second": second, "summary": page.summary}
    context["files_again"] = bool(request.FILES)
    context["is_used"] = bool(used_among([slip]))
    crumbs = _crumbs(slip.inquiry.slug, f"Vel {page.name}")
    status = INVALID if request.method == "POST" else 200
    return team_page(request, "telling/paper_sheet.html", slip.inquiry, "papier", context, crumbs, status=status)


def _onward(slip: Slip) -> HttpResponse:
    following = next_out(slip.inquiry, slip.number)
    if following:
        return redirect("telling:paper_sheet", slug=slip.inquiry.slug, number=following)
    return redirect("telling:paper", slug=slip.inquiry.slug)


def _crumbs(slug: str, here: str) -> tuple[Crumb, ...]:
    return (Crumb("Papier", reverse("telling:paper", args=[slug])), Crumb(here))
