"""No address and no browser of a visitor is kept anywhere: not in a table, a session or a cache."""

import datetime as dt
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from raamvertelling.people.models import User
from raamvertelling.people.tests.steps import code_of, set_up_app, sign_in
from raamvertelling.people.visitors import VISITORS, DailyKey, visitor_mark

ADDRESS = "203.0.113.77"
BROWSER = "Kanarievogel/17"
DAY = dt.date(2026, 3, 1)


def everything_kept() -> str:
    """Return all rows of all tables, all sessions opened, and all of the cache with its keys, as one text."""
    kept: list[Any] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            kept += [table, *cursor.fetchall()]
    kept += [session.get_decoded() for session in Session.objects.all()]
    kept += [vars(cache)["_cache"] if "_cache" in vars(cache) else getattr(cache, "_cache")]  # noqa: B009 - private to Django
    return repr(kept)


@pytest.fixture
def visitor() -> Client:
    cache.clear()
    return Client(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=BROWSER, HTTP_X_FORWARDED_FOR=ADDRESS)


def test_signing_in_and_failing_leaves_no_trace_of_the_device(visitor: Client, people: dict[str, User]) -> None:
    visitor.post(reverse("account_login"), {"login": "els@veldhaven.example", "password": "fout"})
    visitor.post(reverse("account_reset_password"), {"email": "els@veldhaven.example"})
    answer = visitor.post(
        reverse("account_login"), {"login": "els@veldhaven.example", "password": "een lang wachtwoord"}
    )
    assert answer.status_code == 302
    visitor.post(
        reverse("account_change_password"), {"oldpassword": "fout", "password1": "x" * 12, "password2": "x" * 12}
    )
    kept = everything_kept()
    assert "els@veldhaven.example" in kept, "the search looks in the right place"
    assert "allauth" in kept, "the rate limit did count"
    assert ADDRESS not in kept
    assert BROWSER not in kept


@pytest.mark.django_db(databases="__all__")
def test_a_second_step_leaves_no_trace_of_the_device_nor_of_the_time(visitor: Client, people: dict[str, User]) -> None:
    assert sign_in(visitor) == "/team/"
    secret = set_up_app(visitor)
    visitor.post(reverse("account_logout"))
    sign_in(visitor)
    visitor.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert visitor.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 302
    kept = everything_kept()
    assert "totp" in kept, "the search looks in the right place"
    assert ADDRESS not in kept
    assert BROWSER not in kept
    visitor.get(reverse("mfa_view_recovery_codes"))
    assert list(Authenticator.objects.exclude(last_used_at=None)) == []
    [codes] = Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES)
    assert codes.data["viewed_at"] is True, "that they were shown, and not when"


def test_an_address_would_be_found(visitor: Client, people: dict[str, User]) -> None:
    cache.set(f"limit:{ADDRESS}", 1)
    User.objects.filter(pk=people["els"].pk).update(name=BROWSER)
    assert ADDRESS in everything_kept()
    assert BROWSER in everything_kept()
    cache.clear()


def test_a_mark_is_the_same_all_day_and_new_tomorrow() -> None:
    key = DailyKey()
    today = key.mark(ADDRESS, DAY)
    assert key.mark(ADDRESS, DAY) == today
    assert key.mark("203.0.113.78", DAY) != today
    assert key.mark(ADDRESS, DAY + dt.timedelta(days=1)) != today
    assert DailyKey().mark(ADDRESS, DAY) != today
    assert ADDRESS not in today


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2:3::4", "2001:db8:1:2:9::9", True),
        ("2001:db8:1:2::4", "2001:db8:1:3::4", False),
        ("", "", True),
    ],
)
def test_a_network_of_ipv6_is_one_visitor(one: str, other: str, same: bool) -> None:
    requests = RequestFactory()
    marks = [visitor_mark(requests.get("/", REMOTE_ADDR=each)) for each in (one, other)]
    assert (marks[0] == marks[1]) is same
    assert VISITORS is not None and all(len(mark) == 64 for mark in marks)


def test_a_header_counts_only_behind_our_own_proxy(settings: Settings) -> None:
    requests = RequestFactory()
    one, other = (requests.get("/", HTTP_X_FORWARDED_FOR=f"1.1.1.1, {last}") for last in (ADDRESS, "203.0.113.78"))
    settings.RAAM_PROXIES = 0
    assert visitor_mark(one) == visitor_mark(other)
    settings.RAAM_PROXIES = 1
    assert visitor_mark(one) != visitor_mark(other)
    forged = requests.get("/", HTTP_X_FORWARDED_FOR=f"9.9.9.9, {ADDRESS}")
    assert visitor_mark(forged) == visitor_mark(one)
