"""After sending: the code, on screen and for paper, and leaving with nothing left behind."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.telling import cookies, services
from raamvertelling.telling.access import Visit
from raamvertelling.telling.views.pages import show, step_url, storypoint_page


@require_http_methods(["GET", "HEAD", "POST"])
@storypoint_page
def receipt(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the code as often as the teller looks, until the teller is done or half an hour is over."""
    if visit.told is None or not visit.told.is_sent:
        return redirect(step_url(visit))
    if request.method == "POST":
        services.destroy_draft(token=visit.token, storypoint=visit.storypoint)
        response = redirect(step_url(visit, "tot-ziens"))
        cookies.forget_draft(response)
        return response
    if not visit.in_use:
        return redirect(step_url(visit))
    return show(request, visit, "telling/receipt.html", {"codes": _groups(visit), "address": _own_story()})


@require_safe
@storypoint_page
def slip(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the code on a page for the printer."""
    if visit.told is None or not visit.told.codes or not visit.in_use:
        return redirect(step_url(visit))
    return show(request, visit, "telling/slip.html", {"codes": _groups(visit), "address": _own_story()})


@require_safe
@storypoint_page
def goodbye(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say thank you; nothing is left on this device."""
    return show(request, visit, "telling/goodbye.html")


def _groups(visit: Visit) -> list[list[str]]:
    return [code.split() for code in visit.told.codes] if visit.told else []


def _own_story() -> str:
    """Return the address where a code opens its story, as somebody would type it."""
    address: str = settings.RAAM_ADDRESS + reverse("telling:my_story")
    return address.partition("://")[2]
