"""Wrapped keys and what was withdrawn; kept apart so that an old backup of the stories stays unreadable."""

from django.db import models


class OrganisationKey(models.Model):
    """The key that wraps the story keys of one organisation, itself wrapped by the master key."""

    organisation_id = models.BigIntegerField(unique=True)
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return f"organisatie {self.organisation_id}"


class Pepper(models.Model):
    """The one secret behind all keyed hashes, wrapped by the master key."""

    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return "pepper"


class StoryKey(models.Model):
    """The keys of one story. No row, no text.

    `original` and `media` are the keys of its parts: empty when the part was destroyed because its term was over, null
    in a story from before parts had keys.
    """

    story_id = models.UUIDField(primary_key=True)
    organisation_id = models.BigIntegerField()
    wrapped = models.BinaryField()
    original = models.BinaryField(null=True)
    media = models.BinaryField(null=True)

    def __str__(self) -> str:
        return str(self.story_id)


class InquiryKey(models.Model):
    """The pair with which devices seal for one inquiry: anybody may have `public`, only the server opens."""

    inquiry_id = models.BigIntegerField(unique=True)
    organisation_id = models.BigIntegerField()
    public = models.BinaryField()
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return f"onderzoek {self.inquiry_id}"


class SigningKey(models.Model):
    """The pair with which this installation signs the heads of its logs: anybody may have `public`."""

    public = models.BinaryField()
    wrapped = models.BinaryField()
    made_on = models.DateField()

    def __str__(self) -> str:
        return f"ondertekensleutel van {self.made_on}"


class LedgerEntry(models.Model):
    """A keyed hash of something that was withdrawn: a story id, a receipt code or an imported row."""

    kind = models.CharField(max_length=20)
    entry_hash = models.CharField(max_length=64, unique=True)
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
