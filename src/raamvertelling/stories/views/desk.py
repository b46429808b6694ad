"""The moderator's desk: the piles, one story, and how it will look."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import Role
from raamvertelling.stories.access import get_desk_story_or_404
from raamvertelling.stories.masking import paragraphs
from raamvertelling.stories.models import Story
from raamvertelling.stories.queries.cases import local_cases
from raamvertelling.stories.queries.desk import Pile, desk_queue
from raamvertelling.stories.queries.desk_load import desk_load, done_today
from raamvertelling.stories.queries.desk_story import DeskStory, desk_story
from raamvertelling.stories.queries.media import desk_media
from raamvertelling.stories.sealing import KeyDestroyed
from raamvertelling.stories.services.aside import BIN_DAYS
from raamvertelling.stories.services.cases import drop_case
from raamvertelling.stories.services.leases import let_all_go
from raamvertelling.stories.views.heavy import content_warning
from raamvertelling.web.pages import Crumb, NavItem


@require_safe
@login_required
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits, by pile, longest first."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.MODERATOR)
    asked = request.GET
    pile = Pile(asked["lijst"]) if asked.get("lijst") in Pile.values else Pile.NEW
    desk = desk_queue(
        viewer=request.user,
        inquiry=inquiry,
        pile=pile,
        today=localdate(),
        role=asked.get("stem", "")[:80],
        storypoint=asked.get("vertelpunt", "")[:40],
        language=asked.get("taal", "")[:10],
        page=_number(asked.get("pagina", "")) or 1,
    )
    context = {"desk": desk, "tabs": _tabs(slug, pile, desk.counts), "chosen": asked, "page_query": _rest(asked)}
    context |= {"goes_on": asked.get("verder") == "1", "done": done_today(signed_in(request), inquiry, localdate())}
    context |= {"bin_days": BIN_DAYS}
    return team_page(request, "stories/queue.html", inquiry, "bord", context)


@require_safe
@login_required
def preview(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The story as others will read it."""
    found = get_desk_story_or_404(request.user, slug, number)
    desk = reverse("stories:story", args=[slug, number])
    crumbs = [
        Crumb("Bord", reverse("stories:queue", args=[slug])),
        Crumb(f"Verhaal {number}", desk),
        Crumb("Voorbeeld"),
    ]
    try:
        warning = content_warning(request, found, crumbs, "Toon het verhaal")
        return warning or _preview(request, found, crumbs)
    except KeyDestroyed:
        return team_page(request, "stories/withdrawn.html", found.inquiry, "bord", {"number": number}, status=410)


def _preview(request: HttpRequest, found: Story, crumbs: list[Crumb]) -> HttpResponse:
    page = desk_story(viewer=request.user, story=found, today=localdate(), now=now())
    parts = [(each.kind, each.label, paragraphs(each.released)) for each in page.texts]
    pictures = [each for each in desk_media(found).pictures if each.is_released]
    context = {"page": page, "parts": parts, "pictures": pictures, "translation": _translation(page)}
    return team_page(request, "stories/preview.html", found.inquiry, "bord", context, crumbs)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pause(request: HttpRequest, slug: str) -> HttpResponse:
    """Lay everything back and rest; who may need somebody finds whom to call."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.MODERATOR)
    if request.method == "POST":
        let_all_go(actor=signed_in(request))
        messages.success(request, "Alles ligt weer op het bord. Wat u bewaarde, blijft.")
        return redirect("stories:pause", slug=slug)
    crumbs = [Crumb("Bord", reverse("stories:queue", args=[slug])), Crumb("Even stoppen")]
    return team_page(request, "stories/pause.html", inquiry, "bord", {}, crumbs)


@require_safe
@login_required
def load(request: HttpRequest, slug: str) -> HttpResponse:
    """How much work there is, and how it is divided."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.MODERATOR, Role.ADMIN)
    context = {"load": desk_load(inquiry=inquiry, today=localdate(), now=now())}
    return team_page(request, "stories/load.html", inquiry, "bord", context, [Crumb("Drukte op het bord")])


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cases(request: HttpRequest, slug: str) -> HttpResponse:
    """What the engine missed before, and whether it finds that now."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.MODERATOR)
    if request.method == "POST":
        found = get_desk_story_or_404(request.user, slug, _number(request.POST.get("number", "")))
        try:
            drop_case(story=found, actor=signed_in(request), kind=request.POST.get("kind", ""), today=localdate())
        except ObjectDoesNotExist as gone:  # withdrawn while the page was open
            raise Http404 from gone
        messages.success(request, "Het testgeval is weg.")
        return redirect("stories:cases", slug=slug)
    crumbs = [Crumb("Bord", reverse("stories:queue", args=[slug])), Crumb("Testgevallen")]
    context = {"cases": local_cases(viewer=request.user, inquiry=inquiry)}
    return team_page(request, "stories/cases.html", inquiry, "bord", context, crumbs)


def _number(raw: str) -> int:
    return int(raw) if raw.isdecimal() and len(raw) < 9 else 0


def _translation(page: DeskStory) -> dict[str, object] | None:
    made = page.translation
    if made is None or not made.is_released:
        return None
    return {"sentence": made.sentence, "title": made.title, "paragraphs": paragraphs(made.text)}


def _tabs(slug: str, current: Pile, counts: dict[Pile, int]) -> list[NavItem]:
    address = reverse("stories:queue", args=[slug])
    quiet = {Pile.SECOND, Pile.BIN}  # there only when something lies on them
    return [
        NavItem(
            label=pile.label,
            url=f"{address}?lijst={pile.value}",
            is_current=pile == current,
            count=0 if pile == Pile.RELEASED else counts[pile],
        )
        for pile in Pile
        if counts[pile] or pile == current or pile not in quiet
    ]


def _rest(asked: Any) -> str:
    kept = asked.copy()
    kept.pop("pagina", None)
    kept.pop("verder", None)
    return f"{kept.urlencode()}&" if kept else ""
