"""Who finds which story for which use, and which words: compared with a table that was typed by hand."""

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.models import Purpose, SealedText, State, Story
from raamvertelling.stories.queries import texts_for_public, texts_of
from raamvertelling.stories.services.moderation import bulk_release, hold, mark_urgent, release, save_released_text

pytestmark = pytest.mark.django_db

ALL = {"groep": True, "citaat": True, "openbaar": True}
TODAY = dt.date(2026, 6, 9)
PERSONS = ("amina", "els", "bart", "joke", "bram", "karin", "corrie", "nobody")


def table() -> list[dict[str, str]]:
    with (Path(__file__).parent / "doors.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def kinds(tell: Callable[..., Story], inquiry: Inquiry, people: dict[str, User]) -> dict[str, Story]:
    inquiry.is_public = True
    inquiry.save()
    practice = StoryPoint.objects.create(inquiry=inquiry, code="oefenen", name="Oefenen", is_test=True)
    changed = tell(consents=ALL)
    save_released_text(story=changed, actor=people["els"], texts={"story": "[naam 1] belde."}, today=TODAY)
    return {
        "released": tell(),
        "everything": tell(consents=ALL),
        "queued": tell(consents=ALL, release=False),
        "held": hold(story=tell(consents=ALL), actor=people["els"], reason="advice", today=TODAY),
        "test": tell(consents=ALL, at=practice),
        "withheld": tell(consents=ALL, withheld=["groep", "openbaar"]),
        "professional": tell(role="professional"),
        "analyse only": tell(consents={"groep": False}),
        "changed": changed,
    }


def reads(story: Story, viewer: User | AnonymousUser) -> str:
    try:
        texts = texts_of(story, viewer)
    except PermissionDenied:
        return "nothing"
    return "original" if texts.original else "released"


@pytest.mark.parametrize("person", PERSONS)
def test_everybody_finds_what_the_table_says(kinds: dict[str, Story], people: dict[str, User], person: str) -> None:
    viewer = people.get(person) or AnonymousUser()
    rows = [row for row in table() if row["person"] == person]
    assert {row["kind"] for row in rows} == set(kinds)
    for row in rows:
        story = kinds[row["kind"]]
        found = {p.value: Story.objects.usable_for(viewer, p).filter(pk=story.pk).count() for p in Purpose}
        found["desk"] = Story.objects.visible_to(viewer).filter(pk=story.pk).count()
        assert found == {door: int(row[door] == "yes") for door in found}, row
        assert reads(story, viewer) == row["reads"], row


def test_no_row_finds_a_story_twice(kinds: dict[str, Story], people: dict[str, User]) -> None:
    for viewer in people.values():
        found = list(Story.objects.visible_to(viewer).values_list("pk", flat=True))
        assert len(found) == len(set(found))


def test_a_private_inquiry_publishes_nothing(kinds: dict[str, Story], inquiry: Inquiry) -> None:
    everything = kinds["everything"]
    assert texts_for_public([everything])[everything.pk].text
    inquiry.is_public = False
    inquiry.save()
    with pytest.raises(PermissionDenied):
        texts_for_public([everything])


def test_readers_read_professionals_who_were_told_so(
    kinds: dict[str, Story], inquiry: Inquiry, people: dict[str, User]
) -> None:
    assert reads(kinds["professional"], people["karin"]) == "nothing"
    inquiry.readers_see_professionals = True
    inquiry.save()
    assert reads(kinds["professional"], people["karin"]) == "released"


def test_an_original_is_never_shown_in_place_of_a_missing_released_text(
    tell: Callable[..., Story], people: dict[str, User]
) -> None:
    story = tell(title="Noor")
    SealedText.objects.filter(story=story, kind="title", stage="released").delete()
    assert texts_of(story, people["amina"]).title == ""


@pytest.mark.parametrize("person", ["amina", "bart", "joke", "bram", "karin", "corrie"])
def test_only_moderators_decide(tell: Callable[..., Story], people: dict[str, User], person: str) -> None:
    story, actor = tell(release=False), people[person]
    for decide in (
        lambda: save_released_text(story=story, actor=actor, texts={"story": "Anders."}, today=TODAY),
        lambda: release(story=story, actor=actor, withheld=(), today=TODAY),
        lambda: hold(story=story, actor=actor, reason="advice", today=TODAY),
        lambda: mark_urgent(story=story, actor=actor, urgent=True, today=TODAY),
        lambda: bulk_release(inquiry=story.inquiry, stories=[story], actor=actor, reason="zomaar", today=TODAY),
    ):
        with pytest.raises(PermissionDenied):
            decide()
    story.refresh_from_db()
    assert (story.state, story.is_urgent) == (State.RECEIVED, False)
