"""The stack for a table: choosing how to draw, what was drawn and why, and the cards on paper."""

import secrets
from urllib.parse import parse_qsl

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from raamvertelling.core.sentences_samples import WAYS, gap_words, short_of, why
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import team_page
from raamvertelling.sensemaking.access import get_team_inquiry_or_404
from raamvertelling.sensemaking.cards import cards_of, story_url
from raamvertelling.sensemaking.filters import Filters, chips, to_query
from raamvertelling.sensemaking.queries.reading import read
from raamvertelling.sensemaking.queries.windows import voices
from raamvertelling.sensemaking.sampling import queries
from raamvertelling.sensemaking.sampling.forms import LAST_LOT, SampleForm
from raamvertelling.sensemaking.sampling.queries import Sample
from raamvertelling.sensemaking.views.pages import filters_of, home_crumb, storypoints_of
from raamvertelling.version import VERSION
from raamvertelling.web.pages import Crumb

PAGE = "tafel"
WAY, COUNT, LOT = "manier", "hoeveel", "zaad"
# What fits on a card of a quarter of an A4; the rest is read on the screen or from the bundle.
WORDS = 145


@require_safe
@login_required
def sample(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose how to draw; with a lot in the address, what was drawn and why."""
    inquiry = get_team_inquiry_or_404(request.user, slug)
    parsed = filters_of(request, inquiry)
    form = SampleForm(request.GET) if WAY in request.GET else SampleForm()
    if form.is_bound and form.is_valid() and not form.cleaned_data[LOT]:
        lot = str(secrets.randbelow(LAST_LOT) + 1)
        return redirect(f"{request.path}?{_query(form, parsed.filters, lot)}")
    drawn = _drawn(request, inquiry, form, parsed.filters) if form.is_bound and form.is_valid() else None
    points = storypoints_of(inquiry)
    context = {
        "form": form,
        "ignored": parsed.ignored,
        "kept": _pairs(parsed.filters),
        "chips": [
            (each.label, f"?{to_query(each.without)}") for each in chips(parsed.filters, inquiry.framework, points)
        ],
        "ways": WAYS.values(),
        "filters": parsed.filters,
        **(_shown(request, inquiry, form, parsed.filters, drawn) if drawn else {}),
    }
    status = 422 if form.errors else 200
    return team_page(request, "sensemaking/sample.html", inquiry, PAGE, context, [home_crumb(inquiry)], status)


@require_safe
@login_required
def sample_cards(request: HttpRequest, slug: str) -> HttpResponse:
    """The same draw as story cards, four on an A4; nothing on them says how many people are behind them."""
    inquiry = get_team_inquiry_or_404(request.user, slug)
    form, filters = SampleForm(request.GET), filters_of(request, inquiry).filters
    back = reverse("sensemaking:sample", args=[slug])
    if not form.is_valid() or not form.cleaned_data[LOT]:
        return redirect(back)
    drawn = _drawn(request, inquiry, form, filters)
    told = queries.cards(viewer=request.user, inquiry=inquiry, drawn=drawn)
    context = {
        "cards": cards_of(inquiry, told, at_most=WORDS),
        "way": WAYS[form.cleaned_data[WAY]],
        "seed": form.cleaned_data[LOT],
        "today": localdate(),
        "back": f"{back}?{_query(form, filters, str(form.cleaned_data[LOT]))}",
    }
    crumbs = [home_crumb(inquiry), Crumb("Aan tafel", context["back"])]
    return team_page(request, "sensemaking/sample_cards.html", inquiry, PAGE, context, crumbs)


def _drawn(request: HttpRequest, inquiry: Inquiry, form: SampleForm, filters: Filters) -> Sample:
    asked = form.cleaned_data
    return queries.sample(
        viewer=request.user, inquiry=inquiry, way=asked[WAY], size=asked[COUNT], seed=asked[LOT], filters=filters
    )


def _shown(
    request: HttpRequest, inquiry: Inquiry, form: SampleForm, filters: Filters, drawn: Sample
) -> dict[str, object]:
    way, asked, framework = form.cleaned_data[WAY], form.cleaned_data[COUNT], drawn.scope.framework
    told = {each.number: each for each in read(drawn.scope, [number for number, _ in drawn.drawn])}
    names = voices(framework)
    return {
        "drawn": drawn,
        "way": WAYS[way],
        "stories": [
            (told[number], story_url(inquiry, number), why(way, each, names=names))
            for number, each in drawn.drawn
            if number in told
        ],
        "gap": gap_words(drawn.gap, framework),
        "short": short_of(way, asked=asked, drawn=len(drawn.drawn), of=drawn.of) if drawn.of else "",
        "seed": form.cleaned_data[LOT],
        "again": request.build_absolute_uri(f"?{_query(form, filters, str(form.cleaned_data[LOT]))}"),
        "other_url": f"?{_query(form, filters, '')}",
        "cards_url": f"{reverse('sensemaking:sample_cards', args=[inquiry.slug])}?"
        f"{_query(form, filters, str(form.cleaned_data[LOT]))}",
        "program": VERSION,
    }


def _query(form: SampleForm, filters: Filters, lot: str) -> str:
    asked = form.cleaned_data
    return to_query(filters, **{WAY: asked[WAY], COUNT: str(asked[COUNT]), LOT: lot})


def _pairs(filters: Filters) -> list[tuple[str, str]]:
    return parse_qsl(to_query(filters))
