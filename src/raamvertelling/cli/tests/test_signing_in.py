"""Helping somebody who lost the second step, from the command line."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from raamvertelling.cli.main import main
from raamvertelling.people.models import User
from raamvertelling.people.tests.steps import set_up_app, sign_in
from raamvertelling.stories.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_the_operator_takes_it_off(people: dict[str, User], capsys: pytest.CaptureFixture[str]) -> None:
    els = Client()
    sign_in(els)
    set_up_app(els)
    assert main(["tweede-stap-uit", "Els@Veldhaven.example"]) == 0
    assert "De tweede stap van Els staat uit." in capsys.readouterr().out
    assert not Authenticator.objects.exists()
    event = AuditEvent.objects.get()
    assert (event.action, event.actor) == ("tweede stap uitgezet", None)
    assert main(["tweede-stap-uit", "els@veldhaven.example"]) == 1
    assert "heeft geen tweede stap" in capsys.readouterr().err
    assert main(["tweede-stap-uit", "wie@veldhaven.example"]) == 1
    assert "Er is geen account" in capsys.readouterr().err


def test_the_operator_gives_a_new_password(people: dict[str, User], capsys: pytest.CaptureFixture[str]) -> None:
    before = Client()
    sign_in(before)
    assert main(["wachtwoord", "Els@Veldhaven.example"]) == 0
    made = capsys.readouterr().out.splitlines()[0].rpartition(": ")[2]
    assert before.get("/team/").status_code == 302, "every session with the old one ends"
    client = Client()
    assert client.post("/account/login/", {"login": "els@veldhaven.example", "password": made}).status_code == 302
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, made in repr(event.detail)) == ("nieuw wachtwoord gegeven", None, False)
    assert main(["wachtwoord", "wie@veldhaven.example"]) == 1
    assert "Er is geen account" in capsys.readouterr().err


def test_a_place_without_mail_does_not_promise_one(client: Client, settings: Settings) -> None:
    assert "U krijgt een mail" in client.get("/account/password/reset/").content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = client.get("/account/password/reset/").content.decode()
    assert "wie bij u de server beheert" in page and "U krijgt een mail" not in page
