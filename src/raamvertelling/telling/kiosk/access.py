"""Which kiosk a device is: by the token in its address, or by the cookie that the address leaves."""

from django.http import Http404, HttpRequest

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.models import StoryPoint, Viewer
from raamvertelling.people.models import Role
from raamvertelling.telling import cookies
from raamvertelling.telling.kiosk.services import token_hash
from raamvertelling.telling.models import Kiosk

MAY_EDIT = (Role.ADMIN, Role.RESEARCHER)


def find_kiosk(token: str) -> Kiosk | None:
    """Return the kiosk of a token, open or not."""
    related = Kiosk.objects.select_related("storypoint__inquiry__organisation")
    return related.filter(token_hash=token_hash(token)).first() if token else None


def kiosk_of(request: HttpRequest, storypoint: StoryPoint) -> Kiosk | None:
    """Return the kiosk at which this request is made, if the device is one of this storypoint."""
    kiosk = find_kiosk(cookies.read_kiosk(request))
    return kiosk if kiosk and kiosk.storypoint_id == storypoint.pk else None


def get_kiosk_or_404(user: Viewer, slug: str, number: int) -> Kiosk:
    """Return a kiosk of an inquiry of which this person makes the storypoints."""
    inquiry = get_inquiry_or_404(user, slug, *MAY_EDIT)
    kiosk = Kiosk.objects.select_related("storypoint__inquiry").filter(storypoint__inquiry=inquiry, pk=number).first()
    if kiosk is None:
        raise Http404
    return kiosk
