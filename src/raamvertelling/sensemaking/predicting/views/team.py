"""The pages of who leads a group: a round with its link, paper dots, the screen for everybody, and the reveal."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.people.access import signed_in
from raamvertelling.sensemaking.access import get_writable_inquiry_or_404
from raamvertelling.sensemaking.filters import heading_of, title_of
from raamvertelling.sensemaking.models import PredictionRound
from raamvertelling.sensemaking.predicting import queries, services
from raamvertelling.sensemaking.predicting.access import get_round_or_404
from raamvertelling.sensemaking.predicting.asking import (
    SENDING,
    BadPrediction,
    ask,
    asks,
    predictable,
    read,
    signifier_of,
    voice_in,
)
from raamvertelling.sensemaking.predicting.forms import RoundForm
from raamvertelling.sensemaking.predicting.shown import shown
from raamvertelling.sensemaking.views.pages import home_crumb
from raamvertelling.web.pages import Crumb, ErrorLine
from raamvertelling.web.typeset import qr_svg

PAGE = "voorspellen"
CLOSED = "De stippen zijn al onthuld. Er kan niets meer bij."
FULL = "Er zijn al heel veel stippen. Er kan niets meer bij."


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """Every round, and a form that begins one."""
    inquiry = get_writable_inquiry_or_404(request.user, slug)
    form = RoundForm(*posted(request), inquiry=inquiry, initial={"signifier": request.GET.get("teken", "")})
    if form.is_bound and form.is_valid():
        made = services.open_round(inquiry=inquiry, actor=signed_in(request), today=localdate(), **form.cleaned_data)
        messages.success(request, "De ronde is open. Zet het scherm aan.")
        return redirect("sensemaking:round", slug=slug, number=made.pk)
    listed = [(each, title_of(signifier_of(each))) for each in queries.rounds(inquiry)]
    context = {"rounds": listed, "form": form, "can_open": bool(predictable(inquiry.framework))}
    status = 422 if form.errors else 200
    return team_page(request, "sensemaking/rounds.html", inquiry, PAGE, context, [home_crumb(inquiry)], status=status)


@require_safe
@login_required
def round_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One round: before the reveal how to take part, after it what was expected and what was told."""
    round = get_round_or_404(request.user, slug, number)
    context = _door(round)
    if round.is_revealed:
        context |= shown(queries.result(viewer=request.user, round=round))
    return _page(request, "sensemaking/round.html", round, context)


@require_safe
@login_required
def screen(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page for the wall: how many, never where, until the reveal. A room is outside the team, whoever looks."""
    round = get_round_or_404(request.user, slug, number)
    context = {"round": round, "inquiry": round.inquiry, **_door(round)}
    if round.is_revealed:
        context |= shown(queries.result(viewer=request.user, round=round, outside=True))
    return render(request, "sensemaking/screen.html", context)


@require_safe
@login_required
def count(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """How many predicted so far, as a bare number for the screen."""
    round = get_round_or_404(request.user, slug, number)
    return HttpResponse(str(round.predictions.count()), content_type="text/plain; charset=utf-8")


@require_POST
@login_required
def reveal(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the dots, in one press, and stay where the button was."""
    round = get_round_or_404(request.user, slug, number)
    services.reveal(round=round, actor=signed_in(request), today=localdate())
    to = "screen" if request.POST.get("naar") == "scherm" else "round"
    return redirect(f"sensemaking:{to}", slug=slug, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_dots(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Type dots over from paper, one at a time."""
    round = get_round_or_404(request.user, slug, number)
    if round.is_revealed:
        messages.error(request, CLOSED)
        return redirect("sensemaking:round", slug=slug, number=number)
    if request.method != "POST":
        return _paper_page(request, round)
    try:
        placed = read(round, request.POST)
        services.enter_paper(round=round, placed=placed, actor=signed_in(request), today=localdate())
    except BadPrediction as mistake:
        return _paper_page(request, round, mistake)
    except (services.Closed, services.Full) as refused:
        messages.error(request, FULL if isinstance(refused, services.Full) else CLOSED)
        return redirect("sensemaking:round", slug=slug, number=number)
    messages.success(request, "De stip staat erin. Hier is de volgende.")
    return redirect("sensemaking:paper_dots", slug=slug, number=number)


@require_POST
@login_required
def paper_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take the last paper dot away."""
    round = get_round_or_404(request.user, slug, number)
    if services.take_back_paper(round=round, actor=signed_in(request), today=localdate()):
        messages.success(request, "De laatste papieren stip is weg.")
    else:
        messages.error(request, "Er is geen papieren stip om weg te halen.")
    return redirect("sensemaking:paper_dots", slug=slug, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_delete(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask, and then throw the round away with its dots."""
    round = get_round_or_404(request.user, slug, number)
    if request.method == "POST":
        services.delete_round(round=round, actor=signed_in(request), today=localdate())
        messages.success(request, "De ronde is weg, met alle stippen.")
        return redirect("sensemaking:rounds", slug=slug)
    return _page(request, "sensemaking/round_delete.html", round, {})


def _paper_page(request: HttpRequest, round: PredictionRound, mistake: BadPrediction | None = None) -> HttpResponse:
    sent = request.POST
    sending = sent.get(SENDING, "") if mistake and mistake.keeps_number else ""
    raw, error = (mistake.raw, str(mistake)) if mistake else (None, "")
    asked = ask(round, raw=raw, voice=voice_in(round, sent), sending=sending, error=error)
    context = {
        "asked": asked,
        "on_paper": round.predictions.filter(on_paper=True).count(),
        "summary": [ErrorLine(error, asked.field.dom_id)] if mistake else [],
    }
    return _page(request, "sensemaking/paper_dots.html", round, context, status=422 if mistake else 200)


def _page(
    request: HttpRequest, template: str, round: PredictionRound, context: dict[str, object], status: int = 200
) -> HttpResponse:
    crumbs = [home_crumb(round.inquiry), Crumb("Voorspellen", reverse("sensemaking:rounds", args=[round.inquiry.slug]))]
    frame = {"round": round, "title": heading_of(signifier_of(round))}
    return team_page(request, template, round.inquiry, PAGE, frame | context, crumbs, status=status)


def _door(round: PredictionRound) -> dict[str, object]:
    """Return the short link and its picture, and how many came in."""
    path = reverse("sensemaking:predict", args=[round.code])
    address = f"{settings.RAAM_ADDRESS}{path}"
    return {
        "path": path,
        "address": address.partition("://")[2] or address,
        "qr": mark_safe(qr_svg(address, border=2)),  # noqa: S308 - our own address
        "n": round.predictions.count(),
        "question": heading_of(signifier_of(round)),
        "asks": asks(signifier_of(round)),
    }
