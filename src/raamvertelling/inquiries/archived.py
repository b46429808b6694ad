"""An archived inquiry is read only: one gate before every page of the team, instead of a check in each."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import Inquiry

Respond = Callable[[HttpRequest], HttpResponse]

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
OF_A_TEAM = re.compile(r"/team/(?P<slug>[-\w]+)/(?P<page>[-\w]+)/")
# What keeps its right: bringing it back, who is in the team, looking up a breach, the proof of the log, letting go,
# and taking files along.
STAYS = frozenset({"fase", "mensen", "datalek", "logboek", "bewaren", "bewaartermijnen", "archief", "rijen", "gebruik"})
CONFLICT = 409


def read_only(get_response: Respond) -> Respond:
    """Refuse whatever would change an archived inquiry, with a page that says how to bring it back."""

    def respond(request: HttpRequest) -> HttpResponse:
        place = None if request.method in SAFE else OF_A_TEAM.match(request.path_info)
        if place and place["page"] not in STAYS:
            mine = Inquiry.objects.visible_to(request.user).filter(slug=place["slug"], life=Life.ARCHIVED)
            if inquiry := mine.first():
                return render(request, "inquiries/archived.html", {"inquiry": inquiry}, status=CONFLICT)
        return get_response(request)

    return respond
