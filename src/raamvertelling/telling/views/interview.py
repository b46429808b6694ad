"""Interviewer mode: prepare a device once, then take conversations without a network."""

import base64

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.inquiries.access import get_inquiry_or_404, get_version_or_404
from raamvertelling.inquiries.help_lines import help_of
from raamvertelling.inquiries.models import Channel
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.models import Role
from raamvertelling.stories.box import public_key
from raamvertelling.stories.services.slips import issue_slips
from raamvertelling.telling import cookies
from raamvertelling.telling.access import get_interview_or_404, is_over, languages
from raamvertelling.telling.interview import TalkPage, talk_page
from raamvertelling.telling.own_story import own_story
from raamvertelling.telling.views.installing import manifest_of
from raamvertelling.telling.views.receipt import own_story_qr
from raamvertelling.telling.worker import interview_worker
from raamvertelling.web.language_list import KNOWN

SLIPS_AT_ONCE = 40


@require_safe
@login_required
def interviews(request: HttpRequest, slug: str) -> HttpResponse:
    """The storypoints for conversations, and how it works."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.INTERVIEWER)
    points = inquiry.storypoints.filter(channel=Channel.INTERVIEWER, is_open=True).order_by("name")
    return team_page(request, "telling/interview/interviews.html", inquiry, "interview", {"points": points})


@require_safe
@login_required
def device(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The page that stays on the device: begin a conversation, and what waits to be sent. It holds no name."""
    storypoint = get_interview_or_404(request.user, slug, code)
    version = storypoint.inquiry.framework_version
    offered = [KNOWN[each] for each in languages(version.framework) if each in KNOWN]
    context = {"storypoint": storypoint, "inquiry": storypoint.inquiry, "version": version, "offered": offered}
    response = render(
        request, "telling/interview/device.html", context | {"visit": {"storypoint": storypoint, "version": version}}
    )
    cookies.mark_interview_device(response)
    return response


@require_safe
@login_required
def talk(request: HttpRequest, slug: str, code: str, number: int, language: str) -> HttpResponse:
    """One conversation with all its questions, in one language."""
    storypoint = get_interview_or_404(request.user, slug, code)
    version = get_version_or_404(storypoint.inquiry, number)
    if language not in languages(version.framework):
        raise Http404
    with translation.override(language):
        page = talk_page(storypoint, version, language)
        return render(request, "telling/interview/talk.html", _frame(page) | {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def slips(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Hand out slips to a device, with the key that it seals for. GET gives the token that a POST needs."""
    storypoint = get_interview_or_404(request.user, slug, code)
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    if is_over(storypoint, localdate()):
        return JsonResponse({"meldingen": ["Dit vertelpunt is gesloten. Er komen geen strookjes bij."]}, status=409)
    version, inquiry = storypoint.inquiry.framework_version, storypoint.inquiry
    issued = issue_slips(
        storypoint=storypoint,
        version=version,
        channel=Channel.INTERVIEWER,
        count=SLIPS_AT_ONCE,
        today=localdate(),
    )
    handed = [{"number": each.number, "key": each.key, "code": each.code} for each in issued]
    return JsonResponse({"strookjes": handed, "sleutel": base64.b64encode(public_key(inquiry)).decode()})


@require_safe
@login_required
def interview_service(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The script that keeps these pages on the device."""
    storypoint = get_interview_or_404(request.user, slug, code)
    return HttpResponse(interview_worker(storypoint), content_type="text/javascript; charset=utf-8")


@require_safe
@login_required
def interview_manifest(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What a phone needs to put the page between its programs."""
    storypoint = get_interview_or_404(request.user, slug, code)
    home = reverse("telling:device", args=[slug, code])
    return manifest_of(f"Gesprekken {storypoint.name}", "Gesprekken", home, "nl")


def _frame(page: TalkPage) -> dict[str, object]:
    """Return what stands around the questions, in the language of the conversation."""
    storypoint, framework, language = page.storypoint, page.framework, page.language
    return {
        "visit": {"storypoint": storypoint, "version": page.version},
        "framework": framework,
        "place_name": storypoint.place or storypoint.inquiry.title,
        "introduction": framework.introduction.in_language(language),
        "privacy_note": framework.privacy_note.in_language(language),
        "uses_heading": framework.consent.text.in_language(language),
        "uses_help": framework.consent.help.in_language(language),
        "foot_help": framework.help_note.in_language(language),
        "own_story": own_story(),
        "own_story_qr": own_story_qr(),
        "support": help_of(storypoint.inquiry, youngest=framework.min_age),
    }
