"""The tables of stories, one file a subject."""

from raamvertelling.stories.models.belongings import (
    WRITTEN_OUT,
    Consent,
    OwnUse,
    Receipt,
    SealedText,
    StoryReference,
    StoryToken,
    TextStage,
    is_told,
)
from raamvertelling.stories.models.desk import Lease, Recusal
from raamvertelling.stories.models.journal import AppendOnly, AuditEvent, AuditQuerySet, Journal
from raamvertelling.stories.models.keeping import Archive, Terms
from raamvertelling.stories.models.media import MediaKind, StoryMedia
from raamvertelling.stories.models.slips import Slip, SlipState
from raamvertelling.stories.models.story import (
    PROFESSIONAL,
    TELLER_PROPOSED,
    WAITS_FOR_MODERATOR,
    WAITS_FOR_TELLER,
    WAITS_FOR_TRANSCRIPT,
    HoldReason,
    Purpose,
    Recognisable,
    State,
    Story,
    StoryQuerySet,
    Teller,
    TellerAnswer,
    ToldAs,
    ToldWith,
)
from raamvertelling.stories.models.translation import TEXT, TITLE, Translation, translation_kind

__all__ = (
    "PROFESSIONAL",
    "TELLER_PROPOSED",
    "TEXT",
    "TITLE",
    "WAITS_FOR_MODERATOR",
    "WAITS_FOR_TELLER",
    "WAITS_FOR_TRANSCRIPT",
    "WRITTEN_OUT",
    "AppendOnly",
    "Archive",
    "AuditEvent",
    "AuditQuerySet",
    "Consent",
    "HoldReason",
    "Journal",
    "Lease",
    "MediaKind",
    "OwnUse",
    "Purpose",
    "Receipt",
    "Recognisable",
    "Recusal",
    "SealedText",
    "Slip",
    "SlipState",
    "State",
    "Story",
    "StoryMedia",
    "StoryQuerySet",
    "StoryReference",
    "StoryToken",
    "Teller",
    "TellerAnswer",
    "Terms",
    "TextStage",
    "ToldAs",
    "ToldWith",
    "Translation",
    "is_told",
    "translation_kind",
)
