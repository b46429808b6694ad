"""Pictures go out one by one, with words for who does not see them, and leave with the story."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.media import media_of, released_id
from raamvertelling.stories.models import SealedText, Story, StoryMedia, TextStage
from raamvertelling.stories.queries.media import released_pictures
from raamvertelling.stories.services.moderation import hold
from raamvertelling.stories.services.pictures import release_pictures
from raamvertelling.stories.services.withdrawing import withdraw_story
from raamvertelling.stories.tests.media_maker import photo
from raamvertelling.stories.tests.test_desk import desk_url, press

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 10)
TEXT = "Op deze bank zat ik elke dag."
Tell = Callable[..., Story]
AsPerson = Callable[[str], Client]


@pytest.fixture
def story(tell: Tell) -> Story:
    return tell(TEXT, release=False, media=(photo(),), consents={"groep": False, "openbaar": True})


def picture_url(story: Story) -> str:
    return reverse("stories:picture", args=[released_id(media_of(story)[0])])


def do_release(browser: Client, story: Story, **fields: Any) -> Any:
    return press(browser, story, "release", TEXT, **{"alt_0": "Een bank in het park.", **fields})


def test_a_photo_goes_nowhere_without_a_yes(story: Story, as_person: AsPerson) -> None:
    assert do_release(as_person("els"), story).status_code == 302
    assert not StoryMedia.objects.filter(stage=TextStage.RELEASED).exists()
    assert released_pictures([story]) == {}
    assert Client().get(picture_url(story)).status_code == 404


def test_a_released_photo_is_seen_by_who_may_read_the_story(story: Story, as_person: AsPerson) -> None:
    do_release(as_person("els"), story, photo_0="on")
    (shown,) = released_pictures([story])[story.pk]
    assert (shown.alt, shown.url) == ("Een bank in het park.", picture_url(story))
    assert as_person("amina").get(picture_url(story)).status_code == 200
    for name in ("bart", "joke", "karin", "corrie"):
        assert as_person(name).get(picture_url(story)).status_code == 404
    assert Client().get(picture_url(story)).status_code == 404, "the inquiry has no public page"


def test_everybody_sees_it_only_on_a_public_page(story: Story, as_person: AsPerson) -> None:
    do_release(as_person("els"), story, photo_0="on")
    Inquiry.objects.update(is_public=True)
    answer = Client().get(picture_url(story))
    assert answer.status_code == 200 and answer["Content-Type"] == "image/jpeg"
    assert do_release(as_person("els"), story, photo_0="on", withheld=["openbaar"]).status_code == 302
    assert Client().get(picture_url(story)).status_code == 404


def test_a_photo_without_words_is_not_released(story: Story, as_person: AsPerson) -> None:
    answer = do_release(as_person("els"), story, photo_0="on", alt_0=" ")
    assert answer.status_code == 422 and "Beschrijf eerst" in answer.content.decode()
    assert not StoryMedia.objects.filter(stage=TextStage.RELEASED).exists()


def test_a_yes_can_be_taken_back(story: Story, people: dict[str, User]) -> None:
    media = media_of(story)[0]
    for chosen, count in (({media.pk: "Een bank."}, 1), ({media.pk: "Een houten bank."}, 1), ({}, 0)):
        release_pictures(story=story, actor=people["els"], chosen=chosen, today=TODAY)
        assert StoryMedia.objects.filter(stage=TextStage.RELEASED).count() == count
        assert SealedText.objects.filter(stage=TextStage.RELEASED, kind__startswith="media:").count() == count


def test_a_held_or_withdrawn_story_takes_its_photos_along(
    story: Story, as_person: AsPerson, people: dict[str, User]
) -> None:
    Inquiry.objects.update(is_public=True)
    url = picture_url(story)
    do_release(as_person("els"), story, photo_0="on")
    hold(story=story, actor=people["els"], reason="advice", today=TODAY)
    assert Client().get(url).status_code == as_person("amina").get(url).status_code == 404
    do_release(as_person("els"), story, photo_0="on")
    assert Client().get(url).status_code == 200
    withdraw_story(story=story, today=TODAY)
    assert Client().get(url).status_code == as_person("amina").get(url).status_code == 404


def test_the_desk_shows_the_photo_with_its_words(story: Story, as_person: AsPerson) -> None:
    page = as_person("els").get(desk_url(story)).content.decode()
    assert 'alt="Een bank in het park."' in page and "Anderen mogen deze foto zien" in page
    assert "photo_0" in page and "checked" not in page.split("photo_0")[1][:60]
