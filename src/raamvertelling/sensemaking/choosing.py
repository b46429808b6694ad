"""What the pages that lay two things side by side let somebody choose: the pair, a sign, a subject, how to draw it."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest
from django.urls import reverse

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.sensemaking import pictures
from raamvertelling.sensemaking.filters import PREFIX, STORYPOINT, Filters, parse, title_of
from raamvertelling.sensemaking.queries.mirrors import themes
from raamvertelling.sensemaking.queries.windows import Window
from raamvertelling.sensemaking.views.pages import storypoints_of
from raamvertelling.web.pages import NavItem

SIGN, SUBJECT, LOOK, OVER = "teken", "onderwerp", "beeld", "over-elkaar"
KINDS = (("mirror", "Twee stemmen"), ("then_now", "Toen en nu"), ("one_group", "Buurt of groep"))
MAX_SUBJECT, MAX_NAME = 200, 70


def subject_of(request: HttpRequest, inquiry: Inquiry) -> Filters:
    """Read what the page is about from its address; what makes no sense is everything."""
    return parse(parse_qsl(request.GET.get(SUBJECT, "")[:MAX_SUBJECT]), inquiry.framework).filters


def subjects(inquiry: Inquiry) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a page can be about, in groups: storypoints, and each question that says what a story is about."""
    points = [(urlencode({STORYPOINT: code}), _short(name)) for code, name in storypoints_of(inquiry)]
    found = [("Vertelpunt", points)] if len(points) > 1 else []
    for each in themes(inquiry.framework):
        options = [(option.id, _short(option.text.in_language("nl"))) for option in each.options]
        found.append((title_of(each), [(urlencode({f"{PREFIX}{each.id}": id}), name) for id, name in options]))
    return found


def kinds(inquiry: Inquiry, current: str, sign: str = "", subject: str = "") -> list[NavItem]:
    """Return the pairs that can be laid side by side, each with the sign and the subject of now."""
    asked = urlencode({key: value for key, value in ((SIGN, sign), (SUBJECT, subject)) if value})
    found = []
    for name, label in KINDS:
        address = reverse(f"sensemaking:{name}", args=[inquiry.slug])
        found.append(NavItem(label=label, url=f"{address}?{asked}" if asked else address, is_current=name == current))
    return found


def looks(here: Mapping[str, str], first: Window, second: Window, *, over: bool) -> list[NavItem]:
    """Return the two ways to draw both sides, for signs that have two; `here` is what was chosen on the page."""
    if not pictures.can_lie_over(first, second):
        return []
    return [
        NavItem(label=name, url=f"?{urlencode({**here, LOOK: look})}#venster", is_current=over == (look == OVER))
        for look, name in (("naast-elkaar", "Naast elkaar"), (OVER, "Over elkaar"))
    ]


def _short(name: str) -> str:
    """Keep a list of choices narrow: a long question is cut at a word."""
    return name if len(name) <= MAX_NAME else f"{name[:MAX_NAME].rsplit(' ', 1)[0]} …"
