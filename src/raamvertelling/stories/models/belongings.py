"""What belongs to a story: its consents, sealed texts, receipt, search tokens, and what uses it."""

from typing import Any

from django.db import models

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.models.journal import AppendOnly
from raamvertelling.stories.models.story import Story


class Consent(models.Model):
    """One yes or no for one use; never changed, the newest row counts."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=64)
    given = models.BooleanField()
    text_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.purpose}: {'ja' if self.given else 'nee'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a row; an existing one never changes."""
        if not self._state.adding:
            raise AppendOnly("Een toestemming wordt nooit veranderd. Voeg een nieuwe toe.")
        super().save(*args, **kwargs)


class OwnUse(models.Model):
    """A use that an inquiry asked in its own words, and that this story has now; no row means no.

    It says the same as the `may_*` fields of the story say of the uses that the program itself knows, and like those
    it only follows from the consents (`recompute_uses`).
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="own_uses")
    purpose = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("purpose", "story"), name="one_row_an_own_use"),)

    def __str__(self) -> str:
        return self.purpose


class TextStage(models.TextChoices):
    ORIGINAL = "original", "zoals verteld"
    RELEASED = "released", "zoals vrijgegeven"
    WISHED = "wished", "zoals de verteller het wil"


WRITTEN_OUT = "written_out"
DESK = "desk"
CASE = "case:"


def is_told(kind: str) -> bool:
    """Whether a text of this kind is what the teller told: that is masked, released and searched; all else is not."""
    return kind in ("story", "title") or kind.startswith("answer:")


class SealedText(models.Model):
    """A text that only the story's own key opens. `kind`: story, title, or `answer:<signifier id>`.

    Besides what was told (`is_told`): `media:<id>`, what a picture shows; `transcript`, one that is being written;
    `proposal`, one that a computer made; `written_out`, empty: the words are not the teller's own;
    `translation:nl:story`, a reading version in another language; `desk`, what a moderator did so far and how to undo
    it; `case:<number>`, a masked sentence that the masking engine is tried on.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=100)
    stage = models.CharField(max_length=10, choices=TextStage)
    sealed = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("story", "kind", "stage"), name="one_text_a_stage"),)

    def __str__(self) -> str:
        return f"{self.kind} ({self.stage})"


class Receipt(models.Model):
    """How a story is found by its teller, and how a second sending is recognised: keyed hashes only."""

    story = models.OneToOneField(Story, models.CASCADE, related_name="receipt")
    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    idempotency_hash = models.CharField(max_length=64, unique=True)
    body_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"ontvangstbewijs van {self.story}"


class StoryToken(models.Model):
    """A keyed hash of one word stem: searching without a readable word on disk."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=24)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("token", "story"), name="one_token_a_story"),)

    def __str__(self) -> str:
        return self.token


class StoryReference(models.Model):
    """Something elsewhere that uses a story; outlives the story so that it can be told of a withdrawal.

    `by_term`: the story went because it was kept long enough, so what was handed out before may stay where it is.
    """

    inquiry = models.ForeignKey(Inquiry, models.CASCADE)
    story_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64)
    use = models.CharField(max_length=64)
    withdrawn_on = models.DateField(null=True, blank=True)
    by_term = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("story_id", "kind", "object_id", "use"), name="one_reference_an_object"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
