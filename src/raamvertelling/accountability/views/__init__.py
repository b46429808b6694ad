"""Pages of the accounts."""

from raamvertelling.accountability.views.handed_out import handed_out
from raamvertelling.accountability.views.making import account, accounts, edit_account, freeze, new_account
from raamvertelling.accountability.views.parts import (
    add_decision,
    add_observation,
    add_pattern,
    add_quote,
    choose_story,
    edit_part,
    move_part,
    remove_part,
)
from raamvertelling.accountability.views.reading import edition, edition_pdf, preview, preview_pdf

__all__ = [
    "account",
    "accounts",
    "add_decision",
    "add_observation",
    "add_pattern",
    "add_quote",
    "choose_story",
    "edit_account",
    "edit_part",
    "edition",
    "edition_pdf",
    "freeze",
    "handed_out",
    "move_part",
    "new_account",
    "preview",
    "preview_pdf",
    "remove_part",
]
