"""The desk for a story in another language: its released words, and beside them a Dutch reading version by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.access import signed_in
from raamvertelling.stories.access import get_desk_story_or_404
from raamvertelling.stories.masking import paragraphs
from raamvertelling.stories.models import Story
from raamvertelling.stories.proposals import in_groups, mask_proposals, propose
from raamvertelling.stories.queries import texts_of
from raamvertelling.stories.queries.translations import is_foreign, translation_for_desk
from raamvertelling.stories.sealing import KeyDestroyed
from raamvertelling.stories.services.locking import HeldByAnother
from raamvertelling.stories.services.translating import CannotTranslate, remove_translation, save_translation
from raamvertelling.web.pages import Crumb, ErrorLine

INVALID = 422
SAID = {True: "De vertaling is vrijgegeven. Overal staat erbij wie haar maakte.", False: "De vertaling is bewaard."}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def translate_story(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write, mask, release or throw away the reading version of one story."""
    story = get_desk_story_or_404(request.user, slug, number)
    if not is_foreign(story):
        raise Http404
    try:
        if request.method == "POST":
            return _press(request, story)
        made = translation_for_desk(story)
        return _show(request, story, made.title if made else "", made.text if made else "")
    except (KeyDestroyed, ObjectDoesNotExist):
        return team_page(request, "stories/withdrawn.html", story.inquiry, "bord", {"number": number}, status=410)


def _press(request: HttpRequest, story: Story) -> HttpResponse:
    """Do what the button says; what was typed comes back when it cannot be done."""
    title, text = request.POST.get("title", "")[:200], request.POST.get("text", "")
    do, actor, today = request.POST.get("do", "save"), signed_in(request), localdate()
    here = redirect("stories:translate_story", slug=story.inquiry.slug, number=story.number)
    if do == "mask":
        title, text, count = _masked(request, title, text)
        messages.success(request, f"{count} keer gemaskeerd in de vertaling.")
    try:
        if do == "remove":
            remove_translation(story=story, actor=actor, today=today)
            messages.success(request, "De vertaling is weg. Het verhaal zelf blijft zoals het was.")
            return here
        save_translation(story=story, actor=actor, title=title, text=text, today=today)
        if do == "release":
            save_translation(story=story, actor=actor, title=title, text=text, today=today, release=True)
    except (CannotTranslate, HeldByAnother) as problem:
        return _show(request, story, title, text, str(problem))
    messages.success(request, SAID[do == "release"])
    return here


def _masked(request: HttpRequest, title: str, text: str) -> tuple[str, str, int]:
    """Mask what was ticked, in the title and in the text alike."""
    texts, chosen = {"title": title, "story": text}, set(request.POST.getlist("chosen"))
    masked = mask_proposals(texts, [each for each in propose(texts) if each.id in chosen])
    return masked.texts["title"], masked.texts["story"], masked.count


def _show(request: HttpRequest, story: Story, title: str, text: str, problem: str = "") -> HttpResponse:
    words = texts_of(story, request.user)
    slug, number = story.inquiry.slug, story.number
    context = {
        "story": story,
        "original_title": paragraphs(words.title),
        "original": paragraphs(words.text),
        "made": translation_for_desk(story),
        "title": title,
        "text": text,
        "groups": in_groups(propose({"title": title, "story": text})),
        "summary": [ErrorLine(problem, "vertaling")] if problem else [],
    }
    crumbs = [
        Crumb("Bord", reverse("stories:queue", args=[slug])),
        Crumb(f"Verhaal {number}", reverse("stories:story", args=[slug, number])),
        Crumb("Vertalen"),
    ]
    status = INVALID if problem else 200
    return team_page(request, "stories/translate.html", story.inquiry, "bord", context, crumbs, status)
