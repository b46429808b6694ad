"""The log: what was done, by whom, on which day; only added to."""

from typing import Any, ClassVar

from django.db import models

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User


class Journal(models.Model):
    """Where the numbering and the log of an inquiry (0: of none) stand; locked while either grows."""

    chain = models.BigIntegerField(primary_key=True)
    last_number = models.PositiveIntegerField(default=0)
    events = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"logboek {self.chain}"


class AppendOnly(TypeError):
    """The log and the consents are only added to."""


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    def update(self, **kwargs: Any) -> int:
        """Refuse: the log never changes."""
        raise AppendOnly("Het logboek wordt nooit veranderd.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: what was done stays in the log."""
        raise AppendOnly("Uit het logboek verdwijnt niets.")


class AuditEvent(models.Model):
    """What was done, by whom, on which day; append-only, chained by hash, never a word of a story."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="audit_events", null=True, blank=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, blank=True)
    on = models.DateField()
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    objects: ClassVar[AuditQuerySet] = AuditQuerySet.as_manager()  # type: ignore[assignment]  # django-stubs

    def __str__(self) -> str:
        return f"{self.on} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a row; an existing one never changes."""
        if not self._state.adding:
            raise AppendOnly("Het logboek wordt nooit veranderd.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: what was done stays in the log."""
        raise AppendOnly("Uit het logboek verdwijnt niets.")
