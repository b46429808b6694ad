"""Too young to tell alone: nothing is kept, and with somebody of the team and a parent or guardian it can be done."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from raamvertelling.inquiries.models import Channel, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.models import Story
from raamvertelling.stories.services.slips import issue_slips
from raamvertelling.telling.interview import talk_page
from raamvertelling.telling.models import Draft
from raamvertelling.telling.paper.services import TooYoung, enter_sheet
from raamvertelling.telling.paper.sheet import phrases
from raamvertelling.telling.paper.typed import AGE, GUARDIAN, read_sheet
from raamvertelling.telling.tests.walking import Teller, text

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 6, 2)
TYPED = {"t-analyse": "j", "v-story": "Ik ben vijftien.", "v-role": "1"}


@pytest.mark.parametrize("more", [{}, {"guardian": "ja"}])
def test_alone_nothing_is_kept_whatever_is_posted(teller: Teller, more: dict[str, str]) -> None:
    answer = teller.post("voor-u-begint", {"old_enough": "nee", "analyse": "ja", **more})
    page = text(teller.client.get(answer["Location"]))
    assert "Zo kan het wel" in page and "vader, moeder of voogd" in page and "0800 0432" in page
    assert "Wij hebben niets bewaard." in page
    assert not Draft.objects.exists() and not Story.objects.exists()
    assert teller.get("story")["Location"] == teller.url()


def test_the_age_is_asked_before_anything_else(teller: Teller) -> None:
    assert teller.get("story")["Location"] == teller.url() and teller.get("wat-mag-ermee")["Location"] == teller.url()
    page = teller.get("voor-u-begint").content.decode()
    assert page.index("old_enough") < page.index('name="analyse"') and 'name="guardian"' not in page


def test_with_an_interviewer_a_parent_or_guardian_is_asked_for(storypoint: StoryPoint) -> None:
    version = storypoint.inquiry.framework_version
    before = talk_page(storypoint, version, "nl").before
    assert list(before.fields) == ["old_enough", "guardian", "analyse"]
    assert not before.fields["guardian"].required
    assert "voogd" in phrases(16)["guardian"]


@pytest.mark.parametrize(
    ("age", "guardian", "kept"),
    [("n", "", None), ("n", "n", None), ("n", "j", True), ("j", "", False), ("", "", False), ("j", "n", False)],
)
def test_a_sheet_of_somebody_young_needs_a_parent_or_guardian(
    storypoint: StoryPoint, people: dict[str, User], age: str, guardian: str, kept: bool | None
) -> None:
    version = storypoint.inquiry.framework_version
    issue_slips(storypoint=storypoint, version=version, channel=Channel.PAPER, count=1, today=TODAY)
    sheet = read_sheet(version.framework, {**TYPED, AGE: age, GUARDIAN: guardian})
    slip = storypoint.slips.get()
    if kept is None:
        with pytest.raises(TooYoung, match="vernietig het vel"):
            enter_sheet(slip=slip, sheet=sheet, actor=people["joke"], today=TODAY)
        assert not Story.objects.exists()
    else:
        story = enter_sheet(slip=slip, sheet=sheet, actor=people["joke"], today=TODAY).story
        assert bool(story.guardian_agreed) is kept


def test_the_entry_screen_asks_for_the_age_and_says_what_is_wrong(
    storypoint: StoryPoint, as_person: Callable[[str], Client]
) -> None:
    version = storypoint.inquiry.framework_version
    issue_slips(storypoint=storypoint, version=version, channel=Channel.PAPER, count=1, today=TODAY)
    joke, url = as_person("joke"), reverse("telling:paper_sheet", args=[storypoint.inquiry.slug, 1])
    assert "16 jaar of ouder (blad 2): j of n" in joke.get(url).content.decode()
    refused = joke.post(url, {**TYPED, AGE: "n"})
    page = refused.content.decode()
    assert "te jong is om alleen te vertellen" in page
    assert "Ik ben vijftien." in page
    assert not Story.objects.exists()
    assert "Typ j voor ja of n voor nee" in joke.post(url, {**TYPED, AGE: "misschien"}).content.decode()
