"""Story cards: what was told in serif, who spoke in general words, and the way to the whole story."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.sensemaking.filters import Filters, to_query
from raamvertelling.sensemaking.queries.reading import StoryToRead
from raamvertelling.sensemaking.words import SHORT, marked, prose
from raamvertelling.stories.queries.translations import ReadingVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What `raam/story_card.html` shows."""

    number: int
    role: str
    who: str
    title: SafeString
    paragraphs: tuple[SafeString, ...]
    url: str
    language: str = "nl"
    title_language: str = "nl"
    translation: "CardTranslation | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTranslation:
    """The reading version on a card; `sentence` says whose words it is."""

    sentence: str
    title: SafeString
    paragraphs: tuple[SafeString, ...]


def translation_on_card(
    made: ReadingVersion | None, at_most: int | None = None, *, outside: bool = False
) -> CardTranslation | None:
    """Return what a card shows of a reading version, cut like the story itself; `outside` the team without a name."""
    if made is None:
        return None
    sentence = made.sentence_outside if outside else made.sentence
    return CardTranslation(sentence=sentence, title=marked(made.title), paragraphs=prose(made.text, at_most).paragraphs)


def story_url(inquiry: Inquiry, number: int, filters: Filters | None = None) -> str:
    """Return the address of a story, with the filter that it was found by."""
    query = to_query(filters) if filters else ""
    return reverse("sensemaking:story", args=[inquiry.slug, number]) + (f"?{query}" if query else "")


def cards_of(
    inquiry: Inquiry, stories: Iterable[StoryToRead], filters: Filters | None = None, at_most: int = SHORT
) -> list[Card]:
    """Return a card for each story; a long text is cut and says so."""
    return [_card(inquiry, story, filters, at_most) for story in stories]


def _card(inquiry: Inquiry, story: StoryToRead, filters: Filters | None, at_most: int) -> Card:
    text = prose(story.text, at_most)
    return Card(
        number=story.number,
        role=story.role,
        who=story.who,
        title=marked(story.title or f"Verhaal {story.number}"),
        paragraphs=text.paragraphs,
        url=story_url(inquiry, story.number, filters),
        language=story.language,
        title_language=story.language if story.title else "nl",
        translation=translation_on_card(story.translation, at_most),
    )
