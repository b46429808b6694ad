"""Who works on a story: one at a time, for a while, and never in the way of somebody who must act at once."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.models import AuditEvent, Lease, State, Story
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services.aside import take_down
from raamvertelling.stories.services.leases import (
    TERM,
    lease_of,
    let_all_go,
    let_go,
    sweep_leases,
    take_lease,
    take_over,
)
from raamvertelling.stories.services.locking import HeldByAnother
from raamvertelling.stories.services.moderation import bulk_release, hold, release, save_released_text

TODAY = dt.date(2026, 6, 10)
Tell = Callable[..., Story]
pytestmark = pytest.mark.django_db


def test_one_works_at_a_time(tell: Tell, people: dict[str, User], nel: User) -> None:
    story, els, now = tell(release=False), people["els"], timezone.now()
    take_lease(story=story, actor=els, now=now)
    with pytest.raises(HeldByAnother, match="Els werkt nu aan dit verhaal"):
        take_lease(story=story, actor=nel, now=now)
    with pytest.raises(HeldByAnother):
        save_released_text(story=story, actor=nel, texts={"story": "Iets anders."}, today=TODAY)
    with pytest.raises(HeldByAnother):
        release(story=story, actor=nel, withheld=(), today=TODAY)
    with pytest.raises(HeldByAnother):
        hold(story=story, actor=nel, reason="advice", today=TODAY)
    save_released_text(story=story, actor=els, texts={"story": "Van Els."}, today=TODAY)
    assert texts_for_teller(story).text == "Van Els."


def test_a_lease_runs_out_and_is_held_longer_by_working(tell: Tell, people: dict[str, User], nel: User) -> None:
    story, els, begin = tell(release=False), people["els"], timezone.now() - TERM
    take_lease(story=story, actor=els, now=begin)
    assert lease_of(story, begin + TERM) is None
    take_lease(story=story, actor=els, now=begin + TERM / 2)
    found = lease_of(story, begin + TERM)
    assert found is not None and found.holder == els
    Lease.objects.update(until=begin)
    assert take_lease(story=story, actor=nel, now=timezone.now()).holder == nel


def test_taking_over_is_in_the_log(tell: Tell, people: dict[str, User], nel: User) -> None:
    story, now = tell(release=False), timezone.now()
    take_over(story=story, actor=people["els"], now=now, today=TODAY)
    assert not AuditEvent.objects.filter(action="overgenomen").exists(), "nobody held it"
    take_over(story=story, actor=nel, now=now, today=TODAY)
    event = AuditEvent.objects.get(action="overgenomen")
    assert (event.actor, event.subject, event.detail) == (nel, str(story), {"van": "Els"})
    with pytest.raises(HeldByAnother):
        take_lease(story=story, actor=people["els"], now=now)


def test_laying_back(tell: Tell, people: dict[str, User], nel: User) -> None:
    mine, other = tell(release=False), tell(release=False)
    take_lease(story=mine, actor=people["els"], now=timezone.now())
    take_lease(story=other, actor=nel, now=timezone.now())
    let_go(story=other, actor=people["els"])
    assert let_all_go(actor=people["els"]) == 1
    assert Lease.objects.get().holder == nel
    assert sweep_leases(now=timezone.now() + TERM) == 1


def test_a_public_story_is_taken_down_also_while_somebody_works(
    tell: Tell, people: dict[str, User], nel: User, inquiry: Inquiry
) -> None:
    story = tell(consents={"openbaar": True})
    assert story.may_publish
    take_lease(story=story, actor=people["els"], now=timezone.now())
    taken = take_down(story=story, actor=nel, today=TODAY)
    assert (taken.may_publish, taken.may_group, taken.withheld, taken.state) == (
        False,
        True,
        ["openbaar"],
        State.RELEASED,
    )
    take_down(story=story, actor=nel, today=TODAY)
    assert AuditEvent.objects.filter(action="van de openbare pagina gehaald").count() == 1


def test_stories_that_somebody_works_on_are_not_released_together(tell: Tell, people: dict[str, User]) -> None:
    held, free = tell(release=False), tell(release=False)
    take_lease(story=held, actor=people["els"], now=timezone.now())
    bulk_release(inquiry=held.inquiry, stories=[held, free], actor=None, reason="al gelezen", today=TODAY)
    assert [Story.objects.get(pk=each.pk).state for each in (held, free)] == [State.RECEIVED, State.RELEASED]


@pytest.mark.parametrize("name", ["amina", "bart", "joke", "bram", "karin", "corrie"])
def test_only_moderators_hold_stories(tell: Tell, people: dict[str, User], name: str) -> None:
    story, now = tell(release=False), timezone.now()
    with pytest.raises(PermissionDenied):
        take_lease(story=story, actor=people[name], now=now)
    with pytest.raises(PermissionDenied):
        take_over(story=story, actor=people[name], now=now, today=TODAY)
    assert not Lease.objects.exists()
