"""Searching in released stories: keyed hashes of word stems, so that no word of a story lies readable on disk."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from raamvertelling.core.text import stems
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.models import Story, StoryQuerySet, StoryToken
from raamvertelling.stories.sealing import keyed_hashes

LENGTH = 24
FEW = 1_000


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
    """Keep the stories in which every one of these words occurs, in any form.

    The words are looked up first: beginning with the stories of an inquiry costs time for every story that has none of
    them. Where very many have a word the database begins with the stories: a page of twenty is found at once.
    """
    tokens = sorted(tokens_of(inquiry, [words]))
    found: QuerySet[StoryToken, UUID] | None = None
    for token in tokens:
        having = StoryToken.objects.filter(token=token)
        found = (having if found is None else having.filter(story__in=found)).values_list("story", flat=True)
    if found is None:
        return queryset
    few = list(found[: FEW + 1])
    if len(few) <= FEW:
        return queryset.filter(pk__in=few)
    if len(tokens) == 1:
        return queryset.filter(Exists(StoryToken.objects.filter(token=tokens[0], story=OuterRef("pk"))))
    return queryset.filter(pk__in=found)
