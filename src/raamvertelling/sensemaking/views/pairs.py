"""Then beside now, and one neighbourhood or group beside all others: the same parts as mirror and window."""

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from raamvertelling.core.framework import labels
from raamvertelling.core.sentences import plural
from raamvertelling.core.stats.methods import METHODS
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import team_page
from raamvertelling.sensemaking import pictures
from raamvertelling.sensemaking.access import get_readable_inquiry_or_404
from raamvertelling.sensemaking.cards import cards_of
from raamvertelling.sensemaking.choosing import LOOK, OVER, SIGN, SUBJECT, kinds, looks, subject_of, subjects
from raamvertelling.sensemaking.filters import Filters, chips, title_of, to_query, with_area
from raamvertelling.sensemaking.periods import DAY, ENDS
from raamvertelling.sensemaking.queries.pairs import FRONT, PairPage, group_and_rest, groupings, then_now
from raamvertelling.sensemaking.queries.reading import read
from raamvertelling.sensemaking.tables import mixture_table, table_of
from raamvertelling.sensemaking.views.mirrors import PAGE
from raamvertelling.sensemaking.views.pages import home_crumb, storypoints_of

VOICE, GROUP = "stem", "groep"
END_LABELS = ("Toen: vanaf", "Toen: tot en met", "Nu: vanaf", "Nu: tot en met")


@require_safe
@login_required
def then_and_now(request: HttpRequest, slug: str) -> HttpResponse:
    """One sign before and after a day, or in two periods."""
    inquiry = get_readable_inquiry_or_404(request.user, slug)
    days = {name: request.GET.get(name, "")[:20] for name in (DAY, *ENDS)}
    page = then_now(
        viewer=request.user,
        inquiry=inquiry,
        signifier_id=request.GET.get(SIGN, ""),
        filters=_filters(request, inquiry),
        asked=days,
    )
    return _page(request, inquiry, page, "then_now", {key: value for key, value in days.items() if value})


@require_safe
@login_required
def one_group(request: HttpRequest, slug: str) -> HttpResponse:
    """One sign for one group of tellers, and for all others."""
    inquiry = get_readable_inquiry_or_404(request.user, slug)
    question, _, option = request.GET.get(GROUP, "").partition(".")
    page = group_and_rest(
        viewer=request.user,
        inquiry=inquiry,
        signifier_id=request.GET.get(SIGN, ""),
        filters=_filters(request, inquiry),
        group=(question, option),
    )
    return _page(request, inquiry, page, "one_group", {GROUP: ".".join(page.group)} if page else {})


def _filters(request: HttpRequest, inquiry: Inquiry) -> Filters:
    """Return the subject of the page, narrowed to one voice if one is asked for."""
    found, voice = subject_of(request, inquiry), request.GET.get(VOICE, "")
    known = voice in labels(inquiry.framework.voice_question)
    return with_area(found, inquiry.framework, inquiry.framework.voices, voice) if known else found


def _page(
    request: HttpRequest, inquiry: Inquiry, page: PairPage | None, kind: str, chosen: Mapping[str, str]
) -> HttpResponse:
    context: dict[str, object] = {"kinds": kinds(inquiry, kind), "kind": kind}
    if page is not None:
        context |= _context(request, page, kind, chosen)
    return team_page(request, "sensemaking/pair.html", inquiry, PAGE, context, [home_crumb(inquiry)])


def _context(request: HttpRequest, page: PairPage, kind: str, chosen: Mapping[str, str]) -> dict[str, object]:
    inquiry, framework = page.inquiry, page.scope.framework
    voice = next(iter(page.filters.of(framework.voices)), "")
    subject = to_query(with_area(page.filters, framework, framework.voices))
    here = {SIGN: page.signifier.id, SUBJECT: subject, VOICE: voice, **chosen}
    found: dict[str, object] = {
        "page": page,
        "subject": subject,
        "voice": voice,
        "chosen": chosen,
        "subjects": subjects(inquiry),
        "voices": labels(framework.voice_question).items(),
        "ends": _ends(page),
        "groups": _groups(inquiry) if kind == "one_group" else [],
        "chips": [each.label for each in chips(page.filters, framework, storypoints_of(inquiry))],
        "kinds": kinds(inquiry, kind, page.signifier.id, subject),
        "whole": to_query(page.filters),
    }
    return found | (_drawn(request, page, here) if page.sides else {})


def _drawn(request: HttpRequest, page: PairPage, here: Mapping[str, str]) -> dict[str, object]:
    first, second = (each.window for each in page.sides)
    over = request.GET.get(LOOK) == OVER and pictures.can_lie_over(first, second)
    # What one looks at lies on top.
    back, front = (second, first) if over and page.sides[0].side.id == FRONT else (first, second)
    result = page.compared.result if page.compared else None
    return {
        "figures": pictures.draw_two(back, front, over=over, names=page.names),
        "looks": looks(here, first, second, over=over),
        "table": table_of([first, second]),
        "mixture": mixture_table(page.mixture, [first, second]) if page.mixture else None,
        "method": METHODS[result.method] if result else None,
        "shelves": [
            (
                plural(each.side.id, page.names),
                cards_of(page.inquiry, read(page.scope, each.numbers), at_most=60),
                pictures.stories_url(page.inquiry, each.side.filters),
            )
            for each in page.sides
            if each.numbers
        ],
    }


def _ends(page: PairPage) -> list[tuple[str, str, date | None]]:
    """Return the four days of two periods for the form; empty while one day parts them."""
    known = page.periods if page.periods and not page.periods.day else None
    days = [day for each in (known.then, known.now) for day in (each.since, each.until)] if known else [None] * 4
    return list(zip(ENDS, END_LABELS, days, strict=True))


def _groups(inquiry: Inquiry) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the groups that can be set apart, under the question that makes them."""
    return [
        (title_of(each), [(f"{each.id}.{id}", name) for id, name in labels(each).items()])
        for each in groupings(inquiry.framework)
    ]
