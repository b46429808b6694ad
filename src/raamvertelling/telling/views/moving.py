"""Later on another device: show the code on one device, type it on the other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.people.visitors import visitor_mark
from raamvertelling.stories.audio import NotNow
from raamvertelling.telling import cookies
from raamvertelling.telling.access import Visit
from raamvertelling.telling.attempts import RESUME_CODES
from raamvertelling.telling.forms import ResumeForm, summary_of
from raamvertelling.telling.moving import HasDraft, UnknownCode, make_resume_code, move_here
from raamvertelling.telling.services import new_token
from raamvertelling.telling.views.pages import INVALID, draft_page, show, step_url


@require_http_methods(["GET", "HEAD", "POST"])
@draft_page
def move(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Explain, then show a code; with "wis" this device forgets the story and only the code opens it."""
    told = visit.told
    back_url = step_url(visit, visit.route.first_open(told.passed if told else ()))
    if request.method != "POST":
        return show(request, visit, "telling/move.html", {"back_url": back_url})
    if request.POST.get("keuze") == "wis":
        response = show(request, visit, "telling/moved.html")
        cookies.forget_draft(response)
        return response
    code = make_resume_code(token=visit.token, storypoint=visit.storypoint, today=visit.today)
    address = request.build_absolute_uri(reverse("telling:go_on"))
    context: dict[str, object] = {"groups": code.split(), "address": address, "back_url": back_url}
    return show(request, visit, "telling/move_code.html", context)


@require_safe
@never_cache
def go_on(request: HttpRequest) -> HttpResponse:
    """The short address to type; the page itself lies where the cookie of a draft is sent."""
    return redirect("telling:come_here")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def come_here(request: HttpRequest) -> HttpResponse:
    """Ask for the code and bring the story to this device."""
    form = ResumeForm(request.POST if request.method == "POST" else None)
    visitor = visitor_mark(request)
    if form.is_bound and not RESUME_CODES.may_try(visitor):
        return render(request, "429.html", status=429)
    if form.is_bound and form.is_valid():
        token = cookies.read_draft(request).token or new_token()
        try:
            storypoint = move_here(code=form.cleaned_data["code"], token=token, today=localdate())
        except UnknownCode:
            RESUME_CODES.note_wrong(visitor)
            form.add_error("code", _("Deze code kennen wij niet. Een code werkt één keer en hooguit 7 dagen."))
        except NotNow as later:
            form.add_error("code", str(later))
        except HasDraft:
            form.add_error("code", _("Op dit toestel staat al een ander verhaal. Verstuur of wis dat eerst."))
        else:
            return _arrive(storypoint.code, token)
    context = {"form": form, "summary": summary_of(form), "exit_url": reverse("telling:quick_exit")}
    context["place_name"] = _("Verder vertellen")
    response = render(request, "telling/come_here.html", context, status=INVALID if form.is_bound else 200)
    response["Cache-Control"] = "no-store"
    return response


def _arrive(code: str, token: str) -> HttpResponse:
    response = redirect("telling:welcome", code)
    cookies.write_draft(response, token)
    return response
