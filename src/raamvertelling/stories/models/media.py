"""What a story holds besides words: a recording or a picture. The bytes are a sealed file, the row says what it is."""

import uuid

from django.db import models

from raamvertelling.stories.models.belongings import TextStage
from raamvertelling.stories.models.story import Story


class MediaKind(models.TextChoices):
    VOICE = "voice", "opname"
    PHOTO = "photo", "foto"


class StoryMedia(models.Model):
    """One recording or picture at a stage; its file can be opened only with the story's own key.

    `place` is the id of the question that it answers, `number` its order: the pages of a paper. What a picture shows is
    a text: `SealedText` of the kind `media:<id>`. `size` counts the bytes before sealing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="media")
    kind = models.CharField(max_length=10, choices=MediaKind)
    place = models.CharField(max_length=80, blank=True)
    number = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=10, choices=TextStage, default=TextStage.ORIGINAL)
    mime = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    seconds = models.FloatField(null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("story", "kind", "stage")),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} bij {self.story}"

    @property
    def text_kind(self) -> str:
        """The kind under which its description is sealed."""
        return f"media:{self.pk}"
