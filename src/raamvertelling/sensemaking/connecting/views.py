"""The pages of patterns between two questions: all of them, and one with what the team says of it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.core.results_scan import Scan
from raamvertelling.core.sentences_scan import expected_by_chance, left_out_words, scan_headline, scan_summary
from raamvertelling.core.stats.methods import METHODS
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.people.access import signed_in
from raamvertelling.sensemaking import pictures
from raamvertelling.sensemaking.access import get_team_inquiry_or_404
from raamvertelling.sensemaking.cards import cards_of
from raamvertelling.sensemaking.connecting import queries, services
from raamvertelling.sensemaking.connecting.forms import MarkForm
from raamvertelling.sensemaking.connecting.looking import SEED
from raamvertelling.sensemaking.connecting.queries import ConnectionPage, ConnectionsPage
from raamvertelling.sensemaking.connecting.shown import (
    connection_url,
    crossed_table,
    facts_of,
    meaning_of,
    nothing,
    shown,
    small,
    then,
)
from raamvertelling.sensemaking.filters import title_of
from raamvertelling.sensemaking.queries.pattern import UnknownSignifier
from raamvertelling.sensemaking.queries.reading import read
from raamvertelling.sensemaking.views.pages import home_crumb
from raamvertelling.version import VERSION
from raamvertelling.web.pages import Crumb, NavItem

PAGE = "verbanden"
WITH, ALL, AT = "met", "alles", "pagina"
# What somebody needs to get the same figures again, with the version of the data.
AGAIN = {"seed": SEED, "program": VERSION}


@require_safe
@login_required
def connections(request: HttpRequest, slug: str) -> HttpResponse:
    """The strongest patterns first, ten a page, with those that somebody marked on top."""
    inquiry, asked = get_team_inquiry_or_404(request.user, slug), request.GET
    page = queries.connections(
        viewer=request.user,
        inquiry=inquiry,
        by=asked.get(WITH, ""),
        all=asked.get(ALL) == "ja",
        page=asked.get(AT, "1"),
    )
    context: dict[str, object] = {"page": page, "scan": page.looked.scan, "first_page": page.page.number == 1}
    if page.looked.scan:
        context |= _list_context(page)
    return team_page(request, "sensemaking/connections.html", inquiry, PAGE, context, [home_crumb(inquiry)])


def _list_context(page: ConnectionsPage) -> dict[str, object]:
    looked, scan = page.looked, page.looked.scan
    assert scan is not None
    inquiry, framework = looked.scope.inquiry, looked.scope.framework
    drawn = [shown(inquiry, framework, each, place=place) for place, each in enumerate(page.shown)]
    here = ({WITH: page.by} if page.by else {}) | ({ALL: "ja"} if page.all else {})
    return {
        "lead": scan_headline(scan),
        "summary": scan_summary(scan),
        "by_chance": expected_by_chance(scan),
        "left_out": left_out_words(scan),
        "shown": drawn,
        "marked": [
            (mark, connection_url(inquiry, mark.a, mark.b), now.sentence if now else "", _then(mark, now))
            for mark, now in page.marked
        ],
        "lines": [(each, small(each.connection.pattern.p)) for each in drawn],
        "looks": _looks(page, scan),
        "page_query": f"{urlencode(here)}&" if here else "",
        "people": queries.told_by(looked),
        **AGAIN,
    }


def _looks(page: ConnectionsPage, scan: Scan) -> list[NavItem]:
    """Return the two lists: what is larger than chance, and all that was looked at."""
    here = {WITH: page.by} if page.by else {}
    found, all = f"Groter dan toeval ({len(scan.standing_out)})", f"Alles wat wij bekeken ({scan.looks})"
    return [
        NavItem(label=found, url=f"?{urlencode(here)}", is_current=not page.all),
        NavItem(label=all, url=f"?{urlencode({**here, ALL: 'ja'})}", is_current=page.all),
    ]


def _then(mark: Any, now: queries.Connection | None) -> str:
    return then(mark, now.pattern if now else None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def connection(request: HttpRequest, slug: str, a: str, b: str) -> HttpResponse:
    """One pair of questions: what goes together, how sure that is, the stories; and a few words that mark it."""
    inquiry = get_team_inquiry_or_404(request.user, slug)
    try:
        page = queries.connection(viewer=request.user, inquiry=inquiry, a=a, b=b)
    except UnknownSignifier as unknown:
        raise Http404 from unknown
    form = MarkForm(*posted(request), initial={"words": page.mark.words if page.mark else ""})
    if page.found and page.looked.scan and form.is_bound and form.is_valid():
        services.mark_pattern(
            inquiry=inquiry, pattern=page.found.pattern, scan=page.looked.scan, version=page.looked.version,
            words=form.cleaned_data["words"], actor=signed_in(request), today=localdate(),
        )  # fmt: skip
        messages.success(request, "Gemarkeerd als opvallend. Het staat nu bovenaan.")
        return redirect("sensemaking:connection", slug=slug, a=a, b=b)
    context = {**_context(inquiry, page), "form": form, "here": connection_url(inquiry, a, b)}
    crumbs = [home_crumb(inquiry), Crumb("Verbanden", reverse("sensemaking:connections", args=[slug]))]
    status = 422 if form.is_bound else 200
    return team_page(request, "sensemaking/connection.html", inquiry, PAGE, context, crumbs, status)


@require_POST
@login_required
def unmark(request: HttpRequest, slug: str, a: str, b: str) -> HttpResponse:
    """Take a mark away."""
    inquiry = get_team_inquiry_or_404(request.user, slug)
    mark = queries.marked_in(request.user, inquiry).filter(a__in=(a, b), b__in=(a, b)).first()
    if mark is None:
        raise Http404
    services.unmark_pattern(mark=mark)
    messages.success(request, "De markering is weg. Het verband staat weer op zijn eigen plaats.")
    return redirect("sensemaking:connections", slug=slug)


def _context(inquiry: Inquiry, page: ConnectionPage) -> dict[str, object]:
    looked, found, mark = page.looked, page.found, page.mark
    context: dict[str, object] = {
        "page": page,
        "waits": looked.scan is None,
        "nothing": nothing(page.left_out),
        "questions": [
            (title_of(each), reverse("sensemaking:pattern", args=[inquiry.slug, each.id]))
            for each in (page.first, page.second)
        ],
        "mark": mark,
        "then": then(mark, found.pattern if found else None) if mark else "",
        "finding_url": f"{reverse('sensemaking:finding_new', args=[inquiry.slug])}?merk={mark.pk}" if mark else "",
        **AGAIN,
    }
    if found:
        context |= _figures(page, found)
    return context


def _figures(page: ConnectionPage, found: queries.Connection) -> dict[str, object]:
    scope = page.looked.scope
    inquiry, framework = scope.inquiry, scope.framework
    return {
        "shown": shown(inquiry, framework, found, width=pictures.WIDE),
        "facts": facts_of(found.pattern),
        "p": small(found.pattern.p),
        "measure": meaning_of(found.pattern),
        "method": METHODS[found.pattern.method],
        "table": crossed_table(found, framework),
        "cards": cards_of(inquiry, read(scope, page.numbers), found.filters, at_most=60),
    }
