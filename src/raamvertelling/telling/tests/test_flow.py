"""From welcome to receipt, as a browser without JavaScript."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.stories.models import Story
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.telling.models import Draft
from raamvertelling.telling.tests.walking import ANSWERS, STORY, Teller, text

pytestmark = pytest.mark.django_db


def test_a_story_told_step_by_step_arrives_whole(teller: Teller) -> None:
    checked = text(teller.tell())
    assert STORY in checked and "Aan de balie" in checked
    assert "de regels van mijn werk 75, de mens voor mij 25, het geld en de uren 0" in checked
    assert "meer naar ‘niet gehoord’ (75 van 100)" in checked
    assert "wijkteam: hielp veel, veel invloed" in checked
    assert "Overgeslagen" in checked
    teller.told_code()
    story = Story.objects.get()
    assert (story.role, story.prompt, story.language) == ("professional", "vroeg_erbij", "nl")
    assert story.answers["about"] == {"mens": 0.25, "regels": 0.75, "geld": 0.0, "mode": "rows"}
    assert "emotion" not in story.answers
    assert texts_for_teller(story).text == STORY and texts_for_teller(story).title == "Aan de balie"
    assert {each.purpose: each.given for each in story.consents.all()} == {
        "analyse": True,
        "groep": False,
        "citaat": False,
        "openbaar": False,
    }
    assert Draft.objects.count() == 1 and STORY not in str(bytes(Draft.objects.get().sealed))


def test_only_what_was_allowed_is_allowed(teller: Teller) -> None:
    teller.tell({**ANSWERS, "wat-mag-ermee": {"groep": "ja", "citaat": "nee"}})
    teller.told_code()
    story = Story.objects.get()
    assert (story.may_analyse, story.may_group, story.may_quote, story.may_publish) == (True, True, False, False)


def test_nothing_is_chosen_beforehand_on_any_step(teller: Teller) -> None:
    assert "checked" not in teller.get("voor-u-begint").content.decode()
    location = teller.begin()["Location"]
    seen = 0
    while not location.endswith("alles-nakijken/"):
        name = location.rstrip("/").rsplit("/", 1)[1]
        page = teller.get(name).content.decode()
        assert " checked" not in page and "selected" not in page
        location = teller.post(name, ANSWERS.get(name) or {"actie": "over"})["Location"]
        seen += 1
    assert seen == 20
    assert " checked" not in teller.get("alles-nakijken").content.decode()


def test_every_question_says_its_number_in_title_and_above_the_heading(teller: Teller) -> None:
    teller.begin()
    page = teller.get("role").content.decode()
    assert "<title>Vraag 4 van 20: Vanuit welke rol vertelt u dit verhaal?" in page.replace("\n", "")
    assert page.index("Vraag 4 van 20</p>") < page.index("<h1")
    assert page.count("<h1") == 1


def test_words_follow_the_voice(teller: Teller) -> None:
    teller.begin()
    assert "het geld en de uren" not in text(teller.get("about"))
    teller.post("role", {"role": "professional"})
    assert "het geld en de uren" in text(teller.get("about"))


def test_a_condition_leaves_a_question_out_and_its_answer_too(teller: Teller) -> None:
    teller.tell({**ANSWERS, "barriers": {"barriers": ["wachttijd"]}, "barrier_rule": {"barrier_rule": "Acht weken."}})
    after = teller.post("barriers", {"barriers": ["geen"], "wijzig": "1"})
    assert after["Location"] == teller.url("alles-nakijken")
    assert "Acht weken." not in text(teller.get("alles-nakijken"))
    assert teller.get("barrier_rule")["Location"] != teller.url("barrier_rule")
    teller.told_code()
    story = Story.objects.get()
    assert texts_for_teller(story).answers == {} and story.answers["barriers"] == ["geen"]


def test_changing_an_answer_comes_back_to_the_check(teller: Teller) -> None:
    teller.tell()
    page = teller.client.get(teller.url("emotion") + "?wijzig=1").content.decode()
    assert 'name="wijzig"' in page and teller.url("alles-nakijken") in page
    assert teller.post("emotion", {"emotion": "boos", "wijzig": "1"})["Location"] == teller.url("alles-nakijken")
    assert "Boos" in text(teller.get("alles-nakijken"))


def test_skipping_takes_an_earlier_answer_away(teller: Teller) -> None:
    teller.tell()
    teller.post("title", {"actie": "over"})
    teller.post("about", {"actie": "over"})
    teller.told_code()
    story = Story.objects.get()
    assert "about" not in story.answers and texts_for_teller(story).title == ""


def test_no_code_is_a_choice(teller: Teller) -> None:
    page = text(teller.tell())
    assert "Ik wil geen code" in page and "niet meer zien of intrekken" in page
    teller.send(geen_code="1")
    receipt = text(teller.get("uw-code"))
    assert "geen code" in receipt and Story.objects.get().receipt.code_hash is None


def test_sending_twice_gives_one_story_and_one_code(teller: Teller) -> None:
    teller.tell()
    first = teller.told_code()
    assert teller.told_code() == first
    assert Story.objects.count() == 1


def test_a_send_whose_answer_was_lost_gives_the_same_code(teller: Teller) -> None:
    teller.tell()
    before = bytes(Draft.objects.get().sealed)
    first = teller.told_code()
    Draft.objects.update(sealed=before)
    assert teller.told_code() == first
    assert Story.objects.count() == 1


def test_a_change_after_a_lost_answer_keeps_both_with_a_code_each(teller: Teller) -> None:
    teller.tell()
    before = bytes(Draft.objects.get().sealed)
    teller.told_code()
    Draft.objects.update(sealed=before)
    teller.post("story", {"story": STORY + " En ik ging naar huis."})
    teller.send()
    page = teller.get("uw-code").content.decode()
    assert page.count("raam-receipt") == 2 and "twee codes" in page
    assert Story.objects.count() == 2


def test_the_receipt_leads_to_the_story_and_leaving_destroys_the_rest(teller: Teller) -> None:
    teller.tell()
    code = teller.told_code()
    assert code in text(teller.get("op-papier")).replace("  ", " ")
    assert teller.get("story")["Location"] == teller.url("uw-code")
    response = teller.post("uw-code")
    assert response["Location"] == teller.url("tot-ziens") and not Draft.objects.exists()
    assert not teller.client.cookies["raam_concept"].value
    assert teller.get("uw-code")["Location"] == teller.url()


def test_no_page_of_the_flow_is_kept_in_a_cache(teller: Teller) -> None:
    teller.tell()
    for name in ("", "voor-u-begint", "story", "wat-mag-ermee", "alles-nakijken", "samen-vertellen", "tot-ziens"):
        assert teller.get(name)["Cache-Control"] == "no-store"
    teller.told_code()
    assert teller.get("uw-code")["Cache-Control"] == teller.get("op-papier")["Cache-Control"] == "no-store"


def test_a_test_point_says_so_and_does_not_count(teller: Teller, storypoint: StoryPoint) -> None:
    storypoint.is_test = True
    storypoint.save()
    assert "Oefenen: dit telt niet mee" in text(teller.get())
    teller.tell()
    assert "Oefenen: dit telt niet mee" in text(teller.get("story"))
    teller.told_code()
    assert not Story.objects.real().exists()


def test_a_question_page_weighs_at_most_60_kilobytes(teller: Teller) -> None:
    teller.begin()
    for name in ("about", "network", "story"):
        page = teller.get(name).content
        total = len(gzip.compress(page))
        for path in _files_of(page.decode()):
            found = finders.find(path)
            assert isinstance(found, str), path
            with open(found, "rb") as file:
                total += len(gzip.compress(file.read()))
        assert total <= 60_000, f"{name}: {total}"


def _files_of(page: str) -> set[str]:
    paths = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page))
    modules = {"raam/js/geometry.js", "raam/js/placing.js"} if "signifier-" in page else set()
    return paths | modules


def test_the_page_needs_no_session(teller: Teller) -> None:
    teller.tell()
    teller.told_code()
    names = set(teller.client.cookies)
    assert names <= {"raam_concept", "raam_bezig", "csrftoken"}
    draft = teller.client.cookies["raam_concept"]
    assert draft["httponly"] and draft["samesite"] == "Lax" and draft["path"] == "/vertel/"


def test_two_storypoints_in_one_browser_do_not_mix(teller: Teller, storypoint: StoryPoint) -> None:
    other = StoryPoint.objects.create(inquiry=storypoint.inquiry, code="bieb", name="Bieb", place="Bieb")
    teller.tell()
    elsewhere = Teller(teller.client, code=other.code)
    assert "Vertel uw verhaal" in text(elsewhere.get())
    elsewhere.begin()
    assert STORY in text(teller.get("alles-nakijken"))


def test_any_browser_language_gets_a_page(storypoint: StoryPoint) -> None:
    teller = Teller(Client(headers={"accept-language": "tr"}))
    assert '<html lang="nl"' in teller.get().content.decode()
