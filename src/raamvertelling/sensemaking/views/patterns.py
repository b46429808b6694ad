"""Patterns: all signs at a glance, and one sign in full."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from raamvertelling.core.framework import Signifier
from raamvertelling.core.results import Distribution, Suppressed
from raamvertelling.core.stats.methods import METHODS
from raamvertelling.inquiries.navigation import inquiry_address
from raamvertelling.inquiries.pages import team_page
from raamvertelling.sensemaking import pictures, queries
from raamvertelling.sensemaking.access import can_write, get_readable_inquiry_or_404
from raamvertelling.sensemaking.cards import Card, cards_of
from raamvertelling.sensemaking.filter_form import filter_form
from raamvertelling.sensemaking.filters import Filters, chips, title_of, to_query
from raamvertelling.sensemaking.pictures import area_links, group_filters
from raamvertelling.sensemaking.queries.pattern import NO_SPLIT, PatternPage
from raamvertelling.sensemaking.queries.reading import allowed, newest_per_voice, read
from raamvertelling.sensemaking.queries.windows import Splitter, Window, about_tellers
from raamvertelling.sensemaking.tables import table_of
from raamvertelling.sensemaking.views.pages import (
    filters_of,
    home_crumb,
    storypoints_of,
)
from raamvertelling.sensemaking.words import first_sentence
from raamvertelling.web.pages import Crumb, NavItem

SPLIT = "per"


@dataclass(frozen=True, slots=True)
class Pane:
    """A window ready to be drawn: the picture and the way to its stories."""

    window: Window
    svg: SafeString
    url: str


@require_safe
@login_required
def patterns(request: HttpRequest, slug: str) -> HttpResponse:
    """Every sign as a small chart with its sentence."""
    inquiry = get_readable_inquiry_or_404(request.user, slug)
    page = queries.patterns(viewer=request.user, inquiry=inquiry)
    panes = [
        (title, Pane(window, pictures.draw(window, width=pictures.NARROW), _pattern_url(slug, signifier)))
        for signifier, title, window in page.patterns
    ]
    return team_page(
        request, "sensemaking/patterns.html", inquiry, "patronen", {"page": page, "panes": panes}, [home_crumb(inquiry)]
    )


@require_safe
@login_required
def pattern(request: HttpRequest, slug: str, signifier_id: str) -> HttpResponse:
    """One sign: the sentence, the windows side by side, the test, the table and the stories."""
    inquiry = get_readable_inquiry_or_404(request.user, slug)
    parsed = filters_of(request, inquiry)
    try:
        page = queries.pattern(
            viewer=request.user,
            inquiry=inquiry,
            signifier_id=signifier_id,
            filters=parsed.filters,
            split_by=request.GET.get(SPLIT, ""),
        )
    except queries.UnknownSignifier as unknown:
        raise Http404 from unknown
    context = {**_pattern_context(request, page), "ignored": parsed.ignored}
    crumbs = [home_crumb(inquiry), Crumb("Patronen", reverse("sensemaking:patterns", args=[slug]))]
    return team_page(request, "sensemaking/pattern.html", inquiry, "patronen", context, crumbs)


def _pattern_context(request: HttpRequest, page: PatternPage) -> dict[str, object]:
    inquiry, framework, team = page.inquiry, page.scope.framework, page.scope.is_team
    newest = newest_per_voice(page.scope, allowed(page.filters, page.scope))
    points = storypoints_of(inquiry) if team else []
    in_words = chips(page.filters, framework, points)
    return {
        "page": page,
        "lead": first_sentence(page.lead),
        **_drawn(page, newest),
        "areas": pictures.area_lines(page),
        "table": table_of([*page.windows, page.whole]),
        "empty_url": f"?{to_query(Filters(), per=_per(page))}",
        "method": METHODS[page.compared.result.method] if page.compared and page.compared.result else None,
        "drawn_by": None if page.whole.is_closed else METHODS[_summary(page.whole).method],
        "splits": _split_links(page),
        "chips": [(each.label, f"?{to_query(each.without, per=_per(page))}") for each in in_words],
        "filter": filter_form(page.filters, framework, points) if team else None,
        "per": _per(page),
        "stories_url": pictures.stories_url(inquiry, page.filters),
        "finding_url": _finding_url(page) if can_write(request.user, inquiry) else "",
        "account_url": _account_url(page),
        "cards": _examples(page, newest),
        **_trend_context(page),
    }


def _drawn(page: PatternPage, newest: Collection[str]) -> dict[str, object]:
    return {
        "panes": [_pane(page, window, newest) for window in page.windows],
        "scale": pictures.scale_words(page.windows, pictures.NARROW),
        "whole": _pane(page, page.whole, newest, wide=True),
    }


def _trend_context(page: PatternPage) -> dict[str, object]:
    if page.trend is None or isinstance(page.trend, str):
        return {"no_trend": page.trend}
    from raamvertelling.sensemaking.trends import shown_trend  # numpy, which a process loads when it is asked for

    return {"trend": shown_trend(page.trend)}


def _examples(page: PatternPage, newest: Mapping[str, int]) -> list[Card]:
    """Return the newest story of each voice that is shown."""
    closed = {window.voice for window in page.windows if window.is_closed}
    found = read(page.scope, [number for voice, number in newest.items() if voice not in closed])
    return cards_of(page.inquiry, found, page.filters, at_most=60)


def _summary(window: Window) -> Distribution:
    assert not isinstance(window.result, Suppressed)
    return window.result


def _pane(page: PatternPage, window: Window, readable: Collection[str], *, wide: bool = False) -> Pane:
    """Draw a window; for the team every area leads to its stories. `readable` are the voices with stories to read."""
    framework = page.scope.framework
    within = group_filters(page.filters, framework, page.split, window.id)
    href = area_links(page.inquiry, framework, page.signifier, within) if page.scope.is_team else None
    width = pictures.WIDE if wide else pictures.NARROW
    has_stories = page.scope.is_team or (window.voice in readable and not window.is_closed)
    url = pictures.stories_url(page.inquiry, within) if has_stories else ""
    beside = () if wide else page.windows
    svg = pictures.draw(pictures.aligned(window, page.whole), width=width, href=href, beside=beside)
    return Pane(window, svg, url)


def _per(page: PatternPage) -> str:
    """Return the value of the split in an address; the voices are what one gets without asking."""
    if page.split is None:
        return NO_SPLIT if page.splits else ""
    return "" if page.split.id == page.scope.framework.voices else page.split.id


def _split_links(page: PatternPage) -> list[NavItem]:
    if not page.splits:
        return []
    current = page.split.id if page.split else NO_SPLIT
    names = [(each.id, _split_name(page, each)) for each in page.splits] + [(NO_SPLIT, "Niet splitsen")]
    return [
        NavItem(label=name, url=f"?{to_query(page.filters, per=id)}", is_current=id == current) for id, name in names
    ]


def _split_name(page: PatternPage, split: Splitter) -> str:
    return "Per stem" if split.id == page.scope.framework.voices else title_of(split)


def _finding_url(page: PatternPage) -> str:
    query = to_query(page.filters, teken=page.signifier.id, per=_per(page))
    return f"{reverse('sensemaking:finding_new', args=[page.inquiry.slug])}?{query}"


def _account_url(page: PatternPage) -> str:
    """Return where an account takes this sign up; questions about who tells stay out of accounts."""
    if not page.scope.is_team or page.signifier in about_tellers(page.scope.framework):
        return ""
    return f"{inquiry_address(page.inquiry.slug, 'verantwoording')}?vraag={page.signifier.id}"


def _pattern_url(slug: str, signifier: Signifier) -> str:
    return reverse("sensemaking:pattern", args=[slug, signifier.id])
