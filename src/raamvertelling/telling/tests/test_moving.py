"""Going on on another device: one code, once, a week long; the other device loses the story."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.utils.timezone import localdate

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.stories.models import Story
from raamvertelling.telling.attempts import MOST, RESUME_CODES
from raamvertelling.telling.models import Draft, ResumeCode
from raamvertelling.telling.moving import UnknownCode, move_here
from raamvertelling.telling.services import new_token, purge_drafts
from raamvertelling.telling.tests.walking import STORY, Teller, code_on, text

pytestmark = pytest.mark.django_db

HERE = "/vertel/-/verder/"


@pytest.fixture(autouse=True)
def _nobody_guessed_yet() -> None:
    RESUME_CODES.wrong.clear()


@pytest.fixture
def other(storypoint: StoryPoint) -> Teller:
    """Another device."""
    return Teller(Client())


def begin(teller: Teller) -> None:
    teller.begin()
    teller.post("prompt", {"prompt": "vroeg_erbij"})
    teller.post("story", {"story": STORY})


def make_code(teller: Teller) -> str:
    return code_on(teller.post("ander-toestel", {"keuze": "code"}))


def test_the_story_goes_on_where_it_was_and_is_gone_there(teller: Teller, other: Teller) -> None:
    begin(teller)
    code = make_code(teller)
    assert other.client.get("/verder/")["Location"] == HERE
    assert other.client.post(HERE, {"code": code})["Location"] == other.url()
    assert other.post("verder-gaan", {"keuze": "verder"})["Location"] == other.url("title")
    assert STORY in text(other.get("story"))
    assert teller.get("story")["Location"] == teller.url()
    assert Draft.objects.count() == 1
    other.tell()
    other.send()
    assert Story.objects.count() == 1


def test_what_was_told_after_the_code_was_made_comes_too(teller: Teller, other: Teller) -> None:
    begin(teller)
    code = make_code(teller)
    teller.post("title", {"title": "Toch een titel"})
    other.client.post(HERE, {"code": code})
    assert "Toch een titel" in other.get("title").content.decode()


def test_a_code_works_once_and_a_new_one_ends_the_old(teller: Teller, other: Teller) -> None:
    begin(teller)
    first, second = make_code(teller), make_code(teller)
    assert other.client.post(HERE, {"code": first}).status_code == 422
    assert other.client.post(HERE, {"code": second.replace(" ", "-")}).status_code == 302
    assert Teller(Client()).client.post(HERE, {"code": second}).status_code == 422


def test_a_sent_story_does_not_go_on(teller: Teller, other: Teller) -> None:
    teller.tell()
    code = make_code(teller)
    teller.send()
    assert other.client.post(HERE, {"code": code}).status_code == 422
    assert code_on(teller.get("uw-code")) != code


def test_after_a_week_the_code_is_nothing(teller: Teller) -> None:
    begin(teller)
    code, later = make_code(teller), localdate() + dt.timedelta(days=8)
    with pytest.raises(UnknownCode):
        move_here(code=code, token=new_token(), today=later)
    purge_drafts(today=later)
    assert not ResumeCode.objects.exists()


def test_another_story_on_the_other_device_is_not_lost(teller: Teller, other: Teller) -> None:
    begin(teller)
    begin(other)
    answer = other.client.post(HERE, {"code": make_code(teller)})
    assert answer.status_code == 422 and "staat al een ander verhaal" in text(answer)
    assert Draft.objects.count() == 2


def test_wiping_this_device_leaves_only_the_code(teller: Teller, other: Teller) -> None:
    begin(teller)
    code = make_code(teller)
    assert "van dit toestel af" in text(teller.post("ander-toestel", {"keuze": "wis"}))
    assert teller.get("story")["Location"] == teller.url()
    assert "Vertel uw verhaal" in text(teller.get())
    assert other.client.post(HERE, {"code": code}).status_code == 302


def test_the_database_holds_neither_code_nor_key(teller: Teller) -> None:
    begin(teller)
    code = make_code(teller)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM telling_resumecode")
        row = str([bytes(value) if isinstance(value, memoryview) else value for value in cursor.fetchone()])
    assert code.replace(" ", "") not in row and code not in row


def test_guessing_stops(teller: Teller, other: Teller) -> None:
    for _ in range(MOST):
        assert other.client.post(HERE, {"code": "1234 5678 1234 5678"}).status_code == 422
    assert other.client.post(HERE, {"code": "1234 5678 1234 5678"}).status_code == 429


def test_the_page_asks_clearly(other: Teller) -> None:
    assert "zestien cijfers" in text(other.client.post(HERE, {"code": ""}))
    assert "hooguit 7 dagen" in text(other.client.post(HERE, {"code": "1234567812345678"}))
    assert other.get("ander-toestel")["Location"] == other.url()


def test_going_on_later_keeps_what_is_on_the_page(teller: Teller) -> None:
    teller.begin()
    assert teller.post("prompt", {"actie": "later"})["Location"] == teller.url("ander-toestel")
    assert teller.get("ander-toestel").content.decode().count(teller.url("prompt")) == 1
    teller.post("prompt", {"prompt": "vroeg_erbij"})
    answer = teller.post("uw-verhaal", {"story": "Ik was nog niet klaar.", "actie": "later"})
    assert answer["Location"] == teller.url("ander-toestel")
    assert "Ik was nog niet klaar." in teller.get("story").content.decode()
    assert teller.post("title", {"title": "", "actie": "later"}).status_code == 302
    assert teller.post("title", {"title": "Een brief", "actie": "later"}).status_code == 302
    assert "Een brief" in teller.get("title").content.decode()


def test_looking_back_keeps_the_story_so_far(teller: Teller) -> None:
    teller.begin()
    teller.post("prompt", {"prompt": "vroeg_erbij"})
    answer = teller.post("uw-verhaal", {"story": "Ik was halverwege.", "actie": "terug"})
    assert answer["Location"] == teller.url("prompt")
    assert "Ik was halverwege." in teller.get("story").content.decode()
    assert teller.post("uw-verhaal", {"story": "", "actie": "terug"}).status_code == 302
