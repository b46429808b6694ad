"""Searching in released stories: keyed hashes of word stems, so that no word of a story lies readable on disk."""

from collections.abc import Iterable

from raamvertelling.core.text import stems
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.models import SealedText, Story, StoryQuerySet, StoryToken, TextStage
from raamvertelling.stories.sealing import keyed_hashes, open_keys, unseal_with

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


def rebuild_tokens(inquiry: Inquiry) -> int:
    """Make the index of an inquiry anew from the released texts; return how many stories it holds."""
    stories = list(Story.objects.filter(inquiry=inquiry, texts__stage=TextStage.RELEASED).distinct())
    keys = open_keys(story.pk for story in stories)
    for story in stories:
        rows = SealedText.objects.filter(story=story, stage=TextStage.RELEASED) if story.pk in keys else ()
        index_story(
            story, [unseal_with(keys[story.pk], story.pk, row.kind, row.stage, bytes(row.sealed)) for row in rows]
        )
    return len(keys)


def search_stories(queryset: StoryQuerySet, inquiry: Inquiry, words: str) -> StoryQuerySet:
    """Keep the stories in which every one of these words occurs, in any form."""
    for token in tokens_of(inquiry, [words]):
        queryset = queryset.filter(pk__in=StoryToken.objects.filter(token=token).values("story"))
    return queryset
