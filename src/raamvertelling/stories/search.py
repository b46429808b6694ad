"""Searching in released stories: keyed hashes of word stems, so that no word of a story lies readable on disk."""

from collections.abc import Iterable

from raamvertelling.core.text import stems
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.models import Story, StoryQuerySet, StoryToken
from raamvertelling.stories.sealing import keyed_hashes

LENGTH = 24


def tokens_of(inquiry: Inquiry, texts: Iterable[str]) -> set[str]:
    """Return the tokens of these texts; each inquiry has its own, so that nobody can follow a word around."""
    found = sorted({stem for text in texts for stem in stems(text)})
    return {each[:LENGTH] for each in keyed_hashes(f"token/{inquiry.pk}", found)}


def index_story(story: Story, texts: Iterable[str]) -> None:
    """Make a story findable by the words that others may read, and by no others."""
    forget_tokens(story)
    StoryToken.objects.bulk_create([StoryToken(story=story, token=token) for token in tokens_of(story.inquiry, texts)])


def forget_tokens(story: Story) -> None:
    """Make a story findable by no word."""
    StoryToken.objects.filter(story=story).delete()


def search_stories(queryset: StoryQuerySet, inquiry: Inquiry, words: str) -> StoryQuerySet:
    """Keep the stories in which every one of these words occurs, in any form."""
    for token in tokens_of(inquiry, [words]):
        queryset = queryset.filter(pk__in=StoryToken.objects.filter(token=token).values("story"))
    return queryset
