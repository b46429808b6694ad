"""A kiosk: its own start, which leaves nothing of who was here before, and the question whether somebody is there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from raamvertelling.telling import cookies
from raamvertelling.telling.access import Visit
from raamvertelling.telling.kiosk.access import find_kiosk
from raamvertelling.telling.views.pages import show, step_url, storypoint_page
from raamvertelling.web.guard import comes_from_elsewhere


@require_safe
@never_cache
def kiosk(request: HttpRequest, token: str) -> HttpResponse:
    """Begin: forget whoever was here, and go to the welcome of the storypoint."""
    found = find_kiosk(token)
    if found is None:
        return render(request, "telling/kiosk_closed.html", status=404)
    if not found.is_open_on(localdate()):
        response = render(request, "telling/kiosk_closed.html", {"kiosk": found, "today": localdate()})
        cookies.forget_kiosk(response)
    else:
        response = redirect("telling:welcome", code=found.storypoint.code)
        cookies.write_kiosk(response, token)
    cookies.forget_draft(response)
    return response


@require_safe
@never_cache
def kiosk_wipe(request: HttpRequest, token: str) -> HttpResponse:
    """Wipe: the key of the draft, and all that this site left in the browser. The draft itself can then not be read.

    Only for a kiosk: on another device there may lie conversations that were not sent yet.
    """
    response = redirect("telling:kiosk", token=token)
    if find_kiosk(token) is None or comes_from_elsewhere(request):
        return response
    cookies.forget_draft(response)
    cookies.forget_my_story(response)
    response["Clear-Site-Data"] = '"cookies", "storage", "cache"'
    return response


@require_safe
@storypoint_page
def still_there(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask whether somebody is there; for a kiosk without scripts, where the page itself goes on to wiping."""
    if visit.kiosk is None:
        return redirect(step_url(visit))
    return show(request, visit, "telling/still_there.html")
