"""Slips: receipt codes that were handed out before a story exists, on paper, at a kiosk or on a device."""

from django.db import models

from raamvertelling.inquiries.models import Channel, FrameworkVersion, Inquiry, StoryPoint


class SlipState(models.TextChoices):
    """What was decided about a slip. Whether it was used is not kept: the receipt or the ledger knows."""

    ISSUED = "issued", "uitgegeven"
    VOID = "void", "ongeldig"
    BLANK = "blank", "leeg terug"


class Slip(models.Model):
    """One key that was handed out once, of which only two keyed hashes are left here.

    The key itself is on paper or on a device and nowhere else; `number` runs through the inquiry. `is_practice`:
    handed out while nothing counted, so that its story never does.
    """

    storypoint = models.ForeignKey(StoryPoint, models.PROTECT, related_name="slips")
    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="slips")
    framework_version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="slips")
    channel = models.CharField(max_length=20, choices=Channel)
    number = models.PositiveIntegerField()
    batch = models.PositiveIntegerField()
    language = models.CharField(max_length=10, default="nl")
    idempotency_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    issued_on = models.DateField()
    is_practice = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=SlipState, default=SlipState.ISSUED)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inquiry", "number"), name="one_number_a_slip"),)
        indexes = (models.Index(fields=("inquiry", "batch")),)

    def __str__(self) -> str:
        return f"vel {self.number}" if self.channel == Channel.PAPER else f"strookje {self.number}"
