"""Practising: trying the concept, and wiping test stories without touching a real one."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from raamvertelling.inquiries.models import Channel, FrameworkVersion, Inquiry, StoryPoint
from raamvertelling.inquiries.services import create_storypoint, draft_for, save_draft, try_draft
from raamvertelling.people.models import User
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.models import AuditEvent, SealedText, Story
from raamvertelling.stories.services.testing import wipe_test_stories

pytestmark = pytest.mark.django_db(databases="__all__")

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def practice(inquiry: Inquiry) -> StoryPoint:
    return create_storypoint(inquiry=inquiry, name="Oefenen", channel=Channel.WEB, code="oefenen", is_test=True)


def test_wiping_takes_test_stories_and_their_keys_and_nothing_else(
    inquiry: Inquiry, practice: StoryPoint, people: dict[str, User], tell: Callable[..., Story]
) -> None:
    real = tell()
    tests = [tell(f"Oefening {number}.", at=practice, release=False) for number in range(3)]
    assert wipe_test_stories(inquiry=inquiry, actor=people["bart"], today=TODAY) == 3
    assert list(Story.objects.all()) == [real]
    assert [each.story_id for each in StoryKey.objects.all()] == [real.pk]
    assert set(SealedText.objects.values_list("story_id", flat=True)) == {real.pk}
    event = AuditEvent.objects.get(action="testverhalen gewist")
    assert (event.actor, event.detail) == (people["bart"], {"aantal": len(tests)})


def test_another_inquiry_keeps_its_test_stories(
    inquiry: Inquiry, practice: StoryPoint, people: dict[str, User], tell: Callable[..., Story]
) -> None:
    other = Inquiry.objects.create(organisation=inquiry.organisation, slug="ander", title="Ander")
    FrameworkVersion.objects.create(
        inquiry=other, number=1, definition=inquiry.framework_version.definition, made_on=TODAY
    )
    there = create_storypoint(inquiry=other, name="Oefenen", channel=Channel.WEB, is_test=True)
    kept = tell("Daar geoefend.", at=there, release=False)
    tell("Hier geoefend.", at=practice, release=False)
    wipe_test_stories(inquiry=inquiry, actor=people["bart"], today=TODAY)
    assert list(Story.objects.all()) == [kept]


def test_the_page_says_how_many_and_wipes(
    as_person: Callable[[str], Client], practice: StoryPoint, tell: Callable[..., Story]
) -> None:
    tell("Geoefend.", at=practice, release=False)
    bart = as_person("bart")
    assert "1 testverhaal" in bart.get("/team/vroeg-erbij/testverhalen/").content.decode()
    assert bart.post("/team/vroeg-erbij/testverhalen/").status_code == 302
    assert not Story.objects.exists()
    assert as_person("amina").post("/team/vroeg-erbij/testverhalen/").status_code == 404


def test_a_story_told_through_the_concept_freezes_nothing_and_goes_with_the_trial(
    inquiry: Inquiry, people: dict[str, User], tell: Callable[..., Story]
) -> None:
    draft = draft_for(inquiry=inquiry, user=people["bart"])
    changed = {**draft.definition, "title": "Alleen in het concept"}
    draft = save_draft(draft=draft, definition=changed, revision=draft.revision)
    point = StoryPoint.objects.get(pk=try_draft(draft=draft, today=TODAY).pk)
    assert point.asked_version.framework.title.in_language("nl") == "Alleen in het concept"
    assert (point.is_test, point.asked_version.is_trial) == (True, True)
    story = tell("Geprobeerd.", at=point, release=False)
    Story.objects.filter(pk=story.pk).update(framework_version=point.asked_version)
    try_draft(draft=draft, today=TODAY)
    assert FrameworkVersion.with_trials.filter(is_trial=True, frozen_on=None).count() == 1
    wipe_test_stories(inquiry=inquiry, actor=people["bart"], today=TODAY)
    assert not FrameworkVersion.with_trials.filter(is_trial=True).exists()
    assert inquiry.framework_versions.get().frozen_on is None
