"""Who works on a story at the desk, and who keeps away from it."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from raamvertelling.people.models import User
from raamvertelling.stories.models.story import Story


class LeaseQuerySet(models.QuerySet["Lease"]):
    def running(self, now: datetime) -> "LeaseQuerySet":
        """Leases that did not run out: somebody is at work."""
        return self.filter(until__gt=now)


class Lease(models.Model):
    """Who works on a story now. `until` is the only time of day that is kept, and of a moderator, never of a teller:
    without it nobody could tell a colleague at work from one who went home. The row goes when the work ends.
    """

    story = models.OneToOneField(Story, models.CASCADE, related_name="lease")
    holder = models.ForeignKey(User, models.CASCADE, related_name="leases")
    until = models.DateTimeField()

    objects: ClassVar[LeaseQuerySet] = LeaseQuerySet.as_manager()  # type: ignore[assignment]  # django-stubs

    def __str__(self) -> str:
        return f"{self.holder} werkt aan {self.story}"


class Recusal(models.Model):
    """Somebody of the team knows the teller: this story is kept from this person, and goes with the story."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="recusals")
    user = models.ForeignKey(User, models.CASCADE, related_name="recusals")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("story", "user"), name="one_recusal_a_person"),)

    def __str__(self) -> str:
        return f"{self.user} leest {self.story} niet"
