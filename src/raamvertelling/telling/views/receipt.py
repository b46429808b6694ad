"""After sending: the code, on screen and for paper, and leaving with nothing left behind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.inquiries.models import Channel
from raamvertelling.stories.codes import normalise
from raamvertelling.stories.models import Story
from raamvertelling.stories.services import teller
from raamvertelling.telling import cookies, services
from raamvertelling.telling.access import Visit
from raamvertelling.telling.own_story import own_story, own_story_url
from raamvertelling.telling.steps import RECEIPT
from raamvertelling.telling.views.pages import show, step_url, storypoint_page
from raamvertelling.web.typeset import qr_svg


@require_http_methods(["GET", "HEAD", "POST"])
@storypoint_page
def receipt(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the code as often as the teller looks, until the teller is done or half an hour is over."""
    if visit.told is None or not visit.told.is_sent:
        return redirect(step_url(visit))
    if request.method == "POST" and request.POST.get("actie") == "bekijken":
        return _open_own_story(visit)
    if request.method == "POST":
        services.destroy_draft(token=visit.token, storypoint=visit.storypoint)
        response = redirect(step_url(visit, "tot-ziens"))
        cookies.forget_draft(response)
        return response
    if not visit.in_use:
        return redirect(step_url(visit))
    context: dict[str, object] = {
        "codes": _groups(visit),
        "address": own_story(),
        "may_open": bool(visit.told.codes) and not _is_shared(visit),
        "on_strip": request.GET.get("strookje") == "1",
        "pictures": [_picture(code) for code in visit.told.codes] if visit.kiosk else [],
        "about_me": _questions_about_me(visit),
    }
    return show(request, visit, "telling/receipt.html", context)


def _open_own_story(visit: Visit) -> HttpResponse:
    """Open the story that was just sent, as its code would; not on a device for everybody."""
    found = teller.find_by_code(normalise(visit.told.codes[0])) if visit.told and visit.told.codes else None
    if not isinstance(found, Story) or not visit.in_use or _is_shared(visit):
        return redirect(step_url(visit, RECEIPT))
    response = redirect("telling:my_story_view")
    cookies.write_my_story(response, found.pk)
    return response


def _is_shared(visit: Visit) -> bool:
    return visit.kiosk is not None or visit.storypoint.channel == Channel.KIOSK


def _questions_about_me(visit: Visit) -> list[str]:
    asked = {each.id: each.text.in_language(visit.language) for each in visit.framework.signifiers}
    return [asked[id] for id in (visit.told.about_me if visit.told else ()) if id in asked]


@require_safe
@storypoint_page
def slip(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the code on a page for the printer."""
    if visit.told is None or not visit.told.codes or not visit.in_use or visit.kiosk:
        return redirect(step_url(visit))
    return show(request, visit, "telling/slip.html", {"codes": _groups(visit), "address": own_story()})


@require_safe
@storypoint_page
def goodbye(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say thank you; nothing is left on this device."""
    return show(request, visit, "telling/goodbye.html")


def _groups(visit: Visit) -> list[list[str]]:
    return [code.split() for code in visit.told.codes] if visit.told else []


def _picture(code: str) -> SafeString:
    """Return a code as a drawing to photograph; the digits themselves, never an address with the code in it."""
    return mark_safe(qr_svg(f"{own_story()} {code}", border=2))  # noqa: S308 - made of our own address and digits


def own_story_qr() -> SafeString:
    """Return the address where a code opens its story, as a drawing for a camera."""
    return mark_safe(qr_svg(own_story_url(), border=2))  # noqa: S308 - made of our own address
