"""The team gives a map of its neighbourhoods and says which area is which answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.map_forms import MapColumnsForm, MapFileForm, MatchForm
from raamvertelling.inquiries.models import Inquiry, NeighbourhoodMap
from raamvertelling.inquiries.navigation import inquiry_address
from raamvertelling.inquiries.neighbourhoods import codes, map_of
from raamvertelling.inquiries.pages import team_page
from raamvertelling.inquiries.services import maps
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import TEAM
from raamvertelling.web.pages import Crumb

Forms = dict[str, MapFileForm | MapColumnsForm | MatchForm]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def map_settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Upload a map, choose its columns, match its areas, or throw it away."""
    inquiry = get_inquiry_or_404(request.user, slug, *TEAM)
    kept = map_of(inquiry)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    forms = _forms(request, inquiry, kept, do)
    if do and _done(request, inquiry, kept, do, forms):
        return redirect("inquiries:map_settings", slug=slug)
    known = codes(kept.shapes["areas"], kept.code_property) if kept else {}
    home = inquiry_address(slug, "wijkkaart")
    context = {**forms, "map": kept, "map_url": home, "codes": sorted(known.items())}
    status = 422 if any(form.errors for form in forms.values()) else 200
    crumbs = [Crumb("Wijkkaart", home)]
    return team_page(request, "inquiries/map_settings.html", inquiry, "wijkkaart", context, crumbs, status=status)


def _forms(request: HttpRequest, inquiry: Inquiry, kept: NeighbourhoodMap | None, do: str) -> Forms:
    """Return the forms of the page; the one that was sent holds what was filled in."""
    forms: Forms = {"file_form": MapFileForm(*((request.POST, request.FILES) if do == "file" else ()))}
    if kept is not None:
        forms["columns_form"] = MapColumnsForm(*((request.POST,) if do == "columns" else ()), map=kept)
        forms["match_form"] = MatchForm(*((request.POST,) if do == "match" else ()), map=kept)
    return forms


def _done(request: HttpRequest, inquiry: Inquiry, kept: NeighbourhoodMap | None, do: str, forms: Forms) -> bool:
    """Do what was asked; False when what was filled in must change first."""
    file, columns, match = (forms.get(name) for name in ("file_form", "columns_form", "match_form"))
    if do == "file" and isinstance(file, MapFileForm) and file.is_valid():
        maps.put_map(inquiry=inquiry, flat=file.flat, actor=signed_in(request), today=localdate())
        left_out = f" {file.flat.left_out} gebieden zonder omtrek doen niet mee." if file.flat.left_out else ""
        messages.success(request, f"De kaart is bewaard: {len(file.flat.areas)} gebieden.{left_out} Kijk hem nu na.")
    elif kept is not None and do == "columns" and columns is not None and columns.is_valid():
        maps.choose_columns(map=kept, **columns.cleaned_data)
        messages.success(request, "Bewaard. Kijk hieronder na welk gebied bij welk antwoord hoort.")
    elif kept is not None and do == "match" and isinstance(match, MatchForm) and match.is_valid():
        maps.match_areas(map=kept, matches=match.matches)
        messages.success(request, "Bewaard. De kaart kan nu bekeken worden.")
    elif do == "remove":
        maps.remove_map(inquiry=inquiry)
        messages.success(request, "De kaart is weg. Aan de verhalen verandert niets.")
    else:
        return False
    return True
