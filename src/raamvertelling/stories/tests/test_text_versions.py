"""Which texts were agreed to: each version by itself, in its own words, and coarse numbers outside the team."""

import copy
import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from raamvertelling.inquiries.models import FrameworkVersion, Inquiry, StoryPoint
from raamvertelling.stories.models import Consent, Story
from raamvertelling.stories.queries.consents import TextVersion, text_versions
from raamvertelling.stories.services.teller import set_use, withdraw_story

pytestmark = pytest.mark.django_db
Tell = Callable[..., Story]
PAGE = "/team/vroeg-erbij/toestemmingen/"
OLD, NEW = dt.date(2026, 6, 1), dt.date(2026, 6, 20)
OTHER = "Mag een groep het lezen? Andere woorden."


def ask_anew(inquiry: Inquiry) -> None:
    """Ask the use `groep` in other words, in a new version of the questions."""
    first = inquiry.framework_versions.get()
    definition = copy.deepcopy(first.definition)
    next(each for each in definition["consent"]["purposes"] if each["id"] == "groep")["text"] = OTHER
    FrameworkVersion.objects.create(inquiry=inquiry, number=first.number + 1, definition=definition, made_on=NEW)
    inquiry.__dict__.pop("framework_version", None)


def found(inquiry: Inquiry, purpose: str = "groep", *, exact: bool = True) -> tuple[TextVersion, ...]:
    return next(each.versions for each in text_versions(inquiry=inquiry, exact=exact) if each.use.value == purpose)


@pytest.fixture
def two_texts(inquiry: Inquiry, storypoint: StoryPoint, tell: Tell) -> list[Story]:
    """Three said yes to the first words and one no; two said yes to the others."""
    told = [tell(on=OLD) for _ in range(3)] + [tell(on=OLD, consents={"groep": False})]
    ask_anew(inquiry)
    storypoint.inquiry.__dict__.pop("framework_version", None)
    storypoint.__dict__.pop("asked_version", None)
    return [*told, *(tell(on=NEW) for _ in range(2))]


def test_each_text_has_its_own_number_and_day(two_texts: list[Story], inquiry: Inquiry) -> None:
    new, old = found(inquiry)
    assert (new.words, new.since, new.yes) == (OTHER, NEW, "2")
    assert (old.since, old.yes, old.language) == (OLD, "3", "nl")
    assert old.words != new.words and old.mark != new.mark and len(old.mark) == 8
    (analyse,) = found(inquiry, "analyse")
    assert analyse.yes == "6", "its words did not change"


def test_a_teller_counts_where_she_last_decided(two_texts: list[Story], inquiry: Inquiry) -> None:
    set_use(story=two_texts[0], purpose="groep", given=False, today=NEW, language="nl")
    withdraw_story(story=two_texts[4], today=NEW)
    assert [each.yes for each in found(inquiry)] == ["1", "2"]
    set_use(story=two_texts[3], purpose="groep", given=True, today=NEW, language="en")
    assert {(each.language, each.yes) for each in found(inquiry)} == {("nl", "1"), ("nl", "2"), ("en", "1")}


def test_one_teller_of_several_stories_is_one(two_texts: list[Story], inquiry: Inquiry) -> None:
    Story.objects.update(teller=two_texts[0].teller)
    assert [each.yes for each in found(inquiry)] == ["1", "1"]


def test_practice_does_not_count_and_an_old_ground_has_no_words(two_texts: list[Story], inquiry: Inquiry) -> None:
    Story.objects.filter(pk=two_texts[0].pk).update(is_test=True)
    Consent.objects.filter(story=two_texts[1], purpose="groep").update(text_hash="0" * 64)
    assert {(each.mark, each.words == "", each.yes) for each in found(inquiry)} >= {("00000000", True, "1")}


def test_who_reads_no_stories_sees_coarse_numbers(
    two_texts: list[Story], tell: Tell, as_person: Callable[[str], Client], inquiry: Inquiry
) -> None:
    for _ in range(9):
        tell(on=NEW)
    assert [each.yes for each in found(inquiry, exact=False)] == ["ongeveer 10", "minder dan 10"]
    bart, els = (as_person(name).get(PAGE).content.decode() for name in ("bart", "els"))
    assert OTHER in bart and "ongeveer 10 vertellers" in bart and "11 vertellers" not in bart
    assert "11 vertellers" in els and "ongeveer" not in els


def test_it_takes_as_many_queries_for_many(
    two_texts: list[Story], inquiry: Inquiry, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        text_versions(inquiry=inquiry, exact=True)


def test_nobody_told_yet(as_person: Callable[[str], Client]) -> None:
    assert "Nog geen toestemmingen" in as_person("bart").get(PAGE).content.decode()
