"""What every page of this room gets: the team's frame, and the filter of its address."""

from django.http import HttpRequest
from django.urls import reverse

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.sensemaking.filters import Parsed, parse
from raamvertelling.web.pages import Crumb


def home_crumb(inquiry: Inquiry) -> Crumb:
    """Return the first step of every path."""
    return Crumb(inquiry.title, reverse("sensemaking:overview", args=[inquiry.slug]))


def filters_of(request: HttpRequest, inquiry: Inquiry) -> Parsed:
    """Read the filter from the address."""
    pairs = [(key, value) for key, values in request.GET.lists() for value in values]
    return parse(pairs, inquiry.framework)


def storypoints_of(inquiry: Inquiry) -> list[tuple[str, str]]:
    """Return the storypoints to filter on: code and name."""
    points = inquiry.storypoints.filter(is_test=False).order_by("name")
    return list(points.values_list("code", "name"))
