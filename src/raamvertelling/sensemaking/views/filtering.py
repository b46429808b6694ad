"""Filtering: every question at once for the stories that one chose, by links that can be shared."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from raamvertelling.core.framework import Stones, Triad
from raamvertelling.core.results import Area, Share
from raamvertelling.core.sentences import percent, share_words
from raamvertelling.inquiries.pages import team_page
from raamvertelling.sensemaking.access import get_readable_inquiry_or_404
from raamvertelling.sensemaking.filter_form import filter_form
from raamvertelling.sensemaking.filters import Filters, chips, to_query, with_area
from raamvertelling.sensemaking.pictures import stories_url
from raamvertelling.sensemaking.queries.filtering import Answer, Card, FilterPage, filtering
from raamvertelling.sensemaking.views.pages import filters_of, home_crumb, storypoints_of
from raamvertelling.web.charts.areas import field_areas, triangle_areas

LATEST = "laatst"
AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One answer to draw: lengths and places run from 0 to 100."""

    label: str
    shown: str
    everyone: str
    words: str
    length: float
    low: float
    width: float
    mark: float
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Pane:
    """One question to draw; `more` are the bars of a long list behind a press."""

    card: Card
    url: str
    bars: tuple[Bar, ...]
    more: tuple[Bar, ...]
    picture: SafeString
    fields: tuple[tuple[str, SafeString], ...]


@require_safe
@login_required
def filter_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every question, for the stories within the filter beside all stories."""
    inquiry = get_readable_inquiry_or_404(request.user, slug)
    parsed, points = filters_of(request, inquiry), storypoints_of(inquiry)
    page = filtering(viewer=request.user, inquiry=inquiry, filters=parsed.filters, storypoints=points,
                     latest=request.GET.get(LATEST, ""))  # fmt: skip
    if page is None:
        return team_page(request, "sensemaking/filtering_closed.html", inquiry, "filteren", {}, [home_crumb(inquiry)])
    framework = page.scope.framework
    context = {
        "page": page,
        "ignored": parsed.ignored,
        "panes": [_pane(page, card) for card in page.cards],
        "chips": [(each.label, f"?{to_query(each.without)}") for each in chips(page.filters, framework, points)],
        "filter": filter_form(page.filters, framework, points),
        "stories_url": stories_url(inquiry, page.filters),
        "back_url": f"?{to_query(page.back[0].without)}" if page.back else "",
    }
    return team_page(request, "sensemaking/filtering.html", inquiry, "filteren", context, [home_crumb(inquiry)])


def _pane(page: FilterPage, card: Card) -> Pane:
    chosen = page.filters.of(card.signifier.id)
    bars = tuple(_bar(page, card, each) for each in card.answers)
    shown = AT_ONCE if len(bars) > AT_ONCE + 2 else len(bars)
    pattern = reverse("sensemaking:pattern", args=[page.inquiry.slug, card.signifier.id])
    return Pane(
        card=card,
        url=f"{pattern}?{to_query(page.filters)}" if page.filters else pattern,
        bars=bars[:shown],
        more=bars[shown:],
        picture=_triangle(page, card, chosen),
        fields=_fields(page, card, chosen),
    )


def _bar(page: FilterPage, card: Card, answer: Answer) -> Bar:
    share, everyone = answer.beside.chosen, answer.beside.everyone
    low, high = share.share.interval or (0.0, 0.0)
    label = share.area.label[:1].upper() + share.area.label[1:]
    return Bar(
        label=label,
        shown=f"{share.count} ({percent(share.share.value)})",
        everyone=percent(everyone.share.value),
        words=share_words(share),
        length=100 * share.share.value,
        low=100 * low,
        width=100 * (high - low),
        mark=min(99.0, 100 * everyone.share.value),
        url=_toggled(page, card, answer.ids, answer.is_chosen),
        is_chosen=answer.is_chosen,
    )


def _toggled(page: FilterPage, card: Card, ids: tuple[str, ...], is_chosen: bool) -> str:
    """Return the address with an answer added to the filter, or taken out of it."""
    id, now = card.signifier.id, page.filters.of(card.signifier.id)
    after = [each for each in now if each not in ids] if is_chosen else [*now, *ids]
    filters: Filters = with_area(page.filters, page.scope.framework, id, *after)
    query = to_query(filters, **{LATEST: id if after else ""})
    return f"?{query}"


def _area_href(page: FilterPage, card: Card) -> Callable[[Area], str]:
    chosen = page.filters.of(card.signifier.id)
    return lambda area: _toggled(page, card, (area.id,), area.id in chosen)


def _triangle(page: FilterPage, card: Card, chosen: tuple[str, ...]) -> SafeString:
    if not isinstance(card.signifier, Triad):
        return mark_safe("")
    drawn = triangle_areas(card.signifier, card.cells, _area_href(page, card), chosen)
    return mark_safe(drawn)  # noqa: S308 - escaped by the chart itself


def _fields(page: FilterPage, card: Card, chosen: tuple[str, ...]) -> tuple[tuple[str, SafeString], ...]:
    """Return for each stone its name and its nine cells."""
    field = card.signifier
    if not isinstance(field, Stones):
        return ()
    found = []
    for stone in field.stones:
        own: list[Share] = [share for share in card.cells if share.area.key == stone.id]
        drawn = field_areas(field, own, _area_href(page, card), chosen)
        found.append((stone.text.in_language("nl"), mark_safe(drawn)))  # noqa: S308 - escaped by the chart itself
    return tuple(found)
