"""Reads of this room: the words of a story, and the pages of the desk."""

from raamvertelling.stories.queries.texts import (
    StoryTexts,
    texts_for_public,
    texts_for_teller,
    texts_of,
    texts_of_many,
    texts_released,
)
from raamvertelling.stories.search import search_stories

__all__ = [
    "StoryTexts",
    "search_stories",
    "texts_for_public",
    "texts_for_teller",
    "texts_of",
    "texts_of_many",
    "texts_released",
]
