"""One story at the desk: the original beside what others will read, and every decision about it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import User
from raamvertelling.stories.access import get_desk_story_or_404
from raamvertelling.stories.forms import DeskForm
from raamvertelling.stories.masking import QUICK
from raamvertelling.stories.models import Story
from raamvertelling.stories.queries.desk_story import DeskStory, desk_story, version_of, with_texts
from raamvertelling.stories.queries.media import DeskMedia, desk_media
from raamvertelling.stories.sealing import KeyDestroyed
from raamvertelling.stories.services import aside, leases
from raamvertelling.stories.services.cases import NoCase
from raamvertelling.stories.services.desk import CannotDo, NotAllSeen, Press, press
from raamvertelling.stories.services.locking import HeldByAnother
from raamvertelling.stories.services.moderation import SecondReaderNeeded
from raamvertelling.stories.services.work import save_draft
from raamvertelling.stories.views.heavy import content_warning
from raamvertelling.web.pages import Crumb

OVERTAKEN = "Een ander bewerkte deze tekst intussen. Kopieer wat u nodig hebt en open het verhaal opnieuw."
INVALID, CONFLICT = 422, 409
QUIET = ("autosave", "begin")  # said by the script, answered without a page
ASIDE = ("take-over", "hand-over", "throw-away", "put-back", "take-down")
LEAVES = ("release", "release-anyway", "hold")


@dataclass(frozen=True, slots=True)
class Desk:
    """What is on the desk during one request."""

    request: HttpRequest
    page: DeskStory
    media: DeskMedia
    form: DeskForm

    @property
    def do(self) -> str:
        """The button that was pressed."""
        return str(self.request.POST.get("do", "save"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def story(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Read one story and decide about it."""
    found = get_desk_story_or_404(request.user, slug, number)
    try:
        warning = content_warning(request, found, _crumbs(found))
        if warning is not None:
            return warning
        desk = _desk(request, found)
        return _answer(desk) if request.method == "POST" else _show(desk)
    except (KeyDestroyed, ObjectDoesNotExist):
        return _gone(request, found)


@require_POST
@login_required
def set_aside(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Do what needs no text: take over, lay back, hand over, throw away, put back, take off the public page."""
    found, actor, today = get_desk_story_or_404(request.user, slug, number), signed_in(request), localdate()
    do = request.POST.get("do", "")
    if do not in ASIDE:
        return redirect("stories:story", slug=slug, number=number)
    try:
        sentence = _aside(do, found, actor, today)
    except HeldByAnother as held:
        messages.error(request, str(held))
        return redirect("stories:story", slug=slug, number=number)
    except ObjectDoesNotExist:
        return _gone(request, found)
    messages.success(request, sentence)
    if do in ("take-over", "put-back"):
        return redirect("stories:story", slug=slug, number=number)
    return redirect("stories:queue", slug=slug)


def _aside(do: str, story: Story, actor: User, today: date) -> str:
    name = f"Verhaal {story.number}"
    if do == "take-over":
        leases.take_over(story=story, actor=actor, now=now(), today=today)
        return "U werkt nu aan dit verhaal. Dat u het overnam, staat in het logboek."
    if do == "hand-over":
        aside.hand_over(story=story, actor=actor, today=today)
        return f"{name} ligt klaar voor een collega. U ziet het niet meer."
    if do == "throw-away":
        aside.throw_away(story=story, actor=actor, today=today)
        return f"{name} ligt in de prullenbak. Over {aside.BIN_DAYS} dagen wordt het vernietigd."
    if do == "put-back":
        aside.put_back(story=story, actor=actor, today=today)
        return f"{name} ligt weer op het bord."
    aside.take_down(story=story, actor=actor, today=today)
    return f"{name} staat niet meer op de openbare pagina. Alle andere gebruiken gaan door."


def _gone(request: HttpRequest, found: Story) -> HttpResponse:
    """Its teller may take it back at any moment, also while this page was on its way."""
    return team_page(request, "stories/withdrawn.html", found.inquiry, "bord", {"number": found.number}, status=410)


def _crumbs(found: Story) -> list[Crumb]:
    return [Crumb("Bord", reverse("stories:queue", args=[found.inquiry.slug])), Crumb(f"Verhaal {found.number}")]


def _desk(request: HttpRequest, found: Story) -> Desk:
    page = desk_story(viewer=request.user, story=found, today=localdate(), now=now())
    media = desk_media(found)
    form = DeskForm(request.POST if request.method == "POST" else None, page=page, media=media)
    return Desk(request, page, media, form)


def _answer(desk: Desk) -> HttpResponse:
    """Do what the button says; whatever happens, what was typed stays on the screen."""
    is_open = False
    if desk.form.is_valid():
        try:
            return _keep_quietly(desk) if desk.do in QUIET else _press(desk)
        except CannotDo as problem:
            desk.form.add_error(problem.field or None, str(problem))
            is_open = isinstance(problem, NotAllSeen)
        except (HeldByAnother, SecondReaderNeeded, NoCase) as problem:
            desk.form.add_error(None, str(problem))
    if desk.do in QUIET:
        said = [str(each) for errors in desk.form.errors.values() for each in errors]
        return JsonResponse({"problem": " ".join(said)}, status=CONFLICT)
    return _show(desk, is_open=is_open)


def _check_version(desk: Desk) -> None:
    version, kept = desk.form.cleaned_data["version"], desk.page.version
    if version != kept and kept != version_of(desk.form.texts()):
        raise CannotDo("", OVERTAKEN)


def _keep_quietly(desk: Desk) -> HttpResponse:
    """Hold the story, and keep what is being typed."""
    story, actor = desk.page.story, signed_in(desk.request)
    leases.take_lease(story=story, actor=actor, now=now())
    if desk.do == "autosave":
        _check_version(desk)
        save_draft(story=story, actor=actor, texts=desk.form.texts(), ticked=tuple(desk.form.ticked_lines()))
    return JsonResponse({"version": desk.page.version})


def _lay_back(desk: Desk) -> HttpResponse:
    """Keep what was typed and let go, to go on later or to rest first."""
    story, actor, slug = desk.page.story, signed_in(desk.request), desk.page.story.inquiry.slug
    save_draft(story=story, actor=actor, texts=desk.form.texts(), ticked=tuple(desk.form.ticked_lines()))
    leases.let_go(story=story, actor=actor)
    messages.success(desk.request, f"Verhaal {story.number} ligt weer op het bord. Wat u deed, is bewaard.")
    return redirect("stories:pause" if desk.do == "pause" else "stories:queue", slug=slug)


def _press(desk: Desk) -> HttpResponse:
    story, actor = desk.page.story, signed_in(desk.request)
    _check_version(desk)
    if desk.do in ("lay-back", "pause"):
        return _lay_back(desk)
    leases.take_lease(story=story, actor=actor, now=now())
    sentence = press(story=story, actor=actor, what=_pressed(desk), today=localdate())
    slug, number = story.inquiry.slug, story.number
    if desk.do == "preview":
        return redirect("stories:preview", slug=slug, number=number)
    messages.success(desk.request, sentence)
    if desk.do in LEAVES:
        return redirect(reverse("stories:queue", args=[slug]) + "?verder=1")
    return redirect(reverse("stories:story", args=[slug, number]) + "?verder=1#voorstellen")


def _pressed(desk: Desk) -> Press:
    data, form = desk.form.cleaned_data, desk.form
    return Press(
        button=desk.do,
        texts=form.texts(),
        before={each.kind: each.released for each in desk.page.texts},
        words=data["words"],
        label=data["label"] or "naam",
        as_label=data["as_label"],
        withheld=data["withheld"],
        seen=data["seen"],
        known=form.withheld_before(),
        ticked=form.ticked_lines(),
        recognisable=data["recognisable"],
        danger=data["danger"],
        pictures=form.chosen_pictures(),
        reason=data["reason"],
    )


def _show(desk: Desk, *, is_open: bool = False) -> HttpResponse:
    form, found = desk.form, desk.page.story
    page = with_texts(desk.page, form.texts()) if form.is_bound and hasattr(form, "cleaned_data") else desk.page
    goes_on = desk.request.GET.get("verder") == "1"
    context = {
        "page": page,
        "form": form,
        "panes": [(pane, form[f"text_{place}"]) for place, pane in enumerate(page.panes)],
        "quick": QUICK,
        "media": desk.media,
        "pictures": _pictures(form),
        "is_open": is_open,
        "begins_at": page.open[0].id if goes_on and page.open else "",
        "bin_days": aside.BIN_DAYS,
    }
    status = INVALID if form.errors else 200
    return team_page(desk.request, "stories/story.html", found.inquiry, "bord", context, _crumbs(found), status)


def _pictures(form: DeskForm) -> list[dict[str, Any]]:
    return [
        {"picture": each, "may": form[f"photo_{place}"], "alt": form[f"alt_{place}"]}
        for place, each in enumerate(form.pictures)
    ]
