"""The tables of stories, one file a subject."""

from raamvertelling.stories.models.belongings import Consent, Receipt, SealedText, StoryReference, StoryToken, TextStage
from raamvertelling.stories.models.journal import AppendOnly, AuditEvent, AuditQuerySet, Journal
from raamvertelling.stories.models.story import (
    PROFESSIONAL,
    WAITS_FOR_MODERATOR,
    WAITS_FOR_TELLER,
    HoldReason,
    Purpose,
    State,
    Story,
    StoryQuerySet,
    Teller,
)

__all__ = (
    "PROFESSIONAL",
    "WAITS_FOR_MODERATOR",
    "WAITS_FOR_TELLER",
    "AppendOnly",
    "AuditEvent",
    "AuditQuerySet",
    "Consent",
    "HoldReason",
    "Journal",
    "Purpose",
    "Receipt",
    "SealedText",
    "State",
    "Story",
    "StoryQuerySet",
    "StoryReference",
    "StoryToken",
    "Teller",
    "TextStage",
)
