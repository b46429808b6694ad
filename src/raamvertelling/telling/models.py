"""What is being told and was not sent yet: sealed under a key that only the teller's own browser has."""

import uuid

from django.db import models

from raamvertelling.inquiries.models import FrameworkVersion, StoryPoint
from raamvertelling.stories.models import MediaKind


class Draft(models.Model):
    """An unfinished story. `id` is a hash of the key in the cookie: without that nobody can find or read it.

    The version is pinned: who began with these questions finishes with these questions.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    storypoint = models.ForeignKey(StoryPoint, models.CASCADE, related_name="drafts")
    framework_version = models.ForeignKey(FrameworkVersion, models.CASCADE, related_name="drafts")
    sealed = models.BinaryField()
    expires_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"concept bij {self.storypoint}"


class DraftChunk(models.Model):
    """A piece of a recording that is still going on, as it came from the device; sealed as the draft is.

    `mark` is a keyed hash of the piece: sending it again is recognised.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="chunks")
    recording = models.UUIDField()
    seq = models.PositiveIntegerField()
    mark = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("draft", "recording", "seq"), name="one_chunk_a_place"),)

    def __str__(self) -> str:
        return f"stuk {self.seq} van een opname"


class DraftMedia(models.Model):
    """A recording or picture of a draft, cleaned and measured; sealed as the draft is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="media")
    kind = models.CharField(max_length=10, choices=MediaKind)
    place = models.CharField(max_length=80)
    mime = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    seconds = models.FloatField(null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    sealed = models.BinaryField()
    sealed_description = models.BinaryField(default=bytes, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} van een concept"
