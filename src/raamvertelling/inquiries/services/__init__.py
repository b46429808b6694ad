"""Everything that writes in this room."""

from raamvertelling.inquiries.services.aims import set_aims
from raamvertelling.inquiries.services.desk import add_official, remove_card, remove_official, save_card
from raamvertelling.inquiries.services.drafts import (
    StaleDraft,
    change_concept,
    discard_draft,
    draft_for,
    publish_draft,
    save_draft,
    undo_draft,
)
from raamvertelling.inquiries.services.help_lines import add_help_line, remove_help_line
from raamvertelling.inquiries.services.inquiries import (
    add_version,
    change_settings,
    create_inquiry,
    freeze_version,
)
from raamvertelling.inquiries.services.invitations import (
    UnusableInvitation,
    accept_invitation,
    invite,
    join_with_new_account,
    revoke_invitation,
)
from raamvertelling.inquiries.services.roles import LastAdmin, give_role, take_role
from raamvertelling.inquiries.services.storypoints import create_storypoint, set_open
from raamvertelling.inquiries.services.translating import add_language, remove_language, save_translations
from raamvertelling.inquiries.services.trials import drop_trials, try_draft

__all__ = [
    "LastAdmin",
    "StaleDraft",
    "UnusableInvitation",
    "accept_invitation",
    "add_help_line",
    "add_language",
    "add_official",
    "add_version",
    "change_concept",
    "change_settings",
    "create_inquiry",
    "create_storypoint",
    "discard_draft",
    "draft_for",
    "drop_trials",
    "freeze_version",
    "give_role",
    "invite",
    "join_with_new_account",
    "publish_draft",
    "remove_card",
    "remove_help_line",
    "remove_language",
    "remove_official",
    "revoke_invitation",
    "save_card",
    "save_draft",
    "save_translations",
    "set_aims",
    "set_open",
    "take_role",
    "try_draft",
    "undo_draft",
]
