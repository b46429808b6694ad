"""The concept of a next version: begun, saved under a lock, taken back, put live, thrown away."""

import copy
import datetime as dt

import pytest

from raamvertelling.core.framework import InvalidFramework
from raamvertelling.inquiries.models import FrameworkDraft, FrameworkVersion, Inquiry
from raamvertelling.inquiries.services import (
    StaleDraft,
    discard_draft,
    draft_for,
    freeze_version,
    publish_draft,
    save_draft,
    undo_draft,
)
from raamvertelling.people.models import Organisation, User

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def draft(inquiry: Inquiry, people: dict[str, User]) -> FrameworkDraft:
    return draft_for(inquiry=inquiry, user=people["bart"])


def renamed(draft: FrameworkDraft, title: str) -> dict[str, object]:
    return {**copy.deepcopy(draft.definition), "title": title}


def test_it_begins_as_what_is_live(draft: FrameworkDraft, inquiry: Inquiry, people: dict[str, User]) -> None:
    assert draft.definition == inquiry.framework_version.definition
    assert draft.based_on == inquiry.framework_version
    assert draft_for(inquiry=inquiry, user=people["amina"]) == draft


def test_it_begins_usable_where_nothing_is_live(organisation: Organisation) -> None:
    empty = Inquiry.objects.create(organisation=organisation, slug="leeg", title="Leeg")
    assert draft_for(inquiry=empty, user=None).problems == []


def test_saving_leaves_what_tellers_are_asked(draft: FrameworkDraft, inquiry: Inquiry) -> None:
    before = copy.deepcopy(inquiry.framework_version.definition)
    saved = save_draft(draft=draft, definition={"onaf": True}, revision=draft.revision)
    assert saved.revision == draft.revision + 1
    assert FrameworkVersion.objects.get(inquiry=inquiry).definition == before


def test_two_people_do_not_overwrite_each_other(draft: FrameworkDraft, people: dict[str, User]) -> None:
    save_draft(draft=draft, definition=renamed(draft, "van Amina"), revision=draft.revision, user=people["amina"])
    with pytest.raises(StaleDraft) as stale:
        save_draft(draft=draft, definition=renamed(draft, "van Bart"), revision=draft.revision, user=people["bart"])
    assert stale.value.newest.changed_by == people["amina"]
    draft.refresh_from_db()
    assert draft.definition["title"] == "van Amina"


def test_a_change_is_taken_back_and_brought_back(draft: FrameworkDraft) -> None:
    before = draft.definition["title"]
    saved = save_draft(draft=draft, definition=renamed(draft, "anders"), revision=draft.revision)
    back = undo_draft(draft=saved, revision=saved.revision)
    assert back.definition["title"] == before
    assert undo_draft(draft=back, revision=back.revision).definition["title"] == "anders"


def test_live_replaces_what_nobody_used(draft: FrameworkDraft, inquiry: Inquiry) -> None:
    saved = save_draft(draft=draft, definition=renamed(draft, "beter"), revision=draft.revision)
    version = publish_draft(draft=saved, today=TODAY, revision=saved.revision)
    assert (version.number, version.framework.title.in_language("nl"), version.framework.version) == (1, "beter", 1)
    assert inquiry.framework_versions.count() == 1


def test_live_is_the_next_version_when_the_old_is_frozen(draft: FrameworkDraft, inquiry: Inquiry) -> None:
    old = freeze_version(version=inquiry.framework_version, today=TODAY)
    saved = save_draft(draft=draft, definition=renamed(draft, "beter"), revision=draft.revision)
    version = publish_draft(draft=saved, today=TODAY)
    assert (version.number, version.framework.version, version.frozen_on) == (2, 2, None)
    assert Inquiry.objects.get().framework_version == version
    assert FrameworkVersion.objects.get(pk=old.pk).definition != version.definition


def test_with_problems_nothing_goes_live(draft: FrameworkDraft, inquiry: Inquiry) -> None:
    broken = {**copy.deepcopy(draft.definition), "items": []}
    saved = save_draft(draft=draft, definition=broken, revision=draft.revision)
    with pytest.raises(InvalidFramework):
        publish_draft(draft=saved, today=TODAY)
    assert FrameworkDraft.objects.get().is_open
    assert inquiry.framework_versions.get().definition["items"]


def test_a_revision_never_comes_back(draft: FrameworkDraft, inquiry: Inquiry, people: dict[str, User]) -> None:
    discard_draft(draft=draft)
    again = draft_for(inquiry=inquiry, user=people["bart"])
    assert again.is_open
    assert again.revision > draft.revision
    with pytest.raises(StaleDraft):
        save_draft(draft=again, definition={}, revision=draft.revision)


def test_a_concept_that_went_live_cannot_be_saved_or_put_live_again(draft: FrameworkDraft) -> None:
    publish_draft(draft=draft, today=TODAY)
    with pytest.raises(StaleDraft):
        save_draft(draft=draft, definition={}, revision=draft.revision)
    with pytest.raises(StaleDraft):
        publish_draft(draft=draft, today=TODAY)


def test_a_trial_is_not_what_tellers_are_asked(inquiry: Inquiry) -> None:
    live = inquiry.framework_version
    FrameworkVersion.with_trials.create(inquiry=inquiry, number=9, definition={}, made_on=TODAY, is_trial=True)
    again = Inquiry.objects.get(pk=inquiry.pk)
    assert again.framework_version == live
    assert list(again.framework_versions.all()) == [live]
