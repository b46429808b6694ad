"""Fetch what is open to everybody; an inquiry without a public page looks like one that is not there."""

from django.http import Http404

from raamvertelling.inquiries.models import Inquiry


def get_public_inquiry_or_404(slug: str) -> Inquiry:
    """Return an inquiry that has a public page."""
    inquiry = Inquiry.objects.public().filter(slug=slug).first()
    if inquiry is None:
        raise Http404
    return inquiry
