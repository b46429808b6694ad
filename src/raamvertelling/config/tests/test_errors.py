"""What somebody sees when something goes wrong: a clear Dutch page, strict like every other."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory
from pytest_django import Settings

from raamvertelling.config.errors import bad_request
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
