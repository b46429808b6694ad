"""The second step where it touches keys and the log."""

import datetime as dt
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from raamvertelling.inquiries.models import Inquiry, Membership
from raamvertelling.people.models import Role, User
from raamvertelling.people.tests.steps import code_of, set_up_app, sign_in
from raamvertelling.stories.audit import verify_chain
from raamvertelling.stories.keystore.models import Pepper
from raamvertelling.stories.models import AuditEvent
from raamvertelling.stories.sealing import BrokenSeal, seal_for_site, unseal_for_site
from raamvertelling.stories.services.second_step import take_off

pytestmark = pytest.mark.django_db(databases="__all__")

CODE_PAGE = "/account/tweede-stap/inloggen/"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def els(people: dict[str, User]) -> Client:
    """Els, who signed in a moment ago."""
    client = Client()
    assert sign_in(client) == "/team/"
    return client


def test_without_the_keystore_a_secret_cannot_be_read(els: Client) -> None:
    secret = set_up_app(els)
    Pepper.objects.all().delete()
    other = Client(raise_request_exception=False)
    sign_in(other)
    assert other.post(CODE_PAGE, {"code": code_of(secret)}).status_code == 500
    assert other.get("/team/").status_code == 302


def test_a_sealed_text_opens_only_for_its_own_purpose(db: None) -> None:
    sealed = seal_for_site("second-step", "geheim")
    assert "geheim" not in sealed and sealed != seal_for_site("second-step", "geheim")
    assert unseal_for_site("second-step", sealed) == "geheim"
    with pytest.raises(BrokenSeal):
        unseal_for_site("another", sealed)


def page_of(person: User) -> str:
    return f"/team/vroeg-erbij/mensen/{person.pk}/tweede-stap/"


@pytest.fixture
def bart(people: dict[str, User]) -> Client:
    """Bart, beheerder, who signed in a moment ago."""
    client = Client()
    assert sign_in(client, "bart@veldhaven.example") == "/team/"
    return client


def test_the_beheerder_takes_it_off_on_record_and_by_mail(
    settings: Settings, els: Client, bart: Client, inquiry: Inquiry, people: dict[str, User]
) -> None:
    set_up_app(els)
    settings.RAAM_SENDS_MAIL = True
    assert page_of(people["els"]) in bart.get("/team/vroeg-erbij/mensen/").content.decode()
    assert "Weet u zeker wie het vraagt?" in bart.get(page_of(people["els"])).content.decode()
    assert bart.post(page_of(people["els"])).headers["Location"] == "/team/vroeg-erbij/mensen/"
    assert not Authenticator.objects.exists()
    [event] = AuditEvent.objects.filter(action="tweede stap uitgezet")
    assert (event.inquiry, event.actor, event.detail) == (inquiry, people["bart"], {"van": "Els"})
    assert verify_chain(inquiry)
    assert "tweede stap uitgezet" in bart.get("/team/vroeg-erbij/logboek/").content.decode().lower()
    [message] = mail.outbox
    assert (message.to, message.subject) == (["els@veldhaven.example"], "Raamvertelling: Uw tweede stap staat uit")
    assert "Bart heeft uw tweede stap" in str(message.body)
    assert els.get("/account/").status_code == 302, "who has the lost device is out"
    assert sign_in(Client()) == "/team/"


def test_it_asks_the_beheerder_again_who_he_is(
    els: Client, as_person: Callable[[str], Client], people: dict[str, User]
) -> None:
    set_up_app(els)
    bart = as_person("bart")
    asked = bart.post(page_of(people["els"])).headers["Location"]
    assert asked.startswith("/account/reauthenticate/")
    assert Authenticator.objects.exists()
    bart.post(asked, {"password": "een lang wachtwoord"})
    assert not Authenticator.objects.exists(), "what was asked is done after the password"


def test_only_who_manages_all_that_somebody_works_on_may(els: Client, bart: Client, people: dict[str, User]) -> None:
    set_up_app(els)
    other = Inquiry.objects.create(organisation=people["corrie"].organisations.get().organisation, slug="b", title="B")
    Membership.objects.create(inquiry=other, user=people["els"], role=Role.READER)
    assert "dat u niet beheert" in bart.get(page_of(people["els"])).content.decode()
    bart.post(page_of(people["els"]))
    assert Authenticator.objects.exists()
    Membership.objects.create(inquiry=other, user=people["bart"], role=Role.ADMIN)
    bart.post(page_of(people["els"]))
    assert not Authenticator.objects.exists()
    assert AuditEvent.objects.filter(action="tweede stap uitgezet").count() == 2, "one line in each inquiry"


def test_not_one_s_own_and_not_of_a_stranger(bart: Client, people: dict[str, User]) -> None:
    set_up_app(bart)
    assert "Dit bent u zelf." in bart.get(page_of(people["bart"])).content.decode()
    bart.post(page_of(people["bart"]))
    assert Authenticator.objects.exists()
    assert bart.get(page_of(people["corrie"])).status_code == 404
    assert not take_off(user=people["els"], actor=people["bart"], today=dt.date(2026, 6, 1)), "there is none"
    assert not AuditEvent.objects.exists()


def test_somebody_without_an_inquiry_is_in_the_log_of_the_place(people: dict[str, User]) -> None:
    corrie = Client()
    sign_in(corrie, "corrie@elders.example")
    set_up_app(corrie)
    assert take_off(user=people["corrie"], actor=None, today=dt.date(2026, 6, 1))
    assert AuditEvent.objects.get().inquiry is None
    assert verify_chain(None)
