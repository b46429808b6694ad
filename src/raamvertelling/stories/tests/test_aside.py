"""Setting a story aside: from who knows the teller, in the bin and out of it, to a second reader."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.audit import verify_chain
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.models import AuditEvent, Purpose, State, Story
from raamvertelling.stories.queries import texts_of
from raamvertelling.stories.queries.desk import Pile, desk_queue
from raamvertelling.stories.services.aside import BIN_DAYS, empty_bin, hand_over, put_back, throw_away
from raamvertelling.stories.services.moderation import (
    SecondReaderNeeded,
    bulk_release,
    mark_urgent,
    release,
    save_released_text,
)
from raamvertelling.stories.services.teller import correct_text

TODAY = dt.date(2026, 6, 10)
Tell = Callable[..., Story]
pytestmark = pytest.mark.django_db


def test_a_story_of_somebody_she_knows_is_kept_from_her(tell: Tell, people: dict[str, User], nel: User) -> None:
    story, els = tell(release=False, consents={"citaat": True}), people["els"]
    hand_over(story=story, actor=els, today=TODAY)
    assert list(Story.objects.visible_to(els)) == []
    assert list(Story.objects.visible_to(nel)) == [story]
    with pytest.raises(PermissionDenied):
        texts_of(story, els)
    with pytest.raises(PermissionDenied):
        save_released_text(story=story, actor=els, texts={"story": "x"}, today=TODAY)
    release(story=story, actor=nel, withheld=(), today=TODAY)
    for purpose in (Purpose.ANALYSE, Purpose.GROUP, Purpose.QUOTE):
        assert not Story.objects.usable_for(els, purpose).exists()
        assert Story.objects.usable_for(nel, purpose).get() == story
    with pytest.raises(PermissionDenied):
        texts_of(story, els)
    assert Story.objects.countable().get() == story, "it counts as any other"


def test_the_log_says_that_it_was_handed_over_and_no_more(tell: Tell, people: dict[str, User]) -> None:
    story = tell(release=False)
    hand_over(story=story, actor=people["els"], today=TODAY)
    event = AuditEvent.objects.get(action="doorgegeven: kent de verteller")
    assert (event.actor, event.subject, event.detail) == (people["els"], str(story), {})


def test_the_bin_holds_a_story_that_counts_nowhere(tell: Tell, people: dict[str, User], inquiry: Inquiry) -> None:
    story, els = tell(), people["els"]
    throw_away(story=story, actor=els, today=TODAY)
    assert not Story.objects.countable().exists() and not Story.objects.real().exists()
    assert not Story.objects.usable_for(people["amina"], Purpose.ANALYSE).exists()
    queue = desk_queue(viewer=els, inquiry=inquiry, pile=Pile.BIN, today=TODAY)
    assert [row.story for row in queue.rows] == [story]
    assert empty_bin(today=TODAY + dt.timedelta(days=BIN_DAYS - 1)) == 0
    back = put_back(story=story, actor=els, today=TODAY)
    assert (back.state, back.binned_on) == (State.IN_PROGRESS, None)
    assert empty_bin(today=TODAY + dt.timedelta(days=100)) == 0


def test_the_bin_is_emptied_with_the_keys(tell: Tell, people: dict[str, User], inquiry: Inquiry) -> None:
    story, stays = tell(release=False), tell(release=False)
    throw_away(story=story, actor=people["els"], today=TODAY)
    assert empty_bin(today=TODAY + dt.timedelta(days=BIN_DAYS)) == 1
    assert list(Story.objects.all()) == [stays]
    assert not StoryKey.objects.filter(story_id=story.pk).exists()
    assert AuditEvent.objects.latest("pk").detail == {"aantal": 1, "grond": "prullenbak: spam of haat"}
    assert verify_chain(inquiry)


def test_correcting_does_not_take_a_story_out_of_the_bin(tell: Tell, people: dict[str, User]) -> None:
    story = throw_away(story=tell(release=False), actor=people["els"], today=TODAY)
    assert correct_text(story=story, text="Koop hier!", title="", today=TODAY).state == State.BINNED


def test_somebody_else_than_the_first_releases(
    tell: Tell, people: dict[str, User], nel: User, inquiry: Inquiry
) -> None:
    inquiry.second_reader = True
    inquiry.save()
    story, els = tell(release=False, consents={"citaat": True, "openbaar": True}), people["els"]
    ready = release(story=story, actor=els, withheld=["openbaar"], today=TODAY)
    assert (ready.state, ready.first_reader) == (State.IN_PROGRESS, els)
    for pile, rows in ((Pile.NEW, []), (Pile.SECOND, [story])):
        found = desk_queue(viewer=nel, inquiry=inquiry, pile=pile, today=TODAY).rows
        assert [row.story for row in found] == rows
    with pytest.raises(SecondReaderNeeded, match="U las dit verhaal als eerste"):
        release(story=story, actor=els, withheld=(), today=TODAY)
    done = release(story=story, actor=nel, withheld=["openbaar"], today=TODAY)
    assert (done.state, done.first_reader, done.may_quote, done.may_publish) == (State.RELEASED, None, True, False)


def test_what_the_first_reader_keeps_back_stops_at_once(
    tell: Tell, people: dict[str, User], nel: User, inquiry: Inquiry
) -> None:
    story = tell(consents={"openbaar": True})
    inquiry.second_reader = True
    inquiry.save()
    story.refresh_from_db()
    first = release(story=story, actor=people["els"], withheld=(), recognisable="yes", today=TODAY)
    assert (first.state, first.may_publish) == (State.RELEASED, False)


def test_a_corrected_story_needs_two_readers_again(
    tell: Tell, people: dict[str, User], nel: User, inquiry: Inquiry
) -> None:
    inquiry.second_reader = True
    inquiry.save()
    story = tell(release=False)
    release(story=story, actor=people["els"], withheld=(), today=TODAY)
    corrected = correct_text(story=story, text="Heel anders.", title="", today=TODAY)
    assert corrected.first_reader is None
    story = release(story=story, actor=nel, withheld=(), today=TODAY)
    assert (story.first_reader, story.state) == (nel, State.IN_PROGRESS)


def test_nothing_is_released_together_where_two_must_read(
    tell: Tell, people: dict[str, User], inquiry: Inquiry
) -> None:
    inquiry.second_reader = True
    with pytest.raises(ValueError, match="Samen vrijgeven kan dan niet"):
        bulk_release(inquiry=inquiry, stories=[tell(release=False)], actor=people["els"], reason="gelezen", today=TODAY)


@pytest.mark.parametrize(
    ("answer", "quote", "public"), [("no", True, True), ("maybe", True, False), ("yes", False, False)]
)
def test_being_recognisable_limits_the_uses(
    tell: Tell, people: dict[str, User], answer: str, quote: bool, public: bool
) -> None:
    story = tell(release=False, consents={"citaat": True, "openbaar": True})
    done = release(story=story, actor=people["els"], withheld=(), recognisable=answer, today=TODAY)
    assert (done.may_quote, done.may_publish, done.may_group) == (quote, public, True)


def test_urgency_says_why_and_calms_down_whole(tell: Tell, people: dict[str, User]) -> None:
    story, els = tell(release=False), people["els"]
    marked = mark_urgent(story=story, actor=els, urgent=True, danger=["child", "self"], today=TODAY)
    assert (marked.is_urgent, marked.danger) == (True, ["self", "child"])
    event = AuditEvent.objects.get(action="als dringend gemerkt")
    assert event.detail == {"waarom": ["iemand wil zichzelf iets aandoen", "een kind is in gevaar"]}
    calm = mark_urgent(story=story, actor=els, urgent=False, danger=["self"], today=TODAY)
    assert (calm.is_urgent, calm.danger) == (False, [])
