"""Telling itself: a question a page, the uses, and everything once more before it is sent."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from raamvertelling.core.framework import Signifier
from raamvertelling.stories.services.receiving import AlreadyEntered, WithdrawnBefore
from raamvertelling.stories.submission import Unacceptable
from raamvertelling.telling import photos, services, steps, ways
from raamvertelling.telling.access import Visit
from raamvertelling.telling.forms import NO, YES, UsesForm
from raamvertelling.telling.kiosk.strips import BadStrip, strip_of
from raamvertelling.telling.manner import note
from raamvertelling.telling.queries import CheckPage, check_page
from raamvertelling.telling.reading import BadAnswer, Change, read, read_story
from raamvertelling.telling.steps import Step
from raamvertelling.telling.told import Told
from raamvertelling.telling.views.pages import INVALID, draft_page, show, step_url
from raamvertelling.web.guard import allow_microphone
from raamvertelling.web.pages import ErrorLine
from raamvertelling.web.signifier_forms import signifier_field

CHANGING = "wijzig"
LATER, BACK = "later", "terug"


@require_http_methods(["GET", "HEAD", "POST"])
@draft_page
def question(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """Ask one question of the framework."""
    told, step = _told(visit), visit.route.find(name)
    if step is None or step.signifier is None:
        return _not_asked(visit, name)
    if request.method != "POST":
        return _ask(request, visit, step, _raw(step.signifier, told))
    if step.name == visit.framework.story.id:
        return _tell(request, visit, step)
    try:
        change = read(step.signifier, request.POST, skips=request.POST.get("actie") == "over")
    except BadAnswer as mistake:
        if _is_later(request) and not mistake.raw:
            return _to_move(visit)
        return _ask(request, visit, step, mistake.raw, mistake.message)
    after = change(told)
    # Who only leaves for another device did not pass this question by.
    if not _is_later(request) or (after.texts, after.answers) != (told.texts, told.answers):
        _change(visit, change)
    return _onward(request, visit, step, after)


@require_http_methods(["GET", "HEAD", "POST"])
@draft_page
def tell_story(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take the story in, in whatever way it is told; files come to this address only."""
    step = visit.route.find(visit.framework.story.id)
    assert step is not None
    return _tell(request, visit, step) if request.method == "POST" else redirect(step_url(visit, step.name))


@require_http_methods(["GET", "HEAD", "POST"])
@draft_page
def uses(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask for the other uses, now that the teller knows what was told. No answer is a no."""
    told, step = _told(visit), visit.route.find(steps.USES)
    if step is None:
        return _not_asked(visit, steps.USES)
    data = request.POST if request.method == "POST" else None
    form = UsesForm(visit.framework, visit.language, data, initial=_said_before(told))
    if form.is_bound and form.is_valid():
        consents = form.consents
        _change(visit, lambda content: content.allowed(consents))
        return _to_move(visit) if _is_later(request) else redirect(step_url(visit, steps.CHECK))
    consent = visit.framework.consent
    context = {
        "form": form,
        "step": step,
        "spot": step.name,
        "route": visit.route,
        "back_url": _back(request, visit, step),
        "heading": consent.text.in_language(visit.language),
        "help": consent.help.in_language(visit.language),
    }
    return show(request, visit, "telling/uses.html", context, status=INVALID if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@draft_page
def check(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show everything once more; posting sends it."""
    told = _told(visit)
    problem = ways.finish(visit)
    page = check_page(visit, told, (problem,) if problem else ())
    if request.method != "POST" or page.summary:
        return _show_check(request, visit, page, invalid=request.method == "POST")
    assert visit.opened is not None
    try:
        strip = strip_of(visit, request.POST.get("strookje", ""))
        services.send(
            opened=visit.opened,
            token=visit.token,
            storypoint=visit.storypoint,
            wants_code=request.POST.get("geen_code") != "1",
            today=visit.today,
            now=visit.now,
            slip=strip,
            at_kiosk=visit.kiosk is not None,
        )
    except (Unacceptable, BadStrip, AlreadyEntered) as refused:
        return _show_check(request, visit, check_page(visit, told, _problems(refused)), invalid=True)
    except WithdrawnBefore:
        services.destroy_draft(token=visit.token, storypoint=visit.storypoint)
        return show(request, visit, "telling/withdrawn_before.html", status=409)
    return redirect(step_url(visit, steps.RECEIPT) + ("?strookje=1" if strip else ""))


def _problems(refused: Exception) -> tuple[str, ...]:
    return tuple(refused.problems) if isinstance(refused, Unacceptable) else (str(refused),)


def _tell(request: HttpRequest, visit: Visit, step: Step) -> HttpResponse:
    """Keep what was typed first, so that nothing that is wrong with a recording loses a word."""
    action, signifier = request.POST.get("actie", ""), step.signifier
    assert signifier is not None
    back = ways.way_of(action)
    leaves = action in (LATER, BACK)
    try:
        told = _change(visit, read_story(signifier, request.POST, stays=bool(back) or leaves))
        photos.describe(visit, request)
        ways.take(visit, request)
        if photos.take(visit, request):
            back = back or "foto"
        if not back and not leaves:
            ways.require_story(visit, signifier, told)
    except BadAnswer as mistake:
        return _ask(request, visit, step, mistake.raw, mistake.message, mistake.way)
    if action == BACK and not back:
        return redirect(step_url(visit, steps.CHECK if CHANGING in request.POST else visit.route.before(step.name)))
    if back:
        changing = f"?{CHANGING}=1" if CHANGING in request.POST else ""
        return redirect(f"{step_url(visit, step.name)}{changing}#{back}")
    return _onward(request, visit, step, told)


def _is_later(request: HttpRequest) -> bool:
    """Whether the teller goes on later, on another device: what is on the page is kept first."""
    return request.POST.get("actie") == LATER


def _to_move(visit: Visit) -> HttpResponse:
    return redirect("telling:move", visit.storypoint.code)


def _change(visit: Visit, change: Change) -> Told:
    return services.change_draft(token=visit.token, storypoint=visit.storypoint, change=change, today=visit.today)


def _said_before(told: Told) -> dict[str, str]:
    """Return the answers about the uses that were given on this page before; nothing the first time."""
    if steps.USES not in told.passed:
        return {}
    return {id: YES if yes else NO for id, yes in told.consents.items()}


def _told(visit: Visit) -> Told:
    assert visit.told is not None
    return visit.told


def _raw(signifier: Signifier, told: Told) -> object:
    return (told.texts if steps.is_text(signifier) else told.answers).get(signifier.id)


def _ask(request: HttpRequest, visit: Visit, step: Step, raw: object, problem: str = "", way: str = "") -> HttpResponse:
    assert step.signifier is not None
    role = _told(visit).role(visit.framework)
    errors = (problem,) if problem and not way else ()
    field = signifier_field(step.signifier, role=role, language=visit.language, raw=raw, errors=errors)
    context = {
        "field": field,
        "step": step,
        "spot": step.name,
        "route": visit.route,
        "summary": [ErrorLine(problem, f"{way}-kop" if way else field.dom_id)] if problem else [],
        "back_url": _back(request, visit, step),
        "manner_note": note(_told(visit).manner, step.signifier, visit.framework),
        "is_changing": CHANGING in request.GET or CHANGING in request.POST,
        "privacy_note": visit.framework.privacy_note.in_language(visit.language) if field.is_story else "",
    }
    status = INVALID if problem else 200
    if not field.is_story:
        return show(request, visit, "telling/question.html", context, status=status)
    context |= {"ways": ways.ways_of(visit), "bad_way": way, "problem": problem}
    return allow_microphone(show(request, visit, "telling/story.html", context, status=status))


def _onward(request: HttpRequest, visit: Visit, step: Step, told: Told) -> HttpResponse:
    """Go to the check when the teller came from there, else to the next question as things stand now."""
    if _is_later(request):
        return _to_move(visit)
    if CHANGING in request.POST:
        return redirect(step_url(visit, steps.CHECK))
    return redirect(step_url(visit, steps.route(visit.framework, told.answers, told.carried).after(step.name)))


def _back(request: HttpRequest, visit: Visit, step: Step) -> str:
    return step_url(visit, steps.CHECK if CHANGING in request.GET else visit.route.before(step.name))


def _not_asked(visit: Visit, name: str) -> HttpResponse:
    """A question of this framework that is not asked (any more) leads on; anything else is not there."""
    if any(each.id == name for each in visit.framework.signifiers) or name == steps.USES:
        return redirect(step_url(visit, visit.route.first_open(_told(visit).passed)))
    raise Http404


def _show_check(request: HttpRequest, visit: Visit, page: CheckPage, *, invalid: bool) -> HttpResponse:
    context = {
        "page": page,
        "back_url": step_url(visit, visit.route.before(steps.CHECK)),
    }
    return show(request, visit, "telling/check.html", context, status=INVALID if invalid else 200)
