"""How long an inquiry keeps what was told, and the archive files that were handed out."""

import uuid
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.models.journal import AppendOnly

DAYS, MOST_DAYS = 30, 3650
LIMITS = (MinValueValidator(1), MaxValueValidator(MOST_DAYS))


class Terms(models.Model):
    """How long each class is kept. `set_on` is the day of the last change: nothing goes sooner than a week after it."""

    inquiry = models.OneToOneField(Inquiry, models.CASCADE, related_name="terms")
    original_days = models.PositiveSmallIntegerField(default=DAYS, validators=LIMITS)
    media_days = models.PositiveSmallIntegerField(default=DAYS, validators=LIMITS)
    stories_until = models.DateField(null=True, blank=True)
    set_on = models.DateField()

    def __str__(self) -> str:
        return f"bewaartermijnen van {self.inquiry}"


class Archive(models.Model):
    """One archive file that was handed out: who made it, for whom, of how many stories. The file is not kept here.

    Which stories are in it stands in `StoryReference`, so that a withdrawal afterwards is seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="archives")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    receiver = models.CharField(max_length=160)
    stories = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"archiefbestand van {self.made_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a row; what was handed out never changes."""
        if not self._state.adding:
            raise AppendOnly("Wat is uitgegeven, blijft zo opgeschreven.")
        super().save(*args, **kwargs)
