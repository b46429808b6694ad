"""The moderator's desk: the piles, one story, and how it will look."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import Role
from raamvertelling.stories.access import get_desk_story_or_404
from raamvertelling.stories.forms import DeskForm
from raamvertelling.stories.masking import QUICK, paragraphs
from raamvertelling.stories.models import Story
from raamvertelling.stories.queries.desk import DeskStory, Pile, desk_queue, desk_story, version_of
from raamvertelling.stories.queries.media import desk_media
from raamvertelling.stories.sealing import KeyDestroyed
from raamvertelling.stories.services.desk import CannotDo, Press, press
from raamvertelling.stories.services.locking import HeldByAnother
from raamvertelling.stories.services.moderation import SecondReaderNeeded
from raamvertelling.web.pages import Crumb, NavItem


@require_safe
@login_required
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits, by pile, longest first."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.MODERATOR)
    asked = request.GET
    pile = Pile(asked["lijst"]) if asked.get("lijst") in Pile.values else Pile.NEW
    number = asked.get("pagina", "1")
    desk = desk_queue(
        viewer=request.user,
        inquiry=inquiry,
        pile=pile,
        today=localdate(),
        role=asked.get("stem", "")[:80],
        storypoint=asked.get("vertelpunt", "")[:40],
        language=asked.get("taal", "")[:10],
        page=int(number) if number.isdecimal() and len(number) < 7 else 1,
    )
    context = {"desk": desk, "tabs": _tabs(slug, pile, desk.counts), "chosen": asked, "page_query": _rest(asked)}
    return team_page(request, "stories/queue.html", inquiry, "bord", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def story(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One story: the original beside what others will read, and every decision about it."""
    found = get_desk_story_or_404(request.user, slug, number)
    try:
        return _story_page(request, found)
    except (KeyDestroyed, ObjectDoesNotExist):
        # Its teller may take it back at any moment, also while this page was on its way.
        return team_page(request, "stories/withdrawn.html", found.inquiry, "bord", {"number": number}, status=410)


def _story_page(request: HttpRequest, found: Story) -> HttpResponse:
    page = desk_story(viewer=request.user, story=found, today=localdate())
    media = desk_media(found)
    form = DeskForm(request.POST if request.method == "POST" else None, page=page, media=media)
    if request.method == "POST" and form.is_valid():
        try:
            return _press(request, page, form)
        except CannotDo as problem:
            form.add_error(problem.field or None, str(problem))
        except (HeldByAnother, SecondReaderNeeded) as problem:
            form.add_error(None, str(problem))
    slug, number = found.inquiry.slug, found.number
    context = {"page": page, "form": form, "panes": _panes(page, form), "groups": _groups(page, form), "quick": QUICK}
    context |= {"media": media, "pictures": _pictures(form)}
    crumbs = [Crumb("Bord", reverse("stories:queue", args=[slug])), Crumb(f"Verhaal {number}")]
    status = 422 if form.errors else 200
    return team_page(request, "stories/story.html", found.inquiry, "bord", context, crumbs, status)


@require_safe
@login_required
def preview(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The story as others will read it."""
    found = get_desk_story_or_404(request.user, slug, number)
    try:
        page = desk_story(viewer=request.user, story=found, today=localdate())
    except KeyDestroyed:
        return team_page(request, "stories/withdrawn.html", found.inquiry, "bord", {"number": number}, status=410)
    parts = [(each.kind, each.label, paragraphs(each.released)) for each in page.texts]
    desk = reverse("stories:story", args=[slug, number])
    pictures = [each for each in desk_media(found).pictures if each.is_released]
    context = {"page": page, "parts": parts, "pictures": pictures, "translation": _translation(page)}
    crumbs = [
        Crumb("Bord", reverse("stories:queue", args=[slug])),
        Crumb(f"Verhaal {number}", desk),
        Crumb("Voorbeeld"),
    ]
    return team_page(request, "stories/preview.html", found.inquiry, "bord", context, crumbs)


def _translation(page: DeskStory) -> dict[str, object] | None:
    made = page.translation
    if made is None or not made.is_released:
        return None
    return {"sentence": made.sentence, "title": made.title, "paragraphs": paragraphs(made.text)}


def _press(request: HttpRequest, page: DeskStory, form: DeskForm) -> HttpResponse:
    """Do what the button says; who was overtaken by a colleague keeps her own words on the screen."""
    if form.cleaned_data["version"] != page.version and page.version != version_of(form.texts()):
        raise CannotDo(
            "", "Een ander bewerkte deze tekst intussen. Kopieer wat u nodig hebt en open het verhaal opnieuw."
        )
    what = _pressed(request, page, form)
    sentence = press(story=page.story, actor=signed_in(request), what=what, today=localdate())
    slug, number = page.story.inquiry.slug, page.story.number
    if what.button == "preview":
        return redirect("stories:preview", slug=slug, number=number)
    messages.success(request, sentence)
    if what.button in ("release", "hold"):
        return redirect("stories:queue", slug=slug)
    return redirect(reverse("stories:story", args=[slug, number]) + ("#tekst" if "mas" in sentence else ""))


def _pressed(request: HttpRequest, page: DeskStory, form: DeskForm) -> Press:
    data = form.cleaned_data
    labels = {group.kind: form.label_for(f"label_{group.kind}") for group in page.groups}
    return Press(
        button=request.POST.get("do", "save"),
        texts=form.texts(),
        words=data["words"],
        label=form.label_for("label"),
        chosen={group.kind: (data[f"chosen_{group.kind}"], labels[group.kind]) for group in page.groups},
        all_of_kind={
            group.kind: ([each.text for each in group.proposals], labels[group.kind]) for group in page.groups
        },
        withheld=data["withheld"],
        seen=data["seen"],
        pictures=form.chosen_pictures(),
        reason=data["reason"],
    )


def _panes(page: DeskStory, form: DeskForm) -> list[dict[str, Any]]:
    return [
        {"text": each, "field": form[f"text_{place}"], "original": paragraphs(each.original)}
        for place, each in enumerate(page.texts)
    ]


def _pictures(form: DeskForm) -> list[dict[str, Any]]:
    return [
        {"picture": each, "may": form[f"photo_{place}"], "alt": form[f"alt_{place}"]}
        for place, each in enumerate(form.pictures)
    ]


def _groups(page: DeskStory, form: DeskForm) -> list[dict[str, Any]]:
    bound = form.data.getlist if form.is_bound and hasattr(form.data, "getlist") else (lambda _: [])
    return [
        {"group": each, "label": form[f"label_{each.kind}"], "checked": set(bound(f"chosen_{each.kind}"))}
        for each in page.groups
    ]


def _tabs(slug: str, current: Pile, counts: dict[Pile, int]) -> list[NavItem]:
    address = reverse("stories:queue", args=[slug])
    return [
        NavItem(
            label=pile.label,
            url=f"{address}?lijst={pile.value}",
            is_current=pile == current,
            count=0 if pile == Pile.RELEASED else counts[pile],
        )
        for pile in Pile
    ]


def _rest(asked: Any) -> str:
    kept = asked.copy()
    kept.pop("pagina", None)
    return f"{kept.urlencode()}&" if kept else ""
