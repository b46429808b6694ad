"""Strips with a code, printed beforehand: a teller at a kiosk takes one and types its number."""

from django.utils.translation import gettext as _

from raamvertelling.inquiries.models import Channel
from raamvertelling.stories.models import Slip, SlipState
from raamvertelling.stories.services.slips import find_slip, used_among
from raamvertelling.telling.access import Visit


class BadStrip(ValueError):
    """This is no strip that can be used; the sentence says what to do."""


def strip_of(visit: Visit, typed: str) -> Slip | None:
    """Return the strip of the number that was typed at a kiosk; nothing typed is no strip."""
    if visit.kiosk is None or not typed.strip():
        return None
    slip = find_slip(inquiry=visit.storypoint.inquiry, name=typed[:40])
    if slip is None or slip.channel != Channel.KIOSK:
        raise BadStrip(_("Dit nummer kennen wij niet. Kijk nog eens op uw strookje. Of laat het vak leeg."))
    if slip.state != SlipState.ISSUED or used_among([slip]):
        raise BadStrip(_("Dit strookje is al gebruikt. Neem een ander strookje. Of laat het vak leeg."))
    return slip
