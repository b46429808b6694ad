"""For somebody else, together, a second story right away, and one's own story on paper or as a file."""

import pytest
from django.test import Client

from raamvertelling.inquiries.models import Channel, StoryPoint
from raamvertelling.stories.models import Story
from raamvertelling.telling.access import get_visit
from raamvertelling.telling.models import Draft
from raamvertelling.telling.tests.walking import ANSWERS, STORY, Teller, text

pytestmark = pytest.mark.django_db

YES = {"old_enough": "ja", "analyse": "ja"}
FOR_MOTHER: dict[str, str | list[str]] = {"wie": "parent", "weet": "nee"}


def tell_on(teller: Teller, first: str) -> list[str]:
    """Tell from the first step on and return which steps were asked, up to the check."""
    asked, location = [], first
    while not location.endswith("alles-nakijken/"):
        name = location.rstrip("/").rsplit("/", 1)[1]
        asked.append(name)
        location = teller.post(name, ANSWERS.get(name) or {"actie": "over"})["Location"]
    return asked


def fields_of(address: str) -> dict[str, str]:
    return dict(part.split("=") for part in address.partition("?")[2].split("&"))


def test_telling_for_somebody_else_is_kept_without_a_name(teller: Teller) -> None:
    onward = teller.post("voor-iemand-anders", FOR_MOTHER)["Location"]
    page = teller.client.get(onward).content.decode()
    for name, value in fields_of(onward).items():
        assert f'name="{name}" value="{value}"' in page
    tell_on(teller, teller.post("voor-u-begint", {**YES, **fields_of(onward)})["Location"])
    assert "Noem geen namen" in text(teller.get("story")) and "zoals de ander het ziet" in text(teller.get("about"))
    assert "voor iemand anders: mijn vader of moeder" in text(teller.get("alles-nakijken"))
    code = teller.told_code()
    story = Story.objects.get()
    assert (story.told_as, story.told_with, story.owner_knows) == ("other", "parent", False)
    teller.client.post("/mijn-verhaal/", {"code": code})
    assert "voor iemand anders: mijn vader of moeder" in text(teller.client.get("/mijn-verhaal/bekijken/"))


def test_the_moderator_sees_that_the_owner_does_not_know(teller: Teller, as_person: object) -> None:
    assert callable(as_person)
    onward = teller.post("voor-iemand-anders", FOR_MOTHER)["Location"]
    tell_on(teller, teller.post("voor-u-begint", {**YES, **fields_of(onward)})["Location"])
    teller.told_code()
    number = Story.objects.get().number
    desk = text(as_person("els").get(f"/team/vroeg-erbij/bord/{number}/"))
    assert "verteld voor iemand anders: een ouder" in desk and "de ander weet het niet" in desk


def test_telling_together(teller: Teller) -> None:
    assert teller.post("samen-vertellen", {}).status_code == 422
    onward = teller.post("samen-vertellen", {"wie": "interpreter"})["Location"]
    tell_on(teller, teller.post("voor-u-begint", {**YES, **fields_of(onward)})["Location"])
    assert "De tolk zegt het na" in text(teller.get("story"))
    teller.told_code()
    story = Story.objects.get()
    assert (story.told_as, story.told_with, story.owner_knows) == ("together", "interpreter", None)


@pytest.mark.parametrize("said", [{"wijze": "other", "wie": "parent"}, {"wijze": "x", "wie": "Fatma"}, {"wie": "tolk"}])
def test_what_the_page_never_asked_is_not_kept(teller: Teller, said: dict[str, str]) -> None:
    tell_on(teller, teller.post("voor-u-begint", {**YES, **said})["Location"])
    teller.told_code()
    story = Story.objects.get()
    assert (story.told_as, story.told_with, story.owner_knows) == ("", "", None)


def first_story(teller: Teller) -> str:
    tell_on(teller, teller.begin()["Location"])
    return teller.told_code()


def test_a_second_story_takes_answers_about_oneself_along_only_if_asked(teller: Teller) -> None:
    code = first_story(teller)
    assert "Neem mijn antwoorden over mijzelf mee" in text(teller.get("uw-code"))
    again = teller.client.get(teller.url("voor-u-begint"), {"nog": "1", "meenemen": "1"})
    assert 'name="meenemen" value="1"' in again.content.decode()
    asked = tell_on(teller, teller.post("voor-u-begint", {**YES, "nog": "1", "meenemen": "1"})["Location"])
    assert "role" not in asked and "story" in asked
    page = text(teller.get("story"))
    assert f"Vraag 2 van {len(asked)}" in page and STORY in page
    assert teller.get("role").status_code == 200, "it can still be changed"
    second = teller.told_code()
    assert second != code
    one, other = Story.objects.order_by("number")
    assert one.role == other.role == "professional" and one.teller_id != other.teller_id


def test_a_second_story_begins_empty_otherwise(teller: Teller) -> None:
    first_story(teller)
    asked = tell_on(teller, teller.post("voor-u-begint", {**YES, "nog": "1"})["Location"])
    assert {"role", "story", "about"} <= set(asked)


def test_after_sending_nothing_of_the_story_is_left_in_the_draft(teller: Teller, storypoint: StoryPoint) -> None:
    first_story(teller)
    request = teller.get("uw-code").wsgi_request
    told = get_visit(request, storypoint.code).told
    assert told and told.texts == {} and told.answers == {} and set(told.about_me) == {"role"}


def test_somebody_who_is_still_telling_does_not_begin_again(teller: Teller) -> None:
    teller.begin()
    teller.post("story", {"story": STORY})
    teller.post("voor-u-begint", {**YES, "nog": "1", "meenemen": "1"})
    assert STORY in text(teller.get("story")) and Draft.objects.count() == 1


def test_from_the_receipt_to_paper_and_file(teller: Teller) -> None:
    code = first_story(teller)
    assert teller.post("uw-code", {"actie": "bekijken"})["Location"] == "/mijn-verhaal/bekijken/"
    own = teller.client
    sheet = text(own.get("/mijn-verhaal/afdrukken/"))
    saved = own.get("/mijn-verhaal/bewaren/txt/")
    page = own.get("/mijn-verhaal/bewaren/html/")
    assert saved["Content-Disposition"] == 'attachment; filename="mijn-verhaal.txt"'
    for told in (sheet, saved.content.decode(), text(page)):
        assert STORY in told and "Aan de balie" in told and "de regels van mijn werk 75" in told
        assert "Nee" in told and code not in told and code.replace(" ", "") not in told
    assert page["Content-Disposition"].startswith("attachment") and "<script" not in page.content.decode()
    assert own.get("/mijn-verhaal/bewaren/exe/").status_code == 404
    assert code[:4] in text(teller.get("uw-code")), "the receipt stays until the teller is done"


def test_nobody_else_prints_or_saves_it(teller: Teller) -> None:
    first_story(teller)
    for page in ("afdrukken", "bewaren/txt"):
        assert Client().get(f"/mijn-verhaal/{page}/")["Location"] == "/mijn-verhaal/"


def test_a_kiosk_does_not_open_or_save_the_story(teller: Teller, storypoint: StoryPoint) -> None:
    storypoint.channel = Channel.KIOSK
    storypoint.save()
    first_story(teller)
    assert "bewaar mijn verhaal" not in text(teller.get("uw-code"))
    assert teller.post("uw-code", {"actie": "bekijken"})["Location"] == teller.url("uw-code")
    assert teller.client.get("/mijn-verhaal/bekijken/").status_code == 302
