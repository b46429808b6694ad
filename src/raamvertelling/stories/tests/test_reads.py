"""Every look at the words of a story leaves a trace: who, which story, which day, how much; once a day."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from raamvertelling.inquiries.models import Inquiry, Membership
from raamvertelling.people.models import Role, User
from raamvertelling.stories.audit import verify_chain
from raamvertelling.stories.models import AuditEvent, Story
from raamvertelling.stories.queries import texts_for_public, texts_for_teller, texts_of, texts_of_many
from raamvertelling.stories.reads import READ, Sight, note_reading, sightings
from raamvertelling.stories.sealing import KeyDestroyed
from raamvertelling.stories.services.teller import withdraw_story

Tell = Callable[..., Story]
pytestmark = pytest.mark.django_db


def seen(inquiry: Inquiry, **narrower: object) -> list[tuple[str, int, Sight]]:
    today = localdate()
    found = sightings(inquiry=inquiry, since=today, until=today, **narrower)  # type: ignore[arg-type]  # names of ours
    return [(each.reader.name, each.number, each.sight) for each in found]


def rows() -> int:
    return AuditEvent.objects.filter(action=READ).count()


def test_it_works(tell: Tell, inquiry: Inquiry, people: dict[str, User]) -> None:
    first, second = tell("Een."), tell("Twee.")
    texts_of_many([first, second], people["amina"])
    texts_of(first, people["els"])
    assert seen(inquiry) == [
        ("Amina", first.number, Sight.RELEASED),
        ("Els", first.number, Sight.ORIGINAL),
        ("Amina", second.number, Sight.RELEASED),
    ]
    assert seen(inquiry, reader=people["els"]) == [("Els", first.number, Sight.ORIGINAL)]
    assert seen(inquiry, numbers=[second.number]) == [("Amina", second.number, Sight.RELEASED)]
    assert rows() == 2
    assert verify_chain(inquiry)


def test_the_same_again_on_one_day_adds_nothing(tell: Tell, inquiry: Inquiry, people: dict[str, User]) -> None:
    story = tell("Een.")
    for _ in range(3):
        texts_of(story, people["amina"])
    assert rows() == 1


def test_more_of_a_story_is_written_down_too(tell: Tell, inquiry: Inquiry, people: dict[str, User]) -> None:
    story = tell("Een.")
    els = people["els"]
    note_reading(els, [(story, Sight.BEGINNING)])
    note_reading(els, [(story, Sight.QUOTE)])
    texts_of(story, els)
    note_reading(els, [(story, Sight.RELEASED)])
    assert rows() == 3
    assert seen(inquiry) == [("Els", story.number, Sight.ORIGINAL)]


def test_a_page_adds_one_row_and_two_pages_overlap_once(tell: Tell, inquiry: Inquiry, people: dict[str, User]) -> None:
    stories = [tell(f"Verhaal {n}.") for n in range(6)]
    texts_of_many(stories[:4], people["amina"])
    texts_of_many(stories[2:], people["amina"])
    details = [event.detail for event in AuditEvent.objects.filter(action=READ).order_by("pk")]
    numbers = [each.number for each in stories]
    assert details == [{"zoals vrijgegeven": numbers[:4]}, {"zoals vrijgegeven": numbers[4:]}]


def test_another_day_is_another_row(tell: Tell, inquiry: Inquiry, people: dict[str, User]) -> None:
    story = tell("Een.")
    texts_of(story, people["amina"])
    yesterday = localdate() - dt.timedelta(days=1)
    assert sightings(inquiry=inquiry, since=yesterday, until=yesterday) == []
    assert len(sightings(inquiry=inquiry, since=yesterday, until=localdate())) == 1


def test_tellers_and_the_public_are_not_written_down(tell: Tell, inquiry: Inquiry, people: dict[str, User]) -> None:
    Inquiry.objects.filter(pk=inquiry.pk).update(is_public=True)
    story = tell("Een.", consents={"openbaar": True})
    Story.objects.filter(pk=story.pk).update(teller_agreed=True)
    texts_for_public([story])
    texts_for_teller(story)
    assert rows() == 0


def test_nothing_is_written_when_nothing_may_be_read(tell: Tell, inquiry: Inquiry, people: dict[str, User]) -> None:
    story = tell("Een.")
    withdraw_story(story=Story.objects.get(pk=story.pk), today=dt.date(2026, 6, 4))
    with pytest.raises((KeyDestroyed, PermissionDenied)):
        texts_of(story, people["els"])
    assert rows() == 0


def test_the_trace_costs_one_query_when_it_is_there(
    tell: Tell, inquiry: Inquiry, people: dict[str, User], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    stories = [tell(f"Verhaal {n}.") for n in range(20)]
    stories = list(Story.objects.filter(pk__in=[each.pk for each in stories]).select_related("inquiry"))
    with django_assert_max_num_queries(12, using="default"):
        texts_of_many(stories, people["amina"])
    with django_assert_max_num_queries(4, using="default"):
        texts_of_many(stories, people["amina"])


def test_pages_leave_their_traces(
    tell: Tell, inquiry: Inquiry, people: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    waiting, released = tell("Eerste woorden van Noor.", release=False), tell("Iedereen leest dit.")
    els, slug = as_person("els"), inquiry.slug
    els.get(reverse("stories:queue", args=[slug]))
    assert seen(inquiry) == [("Els", waiting.number, Sight.BEGINNING)]
    els.get(reverse("stories:story", args=[slug, waiting.number]))
    as_person("karin").get(reverse("sensemaking:stories", args=[slug]))
    as_person("bart").get(reverse("stories:journal", args=[slug]))
    assert seen(inquiry) == [
        ("Els", waiting.number, Sight.ORIGINAL),
        ("Karin", released.number, Sight.RELEASED),
    ]


def test_the_log_page_does_not_list_who_read_what(
    tell: Tell, inquiry: Inquiry, people: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    """Only a beheerder looks that up, with a reason, and that is written down."""
    texts_of(tell("Een."), people["amina"])
    page = as_person("els").get(reverse("stories:journal", args=[inquiry.slug])).content.decode()
    assert "gelezen" not in page
    assert "Amina" not in page


def test_somebody_with_two_roles_saw_the_most(tell: Tell, inquiry: Inquiry, people: dict[str, User]) -> None:
    Membership.objects.create(inquiry=inquiry, user=people["karin"], role=Role.MODERATOR)
    story = tell("Een.")
    texts_of(story, people["karin"])
    assert seen(inquiry) == [("Karin", story.number, Sight.ORIGINAL)]
