"""Before telling: welcome, age and consent, and coming back to what was begun."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.telling import cookies, services, steps
from raamvertelling.telling.access import Visit, languages
from raamvertelling.telling.forms import BeforeForm, summary_of
from raamvertelling.telling.queries import language_choices
from raamvertelling.telling.views.pages import INVALID, show, step_url, storypoint_page


@require_safe
@storypoint_page
def welcome(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What this is, what happens with a story, and where to go for help."""
    if visit.told:
        return show(request, visit, "telling/resume.html", {"is_sent": visit.told.is_sent})
    if not visit.is_open:
        return show(request, visit, "telling/closed.html", {"opens": _opens_later(visit)})
    offered = languages(visit.framework)
    if len(offered) > 1 and request.GET.get("taal") not in offered:
        return show(request, visit, "telling/language.html", {"offered": language_choices(offered)})
    context = {
        "offered": language_choices(offered) if len(offered) > 1 else [],
        "introduction": visit.framework.introduction.in_language(visit.language),
        "privacy_note": visit.framework.privacy_note.in_language(visit.language),
        "help_note": visit.framework.help_note.in_language(visit.language),
        "commissioner": visit.framework.commissioner.in_language(visit.language),
        "title": visit.framework.title.in_language(visit.language),
        "minutes": steps.minutes(visit.framework),
    }
    return show(request, visit, "telling/welcome.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@storypoint_page
def before(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Old enough, and consent to be read and counted: without these two nothing is kept."""
    if not visit.is_open and not visit.told:
        return redirect(step_url(visit))
    form = BeforeForm(visit.framework, visit.language, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        status = INVALID if form.is_bound else 200
        return show(request, visit, "telling/before.html", {"form": form, "summary": summary_of(form)}, status=status)
    if not form.is_old_enough or not form.agrees:
        services.destroy_draft(token=visit.token, storypoint=visit.storypoint)
        return redirect(step_url(visit, "niet-meedoen" if form.is_old_enough else "samen-vertellen"))
    token = visit.token or services.new_token()
    if visit.told is None:
        services.start_draft(
            token=token,
            storypoint=visit.storypoint,
            version=visit.version,
            language=visit.language,
            today=visit.today,
        )
    response = redirect(step_url(visit, visit.route.after("")))
    cookies.write_draft(response, token)
    return response


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


@require_safe
@storypoint_page
def together(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Too young to tell alone: how to tell together with somebody."""
    return show(request, visit, "telling/together.html", _help(visit))


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
