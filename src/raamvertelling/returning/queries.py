"""What anybody may see of an inquiry: its question, rounded numbers, and stories whose tellers said yes to that."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString

from raamvertelling.accountability.coverage import Coverage, coverage
from raamvertelling.core.framework import labels
from raamvertelling.inquiries.models import Channel, Inquiry, StoryPoint
from raamvertelling.sensemaking.cards import CardTranslation, translation_on_card
from raamvertelling.sensemaking.words import marked, prose
from raamvertelling.stories.models import Purpose, Story
from raamvertelling.stories.queries import StoryTexts, texts_for_public
from raamvertelling.stories.queries.media import Picture, released_pictures
from raamvertelling.stories.queries.translations import ReadingVersion, released_translations

STORIES_A_PAGE = 12


@dataclass(frozen=True, slots=True)
class PublicStory:
    """A whole story on the public page, as its card shows it. `role` is empty when its voice is too small to name."""

    role: str
    who: str
    title: SafeString
    paragraphs: tuple[SafeString, ...]
    pictures: tuple[Picture, ...] = ()
    language: str = "nl"
    title_language: str = "nl"
    translation: CardTranslation | None = None


@dataclass(frozen=True, slots=True)
class PublicPage:
    """The page of an inquiry for everybody."""

    inquiry: Inquiry
    coverage: Coverage
    stories: tuple[PublicStory, ...]
    page: Page[Story]
    storypoint: StoryPoint | None


def public_page(*, inquiry: Inquiry, page: str) -> PublicPage:
    """Return what anybody may see; numbers by outside rules."""
    seen = coverage(viewer=AnonymousUser(), inquiry=inquiry)
    stories = Story.objects.usable_for(AnonymousUser(), Purpose.PUBLIC).filter(inquiry=inquiry)
    found = Paginator(stories.order_by("-told_on", "-number"), STORIES_A_PAGE).get_page(page)
    named = _named_voices(inquiry, seen)
    shown = list(found.object_list)
    texts = texts_for_public(shown)
    pictures = released_pictures(shown)
    translated = released_translations(shown)
    cards = tuple(
        _card(story, texts[story.pk], named, pictures.get(story.pk, ()), translated.get(story.pk))
        for story in shown
        if story.pk in texts
    )
    point = inquiry.storypoints.filter(is_open=True, is_test=False, channel=Channel.WEB).order_by("pk").first()
    return PublicPage(inquiry, seen, cards, found, point)


def _named_voices(inquiry: Inquiry, seen: Coverage) -> dict[str, str]:
    large = {label for label, shown in seen.rows if shown.isdigit()}
    return {id: label for id, label in labels(inquiry.framework.voice_question).items() if label in large}


def _card(
    story: Story,
    texts: StoryTexts,
    named: dict[str, str],
    pictures: tuple[Picture, ...],
    translation: ReadingVersion | None,
) -> PublicStory:
    voice = named.get(story.role, "")
    return PublicStory(
        role=story.role if voice else "",
        who=voice or "Een verteller",
        title=marked(texts.title),
        paragraphs=prose(texts.text).paragraphs,
        pictures=pictures,
        language=story.language or "nl",
        title_language=story.language if texts.title and story.language else "nl",
        translation=translation_on_card(translation, outside=True),
    )
