"""Who comes in at a storypoint, with which draft: fetched and checked in one step."""

from dataclasses import dataclass
from datetime import date
from time import time

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.timezone import localdate

from raamvertelling.core.framework import Framework
from raamvertelling.inquiries.access import get_storypoint_or_404
from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import Channel, FrameworkVersion, StoryPoint, Viewer
from raamvertelling.people.models import Role
from raamvertelling.stories.models import Story
from raamvertelling.telling import cookies, services
from raamvertelling.telling.kiosk.access import kiosk_of
from raamvertelling.telling.kiosk.services import is_full
from raamvertelling.telling.models import Kiosk
from raamvertelling.telling.services import OpenDraft
from raamvertelling.telling.steps import Route, route
from raamvertelling.telling.told import Told
from raamvertelling.web.language_list import KNOWN


class KioskClosed(Exception):
    """This device is a kiosk of which the event is over; `token` leads to the page that says so."""

    def __init__(self, token: str) -> None:
        self.token = token
        super().__init__("kiosk closed")


class UnknownStoryPoint(Exception):
    """There is no storypoint with this code."""


@dataclass(slots=True)
class Visit:
    """One request of one teller at one storypoint. `opened` is None as long as nothing was begun."""

    storypoint: StoryPoint
    today: date
    now: float
    token: str
    in_use: bool
    opened: OpenDraft | None
    language: str
    kiosk: Kiosk | None = None

    @property
    def version(self) -> FrameworkVersion:
        """The version that was pinned when the teller began, else what this storypoint asks now."""
        return self.opened.draft.framework_version if self.opened else self.storypoint.asked_version

    @property
    def framework(self) -> Framework:
        return self.version.framework

    @property
    def told(self) -> Told | None:
        return self.opened.told if self.opened else None

    @property
    def route(self) -> Route:
        told = self.told
        return route(self.framework, told.answers, told.carried) if told else route(self.framework, {})

    @property
    def place_name(self) -> str:
        return self.storypoint.place or self.storypoint.inquiry.title

    @property
    def is_open(self) -> bool:
        return self.storypoint.is_open_on(self.today)

    @property
    def has_ended(self) -> bool:
        """Whether not even what was begun can be sent any more; a receipt can still be seen."""
        sent = self.told is not None and self.told.is_sent
        return not self.storypoint.inquiry.rules.may_change and not sent

    @property
    def is_practice(self) -> bool:
        """Whether this never counts; what was begun as practice stays that."""
        return self.storypoint.is_practice or (self.told is not None and self.told.is_practice)

    @property
    def is_full(self) -> bool:
        """Whether nobody can begin here any more today."""
        return is_full(storypoint=self.storypoint, kiosk=self.kiosk, today=self.today)


def get_visit(request: HttpRequest, code: str) -> Visit:
    """Return the visit; UnknownStoryPoint if the code leads nowhere."""
    storypoint = find_storypoint(code)
    if storypoint is None:
        raise UnknownStoryPoint
    today, now, mine = localdate(), time(), cookies.read_draft(request)
    kiosk = kiosk_of(request, storypoint)
    if kiosk and not kiosk.is_open_on(today):
        raise KioskClosed(cookies.read_kiosk(request))
    opened = services.open_draft(token=mine.token, storypoint=storypoint, today=today, now=now)
    visit = Visit(storypoint, today, now, mine.token, mine.in_use, opened, "", kiosk)
    visit.language = opened.told.language if opened else wanted_language(request, visit.framework)
    return visit


def find_storypoint(code: str) -> StoryPoint | None:
    """Return the storypoint with this code, open or not, as long as it has questions."""
    storypoint = StoryPoint.objects.select_related("inquiry__organisation").filter(code=code).first()
    return storypoint if storypoint and storypoint.inquiry.framework_versions.exists() else None


def get_interview_or_404(user: Viewer, slug: str, code: str) -> StoryPoint:
    """Return a storypoint for conversations of an inquiry in which this person is an interviewer."""
    storypoint = get_storypoint_or_404(user, slug, code, Role.INTERVIEWER)
    if storypoint.channel != Channel.INTERVIEWER or not storypoint.inquiry.framework_versions.exists():
        raise Http404
    return storypoint


def is_over(storypoint: StoryPoint, today: date) -> bool:
    """Tell whether nobody begins here any more; before the opening day a device may be prepared already."""
    inquiry, closes = storypoint.inquiry, storypoint.inquiry.closes
    if storypoint.is_test or not storypoint.is_open:
        return not (storypoint.is_open and inquiry.rules.may_practise)
    ended = inquiry.life in (Life.CLOSED, Life.ARCHIVED)
    return ended or (inquiry.life == Life.OPEN and closes is not None and today > closes)


def get_my_story(request: HttpRequest) -> Story | None:
    """Return the story that this browser opened with its code, if it still exists."""
    story_id = cookies.read_my_story(request)
    related = ("framework_version", "storypoint", "inquiry__organisation")
    return Story.objects.select_related(*related).filter(pk=story_id).first() if story_id else None


def languages(framework: Framework) -> list[str]:
    """Return the languages that are offered: those of the framework that the operator switched on.

    Easy Dutch needs nothing of the framework: a question that is not written in it comes in plain Dutch.
    """
    switched_on = dict(settings.LANGUAGES)
    offered = [code for code in framework.languages if code in switched_on] or [framework.language]
    for easy in KNOWN.values():
        if easy.code in switched_on and easy.code not in offered and easy.falls_back_on in offered:
            offered.insert(offered.index(easy.falls_back_on) + 1, easy.code)
    return offered


def wanted_language(request: HttpRequest, framework: Framework) -> str:
    """Return what was chosen on the page, else what the browser prefers, else the framework's own language."""
    offered = languages(framework)
    for code in (request.GET.get("taal", ""), request.POST.get("taal", ""), translation.get_language() or ""):
        if code in offered:
            return code
    return offered[0] if framework.language not in offered else framework.language
