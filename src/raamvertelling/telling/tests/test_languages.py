"""Telling in a language of one's own: chosen first, kept to the end, and true in every sentence and every error."""

import copy
import re

import pytest
from django.test import Client

from raamvertelling.conftest import demo_definition
from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.stories.models import Consent, Story
from raamvertelling.telling.tests.walking import Teller, text
from raamvertelling.web.language_list import KNOWN, unchecked, warning

pytestmark = pytest.mark.django_db


@pytest.fixture
def teller(storypoint: StoryPoint) -> Teller:
    return Teller(Client(), storypoint.code)


def begin(teller: Teller, language: str) -> None:
    teller.post("voor-u-begint", {"old_enough": "ja", "analyse": "ja", "taal": language})


def test_only_dutch_is_offered_until_an_operator_switches_a_language_on(teller: Teller) -> None:
    welcome = teller.client.get(teller.url() + "?taal=en", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="nl" dir="ltr">' in welcome and "English" not in welcome
    assert "Vroeg erbij in Veldhaven" in welcome


@pytest.mark.usefixtures("all_languages")
def test_the_language_comes_first_and_each_speaks_for_itself(teller: Teller) -> None:
    page = teller.get().content.decode()
    assert "Kies uw taal" in page and "Wat gebeurt er met uw verhaal?" not in page
    offered = re.findall(r'<li><a href="\?taal=([\w-]+)" hreflang="\1" lang="\1" dir="ltr">', page)
    assert offered == ["nl", "nl-simple", "en"]
    assert "<strong>English</strong> <span>Tell your story</span>" in page
    assert "العربية" not in page, "the questions are not written in Arabic"


@pytest.mark.usefixtures("all_languages")
def test_a_language_is_kept_to_the_end(teller: Teller) -> None:
    welcome = teller.client.get(teller.url() + "?taal=en").content.decode()
    assert '<html lang="en" dir="ltr">' in welcome and "There early in Veldhaven" in welcome
    begin(teller, "en")
    assert "Tell your story." in text(teller.get("story"))
    teller.tell()
    teller.told_code()
    story = Story.objects.get()
    assert story.language == "en"
    assert set(Consent.objects.filter(story=story).values_list("language", flat=True)) == {"en"}


@pytest.mark.usefixtures("all_languages")
def test_easy_dutch_falls_back_on_dutch_question_by_question(teller: Teller, inquiry: Inquiry) -> None:
    version = inquiry.framework_version
    definition = copy.deepcopy(demo_definition())
    definition["languages"] = ["nl", "en", "nl-simple"]
    story = next(each for each in definition["items"] if each["id"] == "story")
    story["nl-simple"] = {"text": "Wat is er gebeurd?"}
    version.definition = definition
    version.save()
    begin(teller, "nl-simple")
    page = teller.get("story")
    assert '<html lang="nl-simple" dir="ltr">' in page.content.decode() and "Wat is er gebeurd?" in text(page)
    prompt = next(each for each in definition["items"] if each["id"] == "prompt")
    assert prompt["text"] in text(teller.get("prompt")), "what is not written in easy Dutch comes in Dutch"


@pytest.mark.usefixtures("all_languages")
def test_a_wrong_answer_is_told_in_the_language_of_the_teller(teller: Teller) -> None:
    begin(teller, "en")
    teller.post("prompt", {"prompt": "vroeg_erbij"})
    teller.post("story", {"story": "It was raining and nobody came to the door."})
    teller.post("role", {"role": "professional"})
    both = text(teller.post("barriers", {"barriers": ["wmo", "geen"]}))
    assert "does not go together with another answer" in both and "kan niet samen" not in both
    unknown = text(teller.post("life_domain", {"life_domain": ["does_not_exist"]}))
    assert "We do not know this answer" in unknown and "bestaat niet" not in unknown


@pytest.mark.usefixtures("all_languages")
@pytest.mark.parametrize(("code", "direction", "word"), [("ar", "rtl", "قصتي"), ("tr", "ltr", "Hikâyemi")])
def test_pages_outside_a_storypoint_can_be_read_in_each_language(
    client: Client, code: str, direction: str, word: str
) -> None:
    for address in ("/mijn-verhaal/", "/hulp/", "/"):
        page = client.get(f"{address}?taal={code}").content.decode()
        assert f'<html lang="{code}" dir="{direction}">' in page
    assert word in client.get(f"/mijn-verhaal/?taal={code}").content.decode()
    assert '<html lang="nl"' in client.get("/mijn-verhaal/").content.decode(), "nothing is remembered"


def test_an_operator_is_told_which_languages_no_reader_has_checked() -> None:
    assert {each.code for each in unchecked(list(KNOWN))} == {"nl-simple", "en", "tr", "ar", "pl", "uk"}
    assert "nog door geen lezer nagekeken: Turks en Arabisch." in warning(["nl", "tr", "ar"])
    assert warning(["nl"]) == ""
