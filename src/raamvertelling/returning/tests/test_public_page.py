"""The public page: only stories whose tellers said yes, only voices that are large enough, for everybody."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.media import media_of
from raamvertelling.stories.models import Story
from raamvertelling.stories.services.moderation import release
from raamvertelling.stories.services.pictures import release_pictures
from raamvertelling.stories.services.teller import set_use
from raamvertelling.stories.services.withdrawing import withdraw_story
from raamvertelling.stories.tests.media_maker import photo

pytestmark = pytest.mark.django_db
PAGE = "/openbaar/vroeg-erbij/"


@pytest.fixture
def public(inquiry: Inquiry) -> Inquiry:
    inquiry.is_public = True
    inquiry.save()
    return inquiry


def test_it_works(public: Inquiry, tell: Callable[..., Story], client: Client) -> None:
    tell("De deur stond open.", consents={"openbaar": True})
    page = client.get(PAGE).content.decode()
    assert "De deur stond open." in page
    assert "Een verteller" in page
    assert "Vertel uw verhaal" in page


def test_without_a_public_page_there_is_nothing(inquiry: Inquiry, client: Client) -> None:
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize(
    "more",
    [{"consents": {"openbaar": False}}, {"release": False}, {"withheld": ("openbaar",)}],
    ids=["no consent", "not released", "withheld by the moderator"],
)
def test_what_is_not_allowed_is_not_shown(
    public: Inquiry, tell: Callable[..., Story], client: Client, more: dict[str, object]
) -> None:
    tell("Dit blijft binnen.", **{"consents": {"openbaar": True}, **more})
    assert "Dit blijft binnen." not in client.get(PAGE).content.decode()


def test_a_yes_that_was_given_later_shows_after_a_moderator_looked(
    public: Inquiry, tell: Callable[..., Story], client: Client, people: dict[str, User]
) -> None:
    story = tell("Later toch openbaar.")
    story = set_use(story=story, purpose="openbaar", given=True, today=story.told_on, language="nl")
    assert "Later toch openbaar." not in client.get(PAGE).content.decode()
    release(story=story, actor=people["els"], withheld=(), today=story.told_on)
    assert "Later toch openbaar." in client.get(PAGE).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_released_photo_is_shown_with_its_words_until_withdrawn(
    public: Inquiry, tell: Callable[..., Story], client: Client, people: dict[str, User]
) -> None:
    story = tell("Op deze bank zat ik.", consents={"openbaar": True}, media=(photo(),))
    assert "<img" not in client.get(PAGE).content.decode(), "a moderator did not say yes to it"
    chosen = {media_of(story)[0].pk: "Een bank in het park."}
    release_pictures(story=story, actor=people["els"], chosen=chosen, today=story.told_on)
    page = client.get(PAGE).content.decode()
    (address,) = re.findall(r'<img src="([^"]+)"', page)
    assert 'alt="Een bank in het park."' in page and client.get(address).status_code == 200
    withdraw_story(story=story, today=story.told_on)
    assert "<img" not in client.get(PAGE).content.decode() and client.get(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_story_is_gone(public: Inquiry, tell: Callable[..., Story], client: Client) -> None:
    story = tell("Even openbaar.", consents={"openbaar": True})
    assert "Even openbaar." in client.get(PAGE).content.decode()
    withdraw_story(story=story, today=story.told_on)
    assert "Even openbaar." not in client.get(PAGE).content.decode()


def test_masked_words_are_marked_and_text_is_escaped(
    public: Inquiry, tell: Callable[..., Story], client: Client
) -> None:
    tell("Ik zag [naam 1] <script>alert(1)</script>.", consents={"openbaar": True})
    page = client.get(PAGE).content.decode()
    assert "<mark>[naam 1]</mark>" in page
    assert "<script>alert" not in page


def test_a_page_of_stories_asks_as_much_as_one(
    public: Inquiry, tell: Callable[..., Story], client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    tell("Eén.", consents={"openbaar": True})
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for number in range(11):
        tell(f"Verhaal {number}.", consents={"openbaar": True})
    with django_assert_num_queries(len(one)):
        assert client.get(PAGE).content.decode().count("Verhaal ") >= 11
