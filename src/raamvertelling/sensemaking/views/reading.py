"""Reading: the list within a filter, and one story."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from raamvertelling.inquiries.pages import team_page
from raamvertelling.sensemaking import pictures, queries
from raamvertelling.sensemaking.access import get_readable_inquiry_or_404
from raamvertelling.sensemaking.cards import cards_of, story_url, translation_on_card
from raamvertelling.sensemaking.filter_form import filter_form
from raamvertelling.sensemaking.filters import chips, to_query
from raamvertelling.sensemaking.queries.reading import StoryList, StoryPage, named_voices
from raamvertelling.sensemaking.views.pages import (
    filters_of,
    home_crumb,
    storypoints_of,
)
from raamvertelling.sensemaking.words import marked, prose
from raamvertelling.web.pages import Crumb


@require_safe
@login_required
def stories(request: HttpRequest, slug: str) -> HttpResponse:
    """The stories that this person may read, newest first, twenty a page."""
    inquiry = get_readable_inquiry_or_404(request.user, slug)
    parsed = filters_of(request, inquiry)
    page = queries.story_list(
        viewer=request.user, inquiry=inquiry, filters=parsed.filters, page=request.GET.get("pagina", "1")
    )
    query = to_query(page.filters)
    context = {
        **_list_context(page),
        "ignored": parsed.ignored,
        "page_query": f"{query}&" if query else "",
        "cards": cards_of(inquiry, page.stories, page.filters),
    }
    return team_page(request, "sensemaking/stories.html", inquiry, "verhalen", context, [home_crumb(inquiry)])


def _list_context(page: StoryList) -> dict[str, object]:
    framework, team = page.scope.framework, page.scope.is_team
    points = storypoints_of(page.inquiry) if team else []
    only = None if team else (framework.voices,)
    return {
        "page": page,
        "empty_url": "?",
        "chips": [(chip.label, f"?{to_query(chip.without)}") for chip in chips(page.filters, framework, points)],
        "filter": filter_form(page.filters, framework, points, only, None if team else named_voices(page.scope)),
    }


@require_safe
@login_required
def story(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One story: its words, its own dots, and its neighbours within the filter."""
    inquiry = get_readable_inquiry_or_404(request.user, slug)
    parsed = filters_of(request, inquiry)
    page = queries.story_page(viewer=request.user, inquiry=inquiry, number=number, filters=parsed.filters)
    if page is None:
        raise Http404
    crumbs = [home_crumb(inquiry), Crumb("Verhalen", pictures.stories_url(inquiry, page.filters))]
    return team_page(request, "sensemaking/story.html", inquiry, "verhalen", _story_context(page), crumbs)


def _story_context(page: StoryPage) -> dict[str, object]:
    inquiry, story = page.inquiry, page.story
    drawn = [(each, pictures.draw_own(each)) for each in page.answers if each.pattern is not None]
    return {
        "page": page,
        "title": marked(story.title or f"Verhaal {story.number}"),
        "paragraphs": prose(story.text).paragraphs,
        "translation": translation_on_card(story.translation),
        "free_texts": [(title, prose(text).paragraphs) for title, text in page.free_texts],
        "drawn": [
            (answer, svg, reverse("sensemaking:pattern", args=[inquiry.slug, answer.signifier.id]))
            for answer, svg in drawn
        ],
        "said": [each for each in page.answers if each.pattern is None],
        "previous_url": story_url(inquiry, page.previous, page.filters) if page.previous else "",
        "next_url": story_url(inquiry, page.next, page.filters) if page.next else "",
        "list_url": pictures.stories_url(inquiry, page.filters),
    }
