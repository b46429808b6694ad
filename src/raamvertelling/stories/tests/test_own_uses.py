"""Uses that an inquiry asks in its own words: allowed, withheld, waiting and taken back like any other."""

import copy
import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raamvertelling.inquiries.models import FrameworkVersion, Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.models import OwnUse, Story, StoryReference
from raamvertelling.stories.queries.desk import Pile, desk_queue
from raamvertelling.stories.queries.desk_story import desk_story
from raamvertelling.stories.services.moderation import release, save_released_text
from raamvertelling.stories.services.references import refer
from raamvertelling.stories.services.teller import agree_to_text, set_use

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 6, 2)
TRAINING = "Mijn verhaal mag in een training voor medewerkers. Zonder mijn naam."
EVERYBODY = ("amina", "els", "bart", "joke", "bram", "karin", "corrie", "nobody")


@pytest.fixture
def inquiry(inquiry: Inquiry) -> Inquiry:
    version = FrameworkVersion.objects.get(inquiry=inquiry)
    definition = copy.deepcopy(version.definition)
    definition["consent"]["purposes"] += [
        {"id": "training", "text": TRAINING, "en": {"text": "My story may be used in a training."}},
        {"id": "hogeschool", "text": "Studenten mogen mijn verhaal lezen.", "en": {"text": "Students may read it."}},
    ]
    FrameworkVersion.objects.filter(pk=version.pk).update(definition=definition)
    return Inquiry.objects.get(pk=inquiry.pk)


def use(story: Story, purpose: str, given: bool) -> Story:
    return set_use(story=story, purpose=purpose, given=given, today=TODAY, language="nl")


def who_may(people: dict[str, User], purpose: str = "training") -> set[str]:
    found = {name: Story.objects.usable_for(people.get(name) or AnonymousUser(), purpose) for name in EVERYBODY}
    return {name for name, stories in found.items() if stories.exists()}


def test_only_the_team_finds_a_story_for_a_use_of_the_inquiry_itself(
    tell: Callable[..., Story], people: dict[str, User]
) -> None:
    tell(consents={"training": True})
    assert who_may(people) == {"amina", "els"}
    assert who_may(people, "hogeschool") == set()
    assert who_may(people, "bestaat_niet") == set()


@pytest.mark.parametrize("why", ["refused", "not asked", "withheld", "queued", "changed"])
def test_nobody_finds_a_story_that_may_not(tell: Callable[..., Story], people: dict[str, User], why: str) -> None:
    consents = {"refused": {"training": False}, "not asked": {}}.get(why, {"training": True})
    story = tell(consents=consents, release=why != "queued", withheld=["training"] if why == "withheld" else ())
    if why == "changed":
        save_released_text(story=story, actor=people["els"], texts={"story": "[naam 1] belde."}, today=TODAY)
    assert who_may(people) == set()


def test_a_changed_text_goes_nowhere_before_the_teller_agreed(
    tell: Callable[..., Story], people: dict[str, User]
) -> None:
    story = tell(consents={"training": True})
    story = save_released_text(story=story, actor=people["els"], texts={"story": "[naam 1] belde."}, today=TODAY)
    desk = desk_queue(viewer=people["els"], inquiry=story.inquiry, pile=Pile.TELLER, today=TODAY)
    assert story.waits_for_teller and [row.story for row in desk.rows] == [story]
    agree_to_text(story=story, agrees=True, today=TODAY)
    assert who_may(people) == {"amina", "els"}


def test_refusing_the_changed_text_takes_it_back(tell: Callable[..., Story], people: dict[str, User]) -> None:
    story = tell(consents={"training": True})
    story = save_released_text(story=story, actor=people["els"], texts={"story": "[naam 1] belde."}, today=TODAY)
    agree_to_text(story=story, agrees=False, today=TODAY)
    assert not OwnUse.objects.exists() and not story.consents.order_by("pk").last().given  # type: ignore[union-attr]  # there is one


def test_what_is_added_after_the_release_waits_for_a_moderator(
    tell: Callable[..., Story], people: dict[str, User]
) -> None:
    story = use(tell(), "training", True)
    assert story.asked == ["training"] and who_may(people) == set()
    page = desk_story(viewer=people["els"], story=story, today=TODAY, now=timezone.now())
    assert [each.label for each in page.asked] == [TRAINING]
    release(story=story, actor=people["els"], withheld=(), today=TODAY, seen=["training"])
    assert who_may(people) == {"amina", "els"}
    use(story, "training", False)
    assert who_may(people) == set()


def test_taking_it_back_flags_what_was_handed_out(tell: Callable[..., Story]) -> None:
    story = tell(consents={"training": True})
    refer(inquiry=story.inquiry, story_id=story.pk, kind="uitgegeven", object_id=1, use="training")
    use(story, "training", False)
    assert StoryReference.objects.get().withdrawn_on == TODAY


def test_the_desk_offers_to_withhold_it(as_person: Callable[[str], Client], tell: Callable[..., Story]) -> None:
    story = tell(consents={"training": True}, release=False)
    els, url = as_person("els"), reverse("stories:story", args=[story.inquiry.slug, story.number])
    assert f"Achterhouden: {TRAINING}" in els.get(url).content.decode()
    words = {"text_0": "De buurvrouw belde.", "do": "release-anyway", "withheld": ["training"], "version": ""}
    words["recognisable"] = "no"
    assert els.post(url, {**words, "seen": ["training"]}).status_code in (302, 422)
