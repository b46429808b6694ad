"""A session begins anew at signing in, ends when nobody does anything, and ends everywhere when it must."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from raamvertelling.people import sessions
from raamvertelling.people.models import User
from raamvertelling.people.sessions import COOKIE, IDLE, mark_for, since_when
from raamvertelling.people.tests.steps import PASSWORD, sign_in

MINUTE = 60
NOW = 1_800_000_000
SetClock = Callable[[int], None]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Return a function that sets the clock so many seconds after the start."""

    def set_clock(later: int) -> None:
        monkeypatch.setattr(sessions, "time", lambda: float(NOW + later))

    set_clock(0)
    return set_clock


@pytest.fixture
def els(people: dict[str, User], clock: SetClock) -> Client:
    client = Client()
    assert sign_in(client) == "/team/"
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_half_an_hour_without_doing_anything_is_the_end(els: Client, clock: SetClock) -> None:
    clock(IDLE - 1)
    assert is_in(els)
    clock(2 * IDLE - 2)
    assert is_in(els), "each visit counts"
    clock(3 * IDLE)
    answer = els.get("/team/vroeg-erbij/?x=1")
    assert answer.headers["Location"] == "/account/login/?next=%2Fteam%2Fvroeg-erbij%2F%3Fx%3D1&verlopen=1"
    assert "langer dan een half uur niet bezig" in els.get(answer.headers["Location"]).content.decode()
    assert not Session.objects.exists(), "the session is gone, not only its cookie"
    clock(0)
    assert not is_in(els), "an older mark does not bring it back"


def test_a_working_day_is_the_longest(els: Client, clock: SetClock, settings: Settings) -> None:
    for later in range(0, settings.SESSION_COOKIE_AGE, IDLE - MINUTE):
        clock(later)
        assert is_in(els), later
    clock(settings.SESSION_COOKIE_AGE)
    assert not is_in(els)


def test_a_clock_that_is_put_back_keeps_nobody_in(els: Client, clock: SetClock) -> None:
    clock(-MINUTE // 2)
    assert is_in(els), "a little is no matter"
    clock(-48 * 60 * MINUTE)
    assert not is_in(els)


def test_typing_counts_as_being_there(els: Client, clock: SetClock) -> None:
    clock(IDLE - 1)
    assert els.get("/account/nog-bezig/").status_code == 204
    clock(2 * IDLE - 2)
    assert is_in(els)
    assert Client().get("/account/nog-bezig/").status_code == 302


def test_what_was_sent_too_late_is_said(els: Client, clock: SetClock) -> None:
    clock(IDLE)
    page = els.post("/account/elders-uitloggen/")
    assert page.status_code == 403
    assert "is niet bewaard" in page.content.decode()


def test_pages_for_everybody_stay_open(els: Client, clock: SetClock) -> None:
    clock(IDLE)
    assert els.get("/hulp/").status_code == 200
    assert COOKIE not in els.cookies or els.cookies[COOKIE].value == ""


def test_leaving_out_or_forging_the_mark_ends_the_session(els: Client, people: dict[str, User]) -> None:
    other = Client()
    sign_in(other, "amina@veldhaven.example")
    for forged in ("", "x", els.cookies[COOKIE].value[:-1] + "x", other.cookies[COOKIE].value):
        thief = Client()
        sign_in(thief)
        thief.cookies[COOKIE] = forged
        assert not is_in(thief), forged
    assert is_in(els)


def test_a_session_without_any_mark_is_watched_from_its_first_page(people: dict[str, User], clock: SetClock) -> None:
    client = Client()
    client.force_login(people["els"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert is_in(client)
    del client.cookies[COOKIE]
    assert not is_in(client)


def test_a_mark_is_of_one_session(clock: SetClock) -> None:
    assert since_when(mark_for("a", NOW - 9), "a") == NOW - 9
    assert since_when(mark_for("a", NOW), "b") is None


def test_the_mark_is_closed_to_scripts_and_gone_with_the_browser(els: Client) -> None:
    mark = els.cookies[COOKIE]
    assert (mark["httponly"], mark["samesite"], mark["max-age"], mark["expires"]) == (True, "Lax", "", "")


def test_who_tells_gets_no_mark(client: Client, db: None) -> None:
    for page in ("/", "/hulp/", "/account/login/"):
        assert COOKIE not in client.get(page).cookies


def test_a_session_that_somebody_chose_is_not_used(people: dict[str, User]) -> None:
    chosen = "a" * 32
    victim = Client()
    victim.cookies["sessionid"] = chosen
    assert sign_in(victim) == "/team/"
    assert victim.cookies["sessionid"].value != chosen
    attacker = Client()
    attacker.cookies["sessionid"] = chosen
    assert not is_in(attacker)


def test_a_known_session_from_before_signing_in_is_worth_nothing(people: dict[str, User]) -> None:
    attacker = Client()
    session = attacker.session
    session["planted"] = "x"
    session.save()
    planted = str(session.session_key)
    victim = Client()
    victim.cookies["sessionid"] = planted
    sign_in(victim)
    fresh = victim.cookies["sessionid"].value
    assert fresh != planted and len(fresh) >= 32
    attacker.cookies["sessionid"] = planted
    assert not is_in(attacker)
    assert not Session.objects.filter(pk=planted).exists()


def test_signing_out_ends_it_on_the_server(els: Client) -> None:
    kept = Client()
    for name in ("sessionid", COOKIE):
        kept.cookies[name] = els.cookies[name].value
    els.post("/account/logout/")
    assert not is_in(kept)


def test_another_password_ends_all_others(els: Client) -> None:
    other = Client()
    sign_in(other)
    new = {"oldpassword": PASSWORD, "password1": "weer een lang wachtwoord", "password2": "weer een lang wachtwoord"}
    els.post("/account/password/change/", new)
    assert is_in(els)
    assert not is_in(other)


def test_an_account_that_is_switched_off_is_out_at_once(els: Client, people: dict[str, User]) -> None:
    User.objects.filter(pk=people["els"].pk).update(is_active=False)
    assert not is_in(els)
