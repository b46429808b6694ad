"""Setting the desk up: a second reader, care for moderators, protocol cards, officials whose names may stay."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import get_inquiry_or_404, get_official_or_404
from raamvertelling.inquiries.desk_forms import DeskSettingsForm, OfficialForm, ProtocolCardForm
from raamvertelling.inquiries.models import Danger, Inquiry
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.people.models import Role
from raamvertelling.web.pages import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def desk_settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that the organisation sets for the desk, on one page."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    form = DeskSettingsForm(*posted(request), instance=inquiry)
    if request.method == "POST" and form.is_valid():
        services.change_settings(inquiry=inquiry, **form.cleaned_data)
        messages.success(request, "Bewaard. Moderators zien het meteen.")
        return redirect("inquiries:desk_settings", slug=slug)
    return _page(request, inquiry, form, OfficialForm(prefix="bestuurder"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def protocol_card(request: HttpRequest, slug: str, danger: str) -> HttpResponse:
    """The card of one kind of danger: read, change, throw away."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    if danger not in Danger.values:
        raise Http404
    card = inquiry.protocol_cards.filter(danger=danger).first()
    form = ProtocolCardForm(*posted(request), instance=card)
    if request.method == "POST" and request.POST.get("do") == "remove":
        services.remove_card(inquiry=inquiry, danger=danger)
        messages.success(request, "De kaart is weg.")
        return redirect("inquiries:desk_settings", slug=slug)
    if request.method == "POST" and form.is_valid():
        services.save_card(inquiry=inquiry, danger=danger, **form.cleaned_data)
        messages.success(request, "De kaart is bewaard. Moderators zien hem meteen.")
        return redirect("inquiries:desk_settings", slug=slug)
    context = {"form": form, "card": card, "danger": Danger(danger)}
    crumbs = (
        *_crumbs(slug),
        Crumb("Het bord", reverse("inquiries:desk_settings", args=[slug])),
        Crumb("Protocolkaart"),
    )
    status = 422 if form.errors else 200
    return team_page(request, "inquiries/protocol_card.html", inquiry, "instellingen", context, crumbs, status=status)


@require_POST
@login_required
def official_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Name somebody whose name may stay."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    form = OfficialForm(request.POST, prefix="bestuurder")
    if not form.is_valid():
        return _page(request, inquiry, DeskSettingsForm(instance=inquiry), form)
    services.add_official(inquiry=inquiry, **form.cleaned_data)
    messages.success(request, f"{form.cleaned_data['name']} staat nu in de lijst.")
    return redirect("inquiries:desk_settings", slug=slug)


@require_POST
@login_required
def official_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take somebody off the list."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    official = get_official_or_404(inquiry, number)
    services.remove_official(official=official)
    messages.success(request, f"{official.name} staat niet meer in de lijst.")
    return redirect("inquiries:desk_settings", slug=slug)


def _page(request: HttpRequest, inquiry: Inquiry, form: DeskSettingsForm, official: OfficialForm) -> HttpResponse:
    made = {card.danger: card for card in inquiry.protocol_cards.all()}
    context = {
        "form": form,
        "official_form": official,
        "cards": [(danger, made.get(danger.value)) for danger in Danger],
        "officials": inquiry.officials.order_by("name"),
    }
    status = 422 if form.errors or official.errors else 200
    crumbs = (*_crumbs(inquiry.slug), Crumb("Het bord"))
    return team_page(request, "inquiries/desk_settings.html", inquiry, "instellingen", context, crumbs, status=status)


def _crumbs(slug: str) -> tuple[Crumb, ...]:
    return (Crumb("Instellingen", reverse("inquiries:settings", args=[slug])),)
