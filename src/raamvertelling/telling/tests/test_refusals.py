"""What cannot be kept or is not there gets a clear sentence, and nothing valid is lost."""

import datetime as dt

import pytest
from django.db import connections
from django.db.utils import OperationalError
from django.test import Client

from raamvertelling.inquiries.models import FrameworkVersion, Inquiry, StoryPoint
from raamvertelling.stories.models import Story
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.telling.models import Draft
from raamvertelling.telling.tests.walking import ANSWERS, STORY, Teller, text

pytestmark = pytest.mark.django_db


def test_an_unknown_code_says_what_to_do(teller: Teller) -> None:
    response = Teller(Client(), code="bestaat-niet").get()
    assert response.status_code == 404 and "Kijk of het adres klopt met de folder" in text(response)
    assert Teller(Client(), code="bestaat-niet").get("story").status_code == 404


def test_a_closed_storypoint_says_so(teller: Teller, storypoint: StoryPoint) -> None:
    storypoint.is_open = False
    storypoint.save()
    assert "Dit vertelpunt is gesloten" in text(teller.get())
    assert teller.begin()["Location"] == teller.url() and not Draft.objects.exists()


def test_who_began_before_it_closed_may_finish(teller: Teller, storypoint: StoryPoint) -> None:
    teller.tell()
    storypoint.is_open = False
    storypoint.save()
    teller.told_code()
    assert Story.objects.count() == 1


def test_a_storypoint_that_is_not_open_yet_names_the_day(teller: Teller, inquiry: Inquiry) -> None:
    inquiry.opens = dt.date(2029, 3, 12)
    inquiry.save()
    assert "12 maart 2029" in text(teller.get())


def test_too_young_gets_a_kind_page_and_nothing_is_kept(teller: Teller) -> None:
    response = teller.post("voor-u-begint", {"old_enough": "nee", "analyse": "ja"})
    assert response["Location"] == teller.url("samen-vertellen") + "?te-jong=1"
    page = text(teller.client.get(response["Location"]))
    assert "Vraag iemand die u vertrouwt" in page and "113" in page
    assert not Draft.objects.exists() and "raam_concept" not in teller.client.cookies


def test_no_consent_gets_a_kind_page_and_nothing_is_kept(teller: Teller) -> None:
    response = teller.post("voor-u-begint", {"old_enough": "ja", "analyse": "nee"})
    assert response["Location"] == teller.url("niet-meedoen")
    assert "U hoeft niet mee te doen" in text(teller.get("niet-meedoen"))
    assert not Draft.objects.exists()


def test_taking_consent_back_on_the_way_destroys_the_draft(teller: Teller) -> None:
    teller.tell()
    teller.post("voor-u-begint", {"old_enough": "ja", "analyse": "nee"})
    assert not Draft.objects.exists()


def test_nothing_starts_without_both_answers(teller: Teller) -> None:
    response = teller.post("voor-u-begint", {"old_enough": "ja"})
    page = response.content.decode()
    assert response.status_code == 422 and "<title>Fout: " in page
    assert page.count("Kies Ja of Nee bij de vraag of u dit goed vindt.") == 2
    assert "novalidate" in page and "autofocus" in page
    assert teller.get("story")["Location"] == teller.url()


def test_a_required_question_is_asked_again_in_the_same_words(teller: Teller) -> None:
    teller.begin()
    response = teller.post("role", {"actie": "verder"})
    page = response.content.decode()
    assert response.status_code == 422 and "<title>Fout: Vraag 4 van 20" in page
    assert page.count("Kies een antwoord. Daarna kunt u verder.") == 2
    assert teller.post("role", {"actie": "over"}).status_code == 422
    assert "Sla over" not in text(teller.get("role")) and "Sla over" in text(teller.get("title"))


def test_a_story_of_100_000_characters_is_kept_whole(teller: Teller) -> None:
    long = ("woorden! " * 11_112)[:100_000].strip()
    teller.tell({**ANSWERS, "story": {"story": long}})
    teller.told_code()
    assert texts_for_teller(Story.objects.get()).text == long


def test_a_story_of_too_many_words_comes_back_whole(teller: Teller) -> None:
    teller.begin()
    response = teller.post("story", {"story": "woord " * 20_001})
    assert response.status_code == 422
    assert "Maak de tekst korter: 20.000 woorden is het meeste. Nu zijn het er 20.001." in text(response)
    assert response.content.decode().count("woord") >= 20_001


def test_a_story_of_too_many_characters_comes_back_whole(teller: Teller) -> None:
    teller.begin()
    response = teller.post("story", {"story": "x" * 300_001})
    assert response.status_code == 422 and "300.001 tekens is te veel" in text(response)
    assert "x" * 300_001 in response.content.decode()


@pytest.mark.parametrize(
    "words",
    ["Zij zei: 😀👩‍👩‍👧 en toen 🧓🏿.", "قصتي بدأت في الشارع. قال لي: انتظر.", "<script>alert(1)</script> & 'x' \"y\""],
)
def test_any_script_and_sign_arrives_as_it_was(teller: Teller, words: str) -> None:
    page = teller.tell({**ANSWERS, "story": {"story": words}}).content.decode()
    assert "<script>alert" not in page
    teller.told_code()
    assert texts_for_teller(Story.objects.get()).text == words


def test_nul_bytes_are_taken_out_and_shown(teller: Teller) -> None:
    teller.begin()
    response = teller.post("story", {"story": "Ik stond\0 daar."})
    assert response.status_code == 422 and "Wij haalden het weg" in text(response)
    assert "Ik stond daar." in response.content.decode() and "\0" not in response.content.decode()


def test_a_triad_that_does_not_sum_to_one_is_refused_and_the_story_stays(teller: Teller) -> None:
    teller.tell()
    data = {f"about-gewicht-{each}": "0.5" for each in ("mens", "regels", "geld")}
    response = teller.post("about", {**data, "about-gezet": "1", "about-manier": "tap"})
    assert response.status_code == 422 and "samen 1 te zijn" in text(response)
    assert STORY in text(teller.get("alles-nakijken"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("role", {"role": "koning"}),
        ("life_domain", {"life_domain": ["wonen", "<b>"]}),
        ("barriers", {"barriers": ["geen", "wmo"]}),
        ("about", {"about-gezet": "1", "about-gewicht-mens": "nan"}),
        ("about", {"about-rij-mens": "9", "about-rij-regels": "1", "about-rij-geld": "1"}),
        ("about", {"about-rij-mens": "1"}),
        ("heard", {"heard-gezet": "1", "heard-plek": "7"}),
        ("network", {"network-gezet-wijkteam": "1", "network-x-wijkteam": "-3", "network-y-wijkteam": "0.5"}),
    ],
)
def test_a_tampered_field_is_refused_and_changes_nothing(
    teller: Teller, name: str, data: dict[str, str | list[str]]
) -> None:
    teller.tell()
    before = text(teller.get("alles-nakijken"))
    response = teller.post(name, data)
    assert response.status_code == 422 and "Fout: " in response.content.decode()
    assert text(teller.get("alles-nakijken")) == before


def test_a_step_that_is_not_there_is_not_found(teller: Teller) -> None:
    teller.begin()
    assert teller.get("bestaat_niet").status_code == 404


def test_an_unfinished_story_cannot_be_sent_and_the_page_says_what_is_missing(teller: Teller) -> None:
    teller.begin()
    response = teller.send()
    page = text(response)
    assert response.status_code == 422 and not Story.objects.exists()
    assert "Nog niet beantwoord: Vertel uw verhaal." in page
    assert "Nog niet beantwoord: Vanuit welke rol vertelt u dit verhaal?" in page


def test_a_new_version_of_the_questions_does_not_disturb_who_is_telling(teller: Teller, inquiry: Inquiry) -> None:
    teller.tell()
    definition = {**inquiry.framework_version.definition, "title": "Nieuwe titel"}
    definition["items"] = [each for each in definition["items"] if each["id"] != "about"]
    FrameworkVersion.objects.create(inquiry=inquiry, number=2, definition=definition, made_on=dt.date(2026, 2, 1))
    teller.told_code()
    story = Story.objects.get()
    assert story.framework_version.number == 1 and "about" in story.answers


def test_text_posted_after_the_draft_expired_is_shown_to_be_copied(teller: Teller) -> None:
    teller.begin()
    Draft.objects.update(expires_on=dt.date(2026, 1, 1))
    response = teller.post("story", {"story": STORY})
    assert response.status_code == 410 and STORY in text(response)
    assert "bewaren wij 7 dagen" in text(response) and not Draft.objects.exists()


def test_posting_without_the_check_of_the_form_is_refused(storypoint: StoryPoint) -> None:
    strict = Teller(Client(enforce_csrf_checks=True))
    assert strict.begin().status_code == 403


@pytest.mark.parametrize("alias", ["keystore", "default"])
def test_sending_while_a_database_is_away_loses_nothing(teller: Teller, alias: str) -> None:
    """The page says to come back; the draft stays, and sending again sends the story once."""
    teller.tell()
    teller.client.raise_request_exception = False

    def refuse(*_: object) -> None:
        raise OperationalError("connection refused")

    with connections[alias].execute_wrapper(refuse):
        assert teller.send().status_code == 503
    assert not Story.objects.exists()
    code = teller.told_code()
    assert Client().post("/mijn-verhaal/", {"code": code})["Location"] == "/mijn-verhaal/bekijken/"
    assert texts_for_teller(Story.objects.get()).text == STORY
