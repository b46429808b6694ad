"""Which pages speak the visitor's language: those for tellers and for a room. The team's pages are in Dutch alone."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

FOR_TELLERS = ("/vertel/", "/mijn-verhaal/", "/hulp/", "/zuil/", "/verder/", "/voorspel/")


def team_in_dutch(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keep a browser with another language from mixing that with Dutch pages; a page must say truly what it speaks.

    On tellers' pages `?taal=` chooses, for this page alone: no cookie tells the next visitor what was spoken here.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path != "/" and not request.path.startswith(FOR_TELLERS):
            translation.activate("nl")
        elif (wanted := request.GET.get("taal", "")) in dict(settings.LANGUAGES):
            translation.activate(wanted)
        return get_response(request)

    return respond
