"""The concept of a next version: begun from what is live, saved by anybody of the team, put live or thrown away."""

import copy
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from raamvertelling.core.framework.layout import SCHEMA_NAME
from raamvertelling.inquiries.models import FrameworkDraft, FrameworkVersion, Inquiry
from raamvertelling.inquiries.services.inquiries import add_version
from raamvertelling.inquiries.services.trials import drop_trials
from raamvertelling.people.models import User

ANALYSE_TEXT = "Mogen wij uw verhaal lezen en meetellen? Dit is nodig om mee te doen."


class StaleDraft(Exception):
    """Somebody else changed the concept after this page was opened; `newest` is how it stands now."""

    def __init__(self, newest: FrameworkDraft) -> None:
        self.newest = newest
        super().__init__(f"concept is bij wijziging {newest.revision}")


def empty_definition(title: str = "") -> dict[str, Any]:
    """Return the questions to begin with when there are none: the story and the consent to read it."""
    return {
        "schema": SCHEMA_NAME,
        "id": "vragen",
        "version": 1,
        "language": "nl",
        "languages": ["nl"],
        "title": title,
        "voices": None,
        "items": [{"id": "story", "type": "long_text", "text": "Wat gebeurde er?", "required": True}],
        "consent": {
            "text": "Waarvoor mogen wij uw verhaal gebruiken?",
            "purposes": [{"id": "analyse", "text": ANALYSE_TEXT, "required": True}],
        },
    }


@transaction.atomic
def draft_for(*, inquiry: Inquiry, user: User | None) -> FrameworkDraft:
    """Return the concept of an inquiry; when there is none, begin one from the newest version."""
    found = FrameworkDraft.objects.select_for_update().filter(inquiry=inquiry).first()
    if found is not None and found.is_open:
        return found
    newest = inquiry.framework_versions.order_by("-number").first()
    start = copy.deepcopy(newest.definition) if newest else empty_definition(inquiry.title)
    if found is None:
        begun = {"definition": start, "based_on": newest, "changed_on": localdate(), "changed_by": user}
        return FrameworkDraft.objects.get_or_create(inquiry=inquiry, defaults=begun)[0]
    found.definition, found.previous, found.based_on, found.is_open = start, None, newest, True
    return _changed(found, user)


@transaction.atomic
def save_draft(
    *, draft: FrameworkDraft, definition: dict[str, Any], revision: int, user: User | None = None
) -> FrameworkDraft:
    """Store a change, also when it is not finished; `revision` is the one that the editor had before them.

    Raises StaleDraft when somebody else saved in between: then nothing is stored.
    """
    kept = _locked(draft, revision)
    if kept.definition == definition:
        return kept
    kept.previous, kept.definition = kept.definition, definition
    return _changed(kept, user)


@transaction.atomic
def change_concept(*, inquiry: Inquiry, definition: dict[str, Any], seen: int, user: User) -> FrameworkDraft:
    """Store a change of what somebody looked at, also when there was no concept yet: then it begins with this change.

    `seen` is the revision that was looked at, 0 when there never was a concept. Raises StaleDraft when it moved on.
    """
    kept = FrameworkDraft.objects.select_for_update().filter(inquiry=inquiry).first()
    if kept is not None and kept.revision != seen:
        raise StaleDraft(kept)
    draft = draft_for(inquiry=inquiry, user=user)
    return save_draft(draft=draft, definition=definition, revision=draft.revision, user=user)


@transaction.atomic
def undo_draft(*, draft: FrameworkDraft, revision: int, user: User | None = None) -> FrameworkDraft:
    """Take back the last change; doing it again brings that change back."""
    kept = _locked(draft, revision)
    if kept.previous is None:
        return kept
    kept.previous, kept.definition = kept.definition, kept.previous
    return _changed(kept, user)


@transaction.atomic
def publish_draft(*, draft: FrameworkDraft, today: date, revision: int | None = None) -> FrameworkVersion:
    """Put the concept live: in place of a newest version that nobody used yet, else as the next version.

    Raises InvalidFramework with every problem, and StaleDraft when `revision` is no longer the newest; then the
    concept stays and tellers are asked what they were asked.
    """
    kept = _locked(draft, revision)
    version = add_version(inquiry=kept.inquiry, definition=kept.definition, today=today)
    if version.definition.get("version") != version.number:
        version.definition = {**version.definition, "version": version.number}
        version.__dict__.pop("framework", None)
        version.save(update_fields=["definition"])
    _close(kept)
    return version


@transaction.atomic
def discard_draft(*, draft: FrameworkDraft, revision: int | None = None) -> None:
    """Throw the concept away; what is live stays."""
    _close(_locked(draft, revision))


def _close(draft: FrameworkDraft) -> None:
    """End the concept; a trial of it goes too, unless stories hang on it until somebody wipes the test stories."""
    draft.inquiry.storypoints.filter(tries_concept=True).update(is_open=False)
    drop_trials(inquiry=draft.inquiry)
    draft.definition, draft.previous, draft.is_open = {}, None, False
    _changed(draft, None)


def _locked(draft: FrameworkDraft, revision: int | None) -> FrameworkDraft:
    """Fetch the concept for writing; StaleDraft when it moved on, also when it was put live in between."""
    kept = FrameworkDraft.objects.select_for_update(of=("self",)).select_related("inquiry").get(pk=draft.pk)
    if not kept.is_open or (revision is not None and kept.revision != revision):
        raise StaleDraft(kept)
    return kept


def _changed(draft: FrameworkDraft, user: User | None) -> FrameworkDraft:
    draft.revision += 1
    draft.changed_on, draft.changed_by = localdate(), user
    draft.save()
    return draft
