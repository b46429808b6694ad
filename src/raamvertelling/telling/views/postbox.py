"""Where a device delivers what was told without a network: no session, no cookie, only the storypoint and a slip."""

from django.http import HttpRequest, JsonResponse
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from raamvertelling.people.visitors import visitor_mark
from raamvertelling.stories.submission import Unacceptable
from raamvertelling.telling.access import find_storypoint
from raamvertelling.telling.attempts import BOXES
from raamvertelling.telling.postbox import APART, Unreadable, receive_box
from raamvertelling.telling.views.pages import INVALID

# No form and no link can send this header to another site, and no cookie counts here: nothing to forge.
HEADER, VALUE = "X-Raamvertelling", "postbus"
MOST_BYTES = 1_500_000
CONFLICT = 409


@csrf_exempt
@require_POST
def postbox(request: HttpRequest, code: str) -> JsonResponse:
    """Take in one sealed story. The answer says whether the device may forget it."""
    if request.headers.get(HEADER) != VALUE:
        return _refuse(403, "Verstuur verhalen met het programma zelf.")
    visitor = visitor_mark(request)
    if not BOXES.may_try(visitor):
        return _refuse(429, "Er ging te veel mis. Wij proberen het over tien minuten nog eens.")
    storypoint = find_storypoint(code)
    if storypoint is None:
        return _refuse(404, "Dit vertelpunt is er niet meer. Bewaar het verhaal als bestand.")
    if len(request.body) > MOST_BYTES:
        return _refuse(413, "Dit verhaal is te groot. Bewaar het als bestand en vraag de beheerder om hulp.")
    try:
        delivery = receive_box(storypoint=storypoint, body=request.body, today=localdate())
    except Unreadable as mistake:
        BOXES.note_wrong(visitor)
        return _refuse(INVALID, str(mistake))
    except Unacceptable as refused:
        return _refuse(INVALID, *refused.problems)
    status = CONFLICT if delivery.state == APART else 200
    return JsonResponse({"toestand": delivery.state, "gemist": delivery.lost}, status=status)


def _refuse(status: int, *sentences: str) -> JsonResponse:
    return JsonResponse({"meldingen": sentences}, status=status)
