"""The moderator's desk: what waits, how long, and one story with everything needed to decide about it."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Count, Q

from raamvertelling.core.framework import Framework, labels
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.stories.consent import NamedUse, named_uses, uses_of, uses_on
from raamvertelling.stories.models import (
    TELLER_PROPOSED,
    WAITS_FOR_MODERATOR,
    WAITS_FOR_TELLER,
    WAITS_FOR_TRANSCRIPT,
    Purpose,
    State,
    Story,
    StoryQuerySet,
)
from raamvertelling.stories.proposals import ProposalGroup, propose
from raamvertelling.stories.queries.texts import StoryTexts, texts_of, texts_of_many
from raamvertelling.stories.queries.translations import ReadingVersion, is_foreign, translation_for_desk
from raamvertelling.stories.sealing import KeyDestroyed

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


@dataclass(frozen=True, slots=True)
class EditableText:
    """A text of a story: as it was told, and as others would read it."""

    kind: str
    label: str
    original: str
    released: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class DeskStory:
    """Everything that a moderator needs to decide about one story."""

    story: Story
    texts: tuple[EditableText, ...]
    groups: tuple[ProposalGroup, ...]
    given: tuple[NamedUse, ...]
    refused: tuple[NamedUse, ...]
    asked: tuple[NamedUse, ...]
    days: int
    role_label: str
    version: str
    translation: ReadingVersion | None = None
    wished: StoryTexts | None = None

    @property
    def is_foreign(self) -> bool:
        """Whether it was told in another language than Dutch."""
        return is_foreign(self.story)


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
    framework = inquiry.framework
    days = [(today - story.received_on).days for story in stories]
    return DeskQueue(
        pile=pile,
        counts={name: counts[name.name] for name in PILES},
        page=shown,
        rows=tuple(_row(story, texts.get(story.pk), framework, today) for story in stories),
        oldest_days=max(days, default=0),
        roles=_roles(framework),
        storypoints=tuple(inquiry.storypoints.order_by("name").values_list("code", "name")),
        languages=tuple(mine.order_by("language").values_list("language", flat=True).distinct()),
    )


def _chosen(mine: StoryQuerySet, pile: Pile, role: str, storypoint: str, language: str) -> StoryQuerySet:
    stories = mine.filter(PILES[pile]).select_related("storypoint").prefetch_related("own_uses")
    if role:
        stories = stories.filter(role=role)
    if storypoint:
        stories = stories.filter(storypoint__code=storypoint)
    if language:
        stories = stories.filter(language=language)
    newest_first = pile == Pile.RELEASED
    order = ("-number",) if newest_first else ("-is_urgent", "received_on", "number")
    return stories.distinct().order_by(*order)


def _row(story: Story, texts: StoryTexts | None, framework: Framework, today: date) -> DeskRow:
    return DeskRow(
        story=story,
        title=(texts.title or _beginning(texts.text) or "Nog niet uitgeschreven") if texts else "Ingetrokken",
        role=story.role,
        role_label=labels(framework.voice_question, framework.language).get(story.role, "Stem onbekend"),
        days=(today - story.received_on).days,
        uses=tuple(each for each in uses_on(story) if each != Purpose.ANALYSE),
        asked=tuple(story.asked),
    )


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def _roles(framework: Framework) -> tuple[tuple[str, str], ...]:
    return tuple(labels(framework.voice_question, framework.language).items())


def desk_story(*, viewer: Viewer, story: Story, today: date) -> DeskStory:
    """Return one story for the desk; KeyDestroyed if it was withdrawn."""
    found = texts_of(story, viewer)
    if found.original is None and not story.original_gone_on:
        raise KeyDestroyed
    framework = story.framework_version.framework
    texts = _texts(found, found.original or _no_words(found), framework)
    wished = uses_of(story.consents.order_by("pk"), ())
    given = {purpose for purpose, yes in wished.items() if yes}
    return DeskStory(
        story=story,
        texts=texts,
        groups=propose({each.kind: each.released for each in texts}),
        given=named_uses(framework, given - {Purpose.ANALYSE.value}),
        refused=named_uses(framework, {each.id for each in framework.consent.purposes} - given),
        asked=named_uses(framework, story.asked),
        days=(today - story.received_on).days,
        role_label=labels(framework.voice_question, framework.language).get(story.role, "Stem onbekend"),
        version=version_of({each.kind: each.released for each in texts}),
        translation=translation_for_desk(story),
        wished=found.wished,
    )


def _no_words(found: StoryTexts) -> StoryTexts:
    """Return what is left of the words as they were told when their term is over: nothing, at the same places."""
    return StoryTexts("", "", dict.fromkeys(found.answers, ""))


def version_of(texts: dict[str, str]) -> str:
    """Return a mark of these words, so that two moderators do not overwrite each other unseen."""
    return sha256(repr(sorted(texts.items())).encode()).hexdigest()[:16]


def _texts(found: StoryTexts, original: StoryTexts, framework: Framework) -> tuple[EditableText, ...]:
    questions = {each.id: each.text.in_language(framework.language) for each in framework.signifiers}
    story = EditableText("story", "Verhaal", original.text, found.text, True)
    title = EditableText("title", "Titel", original.title, found.title, False)
    answers = (
        EditableText(f"answer:{id}", questions.get(id, id), text, own, len(max(text, own, key=len)) > 80)
        for id, text in original.answers.items()
        for own in (found.answers.get(id, text),)
    )
    return (title, story, *answers) if original.title or found.title else (story, *answers)


def imported_and_waiting(*, viewer: Viewer, inquiry: Inquiry) -> StoryQuerySet:
    """Return the stories that were read in from files and that nobody looked at yet."""
    mine = Story.objects.visible_to(viewer).filter(inquiry=inquiry, storypoint=None, is_urgent=False)
    return mine.filter(state=State.RECEIVED).distinct()
