"""Languages of the concept and their texts; what tellers are asked now stays as it is until the concept goes live."""

from collections.abc import Callable, Mapping

from django.db import transaction

from raamvertelling.core.framework.translating import (
    Definition,
    text_pairs,
    with_language,
    with_translations,
    without_language,
)
from raamvertelling.inquiries.models import FrameworkDraft, Inquiry
from raamvertelling.inquiries.services.drafts import draft_for, save_draft
from raamvertelling.people.models import User


def save_translations(*, inquiry: Inquiry, user: User, language: str, texts: Mapping[str, str]) -> FrameworkDraft:
    """Store these translations, by the key of their text, in the newest concept; a text that is gone is passed over.

    Other people's changes stay: only the words of this language are touched.
    """

    def translate(definition: Definition) -> Definition:
        known = {each.key for each in text_pairs(definition, language)}
        kept = {key: text for key, text in texts.items() if key in known}
        return with_translations(with_language(definition, language), language, kept)

    return _change(inquiry, user, translate)


def add_language(*, inquiry: Inquiry, user: User, language: str) -> FrameworkDraft:
    """Let the concept speak one language more."""
    return _change(inquiry, user, lambda definition: with_language(definition, language))


def remove_language(*, inquiry: Inquiry, user: User, language: str) -> FrameworkDraft:
    """Take a language with all its texts out of the concept; ValueError for the framework's own language."""
    return _change(inquiry, user, lambda definition: without_language(definition, language))


@transaction.atomic
def _change(inquiry: Inquiry, user: User, change: Callable[[Definition], Definition]) -> FrameworkDraft:
    draft = draft_for(inquiry=inquiry, user=user)
    return save_draft(draft=draft, definition=change(draft.definition), revision=draft.revision, user=user)
