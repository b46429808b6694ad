"""Putting parts into an account, moving them and taking them out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.accountability import queries, services
from raamvertelling.accountability.access import get_account_or_404
from raamvertelling.accountability.forms import DecisionForm, ObservationForm, PatternForm, QuoteForm
from raamvertelling.accountability.models import Account, AccountObservation, AccountPattern, AccountQuote, Decision
from raamvertelling.accountability.passages import sentences_of
from raamvertelling.accountability.views.page import show
from raamvertelling.inquiries.pages import posted
from raamvertelling.people.access import signed_in
from raamvertelling.sensemaking.models import Observation
from raamvertelling.sensemaking.queries.rows import scope_of
from raamvertelling.stories.models import Purpose, Story
from raamvertelling.stories.queries import texts_of

AnyPart = AccountPattern | AccountObservation | AccountQuote | Decision


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_pattern(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    chosen = {"signifier": request.GET.get("vraag", "")}
    scope = scope_of(request.user, account.inquiry, outside=True)
    form = PatternForm(*posted(request), scope=scope, initial=chosen)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        services.add_pattern(
            account=account, signifier=given["signifier"], by_voice=given["by_voice"], note=given["note"]
        )
        return redirect("accountability:account", slug, pk)
    return show(request, "form", account.inquiry, "Patroon toevoegen", account, form=form, button="Zet erin")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_observation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    offered = Observation.objects.visible_to(request.user).filter(inquiry=account.inquiry)
    form = ObservationForm(*posted(request), observations=offered)
    if form.is_bound and form.is_valid():
        try:
            services.add_observation(account=account, observation=form.cleaned_data["observation"])
        except services.NotAllowed as reason:
            form.add_error("observation", str(reason))
        else:
            return redirect("accountability:account", slug, pk)
    empty = "" if offered.exists() else reverse("sensemaking:finding_new", args=[slug])
    return show(
        request, "form", account.inquiry, "Bevinding toevoegen", account, form=form, button="Zet erin", nothing=empty
    )


@require_safe
@login_required
def choose_story(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    wanted = request.GET.get("pagina", "1")
    page, stories = queries.quotable(viewer=signed_in(request), inquiry=account.inquiry, page=wanted)
    return show(request, "choose_story", account.inquiry, "Verhaal kiezen", account, page=page, stories=stories)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_quote(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    viewer = signed_in(request)
    story = get_object_or_404(Story.objects.usable_for(viewer, Purpose.QUOTE), inquiry=account.inquiry, number=number)
    texts = texts_of(story, viewer)
    form = QuoteForm(*posted(request), sentences=sentences_of(texts.text))
    if form.is_bound and form.is_valid():
        first, last = form.cleaned_data["sentences"]
        try:
            services.add_quote(account=account, story=story, first=first, last=last, viewer=viewer)
        except services.NotAllowed as reason:
            form.add_error("sentences", str(reason))
        else:
            return redirect("accountability:account", slug, pk)
    return show(request, "add_quote", account.inquiry, "Citaat kiezen", account, form=form, title=texts.title)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    form = DecisionForm(*posted(request))
    if form.is_bound and form.is_valid():
        services.add_decision(account=account, **form.cleaned_data)
        return redirect("accountability:account", slug, pk)
    return show(request, "form", account.inquiry, "Besluit toevoegen", account, form=form, button="Zet erin")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_part(request: HttpRequest, slug: str, pk: int, kind: str, part: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    form = _form_of(request, account, _part(account, kind, part))
    if form.is_bound and form.is_valid():
        form.save()
        return redirect("accountability:account", slug, pk)
    return show(request, "form", account.inquiry, f"{kind.capitalize()} wijzigen", account, form=form, button="Bewaar")


@require_POST
@login_required
def remove_part(request: HttpRequest, slug: str, pk: int, kind: str, part: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    services.remove_part(part=_part(account, kind, part))
    messages.success(request, "Het onderdeel is uit de verantwoording gehaald.")
    return redirect("accountability:account", slug, pk)


@require_POST
@login_required
def move_part(request: HttpRequest, slug: str, pk: int, kind: str, part: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    services.move_up(part=_part(account, kind, part))
    return redirect("accountability:account", slug, pk)


def _form_of(request: HttpRequest, account: Account, part: AnyPart) -> PatternForm | DecisionForm:
    """Return the form of a part that has words of its makers; other parts are chosen, not written."""
    if isinstance(part, AccountPattern):
        return PatternForm(*posted(request), instance=part, scope=scope_of(request.user, account.inquiry, outside=True))
    if isinstance(part, Decision):
        return DecisionForm(*posted(request), instance=part)
    raise Http404


def _part(account: Account, kind: str, pk: int) -> AnyPart:
    if kind == "patroon":
        return get_object_or_404(account.patterns, pk=pk)
    if kind == "bevinding":
        return get_object_or_404(account.observations, pk=pk)
    if kind == "citaat":
        return get_object_or_404(account.quotes, pk=pk)
    if kind == "besluit":
        return get_object_or_404(account.decisions, pk=pk)
    raise Http404
