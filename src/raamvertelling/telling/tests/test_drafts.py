"""A draft can only be read with the key in the cookie, for a week, and is asked after before it is shown."""

import datetime as dt
from time import time

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.telling import cookies, services
from raamvertelling.telling.models import Draft
from raamvertelling.telling.tasks import purge_drafts
from raamvertelling.telling.tests.walking import STORY, Teller, text

pytestmark = pytest.mark.django_db


def test_a_draft_on_disk_tells_nothing(teller: Teller) -> None:
    teller.tell()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM telling_draft")
        row = str([bytes(value) if isinstance(value, memoryview) else value for value in cursor.fetchone()])
    assert "balie" not in row and "professional" not in row
    assert teller.client.cookies[cookies.DRAFT].value not in row


def test_without_the_cookie_there_is_no_draft(teller: Teller) -> None:
    teller.tell()
    stranger = Teller(Client())
    assert stranger.get("alles-nakijken")["Location"] == stranger.url()
    assert "Vertel uw verhaal" in text(stranger.get())


def test_coming_back_asks_before_any_text_is_shown(teller: Teller) -> None:
    teller.tell()
    del teller.client.cookies[cookies.IN_USE]
    for name in ("story", "alles-nakijken", "wat-mag-ermee"):
        assert teller.get(name)["Location"] == teller.url()
    page = text(teller.get())
    assert "Verdergaan met uw verhaal?" in page and "balie" not in page


def test_going_on_leads_to_the_first_open_question(teller: Teller) -> None:
    teller.begin()
    teller.post("prompt", {"prompt": "vroeg_erbij"})
    teller.post("story", {"story": STORY})
    del teller.client.cookies[cookies.IN_USE]
    assert teller.post("verder-gaan", {"keuze": "verder"})["Location"] == teller.url("title")
    assert STORY in text(teller.get("story"))


def test_beginning_again_destroys_what_was_there(teller: Teller) -> None:
    teller.tell()
    assert teller.post("verder-gaan", {"keuze": "opnieuw"})["Location"] == teller.url()
    assert not Draft.objects.exists()


def test_what_is_posted_after_the_page_lay_still_is_kept(teller: Teller) -> None:
    teller.begin()
    del teller.client.cookies[cookies.IN_USE]
    assert teller.post("story", {"story": STORY})["Location"] == teller.url("title")
    assert STORY in text(teller.get("story"))


def test_a_mark_of_use_that_is_old_or_made_up_does_not_count(teller: Teller) -> None:
    teller.tell()
    teller.client.cookies[cookies.IN_USE] = "ja:1abc:nep"
    assert teller.get("story")["Location"] == teller.url()


def test_a_week_later_it_is_gone(teller: Teller) -> None:
    teller.tell()
    left = Draft.objects.get().expires_on
    assert services.purge_drafts(today=left) == 0
    assert services.purge_drafts(today=left + dt.timedelta(days=1)) == 1


def test_the_task_purges(teller: Teller) -> None:
    teller.tell()
    Draft.objects.update(expires_on=dt.date(2026, 1, 1))
    purge_drafts.enqueue()
    assert not Draft.objects.exists()


def test_the_receipt_is_gone_after_half_an_hour(teller: Teller, storypoint: StoryPoint) -> None:
    teller.tell()
    teller.told_code()
    token = teller.client.cookies[cookies.DRAFT].value
    opened = services.open_draft(token=token, storypoint=storypoint, today=dt.date(2026, 1, 1), now=time())
    assert opened is not None and opened.told.texts == {} and opened.told.answers == {}
    late = opened.told.sent_at + services.RECEIPT_SECONDS + 1
    assert services.open_draft(token=token, storypoint=storypoint, today=dt.date(2026, 1, 1), now=late) is None
    assert not Draft.objects.exists()


def test_the_receipt_too_asks_who_came_back(teller: Teller) -> None:
    teller.tell()
    code = teller.told_code()
    del teller.client.cookies[cookies.IN_USE]
    assert teller.get("uw-code")["Location"] == teller.url()
    assert code not in text(teller.get()) and "vanaf dit apparaat" in text(teller.get())
    assert teller.post("verder-gaan", {"keuze": "verder"})["Location"] == teller.url("uw-code")


def test_quick_exit_drops_the_keys_and_goes_elsewhere(teller: Teller) -> None:
    teller.tell()
    response = teller.client.get("/snel-weg/")
    assert response.status_code == 302 and response["Location"] == "https://www.nu.nl/"
    assert '"cookies"' in response["Clear-Site-Data"] and response["Cache-Control"] == "no-store"
    assert all(not teller.client.cookies[name].value for name in (cookies.DRAFT, cookies.IN_USE))
    assert "Vertel uw verhaal" in text(teller.get())


def test_looking_ahead_does_not_drop_the_draft(teller: Teller) -> None:
    teller.tell()
    assert teller.client.get("/snel-weg/", headers={"sec-purpose": "prefetch"}).status_code == 204
    assert teller.client.cookies[cookies.DRAFT].value


def test_another_site_cannot_wipe_what_is_being_told(teller: Teller) -> None:
    teller.tell()
    response = teller.client.get("/snel-weg/", headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 302 and "Clear-Site-Data" not in response
    assert teller.client.cookies[cookies.DRAFT].value


def test_cookies_are_secure_on_https(teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SESSION_COOKIE_SECURE", True)
    teller.begin()
    assert teller.client.cookies[cookies.DRAFT]["secure"] and teller.client.cookies[cookies.IN_USE]["secure"]
