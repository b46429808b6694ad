"""The second step of signing in: setting it up, using it, losing it, and having to have one."""

import json
import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from raamvertelling.people.models import User
from raamvertelling.people.tests.steps import code_of, recovery_codes, set_up_app, sign_in
from raamvertelling.people.tests.test_sign_in import FAMILIAR

pytestmark = pytest.mark.django_db(databases="__all__")

STEP = "/account/tweede-stap/"
CODE_PAGE = f"{STEP}inloggen/"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def els(people: dict[str, User]) -> Client:
    """Els, who signed in a moment ago."""
    client = Client()
    assert sign_in(client) == "/team/"
    return client


def test_an_app_is_set_up_and_asked_for_at_the_next_time(els: Client) -> None:
    secret = set_up_app(els)
    assert len(recovery_codes(els)) == 10
    again = Client()
    assert sign_in(again) == CODE_PAGE
    assert again.get("/team/").headers["Location"].startswith("/account/login/"), "a password alone opens nothing"
    wrong = again.post(CODE_PAGE, {"code": "000000"}).content.decode()
    assert "Deze code klopt niet" in wrong
    assert again.post(CODE_PAGE, {"code": code_of(secret)}).headers["Location"] == "/team/"
    assert again.get("/team/").status_code == 200


def test_a_code_works_once_in_every_process(els: Client) -> None:
    secret = set_up_app(els)
    first, second, third = Client(), Client(), Client()
    for each in (first, second, third):
        sign_in(each)
    assert first.post(CODE_PAGE, {"code": code_of(secret)}).status_code == 302
    cache.clear()  # another process does not know what this one remembers
    assert second.post(CODE_PAGE, {"code": code_of(secret)}).status_code == 200
    assert second.post(CODE_PAGE, {"code": code_of(secret, later=-1)}).status_code == 200, "nor an older one"
    assert third.post(CODE_PAGE, {"code": code_of(secret, later=1)}).status_code == 302


def test_a_clock_that_is_far_off_does_not_get_in(els: Client) -> None:
    secret = set_up_app(els)
    other = Client()
    sign_in(other)
    assert other.post(CODE_PAGE, {"code": code_of(secret, later=2)}).status_code == 200
    assert other.post(CODE_PAGE, {"code": code_of(secret, later=-2)}).status_code == 200


def test_a_recovery_code_gets_in_once(els: Client) -> None:
    set_up_app(els)
    code = recovery_codes(els)[0]
    lost = Client()
    sign_in(lost)
    assert lost.post(CODE_PAGE, {"code": code}).status_code == 302
    again = Client()
    sign_in(again)
    assert again.post(CODE_PAGE, {"code": code}).status_code == 200
    assert "9 codes" in re.sub(r"</?strong>", "", lost.get(STEP).content.decode())


def test_recovery_codes_are_shown_once_and_made_anew(els: Client) -> None:
    set_up_app(els)
    old = recovery_codes(els)
    page = els.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "Wij laten ze maar één keer zien." in page
    assert [code for code in old if code in page] == []
    assert els.post(reverse("mfa_generate_recovery_codes")).headers["Location"] == reverse("mfa_view_recovery_codes")
    new = recovery_codes(els)
    assert len(new) == 10 and set(new).isdisjoint(old)


def test_too_many_codes_must_wait(els: Client) -> None:
    secret = set_up_app(els)
    guesser = Client()
    sign_in(guesser)
    for number in range(5):
        guesser.post(CODE_PAGE, {"code": f"{number:06}"})
    page = guesser.post(CODE_PAGE, {"code": code_of(secret)})
    assert page.status_code == 200
    assert "te veel pogingen" in page.content.decode()


def test_secrets_lie_sealed_and_no_time_is_kept(els: Client) -> None:
    page = els.get(reverse("mfa_activate_totp")).content.decode()
    shown = re.search(r'raam-secret">([A-Z2-7 ]+)<', page)
    assert shown
    waiting = repr([session.get_decoded() for session in Session.objects.all()])
    assert "second_step_secret" in waiting
    assert shown[1].replace(" ", "") not in waiting
    secret = set_up_app(els)
    codes = [code.replace(" ", "") for code in recovery_codes(els)]
    other = Client()
    sign_in(other)
    other.post(CODE_PAGE, {"code": code_of(secret)})
    kept = repr(list(Authenticator.objects.values())) + repr([each.get_decoded() for each in Session.objects.all()])
    assert secret not in kept
    assert [code for code in codes if code in kept] == []
    for each in Authenticator.objects.all():
        assert each.last_used_at is None
        assert (each.created_at.hour, each.created_at.minute, each.created_at.microsecond) == (0, 0, 0)
        assert set(each.data) <= {"secret", "used", "seed", "used_mask", "viewed_at"}


def test_the_app_is_taken_off_by_its_owner(settings: Settings, els: Client) -> None:
    set_up_app(els)
    settings.RAAM_SENDS_MAIL = True
    assert "App uitzetten?" not in els.get(STEP).content.decode()
    assert els.post(reverse("mfa_deactivate_totp")).headers["Location"] == STEP
    assert not Authenticator.objects.exists(), "the recovery codes go along"
    assert mail.outbox[-1].subject == "Raamvertelling: Code uit een app staat uit"
    assert sign_in(Client()) == "/team/"


def test_changing_it_later_asks_again_who_one_is(els: Client) -> None:
    secret = set_up_app(els)
    session = els.session
    session["account_authentication_methods"] = [{"method": "password", "at": 1.0, "email": "els@veldhaven.example"}]
    session.save()
    asked = els.get(reverse("mfa_deactivate_totp")).headers["Location"]
    assert asked.startswith("/account/reauthenticate/")
    page = els.get(asked).content.decode()
    assert "Met een code uit de app of een herstelcode" in page
    assert els.post(reverse("mfa_deactivate_totp")).headers["Location"].startswith("/account/reauthenticate/")
    assert Authenticator.objects.filter(type="totp").exists()
    by_code = f"{STEP}nog-een-keer/?next={reverse('mfa_deactivate_totp')}"
    assert els.post(by_code, {"code": code_of(secret)}).headers["Location"] == STEP, "what was asked is done now"
    assert not Authenticator.objects.exists()


def test_mail_that_cannot_be_sent_stops_nothing(settings: Settings, els: Client) -> None:
    set_up_app(els)
    settings.RAAM_SENDS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    assert els.post(reverse("mfa_deactivate_totp")).headers["Location"] == STEP
    assert not Authenticator.objects.exists()


def test_giving_up_halfway_signs_nobody_in(els: Client) -> None:
    set_up_app(els)
    half = Client()
    sign_in(half)
    assert half.post(reverse("account_logout"), {"next": reverse("account_login")}).headers["Location"]
    assert half.get(CODE_PAGE).headers["Location"] == reverse("account_login")


def test_another_password_takes_no_second_step_off(els: Client, client: Client) -> None:
    set_up_app(els)
    client.post(reverse("account_reset_password"), {"email": "els@veldhaven.example"})
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
    assert link
    fresh = {"password1": "een heel ander wachtwoord", "password2": "een heel ander wachtwoord"}
    client.post(client.get(link[1]).headers["Location"], fresh)
    assert client.get("/team/").status_code == 302
    assert sign_in(client, password="een heel ander wachtwoord") == CODE_PAGE


@pytest.mark.parametrize(
    "said",
    ["", "x", "1", "[]", "null", '{"id": "x"}', '{"response": 1}', '{"id": "eA", "rawId": "eA", "response": {}}'],
)
def test_what_is_no_passkey_gets_a_sentence(els: Client, said: str) -> None:
    els.get(reverse("mfa_add_webauthn"))
    page = els.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": said})
    assert page.status_code == 200
    assert "Dat lukte niet." in page.content.decode()
    stranger = Client()
    asked = stranger.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    assert json.loads(asked.content)["request_options"]["publicKey"]["userVerification"] == "required"
    assert STATE_SESSION_KEY in stranger.session
    answer = stranger.post(reverse("mfa_login_webauthn"), {"credential": said})
    assert answer.headers["Location"] == reverse("account_login")
    assert "raam-message--error" in stranger.get(reverse("account_login")).content.decode()
    assert stranger.get("/team/").status_code == 302


def test_who_must_have_one_reaches_only_the_page_for_it(
    settings: Settings, els: Client, as_person: Callable[[str], Client]
) -> None:
    settings.RAAM_SECOND_STEP_REQUIRED = True
    for page in ("/team/", "/team/vroeg-erbij/", "/team/vroeg-erbij/mensen/", "/account/", "/account/login/"):
        assert (page, els.get(page).headers.get("Location")) == (page, STEP)
    assert els.post("/team/vroeg-erbij/mensen/rol/").headers["Location"] == STEP
    assert els.get("/hulp/").status_code == 200, "what is for everybody stays so"
    assert els.get("/bestaat-niet/").status_code == 404
    assert "Kies eerst een tweede stap." in els.get(STEP).content.decode()
    assert els.get(reverse("account_logout")).status_code == 200
    set_up_app(els)
    assert els.get("/team/").status_code == 200
    assert "Kies eerst een tweede stap." not in els.get(STEP).content.decode()


def test_who_need_not_have_one_is_left_alone(els: Client) -> None:
    assert els.get("/team/").status_code == 200
    assert "Kies eerst een tweede stap." not in els.get(STEP).content.decode()


def test_every_page_about_it_says_u_and_is_ours(els: Client) -> None:
    pages = [STEP, reverse("mfa_activate_totp"), reverse("mfa_add_webauthn")]
    texts = [els.get(page).content.decode() for page in pages]
    set_up_app(els)
    after = ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_reauthenticate"]
    texts += [els.get(reverse(name)).content.decode() for name in after]
    half = Client()
    sign_in(half)
    texts.append(half.get(CODE_PAGE).content.decode())
    for text in texts:
        assert "raam-bar" in text
        assert not FAMILIAR.search(text)
        assert not re.search(r"\b(Authenticator App|Recovery|Security Key|Deactivate)\b", text)
