"""What is being told and was not sent yet, sealed under a key that only the teller has; and who typed a sheet in."""

import uuid
from datetime import date

from django.db import models

from raamvertelling.inquiries.models import FrameworkVersion, Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.models import MediaKind, Slip, Story


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
    number = models.PositiveSmallIntegerField(default=0)
    mime = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    seconds = models.FloatField(null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    sealed = models.BinaryField()
    sealed_description = models.BinaryField(default=bytes, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} van een concept"


class ResumeCode(models.Model):
    """A way to go on with a draft on another device, once. It holds the draft's key, sealed under the code."""

    draft = models.OneToOneField(Draft, models.CASCADE, related_name="resume_code")
    code_hash = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    expires_on = models.DateField()

    def __str__(self) -> str:
        return f"code om verder te gaan bij {self.draft.storypoint}"


class QuestionAudio(models.Model):
    """A page of tellers, read aloud by somebody of the organisation. `words_mark` says of which words."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="+")
    spot = models.SlugField(max_length=80)
    language = models.CharField(max_length=10)
    words_mark = models.CharField(max_length=64)
    data = models.BinaryField()
    mime = models.CharField(max_length=40)
    seconds = models.FloatField()
    made_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inquiry", "spot", "language"), name="one_recording_a_page"),)

    def __str__(self) -> str:
        return f"opname bij {self.spot} ({self.language})"


class Kiosk(models.Model):
    """A device at a storypoint for some days. Its address holds a token, of which only a keyed hash is kept."""

    storypoint = models.ForeignKey(StoryPoint, models.CASCADE, related_name="kiosks")
    name = models.CharField("naam", max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    from_day = models.DateField("vanaf")
    last_day = models.DateField("tot en met")
    quota = models.PositiveIntegerField("verhalen per dag", default=200)
    ended_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    def is_open_on(self, today: date) -> bool:
        """Whether the device may be used on this day."""
        return self.ended_on is None and self.from_day <= today <= self.last_day


class Start(models.Model):
    """How many people began to tell on one day, at a storypoint or at one of its kiosks: a number, no person."""

    storypoint = models.ForeignKey(StoryPoint, models.CASCADE, related_name="starts")
    kiosk = models.ForeignKey(Kiosk, models.CASCADE, null=True, blank=True, related_name="starts")
    on = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kiosk", "on"), name="one_count_a_kiosk_a_day"),
            models.UniqueConstraint(
                fields=("storypoint", "on"), condition=models.Q(kiosk=None), name="one_count_a_storypoint_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} op {self.on}"
