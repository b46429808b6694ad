"""Observations: list, page, writing, and the second meaning that each of them asks for."""

from typing import Any
from urllib.parse import parse_qsl

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.access import signed_in
from raamvertelling.sensemaking import queries, services
from raamvertelling.sensemaking.access import (
    can_write,
    get_observation_or_404,
    get_readable_inquiry_or_404,
    get_writable_inquiry_or_404,
)
from raamvertelling.sensemaking.cards import story_url
from raamvertelling.sensemaking.filters import chips, parse, to_query
from raamvertelling.sensemaking.forms import MeaningForm, ObservationForm
from raamvertelling.sensemaking.models import ENOUGH_MEANINGS, MarkedPattern, Observation
from raamvertelling.sensemaking.queries.findings import FindingPage, question_of
from raamvertelling.sensemaking.views.pages import home_crumb
from raamvertelling.sensemaking.views.patterns import SPLIT
from raamvertelling.web.pages import Crumb

PATTERN, MARK = "teken", "merk"


@require_safe
@login_required
def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """Every observation with how many meanings it has."""
    inquiry = get_readable_inquiry_or_404(request.user, slug)
    context = {
        "findings": queries.findings(viewer=request.user, inquiry=inquiry),
        "may_write": can_write(request.user, inquiry),
        "enough": ENOUGH_MEANINGS,
    }
    return team_page(request, "sensemaking/findings.html", inquiry, "bevindingen", context, [home_crumb(inquiry)])


@require_safe
@login_required
def finding(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One observation, its meanings, and an invitation to add one."""
    observation = get_observation_or_404(request.user, slug, pk)
    return _finding_page(request, observation, MeaningForm())


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def finding_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down what was seen, from a pattern or from nothing."""
    inquiry = get_writable_inquiry_or_404(request.user, slug)
    user = signed_in(request)
    mark = _mark_of(request, inquiry)
    sent = request.POST if request.method == "POST" else None
    form = ObservationForm(sent, inquiry=inquiry, user=user, initial={"title": mark.words[:200] if mark else ""})
    signifier, query = _pattern_of(request, inquiry)
    if request.method == "POST" and form.is_valid():
        saved = services.save_observation(
            inquiry=inquiry,
            actor=user,
            today=localdate(),
            meanings=form.meanings(),
            signifier=signifier,
            pattern_query=query,
            mark=mark,
            **_written(form),
        )
        messages.success(request, "De bevinding is bewaard.")
        return redirect("sensemaking:finding", slug=slug, pk=saved.pk)
    return _form_page(request, inquiry, form, signifier, query)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def finding_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what was written."""
    observation = get_observation_or_404(request.user, slug, pk, write=True)
    inquiry, user = observation.inquiry, signed_in(request)
    numbers = ", ".join(map(str, queries.finding(viewer=user, observation=observation).stories))
    sent = request.POST if request.method == "POST" else None
    known = {"story_numbers": numbers}
    form = ObservationForm(sent, instance=observation, inquiry=inquiry, user=user, initial=known)
    signifier, query = observation.signifier, observation.pattern_query
    if request.method == "POST" and form.is_valid():
        services.save_observation(
            inquiry=inquiry,
            actor=user,
            today=localdate(),
            signifier=signifier,
            pattern_query=query,
            observation=observation,
            **_written(form),
        )
        messages.success(request, "De bevinding is gewijzigd.")
        return redirect("sensemaking:finding", slug=slug, pk=pk)
    return _form_page(request, inquiry, form, signifier, query, observation)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def finding_delete(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, and then take the observation away."""
    observation = get_observation_or_404(request.user, slug, pk, write=True)
    if request.method == "POST":
        services.delete_observation(observation=observation)
        messages.success(request, "De bevinding is weg.")
        return redirect("sensemaking:findings", slug=slug)
    context = {"observation": observation}
    return team_page(request, "sensemaking/finding_delete.html", observation.inquiry, "bevindingen", context)


@require_POST
@login_required
def meaning_add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add one more meaning."""
    observation = get_observation_or_404(request.user, slug, pk, write=True)
    form = MeaningForm(request.POST)
    if not form.is_valid():
        return _finding_page(request, observation, form, status=422)
    services.add_meaning(observation=observation, actor=signed_in(request), text=form.cleaned_data["text"])
    messages.success(request, "De betekenis staat erbij.")
    return redirect("sensemaking:finding", slug=slug, pk=pk)


@require_POST
@login_required
def meaning_delete(request: HttpRequest, slug: str, pk: int, meaning: int) -> HttpResponse:
    """Take one meaning away."""
    observation = get_observation_or_404(request.user, slug, pk, write=True)
    found = observation.interpretations.filter(pk=meaning).first()
    if found is None:
        raise Http404
    services.delete_meaning(meaning=found)
    messages.success(request, "De betekenis is weg.")
    return redirect("sensemaking:finding", slug=slug, pk=pk)


def _written(form: ObservationForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("title", "seen", "questions", "idea", "story_numbers")}


def _pattern_of(request: HttpRequest, inquiry: Inquiry) -> tuple[str, str]:
    """Return the sign and the cleaned filter that the address asks to link to; nonsense is left out."""
    signifier = request.GET.get(PATTERN, "")
    if signifier not in {each.id for each in inquiry.framework.signifiers}:
        return "", ""
    pairs = [(key, value) for key, values in request.GET.lists() for value in values]
    split = request.GET.get(SPLIT, "")[:80]
    return signifier, to_query(parse(pairs, inquiry.framework).filters, per=split)


def _mark_of(request: HttpRequest, inquiry: Inquiry) -> MarkedPattern | None:
    """Return the marked pattern that the address asks to write about, if this person may see it."""
    number = request.GET.get(MARK, "")
    mine = MarkedPattern.objects.visible_to(request.user).filter(inquiry=inquiry)
    return mine.filter(pk=number).first() if number.isdecimal() and len(number) < 10 else None


def _form_page(
    request: HttpRequest,
    inquiry: Inquiry,
    form: ObservationForm,
    signifier: str,
    query: str,
    observation: Observation | None = None,
) -> HttpResponse:
    filters = parse(parse_qsl(query), inquiry.framework).filters
    context = {
        "form": form,
        "observation": observation,
        "pattern_title": question_of(inquiry, signifier),
        "pattern_chips": [chip.label for chip in chips(filters, inquiry.framework)],
    }
    crumbs = [home_crumb(inquiry), _list_crumb(inquiry)]
    status = 422 if form.errors else 200
    return team_page(request, "sensemaking/finding_form.html", inquiry, "bevindingen", context, crumbs, status)


def _finding_page(request: HttpRequest, observation: Observation, form: MeaningForm, status: int = 200) -> HttpResponse:
    inquiry = observation.inquiry
    page = queries.finding(viewer=request.user, observation=observation)
    filters = parse(parse_qsl(page.pattern_query), inquiry.framework).filters
    context = {
        "page": page,
        "finding": observation,
        "meanings": list(observation.interpretations.all()),
        "pattern_url": _pattern_url(inquiry, page),
        "pattern_chips": [chip.label for chip in chips(filters, inquiry.framework)],
        "stories": [(number, story_url(inquiry, number)) for number in page.stories],
        "marked": [
            (mark.words, reverse("sensemaking:connection", args=[inquiry.slug, mark.a, mark.b])) for mark in page.marked
        ],
        "form": form,
        "may_write": can_write(request.user, inquiry),
    }
    crumbs = [home_crumb(inquiry), _list_crumb(inquiry)]
    return team_page(request, "sensemaking/finding.html", inquiry, "bevindingen", context, crumbs, status)


def _list_crumb(inquiry: Inquiry) -> Crumb:
    return Crumb("Bevindingen", reverse("sensemaking:findings", args=[inquiry.slug]))


def _pattern_url(inquiry: Inquiry, page: FindingPage) -> str:
    if not page.pattern_title:
        return ""
    address = reverse("sensemaking:pattern", args=[inquiry.slug, page.observation.signifier])
    return f"{address}?{page.pattern_query}" if page.pattern_query else address
