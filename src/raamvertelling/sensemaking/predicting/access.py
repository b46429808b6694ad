"""Which round somebody leads, and which round a short link leads to."""

from django.http import Http404

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.models import Viewer
from raamvertelling.sensemaking.models import FINDERS, PredictionRound

RELATED = ("inquiry__organisation", "framework_version")


def get_round_or_404(viewer: Viewer, slug: str, number: int) -> PredictionRound:
    """Return a round of an inquiry in which this person leads groups."""
    inquiry = get_inquiry_or_404(viewer, slug, *FINDERS)
    found = PredictionRound.objects.select_related(*RELATED).filter(inquiry=inquiry, pk=number).first()
    if found is None:
        raise Http404
    return found


def find_round(code: str) -> PredictionRound | None:
    """Return the round of a short link; who has the link may predict, and see nothing."""
    return PredictionRound.objects.select_related(*RELATED).filter(code=code.lower()).first()
