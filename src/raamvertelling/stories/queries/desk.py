"""The moderator's desk: what waits, and how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from raamvertelling.core.framework import Framework, labels
from raamvertelling.core.text import heavy_subjects
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.stories.consent import uses_on
from raamvertelling.stories.models import (
    TELLER_PROPOSED,
    WAITS_FOR_MODERATOR,
    WAITS_FOR_TELLER,
    WAITS_FOR_TRANSCRIPT,
    Lease,
    Purpose,
    State,
    Story,
    StoryQuerySet,
    days_between,
)
from raamvertelling.stories.queries.texts import StoryTexts, texts_of_many

A_PAGE = 25


class Pile(models.TextChoices):
    """The piles on the desk; the value is the word in the address."""

    NEW = "nieuw", "Nieuw"
    TRANSCRIBE = "uitschrijven", "Uitschrijven"
    URGENT = "dringend", "Dringend"
    NEW_USE = "nieuw-gebruik", "Nieuw gebruik"
    TELLER = "wacht-op-verteller", "Wacht op verteller"
    SECOND = "tweede-lezer", "Tweede lezer"
    ANSWERED = "verteller-antwoordde", "Verteller antwoordde"
    HELD = "aangehouden", "Aangehouden"
    RELEASED = "vrijgegeven", "Vrijgegeven"
    BIN = "prullenbak", "Prullenbak"


PILES = {
    Pile.NEW: Q(state__in=(State.RECEIVED, State.IN_PROGRESS), first_reader=None) & ~WAITS_FOR_TRANSCRIPT,
    Pile.TRANSCRIBE: Q(state__in=(State.RECEIVED, State.IN_PROGRESS)) & WAITS_FOR_TRANSCRIPT,
    Pile.URGENT: Q(is_urgent=True) & ~Q(state__in=(State.RELEASED, State.BINNED)),
    Pile.NEW_USE: WAITS_FOR_MODERATOR,
    Pile.TELLER: WAITS_FOR_TELLER,
    Pile.SECOND: Q(first_reader__isnull=False),
    Pile.ANSWERED: TELLER_PROPOSED,
    Pile.HELD: Q(state=State.HELD),
    Pile.RELEASED: Q(state=State.RELEASED),
    Pile.BIN: Q(state=State.BINNED),
}


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One story on a pile."""

    story: Story
    title: str
    role: str
    role_label: str
    days: int
    uses: tuple[str, ...]
    asked: tuple[str, ...]
    subjects: tuple[str, ...]
    holder: str


@dataclass(frozen=True, slots=True)
class DeskQueue:
    """One pile with the number of stories on each."""

    pile: Pile
    counts: dict[Pile, int]
    page: "Page[Story]"
    rows: tuple[DeskRow, ...]
    oldest_days: int
    roles: tuple[tuple[str, str], ...]
    storypoints: tuple[tuple[str, str], ...]
    languages: tuple[str, ...] = ()


def desk_queue(
    *,
    viewer: Viewer,
    inquiry: Inquiry,
    pile: Pile,
    today: date,
    role: str = "",
    storypoint: str = "",
    language: str = "",
    page: int = 1,
) -> DeskQueue:
    """Return one pile, longest waiting first, in a fixed number of queries."""
    mine = Story.objects.visible_to(viewer).filter(inquiry=inquiry)
    counts = mine.aggregate(**{name.name: Count("pk", filter=where, distinct=True) for name, where in PILES.items()})
    pages = Paginator(_chosen(mine, pile, role, storypoint, language), A_PAGE)
    shown = pages.get_page(page)
    stories = list(shown.object_list)
    texts = texts_of_many(stories, viewer, only_beginning=True)
    framework, held = inquiry.framework, holders(stories)
    days = [days_between(story.received_on, today) for story in stories]
    return DeskQueue(
        pile=pile,
        counts={name: counts[name.name] for name in PILES},
        page=shown,
        rows=tuple(_row(story, texts.get(story.pk), framework, today, held.get(story.pk, "")) for story in stories),
        oldest_days=max(days, default=0),
        roles=_roles(framework),
        storypoints=tuple(inquiry.storypoints.order_by("name").values_list("code", "name")),
        languages=tuple(mine.order_by("language").values_list("language", flat=True).distinct()),
    )


def _chosen(mine: StoryQuerySet, pile: Pile, role: str, storypoint: str, language: str) -> StoryQuerySet:
    stories = mine.filter(PILES[pile]).select_related("storypoint", "inquiry").prefetch_related("own_uses")
    if role:
        stories = stories.filter(role=role)
    if storypoint:
        stories = stories.filter(storypoint__code=storypoint)
    if language:
        stories = stories.filter(language=language)
    newest_first = pile == Pile.RELEASED
    # By number, not by day: the server counts on when somebody puts its clock back.
    order = ("-number",) if newest_first else ("-is_urgent", "number")
    return stories.distinct().order_by(*order)


def _row(story: Story, texts: StoryTexts | None, framework: Framework, today: date, holder: str) -> DeskRow:
    return DeskRow(
        story=story,
        title=(texts.title or _beginning(texts.text) or "Nog niet uitgeschreven") if texts else "Ingetrokken",
        role=story.role,
        role_label=labels(framework.voice_question, framework.language).get(story.role, "Stem onbekend"),
        days=days_between(story.received_on, today),
        uses=tuple(each for each in uses_on(story) if each != Purpose.ANALYSE),
        asked=tuple(story.asked),
        subjects=heavy_subjects(texts.text) if texts else (),
        holder=holder,
    )


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def _roles(framework: Framework) -> tuple[tuple[str, str], ...]:
    return tuple(labels(framework.voice_question, framework.language).items())


def holders(stories: Sequence[Story]) -> dict[UUID, str]:
    """Return who works on which of these stories now."""
    leases = Lease.objects.running(timezone.now()).filter(story__in=stories)
    return dict(leases.values_list("story_id", "holder__name"))


def imported_and_waiting(*, viewer: Viewer, inquiry: Inquiry) -> StoryQuerySet:
    """Return the stories that were read in from files and that nobody looked at yet."""
    mine = Story.objects.visible_to(viewer).filter(inquiry=inquiry, storypoint=None, is_urgent=False)
    return mine.filter(state=State.RECEIVED).distinct()
