"""What is being told and was not sent yet, sealed under a key that only the teller has; and who typed a sheet in."""

from django.db import models

from raamvertelling.inquiries.models import FrameworkVersion, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.models import Slip, Story


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


class PaperEntry(models.Model):
    """Who typed a sheet in, and what a second person made of the same sheet. Gone with the story.

    `second_answers` and `second_uses` hold numbers and choices of the sheet, never a text.
    """

    story = models.OneToOneField(Story, models.CASCADE, related_name="paper_entry")
    slip = models.OneToOneField(Slip, models.PROTECT, related_name="entry")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_on = models.DateField()
    second_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    second_on = models.DateField(null=True, blank=True)
    second_answers = models.JSONField(default=dict, blank=True)
    second_uses = models.JSONField(default=dict, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    settled_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"invoer van {self.slip}"
