"""One's own story, with the code: see it, correct it, take back one use or everything."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.inquiries.help_lines import Help, help_of
from raamvertelling.people.visitors import visitor_mark
from raamvertelling.stories.media import media_of, read_media
from raamvertelling.stories.models import Story
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.sealing import KeyDestroyed
from raamvertelling.stories.services import teller
from raamvertelling.stories.submission import Unacceptable
from raamvertelling.telling import cookies
from raamvertelling.telling.access import get_my_story
from raamvertelling.telling.attempts import CODES
from raamvertelling.telling.forms import CodeForm, TextForm, summary_of
from raamvertelling.telling.queries import my_story_page
from raamvertelling.telling.views.pages import INVALID
from raamvertelling.web.ranges import media_response

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Story, P], HttpResponse]
View = Callable[..., HttpResponse]


def own_story_page(page: Page[P]) -> View:
    """Make a view of a page about the story that was opened with a code; without one the code is asked."""

    @wraps(page)
    def view(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        story = get_my_story(request)
        if story is None:
            response: HttpResponse = redirect("telling:my_story")
        else:
            translation.activate(_language(story))
            try:
                response = page(request, story, *args, **kwargs)
            except (KeyDestroyed, ObjectDoesNotExist):
                # Withdrawn in another window, or a withdrawal is under way: there is nothing to show any more.
                response = redirect("telling:my_story_withdrawn")
                cookies.forget_my_story(response)
            if cookies.MY_STORY not in response.cookies:
                cookies.write_my_story(response, story.pk)
        response["Cache-Control"] = "no-store"
        return response

    return view


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_story(request: HttpRequest) -> HttpResponse:
    """Ask for the code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return show_own(request, "telling/my_story_code.html", {"form": form})
    visitor = visitor_mark(request)
    if not CODES.may_try(visitor):
        return render(request, "429.html", status=429)
    found = teller.find_by_code(form.cleaned_data["code"]) if form.is_valid() else None
    if isinstance(found, Story):
        response = redirect("telling:my_story_view")
        cookies.write_my_story(response, found.pk)
        return response
    if isinstance(found, teller.Withdrawn):
        return show_own(request, "telling/my_story_withdrawn.html", {"on": found.on, "by_term": found.by_term})
    if form.is_valid():
        CODES.note_wrong(visitor)
        form.add_error("code", _("Deze code kennen wij niet. Kijk of alle cijfers kloppen en probeer het nog eens."))
    return show_own(request, "telling/my_story_code.html", {"form": form, "summary": summary_of(form)}, status=INVALID)


@require_safe
@own_story_page
def my_story_view(request: HttpRequest, story: Story) -> HttpResponse:
    """Show the story, what happens to it, and who may do what with it."""
    return show_own(request, "telling/my_story.html", {"page": my_story_page(story, _language(story))})


@require_safe
@own_story_page
def my_story_recording(request: HttpRequest, story: Story, media: UUID) -> HttpResponse:
    """Let the teller hear or see what belongs to the story."""
    found = next((each for each in media_of(story) if each.pk == media), None)
    if found is None:
        raise Http404
    return media_response(request, read_media(found), found.mime)


@require_http_methods(["GET", "HEAD", "POST"])
@own_story_page
def my_story_use(request: HttpRequest, story: Story, purpose: str) -> HttpResponse:
    """Change one use; taking back the first is taking back the story, and has a page of its own."""
    page = my_story_page(story, _language(story))
    use = next((each for each in page.uses if each.id == purpose), None)
    if use is None:
        raise Http404
    if use.is_required:
        return redirect("telling:my_story_withdraw")
    answer = request.POST.get("antwoord", "")
    if request.method == "POST" and answer in ("ja", "nee"):
        given, language = answer == "ja", _language(story)
        teller.set_use(story=story, purpose=purpose, given=given, today=localdate(), language=language)
        return redirect("telling:my_story_view")
    return show_own(request, "telling/my_story_use.html", {"use": use, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@own_story_page
def my_story_text(request: HttpRequest, story: Story) -> HttpResponse:
    """Correct the text, as long as it was not released."""
    page = my_story_page(story, _language(story))
    if not page.may_correct:
        return redirect("telling:my_story_view")
    told = texts_for_teller(story).original or page.told
    form = TextForm(request.POST or None, initial={"title": told.title, "text": told.text})
    if form.is_bound and form.is_valid():
        text, title = form.cleaned_data["text"], form.cleaned_data["title"]
        try:
            teller.correct_text(story=story, text=text, title=title, today=localdate())
            return redirect("telling:my_story_view")
        except Unacceptable as refused:
            form.add_error("text", " ".join(refused.problems))
    context = {"form": form, "page": page, "summary": summary_of(form)}
    return show_own(request, "telling/my_story_text.html", context, status=INVALID if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@own_story_page
def my_story_withdraw(request: HttpRequest, story: Story) -> HttpResponse:
    """Ask once more, then destroy the story."""
    if request.method != "POST":
        return show_own(request, "telling/my_story_withdraw.html", {"page": my_story_page(story, _language(story))})
    teller.withdraw_story(story=story, today=localdate())
    response = redirect("telling:my_story_withdrawn")
    cookies.forget_my_story(response)
    return response


@require_safe
@never_cache
def my_story_withdrawn(request: HttpRequest) -> HttpResponse:
    """Say that it is done."""
    return show_own(request, "telling/my_story_withdrawn.html")


@require_POST
def my_story_close(request: HttpRequest) -> HttpResponse:
    """Close the story on this device."""
    response = redirect("telling:my_story")
    cookies.forget_my_story(response)
    return response


def _language(story: Story) -> str:
    return story.language


def _help(request: HttpRequest) -> Help:
    """Return the help of the inquiry of the opened story; what holds everywhere when none is open."""
    story = get_my_story(request)
    return help_of(story.inquiry, youngest=story.framework_version.framework.min_age) if story else help_of(None)


def show_own(
    request: HttpRequest, template: str, context: dict[str, object] | None = None, status: int = 200
) -> HttpResponse:
    """Draw a page in the frame of one's own story."""
    frame: dict[str, object] = {
        "exit_url": reverse("telling:quick_exit"),
        "place_name": _("Mijn verhaal"),
        "support": _help(request),
        "help_page": reverse("help"),
    }
    response = render(request, template, frame | (context or {}), status=status)
    response["Cache-Control"] = "no-store"
    return response
