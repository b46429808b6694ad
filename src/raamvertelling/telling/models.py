"""What is being told and was not sent yet: sealed under a key that only the teller's own browser has."""

from django.db import models

from raamvertelling.inquiries.models import FrameworkVersion, StoryPoint


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
