"""Help and contact, from every page of a teller."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from raamvertelling.telling.access import Visit
from raamvertelling.telling.views.pages import show, step_url, storypoint_page


@require_safe
@storypoint_page
def help_and_contact(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Where somebody can go with a question, a complaint, or when it is too much."""
    context: dict[str, object] = {
        "back_url": step_url(visit),
        "help_note": visit.framework.help_note.in_language(visit.language),
    }
    return show(request, visit, "telling/help_and_contact.html", context)
