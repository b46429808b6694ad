"""A reading version of a story in another language, made by a person. The words as they were told stay what counts."""

from django.conf import settings
from django.db import models

from raamvertelling.stories.models.story import Story

TITLE, TEXT = "title", "story"


class Translation(models.Model):
    """Who translated a story, when, into what; the words are sealed texts of the story, like all others.

    A change of the released words takes the release of a translation back: it may hold what was masked since.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=10)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    is_released = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("story", "language"), name="one_translation_a_language"),)

    def __str__(self) -> str:
        return f"{self.story} in {self.language}"


def translation_kind(language: str, part: str) -> str:
    """Return the kind of the sealed text: `translation:nl:story` or `translation:nl:title`."""
    return f"translation:{language}:{part}"
