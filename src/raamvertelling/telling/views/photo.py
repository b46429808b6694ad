"""The photos of a draft, for who is telling."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from raamvertelling.telling.access import Visit
from raamvertelling.telling.photos import photo_of
from raamvertelling.telling.views.pages import draft_page
from raamvertelling.web.ranges import media_response


@require_safe
@draft_page
def photo(request: HttpRequest, visit: Visit, media: UUID) -> HttpResponse:
    """Show the teller a photo that was added."""
    found = photo_of(visit, media)
    if found is None:
        raise Http404
    return media_response(request, *found)
