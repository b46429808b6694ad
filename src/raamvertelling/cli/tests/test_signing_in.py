"""Helping somebody who lost the second step, from the command line."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

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
