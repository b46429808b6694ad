"""The transcription desk, and the recordings and pictures that are played and shown there."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.access import signed_in
from raamvertelling.stories.access import get_desk_story_or_404
from raamvertelling.stories.media import MediaLost, media_of, read_media
from raamvertelling.stories.models import Story, StoryMedia
from raamvertelling.stories.queries.media import Transcription, picture_for, text_version, transcription
from raamvertelling.stories.reads import Sight, note_reading
from raamvertelling.stories.sealing import KeyDestroyed
from raamvertelling.stories.services.locking import HeldByAnother
from raamvertelling.stories.services.transcribing import CannotWrite, finish_transcript, save_concept
from raamvertelling.stories.tasks import propose_transcript
from raamvertelling.stories.transcription import engine_problem
from raamvertelling.web.pages import Crumb, ErrorLine
from raamvertelling.web.ranges import media_response

INVALID, CONFLICT = 422, 409
OVERTAKEN = "Een ander bewerkte deze tekst intussen. Kopieer wat u nodig hebt en open de pagina opnieuw."


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def transcribe(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write a story out: the recording or the photo beside what is typed."""
    found = get_desk_story_or_404(request.user, slug, number)
    try:
        if not media_of(found) or found.original_gone_on:
            return redirect("stories:story", slug=slug, number=number)
        page = transcription(found)
        note_reading(request.user, [(found, Sight.ORIGINAL)])
        return _press(request, page) if request.method == "POST" else _show(request, page, page.text)
    except (KeyDestroyed, ObjectDoesNotExist):
        return team_page(request, "stories/withdrawn.html", found.inquiry, "bord", {"number": number}, status=410)


@require_safe
@login_required
def media_file(request: HttpRequest, slug: str, number: int, media: UUID) -> HttpResponse:
    """Play or show what belongs to a story, for a moderator."""
    found = get_desk_story_or_404(request.user, slug, number)
    wanted = next((each for each in media_of(found) if each.pk == media), None)
    note_reading(request.user, [(found, Sight.ORIGINAL)] if wanted else [])
    return _file(request, wanted)


@require_safe
def picture(request: HttpRequest, media: UUID) -> HttpResponse:
    """Show a picture that a moderator released, to who may see its story."""
    found = picture_for(request.user, media)
    note_reading(request.user, [(found.story, Sight.RELEASED)] if found else [])
    return _file(request, found)


def _file(request: HttpRequest, media: StoryMedia | None) -> HttpResponse:
    if media is None:
        raise Http404
    try:
        return media_response(request, read_media(media), media.mime)
    except (KeyDestroyed, MediaLost) as gone:
        raise Http404 from gone


def _press(request: HttpRequest, page: Transcription) -> HttpResponse:
    """Do what the button says; what was typed is never lost."""
    text, do = request.POST.get("text", ""), request.POST.get("do", "save")
    if request.POST.get("version") != page.version and page.version != text_version(text):
        if do == "autosave":
            return JsonResponse({"problem": OVERTAKEN}, status=CONFLICT)
        return _show(request, page, text, OVERTAKEN)
    try:
        return _do(request, page, text, do)
    except (CannotWrite, HeldByAnother) as problem:
        if do == "autosave":
            return JsonResponse({"problem": str(problem)}, status=CONFLICT)
        return _show(request, page, text, str(problem))


def _do(request: HttpRequest, page: Transcription, text: str, do: str) -> HttpResponse:
    story, actor = page.story, signed_in(request)
    if do == "done":
        finish_transcript(story=story, actor=actor, text=text, today=localdate())
        messages.success(request, "Het verhaal is uitgeschreven. Kijk nu wat er gemaskeerd moet worden.")
        return redirect("stories:story", slug=story.inquiry.slug, number=story.number)
    save_concept(story=story, actor=actor, text=text)
    if do == "autosave":
        return JsonResponse({"version": transcription(story).version})
    if do == "propose" and page.has_engine:
        return _propose(request, transcription(story))
    messages.success(request, "Uw concept is bewaard.")
    return redirect("stories:transcribe", slug=story.inquiry.slug, number=story.number)


def _propose(request: HttpRequest, page: Transcription) -> HttpResponse:
    """Ask the worker to listen; what the operator must mend first is said."""
    if missing := engine_problem():
        return _show(request, page, page.text, f"De computer kan nog niet luisteren. {missing}")
    propose_transcript.enqueue(str(page.story.pk))
    messages.success(request, "De computer luistert. Kijk over een paar minuten op deze pagina terug.")
    return redirect("stories:transcribe", slug=page.story.inquiry.slug, number=page.story.number)


def _show(request: HttpRequest, page: Transcription, text: str, problem: str = "") -> HttpResponse:
    story: Story = page.story
    slug, number = story.inquiry.slug, story.number
    summary = [ErrorLine(problem, "tekst")] if problem else []
    crumbs = [
        Crumb("Bord", reverse("stories:queue", args=[slug])),
        Crumb(f"Verhaal {number}", reverse("stories:story", args=[slug, number])),
        Crumb("Uitschrijven"),
    ]
    context = {"page": page, "text": text, "summary": summary, "version": page.version}
    status = INVALID if problem else 200
    return team_page(request, "stories/transcribe.html", story.inquiry, "bord", context, crumbs, status)
