"""The map of neighbourhoods, with its table and the way to the stories."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from raamvertelling.core.stats import areas
from raamvertelling.inquiries.pages import team_page
from raamvertelling.sensemaking.access import get_readable_inquiry_or_404
from raamvertelling.sensemaking.filters import Filters, with_area
from raamvertelling.sensemaking.pictures import stories_url
from raamvertelling.sensemaking.queries.neighbourhoods import MapPage, Neighbourhood, neighbourhoods
from raamvertelling.sensemaking.views.pages import home_crumb
from raamvertelling.web.charts.map import Shape, map_chart


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table; `place` says when the answer lies nowhere on the map."""

    label: str
    words: str
    url: str
    place: str


@require_safe
@login_required
def map_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The map: the sentence, the picture, the table."""
    inquiry = get_readable_inquiry_or_404(request.user, slug)
    page = neighbourhoods(viewer=request.user, inquiry=inquiry, signifier_id=request.GET.get("teken", ""),
                          area_id=request.GET.get("deel", ""))  # fmt: skip
    context = {
        "page": page,
        "parts": [(area.id, area.label) for area in areas(page.subject)] if page.subject else [],
        "svg": _drawn(page),
        "lines": [Line(each.label, each.words, _url(page, each), "" if each.codes else "niet op de kaart")
                  for each in page.neighbourhoods],
        "settings_url": reverse("inquiries:map_settings", args=[slug]) if page.scope.is_team else "",
    }  # fmt: skip
    return team_page(request, "sensemaking/map.html", inquiry, "wijkkaart", context, [home_crumb(inquiry)])


def _url(page: MapPage, each: Neighbourhood) -> str:
    """Return the way to the stories behind an area, for the team."""
    if not page.scope.is_team or page.question is None or not each.n:
        return ""
    filters = with_area(Filters(), page.scope.framework, page.question.id, each.id)
    if page.subject is not None and page.area is not None:
        filters = with_area(filters, page.scope.framework, page.subject.id, page.area.id)
    return stories_url(page.inquiry, filters)


def _drawn(page: MapPage) -> SafeString:
    if page.map is None or not page.neighbourhoods:
        return mark_safe("")
    owner = {code: each for each in page.neighbourhoods for code in each.codes}
    shapes, others = [], []
    for area in page.map.shapes["areas"]:
        each = owner.get(area["properties"].get(page.map.code_property, ""))
        if each is None:
            others.append(area["path"])
            continue
        x, y = area["at"]
        number = each.shown.removeprefix("ongeveer ")  # there is no room for it on a phone: the words below say it
        shapes.append(Shape(area["path"], (x, y), each.shade, number, f"{each.label}: {each.words}", _url(page, each)))
    drawn = map_chart(shapes, others, width=page.map.shapes["width"], height=page.map.shapes["height"],
                      title="Kaart van de wijken", description=page.sentence)  # fmt: skip
    return mark_safe(drawn)  # noqa: S308 - escaped by the chart itself
