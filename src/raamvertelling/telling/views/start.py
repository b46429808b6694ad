"""Before telling: welcome, age and consent, and coming back to what was begun."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.core.framework import minutes_range
from raamvertelling.inquiries.life import Life
from raamvertelling.stories.models import ToldAs
from raamvertelling.telling import cookies, services, steps
from raamvertelling.telling.access import Visit, languages
from raamvertelling.telling.forms import BeforeForm, MannerForm, summary_of
from raamvertelling.telling.kiosk.services import Full, count_start
from raamvertelling.telling.manner import read_manner
from raamvertelling.telling.queries import language_choices
from raamvertelling.telling.spoken.words import WELCOME
from raamvertelling.telling.steps import route
from raamvertelling.telling.views.pages import INVALID, show, step_url, storypoint_page

TOO_YOUNG = "te-jong"
AGAIN, TAKE_ALONG = "nog", "meenemen"
TOO_MANY = 429


@require_safe
@storypoint_page
def welcome(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What this is, what happens with a story, and where to go for help."""
    if visit.told:
        return show(request, visit, "telling/resume.html", {"is_sent": visit.told.is_sent})
    if not visit.is_open:
        later = visit.storypoint.is_open and visit.storypoint.inquiry.life == Life.CONCEPT
        return show(request, visit, "telling/closed.html", {"opens": _opens_later(visit), "later": later})
    if visit.is_full:
        return show(request, visit, "telling/full.html", status=TOO_MANY)
    offered = languages(visit.framework)
    if len(offered) > 1 and request.GET.get("taal") not in offered:
        return show(request, visit, "telling/language.html", {"offered": language_choices(offered)})
    context = {
        "offered": language_choices(offered) if len(offered) > 1 else [],
        "spot": WELCOME,
        "introduction": visit.framework.introduction.in_language(visit.language),
        "privacy_note": visit.framework.privacy_note.in_language(visit.language),
        "help_note": visit.framework.help_note.in_language(visit.language),
        "commissioner": visit.framework.commissioner.in_language(visit.language),
        "title": visit.framework.title.in_language(visit.language),
        "minutes": minutes_range(visit.framework)[1],
    }
    return show(request, visit, "telling/welcome.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@storypoint_page
def before(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Old enough, and consent to be read and counted: without these two nothing is kept."""
    if not visit.is_open and not visit.told:
        return redirect(step_url(visit))
    posted = request.POST if request.method == "POST" else None
    said = request.GET if posted is None else posted
    form = BeforeForm(visit.framework, visit.language, posted)
    if not form.is_bound or not form.is_valid():
        context = {"form": form, "summary": summary_of(form), "carried": _carried(said), "spot": steps.BEFORE}
        return show(request, visit, "telling/before.html", context, status=INVALID if form.is_bound else 200)
    if not form.is_old_enough or not form.agrees:
        services.destroy_draft(token=visit.token, storypoint=visit.storypoint)
        if form.is_old_enough:
            return redirect(step_url(visit, "niet-meedoen"))
        return redirect(f"{step_url(visit, 'samen-vertellen')}?{TOO_YOUNG}=1")
    token = visit.token or services.new_token()
    try:
        response = redirect(step_url(visit, _begin(visit, token, said)))
    except Full:
        return show(request, visit, "telling/full.html", status=TOO_MANY)
    cookies.write_draft(response, token)
    return response


def _begin(visit: Visit, token: str, said: QueryDict) -> str:
    """Start, unless somebody goes on with what was begun; return the first step."""
    told = visit.told
    is_second = said.get(AGAIN) == "1" and visit.in_use and told is not None and told.is_sent
    if told is not None and not is_second:
        return visit.route.after("")
    mine = told.about_me if told and said.get(TAKE_ALONG) == "1" else {}
    version = visit.storypoint.asked_version
    if told and version != visit.version:
        mine = {}
    count_start(storypoint=visit.storypoint, kiosk=visit.kiosk, today=visit.today)
    services.start_draft(
        token=token,
        storypoint=visit.storypoint,
        version=version,
        language=visit.language,
        today=visit.today,
        manner=read_manner(said),
        about_me=mine,
    )
    return route(version.framework, mine, mine).after("")


def _carried(said: QueryDict) -> list[tuple[str, str]]:
    """Return what the page before said, to be posted along."""
    again = [(name, "1") for name in (AGAIN, TAKE_ALONG) if said.get(name) == "1"]
    return [*read_manner(said).fields, *again]


@require_POST
@storypoint_page
def resume(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Go on with what was begun, or destroy it and begin again."""
    if visit.told is None:
        return redirect(step_url(visit))
    if request.POST.get("keuze") == "opnieuw":
        services.destroy_draft(token=visit.token, storypoint=visit.storypoint)
        return redirect(step_url(visit))
    name = steps.RECEIPT if visit.told.is_sent else visit.route.first_open(visit.told.passed)
    response = redirect(step_url(visit, name))
    cookies.write_draft(response, visit.token)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@storypoint_page
def together(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Telling together; and for who is too young to tell alone: how."""
    if request.GET.get(TOO_YOUNG) == "1" or not visit.is_open:
        return show(request, visit, "telling/together.html", {"too_young": True})
    return _ask_manner(request, visit, ToldAs.TOGETHER, "telling/together.html")


@require_http_methods(["GET", "HEAD", "POST"])
@storypoint_page
def for_other(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Telling for somebody else, who owns the story."""
    if not visit.is_open:
        return redirect(step_url(visit))
    return _ask_manner(request, visit, ToldAs.OTHER, "telling/for_other.html")


def _ask_manner(request: HttpRequest, visit: Visit, told_as: ToldAs, template: str) -> HttpResponse:
    form = MannerForm(told_as, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        query = urlencode([("taal", visit.language), *form.manner.fields])
        return redirect(f"{step_url(visit, steps.BEFORE)}?{query}")
    context: dict[str, object] = {"form": form, "summary": summary_of(form)}
    return show(request, visit, template, context, status=INVALID if form.is_bound else 200)


@require_safe
@storypoint_page
def without(request: HttpRequest, visit: Visit) -> HttpResponse:
    """No consent: nothing was kept, and that is fine."""
    return show(request, visit, "telling/without.html", _help(visit))


def _help(visit: Visit) -> dict[str, object]:
    return {"help_note": visit.framework.help_note.in_language(visit.language)}


def _opens_later(visit: Visit) -> date | None:
    opens = visit.storypoint.inquiry.opens
    return opens if opens and visit.today < opens else None
