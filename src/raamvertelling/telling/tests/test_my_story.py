"""With the code: see, correct, allow and take back; without it nothing."""

import datetime as dt
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.models import OwnUse, Story
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services import teller as teller_services
from raamvertelling.stories.services.moderation import release, save_released_text
from raamvertelling.telling import cookies
from raamvertelling.telling.attempts import CODES, MOST, WINDOW_SECONDS, Attempts
from raamvertelling.telling.tests.walking import ANSWERS, STORY, Teller, text

pytestmark = pytest.mark.django_db


ONLINE = "/mijn-verhaal/zo-komt-het-online/"


def seen_on(page: str) -> str:
    """Return the mark of the words that a page shows."""
    return page.partition('name="gezien" value="')[2].partition('"')[0]


@pytest.fixture
def code(teller: Teller) -> str:
    teller.tell({**ANSWERS, "wat-mag-ermee": {"groep": "ja", "citaat": "ja", "openbaar": "nee"}})
    return teller.told_code()


@pytest.fixture
def owner(code: str) -> Client:
    client = Client()
    assert client.post("/mijn-verhaal/", {"code": code})["Location"] == "/mijn-verhaal/bekijken/"
    return client


def test_the_code_opens_the_story(owner: Client, code: str) -> None:
    page = text(owner.get("/mijn-verhaal/bekijken/"))
    assert STORY in page and "Aan de balie" in page and "Ontvangen." in page
    assert "de regels van mijn werk 75" in page
    assert owner.get("/mijn-verhaal/bekijken/")["Cache-Control"] == "no-store"
    cookie = owner.cookies[cookies.MY_STORY]
    assert code.replace(" ", "") not in cookie.value and cookie["httponly"] and cookie["path"] == "/mijn-verhaal/"


@pytest.mark.parametrize("between", ["", "-", "  ", ".", " - "])
def test_spaces_and_dashes_are_forgiven(code: str, between: str) -> None:
    response = Client().post("/mijn-verhaal/", {"code": between.join(code.split())})
    assert response["Location"] == "/mijn-verhaal/bekijken/"


@pytest.mark.parametrize("typed", ["", "1234", "0000 0000 0000 0000", "abc", "1" * 5000, "\0"])
def test_a_wrong_code_opens_nothing_and_says_what_to_do(code: str, typed: str) -> None:
    client = Client()
    response = client.post("/mijn-verhaal/", {"code": typed})
    assert response.status_code == 422 and "Fout: " in response.content.decode()
    assert client.get("/mijn-verhaal/bekijken/")["Location"] == "/mijn-verhaal/"


def test_a_made_up_or_foreign_cookie_opens_nothing(code: str) -> None:
    story = Story.objects.get()
    for value in (str(story.pk), signing.TimestampSigner(salt="elders").sign(str(story.pk))):
        client = Client()
        client.cookies[cookies.MY_STORY] = value
        assert client.get("/mijn-verhaal/bekijken/")["Location"] == "/mijn-verhaal/"


def test_one_use_is_taken_back_in_two_taps_and_the_rest_stays(owner: Client) -> None:
    assert "Maak er nee van" in text(owner.get("/mijn-verhaal/gebruik/citaat/"))
    assert Story.objects.get().may_quote
    owner.post("/mijn-verhaal/gebruik/citaat/", {"antwoord": "nee"})
    story = Story.objects.get()
    assert (story.may_group, story.may_quote) == (True, False)
    owner.post("/mijn-verhaal/gebruik/openbaar/", {"antwoord": "ja"})
    assert Story.objects.get().may_publish


def test_the_first_use_leads_to_withdrawing(owner: Client) -> None:
    assert owner.post("/mijn-verhaal/gebruik/analyse/", {"antwoord": "nee"})["Location"] == "/mijn-verhaal/intrekken/"
    assert owner.get("/mijn-verhaal/gebruik/verkopen/").status_code == 404


def test_withdrawing_asks_once_and_then_it_is_gone(owner: Client, code: str) -> None:
    assert "voorgoed" in text(owner.get("/mijn-verhaal/intrekken/"))
    assert Story.objects.exists()
    assert owner.post("/mijn-verhaal/intrekken/")["Location"] == "/mijn-verhaal/ingetrokken/"
    assert "Ingetrokken" in text(owner.get("/mijn-verhaal/ingetrokken/"))
    assert not Story.objects.exists() and owner.get("/mijn-verhaal/bekijken/").status_code == 302
    again = Client().post("/mijn-verhaal/", {"code": code})
    assert "Dit verhaal is ingetrokken op" in text(again)


def test_the_text_can_be_corrected_before_release(owner: Client) -> None:
    assert STORY in text(owner.get("/mijn-verhaal/tekst/"))
    owner.post("/mijn-verhaal/tekst/", {"title": "Loket", "text": "Ik stond voor het loket."})
    texts = texts_for_teller(Story.objects.get())
    assert (texts.title, texts.text) == ("Loket", "Ik stond voor het loket.")
    empty = owner.post("/mijn-verhaal/tekst/", {"title": "Loket", "text": " "})
    assert empty.status_code == 422 and "Uw verhaal is nu leeg" in text(empty)
    assert texts_for_teller(Story.objects.get()).text == "Ik stond voor het loket."


def test_a_title_that_is_too_long_is_refused_and_kept_on_the_page(owner: Client) -> None:
    response = owner.post("/mijn-verhaal/tekst/", {"title": "x" * 120, "text": "Nieuwe tekst."})
    assert response.status_code == 422 and "80" in text(response) and "Nieuwe tekst." in text(response)


def test_a_released_text_stays_but_its_uses_do_not(owner: Client) -> None:
    Story.objects.update(state="released")
    assert owner.get("/mijn-verhaal/tekst/")["Location"] == "/mijn-verhaal/bekijken/"
    assert owner.post("/mijn-verhaal/tekst/", {"text": "Anders."})["Location"] == "/mijn-verhaal/bekijken/"
    assert texts_for_teller(Story.objects.get()).text == STORY
    assert "Vrijgegeven." in text(owner.get("/mijn-verhaal/bekijken/"))


def test_a_use_that_is_added_after_the_release_waits_for_a_moderator(owner: Client) -> None:
    waits, will_wait = "Een moderator kijkt er eerst naar.", "Dan kijkt een moderator er eerst naar."
    assert will_wait not in text(owner.get("/mijn-verhaal/gebruik/openbaar/"))
    Story.objects.update(state="released")
    assert will_wait in text(owner.get("/mijn-verhaal/gebruik/openbaar/"))
    assert waits not in text(owner.get("/mijn-verhaal/bekijken/"))
    owner.post("/mijn-verhaal/gebruik/openbaar/", {"antwoord": "ja"})
    assert not Story.objects.get().may_publish
    for page in ("bekijken", "gebruik/openbaar"):
        assert waits in text(owner.get(f"/mijn-verhaal/{page}/"))
    owner.post("/mijn-verhaal/gebruik/openbaar/", {"antwoord": "nee"})
    assert waits not in text(owner.get("/mijn-verhaal/bekijken/"))


def test_a_changed_text_waits_for_its_teller_who_agrees(owner: Client, people: dict[str, User]) -> None:
    assert "Zo komt het online" not in text(owner.get("/mijn-verhaal/bekijken/"))
    story, els, today = Story.objects.get(), people["els"], dt.date(2026, 6, 2)
    save_released_text(story=story, actor=els, texts={"story": "Een ander woord."}, today=today)
    release(story=story, actor=els, withheld=(), today=today)
    waiting = text(owner.get("/mijn-verhaal/bekijken/"))
    assert "Zo komt het online" in waiting and "Wacht op u." in waiting and "Een ander woord." not in waiting
    shown = owner.get(ONLINE).content.decode()
    assert "Een ander woord." in shown
    owner.post(ONLINE, {"antwoord": "ja", "gezien": seen_on(shown)})
    assert Story.objects.get().teller_agreed
    agreed = text(owner.get("/mijn-verhaal/bekijken/"))
    assert "Zo komt het online" not in agreed and "Vrijgegeven." in agreed and "Wacht op u." not in agreed


def test_refusing_a_changed_text_takes_quotes_and_publication_back(owner: Client) -> None:
    Story.objects.update(state="released", text_changed=True)
    owner.post(ONLINE, {"antwoord": "nee", "gezien": seen_on(owner.get(ONLINE).content.decode())})
    story = Story.objects.get()
    assert not (story.may_quote or story.may_publish or story.teller_agreed) and story.may_group


def test_closing_and_leaving_forget_the_story(owner: Client) -> None:
    owner.post("/mijn-verhaal/sluiten/")
    assert owner.get("/mijn-verhaal/bekijken/")["Location"] == "/mijn-verhaal/"


def test_guessing_is_slowed_down_without_keeping_an_address(code: str) -> None:
    client = Client()
    for _ in range(MOST):
        assert client.post("/mijn-verhaal/", {"code": "1111222233334444"}).status_code == 422
    assert client.post("/mijn-verhaal/", {"code": code}).status_code == 429
    assert CODES.wrong and "127.0.0.1" not in str(CODES.wrong)
    assert Client(REMOTE_ADDR="192.0.2.7").post("/mijn-verhaal/", {"code": code}).status_code == 302


def test_attempts_are_forgotten_after_ten_minutes() -> None:
    now = [0.0]
    attempts = Attempts(clock=lambda: now[0])
    for _ in range(MOST):
        attempts.note_wrong("mark a")
    assert not attempts.may_try("mark a") and attempts.may_try("mark b")
    now[0] = WINDOW_SECONDS + 1.0
    assert attempts.may_try("mark a")


def test_a_practice_story_says_so(teller: Teller, storypoint: StoryPoint) -> None:
    storypoint.is_test = True
    storypoint.save()
    teller.tell()
    client = Client()
    client.post("/mijn-verhaal/", {"code": teller.told_code()})
    assert "Oefenen: dit telt niet mee" in text(client.get("/mijn-verhaal/bekijken/"))


@pytest.mark.parametrize("page", ["bekijken", "tekst", "intrekken", "gebruik/citaat"])
def test_a_page_of_a_story_that_is_being_withdrawn_says_so(owner: Client, page: str) -> None:
    """Its key is gone and its rows are not yet: in another window, or after a crash half-way."""
    StoryKey.objects.all().delete()
    answer = owner.get(f"/mijn-verhaal/{page}/")
    assert answer["Location"] == "/mijn-verhaal/ingetrokken/"
    assert not owner.cookies[cookies.MY_STORY].value


def test_changing_a_use_while_the_story_goes_says_so(owner: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    real = teller_services.set_use

    def overtaken(**what: Any) -> Story:
        teller_services.withdraw_story(story=Story.objects.get(), today=dt.date(2026, 6, 3))
        return real(**what)

    monkeypatch.setattr(teller_services, "set_use", overtaken)
    answer = owner.post("/mijn-verhaal/gebruik/citaat/", {"antwoord": "nee"})
    assert answer["Location"] == "/mijn-verhaal/ingetrokken/"


def test_a_use_of_the_inquiry_itself_is_asked_shown_and_taken_back(teller: Teller, inquiry: Inquiry) -> None:
    version = inquiry.framework_version
    training = {"id": "training", "text": "Mag het in een training?", "en": {"text": "May it be used in a training?"}}
    version.definition["consent"]["purposes"].append(training)
    version.save()
    teller.tell({**ANSWERS, "wat-mag-ermee": {"groep": "ja", "training": "ja"}})
    client = Client()
    client.post("/mijn-verhaal/", {"code": teller.told_code()})
    assert "Mag het in een training?" in text(client.get("/mijn-verhaal/bekijken/"))
    assert OwnUse.objects.get().purpose == "training"
    assert "Maak er nee van" in text(client.get("/mijn-verhaal/gebruik/training/"))
    client.post("/mijn-verhaal/gebruik/training/", {"antwoord": "nee"})
    assert not OwnUse.objects.exists()
