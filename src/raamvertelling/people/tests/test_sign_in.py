"""Signing in, another password, and no way in without an invitation."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from pytest_django import Settings

from raamvertelling.people.models import User
from raamvertelling.people.tasks import forget_sessions

PASSWORD = "een lang wachtwoord"
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
PAGES = ("account_login", "account_reset_password", "account_reset_password_done", "account_inactive")


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def sign_in(client: Client, email: str = "els@veldhaven.example", password: str = PASSWORD) -> int:
    return client.post(reverse("account_login"), {"login": email, "password": password}).status_code


def test_it_works(client: Client, people: dict[str, User]) -> None:
    answer = client.post(reverse("account_login"), {"login": "Els@Veldhaven.example", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/team/")
    assert "Els" in client.get("/account/").content.decode()


def test_a_wrong_password_gets_one_clear_sentence(client: Client, people: dict[str, User]) -> None:
    page = client.post(reverse("account_login"), {"login": "els@veldhaven.example", "password": "fout"})
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in page.content.decode()
    assert "els@veldhaven.example" in page.content.decode()


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(client: Client, people: dict[str, User]) -> None:
    texts = []
    for email in ("els@veldhaven.example", "wie@veldhaven.example"):
        page = client.post(reverse("account_login"), {"login": email, "password": "fout"}).content.decode()
        texts.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(email, ""))
    assert texts[0] == texts[1]


def test_an_empty_form_says_what_is_missing(client: Client, people: dict[str, User]) -> None:
    page = client.post(reverse("account_login"), {}).content.decode()
    assert "Vul “E-mailadres” in." in page
    assert "Vul “Wachtwoord” in." in page


def test_signing_in_gives_a_new_session_of_eight_hours(client: Client, people: dict[str, User]) -> None:
    client.get(reverse("account_login"))
    session = client.session
    session["before"] = "x"
    session.save()
    client.cookies["sessionid"] = old = str(session.session_key)
    assert sign_in(client) == 302
    assert client.cookies["sessionid"].value != old
    assert client.session.get_expiry_age() <= 8 * 3600
    assert client.cookies["sessionid"]["httponly"]


def test_signing_out_asks_first(as_person: Callable[[str], Client]) -> None:
    els = as_person("els")
    assert els.get(reverse("account_logout")).status_code == 200
    assert els.get("/account/").status_code == 200
    assert els.post(reverse("account_logout")).status_code == 302
    assert els.get("/account/").status_code == 302


def test_signing_out_elsewhere_leaves_only_this_device(people: dict[str, User]) -> None:
    here, there = Client(), Client()
    sign_in(here), sign_in(there)
    assert here.post(reverse("account_sign_out_elsewhere"))["Location"] == "/account/"
    assert "op alle andere apparaten uitgelogd" in here.get("/account/").content.decode()
    assert there.get("/account/").status_code == 302


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_confirm_email"])
def test_what_we_do_not_offer_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/account/signup/", "/account/email/", "/account/login/code/", "/account/confirm/"])
def test_nobody_signs_up_alone(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, {"email": "x@x.example", "password1": PASSWORD}).status_code == 404
    assert not User.objects.exists()


def test_a_forgotten_password_is_replaced_by_the_link_in_a_mail(client: Client, people: dict[str, User]) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": "els@veldhaven.example"})
    assert answer["Location"] == reverse("account_reset_password_done")
    [message] = mail.outbox
    assert message.subject == "Raamvertelling: Nieuw wachtwoord"
    assert not FAMILIAR.search(str(message.body))
    link = re.search(r"http://testserver(\S+)", str(message.body))
    assert link
    form_page = client.get(link[1])["Location"]
    fresh = {"password1": "een heel ander wachtwoord", "password2": "een heel ander wachtwoord"}
    assert client.post(form_page, fresh).status_code == 302
    assert sign_in(Client()) == 200
    assert sign_in(Client(), password="een heel ander wachtwoord") == 302
    assert "Deze link werkt niet meer" in Client().get(link[1]).content.decode()


def test_asking_for_an_unknown_address_says_and_sends_nothing(client: Client, people: dict[str, User]) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": "wie@veldhaven.example"})
    assert answer["Location"] == reverse("account_reset_password_done")
    assert mail.outbox == []


def test_a_link_goes_to_the_address_we_know_and_to_none_that_looks_like_it(
    client: Client, people: dict[str, User]
) -> None:
    """The sign for kelvin is a k in small letters, and not the same mailbox."""
    client.post(reverse("account_reset_password"), {"email": "\N{KELVIN SIGN}arin@veldhaven.example"})
    assert [message.to for message in mail.outbox] == [["karin@veldhaven.example"]]


def test_a_mail_server_that_is_not_there_does_not_tell_who_has_an_account(
    client: Client, people: dict[str, User], settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    asked = [{"email": f"{name}@veldhaven.example"} for name in ("els", "wie")]
    answers = [client.post(reverse("account_reset_password"), each) for each in asked]
    assert {(each.status_code, each.headers["Location"]) for each in answers} == {
        (302, reverse("account_reset_password_done"))
    }


def test_another_password_needs_the_old_one(as_person: Callable[[str], Client]) -> None:
    els = as_person("els")
    new = {"password1": "weer een lang wachtwoord", "password2": "weer een lang wachtwoord"}
    page = els.post(reverse("account_change_password"), {"oldpassword": "fout", **new})
    assert "Dit is niet uw wachtwoord van nu." in page.content.decode()
    assert els.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})["Location"] == "/account/"
    assert sign_in(Client(), password="weer een lang wachtwoord") == 302


def test_a_short_password_is_refused(as_person: Callable[[str], Client]) -> None:
    short = {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}
    page = as_person("els").post(reverse("account_change_password"), short)
    assert page.status_code == 200
    assert "12 tekens" in page.content.decode()


def test_an_account_that_is_off_cannot_sign_in(client: Client, people: dict[str, User]) -> None:
    User.objects.filter(pk=people["els"].pk).update(is_active=False)
    sign_in(client)
    assert client.get("/account/").status_code == 302


def test_too_many_attempts_must_wait(client: Client, people: dict[str, User]) -> None:
    statuses = []
    for number in range(40):
        answer = client.post(reverse("account_login"), {"login": f"x{number}@x.example", "password": "fout"})
        statuses.append(answer.status_code)
        if answer.status_code == 429:
            break
    assert statuses[-1] == 429
    assert "Even wachten" in answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_u(client: Client, db: None, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    assert "Raamvertelling" in page
    assert not FAMILIAR.search(page)


@pytest.mark.parametrize("name", ["account_change_password", "account_reauthenticate", "account_logout", "account"])
def test_every_page_of_an_account_says_u(as_person: Callable[[str], Client], name: str) -> None:
    page = as_person("els").get(reverse(name)).content.decode()
    assert "raam-bar" in page
    assert not FAMILIAR.search(page)


def test_every_text_of_ours_about_signing_in_says_u() -> None:
    texts = list((Path(__file__).parents[1] / "templates").rglob("*.*"))
    assert len(texts) > 15
    assert [text.name for text in texts if FAMILIAR.search(text.read_text(encoding="utf-8"))] == []


def test_a_session_that_is_over_is_forgotten(as_person: Callable[[str], Client]) -> None:
    as_person("amina"), as_person("els")
    over = Session.objects.first()
    assert over is not None
    Session.objects.filter(pk=over.pk).update(expire_date=timezone.now() - dt.timedelta(minutes=1))
    forget_sessions.enqueue()
    assert Session.objects.count() == 1
