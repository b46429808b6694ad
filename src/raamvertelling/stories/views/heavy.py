"""What comes before a heavy story at the desk: what it is about, and the choice to read it now."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from raamvertelling.inquiries.pages import team_page
from raamvertelling.stories.models import Story
from raamvertelling.stories.queries.desk_story import subjects_of
from raamvertelling.stories.services.leases import lease_of
from raamvertelling.web.pages import Crumb


def content_warning(
    request: HttpRequest, found: Story, crumbs: Sequence[Crumb], button: str = "Lees het verhaal"
) -> HttpResponse | None:
    """Say what a story is about before a word of it is shown, unless she chose to read it or works on it already.

    KeyDestroyed if it was withdrawn.
    """
    lease = lease_of(found, now())
    if request.method == "POST" or request.GET.get("lees") == "1" or (lease and lease.holder == request.user):
        return None
    subjects = subjects_of(viewer=request.user, story=found)
    if not subjects:
        return None
    holder = lease.holder.name if lease else ""
    context = {"story": found, "subjects": subjects, "holder": holder, "button": button}
    return team_page(request, "stories/content_warning.html", found.inquiry, "bord", context, crumbs)
