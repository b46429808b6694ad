"""What every page of a storypoint does: find the draft, speak the teller's language, keep nothing in a cache."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from raamvertelling.inquiries.help_lines import help_of
from raamvertelling.inquiries.models import Channel
from raamvertelling.telling import cookies
from raamvertelling.telling.access import KioskClosed, UnknownStoryPoint, Visit, get_visit
from raamvertelling.telling.spoken.services import find_recording
from raamvertelling.telling.steps import RECEIPT

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]
View = Callable[..., HttpResponse]

INVALID = 422
# Where nothing was told yet, a kiosk need not ask whether somebody is there.
UNGUARDED = ("telling/welcome.html", "telling/language.html", "telling/closed.html", "telling/full.html")


def storypoint_page(page: Page[P]) -> View:
    """Make a view of a page that anybody at the storypoint may see."""

    @wraps(page)
    def view(request: HttpRequest, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            visit = get_visit(request, code)
        except UnknownStoryPoint:
            response = show(request, None, "telling/unknown.html", status=404)
        except KioskClosed as closed:
            response = redirect("telling:kiosk", token=closed.token)
        else:
            translation.activate(visit.language)
            if visit.has_ended:
                response = show(request, visit, "telling/closed.html")
            else:
                response = page(request, visit, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return view


def draft_page(page: Page[P]) -> View:
    """Make a view of a page that only somebody who is telling may see.

    Without a draft there is nothing to go on with; what was posted is shown so that it is not lost. A page that would
    show text asks first when nobody was at work here just now. After sending there is only the receipt.
    """

    @storypoint_page
    @wraps(page)
    def view(request: HttpRequest, visit: Visit, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if visit.told is None:
            return _nothing_begun(request, visit)
        if visit.told.is_sent:
            return redirect(step_url(visit, RECEIPT))
        if request.method != "POST" and not visit.in_use:
            return redirect(step_url(visit))
        response = page(request, visit, *args, **kwargs)
        if cookies.DRAFT not in response.cookies:
            cookies.write_draft(response, visit.token)
        return response

    return view


def show(
    request: HttpRequest,
    visit: Visit | None,
    template: str,
    context: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw a page in the frame of the storypoint."""
    frame: dict[str, object] = {"exit_url": reverse("telling:quick_exit"), "visit": visit}
    if visit:
        # A kiosk is everybody's: nothing may stay there.
        frame["is_kept"] = visit.storypoint.channel != Channel.KIOSK
        frame |= {"place_name": visit.place_name, "framework": visit.framework, "code": visit.storypoint.code}
        frame["foot_help"] = visit.framework.help_note.in_language(visit.language)
        frame["recording"] = _recording(visit, str((context or {}).get("spot", "")))
        frame["help_page"] = reverse("telling:help_and_contact", args=[visit.storypoint.code])
    inquiry = visit.storypoint.inquiry if visit else None
    frame["support"] = help_of(inquiry, youngest=visit.framework.min_age if visit else 0)
    if visit and visit.kiosk:
        frame |= kiosk_frame(request, visit, template)
    return render(request, template, frame | (context or {}), status=status)


def _recording(visit: Visit, spot: str) -> str:
    """Return the address of a recording of this page, if the organisation made one of these very words."""
    if not spot:
        return ""
    role = visit.told.role(visit.framework) if visit.told else ""
    found = find_recording(visit.storypoint.inquiry, visit.framework, spot, visit.language, role)
    return reverse("telling:spoken_audio", args=[visit.storypoint.code, found.pk]) if found else ""


def kiosk_frame(request: HttpRequest, visit: Visit, template: str) -> dict[str, object]:
    """Return what a page is on a kiosk: no way out but to the start, which wipes everything."""
    wipe = reverse("telling:kiosk_wipe", args=[cookies.read_kiosk(request)])
    support = help_of(visit.storypoint.inquiry, youngest=visit.framework.min_age)
    lines = [tuple(replace(line, url="") for line in each) for each in (support.own, support.lines)]
    begun = visit.told is not None or template not in UNGUARDED
    return {
        "exit_url": wipe,
        "is_kept": False,
        "wipe_url": wipe if begun else "",
        "still_there_url": reverse("telling:still_there", args=[visit.storypoint.code]),
        "support": replace(support, own=lines[0], lines=lines[1]),
    }


def step_url(visit: Visit, name: str = "") -> str:
    """Return the address of a step; without a name that of the welcome."""
    code = visit.storypoint.code
    return reverse("telling:step", args=[code, name]) if name else reverse("telling:welcome", args=[code])


def _nothing_begun(request: HttpRequest, visit: Visit) -> HttpResponse:
    written = [text for name, text in request.POST.items() if len(text) > 20 and name != "csrfmiddlewaretoken"]
    if request.method == "POST":
        return show(request, visit, "telling/expired.html", {"written": written}, status=410)
    return redirect(step_url(visit))
