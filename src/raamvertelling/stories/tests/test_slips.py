"""A code that was handed out first belongs to exactly one story, and nobody here can tell what it is."""

import datetime as dt
from collections.abc import Callable

import pytest

from raamvertelling.inquiries.models import Channel, Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories import ledger
from raamvertelling.stories.codes import normalise
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.models import AuditEvent, Receipt, Slip, SlipState, Story
from raamvertelling.stories.services.receiving import (
    AlreadyEntered,
    DifferentBody,
    Received,
    SlipRefused,
    WithdrawnBefore,
    receive_story,
)
from raamvertelling.stories.services.slips import (
    IssuedSlip,
    SlipInUse,
    TooMany,
    find_slip,
    issue_slips,
    set_slip_state,
    used_among,
)
from raamvertelling.stories.services.teller import Withdrawn, find_by_code, withdraw_story
from raamvertelling.stories.submission import Submission

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)


def issue(point: StoryPoint, count: int = 1, channel: Channel = Channel.PAPER) -> list[IssuedSlip]:
    version = point.inquiry.framework_version
    return issue_slips(storypoint=point, version=version, channel=channel, count=count, today=TODAY)


def told(text: str = "De buurvrouw belde op tijd.") -> Submission:
    return Submission(text=text, answers={"prompt": "vroeg_erbij", "role": "inwoner"}, consents={"analyse": True})


def enter(issued: IssuedSlip, point: StoryPoint, text: str = "De buurvrouw belde op tijd.") -> Received:
    slip = Slip.objects.get(number=issued.number)
    return receive_story(
        storypoint=point, framework_version=slip.framework_version, submission=told(text), slip=slip, today=TODAY
    )


def send(issued: IssuedSlip, point: StoryPoint, text: str = "De buurvrouw belde op tijd.") -> Received:
    return receive_story(
        storypoint=point,
        framework_version=point.inquiry.framework_version,
        submission=told(text),
        idempotency_key=issued.key,
        today=TODAY,
    )


def test_numbers_run_on_and_keys_are_nowhere(storypoint: StoryPoint) -> None:
    issued = issue(storypoint, 3) + issue(storypoint, 2, Channel.KIOSK)
    assert [each.number for each in issued] == [1, 2, 3, 4, 5]
    assert list(Slip.objects.order_by("number").values_list("batch", flat=True)) == [1, 1, 1, 2, 2]
    assert len({each.key for each in issued}) == len({each.code for each in issued}) == 5
    stored = repr([list(model.objects.values()) for model in (Slip, AuditEvent)])
    for each in issued:
        for secret in (each.key, each.code, normalise(each.code)):
            assert secret not in stored
    assert storypoint.inquiry.framework_versions.get().frozen_on == TODAY


@pytest.mark.parametrize("count", [0, -1, 201])
def test_too_many_are_refused(storypoint: StoryPoint, count: int) -> None:
    with pytest.raises(TooMany, match="van 1 tot en met 200"):
        issue(storypoint, count)
    assert not Slip.objects.exists()


def test_the_code_on_the_strip_opens_and_withdraws_the_story(storypoint: StoryPoint) -> None:
    (issued,) = issue(storypoint)
    received = enter(issued, storypoint)
    assert (received.code, received.duplicate, received.story.channel) == ("", False, Channel.PAPER)
    assert find_by_code(issued.code) == received.story
    withdraw_story(story=received.story, today=TODAY)
    assert isinstance(find_by_code(issued.code), Withdrawn)
    slip = Slip.objects.get()
    assert ledger.withdrawn_on("sending", slip.idempotency_hash)
    assert used_among([slip]) == {slip.idempotency_hash}
    for again in (enter, send):
        with pytest.raises(WithdrawnBefore):
            again(issued, storypoint)
    assert (Story.objects.count(), StoryKey.objects.count()) == (0, 0)


def test_a_sheet_is_entered_once(storypoint: StoryPoint) -> None:
    (issued,) = issue(storypoint)
    first, again = enter(issued, storypoint), enter(issued, storypoint)
    assert (again.story, again.duplicate) == (first.story, True)
    with pytest.raises(AlreadyEntered, match="Vel 1 is al ingevoerd") as caught:
        enter(issued, storypoint, "Andere woorden.")
    assert caught.value.first.story == first.story
    assert (Story.objects.count(), StoryKey.objects.count()) == (1, 1)


def test_a_device_sends_the_key_itself_and_gets_the_same_code(storypoint: StoryPoint) -> None:
    (issued,) = issue(storypoint, channel=Channel.INTERVIEWER)
    assert send(issued, storypoint).code == issued.code
    assert send(issued, storypoint).duplicate
    assert Receipt.objects.get().idempotency_hash == Slip.objects.get().idempotency_hash
    assert used_among(Slip.objects.all()) == {Slip.objects.get().idempotency_hash}
    with pytest.raises(DifferentBody):
        send(issued, storypoint, "Andere woorden.")


@pytest.mark.parametrize("state", [SlipState.VOID, SlipState.BLANK])
@pytest.mark.parametrize("arrive", [enter, send])
def test_a_void_or_blank_slip_is_refused_with_a_sentence(
    storypoint: StoryPoint, people: dict[str, User], state: SlipState, arrive: Callable[..., Received]
) -> None:
    (issued,) = issue(storypoint)
    slip = set_slip_state(slip=Slip.objects.get(), state=state, actor=people["joke"], today=TODAY)
    with pytest.raises(SlipRefused, match=f"Vel 1 is {state.label}"):
        arrive(issued, storypoint)
    assert (Story.objects.count(), StoryKey.objects.count()) == (0, 0)
    set_slip_state(slip=slip, state=SlipState.ISSUED, actor=people["joke"], today=TODAY)
    assert arrive(issued, storypoint).story.number == 1


def test_a_used_slip_cannot_be_declared_void(storypoint: StoryPoint, people: dict[str, User]) -> None:
    (issued,) = issue(storypoint)
    story = enter(issued, storypoint).story
    for _ in range(2):
        with pytest.raises(SlipInUse, match="kwam al een verhaal binnen"):
            set_slip_state(slip=Slip.objects.get(), state=SlipState.VOID, actor=people["els"], today=TODAY)
        withdraw_story(story=story, today=TODAY)


def test_a_slip_stays_with_its_questions_and_its_inquiry(storypoint: StoryPoint, inquiry: Inquiry) -> None:
    issue(storypoint)
    other = Inquiry.objects.create(organisation=inquiry.organisation, slug="elders", title="Elders")
    with pytest.raises(ValueError, match="another inquiry"):
        receive_story(
            storypoint=StoryPoint.objects.create(inquiry=other, code="elders", name="Elders"),
            framework_version=inquiry.framework_version,
            submission=told(),
            slip=Slip.objects.get(),
            today=TODAY,
        )
    with pytest.raises(ValueError, match="with a key or with a slip"):
        receive_story(
            storypoint=storypoint, framework_version=inquiry.framework_version, submission=told(), today=TODAY
        )


def test_a_number_typed_wrong_leads_to_no_other_slip(storypoint: StoryPoint, inquiry: Inquiry) -> None:
    first, second = issue(storypoint, 2)
    found = find_slip(inquiry=inquiry, name=first.name)
    assert found is not None
    assert found.number == first.number
    assert find_slip(inquiry=inquiry, name=f" {first.number} - {first.check} ") == found
    for wrong in (f"{second.number}-{first.check}", str(first.number), "", "-", "x-1234", "²-1234", "9" * 30):
        if wrong != second.name:
            assert find_slip(inquiry=inquiry, name=wrong) is None
