"""Observations: written down, with two meanings, tied to a pattern and to stories."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.models import OBSERVATION, Observation
from raamvertelling.stories.models import Story, StoryReference
from raamvertelling.stories.services.withdrawing import withdraw_story

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
Tell = Callable[..., Story]
LIST = "/team/vroeg-erbij/bevindingen/"
NEW = f"{LIST}nieuw/"
SEEN = {"title": "Inwoners noemen de regels.", "meaning_1": "Regels zitten in de weg.", "idea": "Samen kijken."}


def write(browser: Client, query: str = "", **more: str) -> Observation:
    answer = browser.post(f"{NEW}{query}", {**SEEN, **more})
    assert answer.status_code == 302, answer.content.decode()
    return Observation.objects.latest("pk")


def text_of(browser: Client, observation: Observation) -> str:
    answer = browser.get(f"{LIST}{observation.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["amina", "els", "bram"])
def test_it_works(inquiry: Inquiry, people: dict[str, User], as_person: Browser, name: str) -> None:
    found = write(as_person(name), meaning_2="Professionals kennen de regels zo goed dat zij ze niet noemen.")
    assert found.made_by == people[name]
    assert found.is_complete
    assert "Inwoners noemen de regels." in as_person("karin").get(LIST).content.decode()


def test_one_meaning_is_not_enough_and_the_page_asks_for_another(inquiry: Inquiry, as_person: Browser) -> None:
    amina = as_person("amina")
    found = write(amina)
    assert not found.is_complete
    assert "nog niet af" in amina.get(LIST).content.decode()
    assert "Wat zou het óók kunnen betekenen?" in text_of(amina, found)
    amina.post(f"{LIST}{found.pk}/betekenis/", {"text": "Het tegendeel."})
    assert "2 betekenissen" in amina.get(LIST).content.decode()
    assert "Wat zou het óók kunnen betekenen?" not in text_of(amina, found)


def test_an_empty_meaning_is_asked_again(inquiry: Inquiry, as_person: Browser) -> None:
    found = write(as_person("amina"))
    answer = as_person("amina").post(f"{LIST}{found.pk}/betekenis/", {"text": " "})
    assert answer.status_code == 422
    assert "Vul “Wat kan dit óók betekenen?” in." in answer.content.decode()


def test_it_comes_from_a_pattern_with_its_filter(inquiry: Inquiry, as_person: Browser) -> None:
    amina = as_person("amina")
    query = "?a.role=inwoner&a.role=koning&teken=about&per=geen"
    assert "In dit verhaal ging het vooral om" in amina.get(f"{NEW}{query}").content.decode()
    found = write(amina, query)
    assert (found.signifier, found.pattern_query) == ("about", "a.role=inwoner&per=geen")
    address = "/team/vroeg-erbij/patronen/about/"
    assert f'href="{address}?a.role=inwoner&amp;per=geen"' in text_of(amina, found)
    assert f'href="{address}"' in text_of(as_person("karin"), found)


def test_an_unknown_sign_is_left_out(inquiry: Inquiry, as_person: Browser) -> None:
    found = write(as_person("amina"), "?teken=onzin&a.role=inwoner")
    assert (found.signifier, found.pattern_query) == ("", "")


def test_it_refers_to_stories_and_hears_of_a_withdrawal(tell: Tell, as_person: Browser) -> None:
    first, second = tell(), tell(consents={"groep": False})
    found = write(as_person("amina"), story_numbers=f"{first.number}, {second.number}")
    references = StoryReference.objects.filter(kind=OBSERVATION, object_id=str(found.pk))
    assert set(references.values_list("story_id", flat=True)) == {first.pk, second.pk}
    page = text_of(as_person("karin"), found)
    assert f"Verhaal {first.number}<" in page
    assert f"Verhaal {second.number}<" not in page
    assert "1 verhaal om niet in een groep te lezen" in page
    withdraw_story(story=first, today=dt.date(2026, 11, 21))
    assert "Een verhaal achter deze bevinding is ingetrokken." in text_of(as_person("amina"), found)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [("twaalf", "‘twaalf’ is geen nummer"), ("999", "Verhaal 999 is er niet"), ("9" * 30, "is geen nummer")],
)
def test_a_wrong_number_loses_nothing(inquiry: Inquiry, as_person: Browser, numbers: str, words: str) -> None:
    answer = as_person("amina").post(NEW, {**SEEN, "story_numbers": numbers})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Regels zitten in de weg." in page
    assert not Observation.objects.exists()


def test_bram_cannot_refer_to_what_he_may_not_read(tell: Tell, as_person: Browser) -> None:
    closed = tell(consents={"groep": False})
    answer = as_person("bram").post(NEW, {**SEEN, "story_numbers": str(closed.number)})
    assert answer.status_code == 422


def test_bram_changing_the_words_keeps_references_that_he_cannot_see(tell: Tell, as_person: Browser) -> None:
    closed = tell(consents={"groep": False})
    found = write(as_person("amina"), story_numbers=str(closed.number))
    answer = as_person("bram").post(f"{LIST}{found.pk}/wijzig/", {"title": "Anders", "story_numbers": ""})
    assert answer.status_code == 302
    assert StoryReference.objects.filter(kind=OBSERVATION, story_id=closed.pk).exists()


def test_it_is_changed_and_thrown_away(tell: Tell, as_person: Browser) -> None:
    story = tell()
    amina = as_person("amina")
    found = write(amina, "?teken=about", story_numbers=str(story.number))
    assert amina.post(f"{LIST}{found.pk}/wijzig/", {"title": "Toch anders.", "story_numbers": ""}).status_code == 302
    found.refresh_from_db()
    assert (found.title, found.signifier) == ("Toch anders.", "about")
    assert found.interpretations.count() == 1
    assert not StoryReference.objects.filter(kind=OBSERVATION).exists()
    assert "Gooit u deze bevinding weg?" in amina.get(f"{LIST}{found.pk}/weg/").content.decode()
    assert amina.post(f"{LIST}{found.pk}/weg/").status_code == 302
    assert not Observation.objects.exists()


def test_a_meaning_of_another_observation_stays(inquiry: Inquiry, as_person: Browser) -> None:
    amina = as_person("amina")
    one, other = write(amina), write(amina)
    meaning = other.interpretations.get()
    assert amina.post(f"{LIST}{one.pk}/betekenis/{meaning.pk}/weg/").status_code == 404
    assert amina.post(f"{LIST}{other.pk}/betekenis/{meaning.pk}/weg/").status_code == 302
    assert not other.interpretations.exists()


def test_karin_reads_and_does_not_write(inquiry: Inquiry, as_person: Browser) -> None:
    found = write(as_person("amina"))
    page = text_of(as_person("karin"), found)
    assert "Wijzig" not in page
    assert "<form" not in page.split("<main")[1]
    assert as_person("karin").post(NEW, SEEN).status_code == 404


def test_markup_in_an_observation_stays_text(inquiry: Inquiry, as_person: Browser) -> None:
    found = write(as_person("amina"), title="<script>x</script>", meaning_1="<b>vet</b>", seen="<i>schuin</i>")
    page = text_of(as_person("amina"), found)
    assert "<script>x" not in page
    assert "<b>vet" not in page
    assert "<i>schuin" not in page
