"""Who sees what here: the team counts freely, everyone else sees a frozen, rounded picture of large groups."""

from enum import Enum

from django.http import Http404

from raamvertelling.inquiries.access import get_inquiry_or_404, roles_of
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.people.models import TEAM
from raamvertelling.sensemaking.models import FINDERS, READERS, Observation


class Audience(Enum):
    """The two ways of counting (decisions 15-18)."""

    TEAM = "team"
    OUTSIDE = "outside"


def audience_of(viewer: Viewer, inquiry: Inquiry) -> Audience:
    """Return how results are protected for this person."""
    return Audience.TEAM if roles_of(viewer, inquiry) & set(TEAM) else Audience.OUTSIDE


def get_readable_inquiry_or_404(viewer: Viewer, slug: str) -> Inquiry:
    """Return an inquiry whose stories and patterns this person may look at."""
    return get_inquiry_or_404(viewer, slug, *READERS)


def get_team_inquiry_or_404(viewer: Viewer, slug: str) -> Inquiry:
    """Return an inquiry of which this person sees exact numbers and filters freely."""
    return get_inquiry_or_404(viewer, slug, *TEAM)


def can_write(viewer: Viewer, inquiry: Inquiry) -> bool:
    """Whether this person may write observations down."""
    return bool(roles_of(viewer, inquiry) & set(FINDERS))


def get_writable_inquiry_or_404(viewer: Viewer, slug: str) -> Inquiry:
    """Return an inquiry in which this person may write observations."""
    return get_inquiry_or_404(viewer, slug, *FINDERS)


def get_observation_or_404(viewer: Viewer, slug: str, pk: int, *, write: bool = False) -> Observation:
    """Return an observation that this person may read, or with `write` change."""
    inquiry = get_inquiry_or_404(viewer, slug, *(FINDERS if write else READERS))
    mine = Observation.objects.visible_to(viewer).filter(inquiry=inquiry, pk=pk)
    found = mine.select_related("made_by", "inquiry").prefetch_related("interpretations__made_by").first()
    if found is None:
        raise Http404
    return found
