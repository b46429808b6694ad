"""What somebody sees when something goes wrong: a clear Dutch page, strict like every other."""

import errno
import sqlite3
from collections.abc import Callable

import psycopg
import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.test import Client, RequestFactory
from pytest_django import Settings

from raamvertelling.config.errors import bad_request, server_error
from raamvertelling.config.tests.test_permissions import weaknesses
from raamvertelling.people.models import User


def test_a_form_that_is_too_large_says_so(client: Client, db: None, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = client.post("/account/login/", {"login": "x" * 2000, "password": "y"})
    assert answer.status_code == 413
    assert "te groot" in answer.content.decode()
    assert weaknesses(answer) == []


@pytest.mark.parametrize(
    ("trouble", "status", "sentence"),
    [(RequestDataTooBig(), 413, "te groot"), (SuspiciousOperation(), 400, "Ga terug met de terugknop")],
)
def test_each_trouble_has_its_page(trouble: Exception, status: int, sentence: str) -> None:
    answer = bad_request(RequestFactory().get("/"), trouble)
    assert answer.status_code == status
    assert sentence in answer.content.decode()


def disk_error(number: int) -> OSError:
    return OSError(number, "disk")


def sqlite_full() -> sqlite3.Error:
    with sqlite3.connect(":memory:") as small:
        small.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as caught:
            small.execute("CREATE TABLE t AS SELECT zeroblob(100000) AS x")
    small.close()
    return caught.value


def from_database(cause: Exception) -> OperationalError:
    error = OperationalError(*cause.args)
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("trouble", "status"),
    [
        (lambda: disk_error(errno.ENOSPC), 507),
        (lambda: disk_error(errno.EDQUOT), 507),
        (lambda: disk_error(errno.EIO), 500),
        (lambda: from_database(sqlite_full()), 507),
        (lambda: from_database(psycopg.errors.DiskFull("no space left on device")), 507),
        (lambda: from_database(sqlite3.OperationalError("database is locked")), 503),
        (lambda: from_database(psycopg.OperationalError("connection refused")), 503),
    ],
)
def test_a_full_disk_is_told_from_a_database_that_is_away(trouble: Callable[[], Exception], status: int) -> None:
    try:
        raise trouble()
    except Exception:
        answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == status
    assert ("De schijf van de server is vol" in answer.content.decode()) == (status == 507)
    assert answer.headers.get("Retry-After") == ("60" if status != 500 else None)


def test_a_host_that_is_not_ours_is_refused(client: Client, db: None, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["raam.example"]
    answer = client.get("/hulp/", headers={"host": "elders.example"})
    assert answer.status_code == 400
    assert "elders.example" not in answer.content.decode()


def test_a_form_from_elsewhere_says_that_nothing_was_kept(people: dict[str, User]) -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "Deze pagina stond te lang open" in answer.content.decode()
    assert weaknesses(answer) == []


def test_our_own_mistake_says_that_it_is_ours(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**anything: object) -> None:
        raise RuntimeError("het geheim van de smid")

    monkeypatch.setattr("raamvertelling.inquiries.views.site.public_inquiries", broken)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Dat ligt niet aan u." in answer.content.decode()
    assert "smid" not in answer.content.decode()
    assert weaknesses(answer) == []


def test_a_page_that_is_not_there_is_as_strict(client: Client, db: None) -> None:
    answer = client.get("/bestaat/niet/")
    assert answer.status_code == 404
    assert weaknesses(answer) == []


def test_a_page_that_is_not_for_you_is_as_strict(client: Client, people: dict[str, User]) -> None:
    client.force_login(people["amina"], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/team/onderzoek/nieuw/")
    assert answer.status_code == 403
    assert weaknesses(answer) == []


def test_an_address_of_a_button_opens_a_page_that_says_so(client: Client, db: None) -> None:
    answer = client.get("/mijn-verhaal/sluiten/")
    assert answer.status_code == 405
    assert "Er is niets veranderd." in answer.content.decode()
    assert weaknesses(answer) == []
