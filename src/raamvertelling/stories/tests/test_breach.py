"""After a data breach: facts about who saw what, for a beheerder only, and the looking up is itself in the log."""

import csv
import datetime as dt
from collections.abc import Callable
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from raamvertelling.inquiries.models import Inquiry, Membership
from raamvertelling.people.models import User
from raamvertelling.stories.models import AuditEvent, Story
from raamvertelling.stories.queries import texts_of, texts_of_many
from raamvertelling.stories.queries.breach import Search, breach
from raamvertelling.stories.reads import Sight, note_reading
from raamvertelling.stories.services.teller import withdraw_story

Tell = Callable[..., Story]
AsPerson = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(tell: Tell, people: dict[str, User]) -> list[Story]:
    """Four stories: Els opened one as told, Amina read three, Karin two."""
    told = [tell(f"Canarie {n} van Noor.") for n in range(4)]
    texts_of(told[0], people["els"])
    texts_of_many(told[:3], people["amina"])
    texts_of_many(told[2:], people["karin"])
    return told


def today() -> dict[str, str]:
    return {"since": localdate().isoformat(), "until": localdate().isoformat()}


def look(client: Client, **asked: str) -> str:
    return client.post(reverse("stories:data_breach", args=["vroeg-erbij"]), {**today(), **asked}).content.decode()


def test_it_works(inquiry: Inquiry, stories: list[Story], people: dict[str, User]) -> None:
    found = breach(inquiry=inquiry, search=Search(localdate(), localdate()))
    assert [(each.number, [who.name for who in each.readers]) for each in found.stories] == [
        (1, ["Amina", "Els"]),
        (2, ["Amina"]),
        (3, ["Amina", "Karin"]),
        (4, ["Karin"]),
    ]
    assert found.by_sight == ((Sight.ORIGINAL, 1), (Sight.RELEASED, 3))
    assert found.people == ("Amina", "Els", "Karin")
    assert found.kept_since == localdate()


def test_one_account_and_some_stories(inquiry: Inquiry, stories: list[Story], people: dict[str, User]) -> None:
    day = localdate()
    mine = breach(inquiry=inquiry, search=Search(day, day, people["karin"]))
    assert [each.number for each in mine.stories] == [3, 4]
    one = breach(inquiry=inquiry, search=Search(day, day, numbers=(3,)))
    assert one.people == ("Amina", "Karin")
    before = day - dt.timedelta(days=1)
    assert breach(inquiry=inquiry, search=Search(before, before)).stories == ()


def test_a_story_that_its_teller_took_back_is_still_known_to_have_been_seen(
    inquiry: Inquiry, stories: list[Story]
) -> None:
    withdraw_story(story=stories[1], today=localdate())
    found = breach(inquiry=inquiry, search=Search(localdate(), localdate()))
    assert {each.number: each.is_gone for each in found.stories} == {1: False, 2: True, 3: False, 4: False}


def test_the_page_tells_it_and_what_to_do(stories: list[Story], as_person: AsPerson, people: dict[str, User]) -> None:
    bart = as_person("bart")
    empty = bart.get(reverse("stories:data_breach", args=["vroeg-erbij"])).content.decode()
    assert "72 uur" in empty and "Autoriteit Persoonsgegevens" in empty and "Wat wij weten" not in empty
    page = look(bart, reader=str(people["karin"].pk))
    assert "2 verhalen zijn gezien" in page
    assert "met het account van Karin" in page
    assert "Canarie" not in page and "Noor" not in page


def test_looking_up_is_in_the_log_for_everybody_who_reads_it(
    inquiry: Inquiry, stories: list[Story], as_person: AsPerson, people: dict[str, User]
) -> None:
    before = AuditEvent.objects.count()
    as_person("bart").get(reverse("stories:data_breach", args=["vroeg-erbij"]))
    assert AuditEvent.objects.count() == before
    look(as_person("bart"), reader=str(people["els"].pk), numbers="1-2")
    event = AuditEvent.objects.latest("pk")
    assert (event.actor, event.action) == (people["bart"], "nagezocht wie wat las")
    assert event.detail == {
        "over": "Els",
        "van": localdate().isoformat(),
        "tot en met": localdate().isoformat(),
        "verhalen": [1, 2],
        "gevonden": 1,
    }
    page = as_person("els").get(reverse("stories:journal", args=[inquiry.slug])).content.decode()
    assert "nagezocht wie wat las" in page.lower()


def test_what_the_account_did_besides_is_shown(
    stories: list[Story], as_person: AsPerson, people: dict[str, User]
) -> None:
    look(as_person("bart"))
    page = look(as_person("bart"), reader=str(people["bart"].pk))
    assert "Wat dit account in die dagen nog meer deed" in page
    assert "nagezocht wie wat las" in page


def test_the_table_holds_a_line_a_person_story_and_day(
    inquiry: Inquiry, stories: list[Story], as_person: AsPerson, people: dict[str, User]
) -> None:
    User.objects.filter(pk=people["karin"].pk).update(name="=1+1")
    text = look(as_person("bart"), do="tabel")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == 6
    assert {row["gezien door"] for row in rows} == {"Amina", "Els", "'=1+1"}
    assert rows[0]["dag"] == localdate().isoformat()


def test_the_draft_says_the_facts_and_leaves_the_rest_open(stories: list[Story], as_person: AsPerson) -> None:
    answer = as_person("bart").post(reverse("stories:data_breach", args=["vroeg-erbij"]), {**today(), "do": "concept"})
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    text = answer.content.decode()
    assert "Gezien: 4 verhalen, door 3 mensen." in text
    assert "- 1: zoals verteld" in text and "- 3: zoals vrijgegeven" in text
    assert "Canarie" not in text and "&" not in text
    assert "[Wat is er gebeurd" in text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"since": ""}, "Vul “Eerste dag” in."),
        ({"until": "2020-01-01"}, "Draai de twee dagen om."),
        ({"numbers": "drie"}, "“drie” is geen nummer. Schrijf nummers zo: 3, 7-12."),
        ({"numbers": "9-3"}, "Zet het laagste nummer voorop."),
        ({"numbers": "1-9999999"}, "hoogstens 5000 verhalen"),
        ({"reader": "9999"}, "Selecteer een geldige keuze"),
    ],
)
def test_what_cannot_be_looked_up_gets_a_sentence(
    stories: list[Story], as_person: AsPerson, asked: dict[str, str], sentence: str
) -> None:
    page = look(as_person("bart"), **asked)
    assert sentence in page
    assert "Wat wij weten" not in page


def test_who_lost_every_role_can_still_be_chosen(
    inquiry: Inquiry, stories: list[Story], as_person: AsPerson, people: dict[str, User]
) -> None:
    Membership.objects.filter(inquiry=inquiry, user=people["karin"]).delete()
    page = look(as_person("bart"), reader=str(people["karin"].pk))
    assert "2 verhalen zijn gezien" in page
    assert "Corrie" not in page


def test_many_rows_take_as_many_queries(
    inquiry: Inquiry,
    stories: list[Story],
    people: dict[str, User],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for name in ("amina", "els", "karin", "bram"):
        for story in stories:
            note_reading(people[name], [(story, Sight.ORIGINAL)])
    with django_assert_max_num_queries(4):
        found = breach(inquiry=inquiry, search=Search(localdate(), localdate(), people["els"]))
    assert len(found.stories) == 4
