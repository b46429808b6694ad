"""Signing in with one's municipality, against a real OpenID provider that runs beside the test."""

import datetime as dt
import html
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import jwt
import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from raamvertelling.config.environment import WrongSetting, issuer
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.services import invite
from raamvertelling.people.models import Role, User
from raamvertelling.people.provider import read_token
from raamvertelling.people.tests.steps import set_up_app, sign_in

START = """
import sys
from oidc_provider_mock import run_server_in_thread
with run_server_in_thread(require_nonce=True) as server:
    print(server.server_port, flush=True)
    sys.stdin.read()
"""
CLIENT = "raamvertelling"
ELS = {"email": "els@veldhaven.example", "email_verified": True, "name": "Els de Vries"}
pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Start an OpenID provider in a process of its own; return its address."""
    command = [sys.executable, "-W", "ignore", "-c", START]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as started:
        assert started.stdout and started.stdin
        yield f"http://localhost:{started.stdout.readline().strip()}"
        started.stdin.close()


@pytest.fixture
def town(provider: str, settings: Settings) -> str:
    """Let this place know the provider."""
    cache.clear()
    settings.RAAM_OIDC_ISSUER = provider
    settings.RAAM_OIDC_CLIENT_ID, settings.RAAM_OIDC_CLIENT_SECRET = CLIENT, "geheim"
    settings.RAAM_SENDS_MAIL = True
    return provider


def leave(client: Client, **sent: str) -> str:
    """Press the button; return where the page leads."""
    page = client.post("/account/gemeente/", sent)
    assert page.status_code == 200, page.status_code
    found = re.search(r'class="raam-button" href="([^"]+)"', page.content.decode())
    assert found
    address = html.unescape(found[1])
    assert page.headers["Refresh"] == f"0; url={address}"
    return address


def with_query(address: str, **changed: str) -> str:
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | changed
    return urlunsplit(parts._replace(query=urlencode(query)))


def at_the_town(provider: str, address: str, sub: str, claims: dict[str, Any]) -> str:
    """Say there who one is; return where the provider sends the browser, without our host."""
    assert requests.put(f"{provider}/users/{sub}", json=claims, timeout=9).status_code == 204
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=9)
    back = urlsplit(answer.headers["Location"])
    assert back.netloc == "127.0.0.1:8000"
    return f"{back.path}?{back.query}"


def go(client: Client, provider: str, sub: str, claims: dict[str, Any], **sent: str) -> Any:
    return client.get(at_the_town(provider, leave(client, **sent), sub, claims))


def test_without_an_issuer_there_is_no_button_and_no_address(client: Client, db: None) -> None:
    assert "/account/gemeente/" not in client.get("/account/login/").content.decode()
    assert client.post("/account/gemeente/").status_code == 404
    assert client.get("/account/gemeente/terug/").status_code == 404


def test_it_signs_in_who_has_an_account_and_links_once(town: str, people: dict[str, User]) -> None:
    client = Client()
    assert "Inloggen met uw gemeente" in client.get("/account/login/").content.decode()
    assert go(client, town, "els-1", ELS).headers["Location"] == "/team/"
    assert client.get("/team/").status_code == 200
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.uid, linked.extra_data) == (people["els"], "els-1", {})
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["els@veldhaven.example"], "Raamvertelling: Uw account is gekoppeld")
    ]
    moved = {**ELS, "email": "els.nieuw@veldhaven.example", "email_verified": False}
    again = Client()
    assert go(again, town, "els-1", moved).headers["Location"] == "/team/", "the link holds, whatever the address"
    assert len(mail.outbox) == 1


def test_it_goes_on_to_where_somebody_was_going_but_to_no_other_site(town: str, people: dict[str, User]) -> None:
    assert go(Client(), town, "els-1", ELS, next="/account/").headers["Location"] == "/account/"
    assert go(Client(), town, "els-1", ELS, next="https://evil.example/").headers["Location"] == "/team/"


def test_a_second_step_is_asked_here_too(town: str, people: dict[str, User]) -> None:
    els = Client()
    go(els, town, "els-1", ELS)
    set_up_app(els)
    client = Client()
    assert go(client, town, "els-1", ELS).headers["Location"] == "/account/tweede-stap/inloggen/"
    assert client.get("/team/").status_code == 302


def test_what_goes_along_is_little_and_safe(town: str, people: dict[str, User]) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(leave(Client())).query).items()}
    assert asked["redirect_uri"] == "http://127.0.0.1:8000/account/gemeente/terug/", "never what a browser says"
    assert (asked["response_type"], asked["code_challenge_method"], asked["client_id"]) == ("code", "S256", CLIENT)
    assert set(asked["scope"].split()) == {"openid", "email", "profile"}
    assert len(asked["nonce"]) > 20 and len(asked["state"]) >= 16


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ({**ELS, "email_verified": False}, "zegt niet dat het e-mailadres echt van u is"),
        ({"email": ELS["email"]}, "zegt niet dat het e-mailadres echt van u is"),
        ({**ELS, "email_verified": "false"}, "zegt niet dat het e-mailadres echt van u is"),
        ({"name": "Niemand"}, "zegt niet dat het e-mailadres echt van u is"),
        ({**ELS, "email": "wie@veldhaven.example"}, "Wij kennen geen account"),
    ],
)
def test_who_is_not_known_does_not_get_in(
    town: str, people: dict[str, User], claims: dict[str, Any], told: str
) -> None:
    before = User.objects.count()
    client = Client()
    page = go(client, town, "onbekend", claims)
    assert page.status_code == 403
    assert told in page.content.decode()
    assert client.get("/team/").status_code == 302
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_an_operator_may_trust_all_addresses_of_an_issuer(
    town: str, people: dict[str, User], settings: Settings
) -> None:
    settings.RAAM_OIDC_TRUST_EMAIL = True
    assert go(Client(), town, "els-1", {"email": "ELS@veldhaven.example"}).headers["Location"] == "/team/"


def test_a_domain_can_be_asked(town: str, people: dict[str, User], settings: Settings) -> None:
    settings.RAAM_OIDC_DOMAINS = ["veldhaven.example"]
    assert go(Client(), town, "corrie-1", {**ELS, "email": "corrie@elders.example"}).status_code == 403
    assert go(Client(), town, "els-1", ELS).headers["Location"] == "/team/"


def test_a_successor_with_the_same_address_does_not_get_the_account(town: str, people: dict[str, User]) -> None:
    go(Client(), town, "els-1", ELS)
    page = go(Client(), town, "els-2", ELS)
    assert page.status_code == 403
    assert "hoort hier al iemand anders" in page.content.decode()
    assert SocialAccount.objects.get().uid == "els-1"


def test_the_same_name_at_another_issuer_is_another_person(
    town: str, people: dict[str, User], settings: Settings
) -> None:
    go(Client(), town, "els-1", ELS)
    SocialAccount.objects.update(provider="oidc-of-somebody-else")
    page = go(Client(), town, "els-1", {**ELS, "email": "wie@veldhaven.example"})
    assert page.status_code == 403


def test_an_account_that_is_off_stays_out(town: str, people: dict[str, User]) -> None:
    User.objects.filter(pk=people["els"].pk).update(is_active=False)
    client = Client()
    assert go(client, town, "els-1", ELS).headers["Location"] == "/account/inactive/"
    assert client.get("/team/").status_code == 302


def test_who_used_the_invitation_before_the_owner_of_the_address_came_is_out(
    town: str, people: dict[str, User]
) -> None:
    """A password, a passkey and a session from before the link may be those of somebody else."""
    other = Client()
    assert sign_in(other) == "/team/"
    Authenticator.objects.create(user=people["els"], type=Authenticator.Type.WEBAUTHN, data={})
    owner = Client()
    assert go(owner, town, "els-1", ELS).headers["Location"] == "/team/"
    assert other.get("/team/").status_code == 302
    assert sign_in(Client()) != "/team/"
    assert not Authenticator.objects.exists()
    assert owner.get("/team/").status_code == 200


def test_who_is_invited_begins_an_account_and_still_needs_the_link(
    town: str, inquiry: Inquiry, people: dict[str, User]
) -> None:
    today = dt.date.today()  # noqa: TID251 - the view looks at the real day too
    nel: dict[str, Any] = {"email": "nel@veldhaven.example", "email_verified": True, "name": "Nel"}
    _, token = invite(inquiry=inquiry, email=nel["email"], role=Role.MODERATOR, actor=people["bart"], today=today)
    client = Client()
    page = f"/uitnodiging/{token}/"
    assert "Inloggen met uw gemeente" in client.get(page).content.decode()
    assert go(client, town, "nel-1", nel, next=page).headers["Location"] == page
    made = User.objects.get(email=nel["email"])
    assert (made.name, made.has_usable_password(), made.memberships.count()) == ("Nel", False, 0)
    assert "Ja, ik doe mee" in client.get(page).content.decode()
    client.post(page)
    assert made.memberships.get().role == Role.MODERATOR


def test_the_wrong_nonce_is_refused(town: str, people: dict[str, User]) -> None:
    client = Client()
    address = with_query(leave(client), nonce="die-van-een-ander-aaaaaaaaaaaaaaa")
    page = client.get(at_the_town(town, address, "els-1", ELS))
    assert page.status_code == 403
    assert client.get("/team/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_a_code_of_another_browser_is_refused(town: str, people: dict[str, User]) -> None:
    attacker, victim = Client(), Client()
    back = at_the_town(town, leave(attacker), "els-1", ELS)
    assert victim.get(back).status_code == 403, "no state of its own"
    leave(victim)
    state = next(iter(victim.session["socialaccount_states"]))
    assert victim.get(with_query(back, state=state)).status_code == 403, "the nonce is of another"
    assert victim.get("/team/").status_code == 302


def test_coming_back_twice_or_with_nothing_is_refused(town: str, people: dict[str, User]) -> None:
    client = Client()
    back = at_the_town(town, leave(client), "els-1", ELS)
    assert client.get(back).status_code == 302
    client.post("/account/logout/")
    assert client.get(back).status_code == 403
    for query in ("", "?state=x&code=y", "?error=server_error", "?code=x"):
        assert Client().get(f"/account/gemeente/terug/{query}").status_code == 403


def test_stopping_there_is_no_mistake(town: str, people: dict[str, User]) -> None:
    client = Client()
    address = leave(client)
    state = parse_qs(urlsplit(address).query)["state"][0]
    page = client.get(f"/account/gemeente/terug/?error=access_denied&state={state}")
    assert "U bent gestopt met inloggen" in page.content.decode()


def test_a_provider_that_is_away_or_says_to_be_another_gets_a_page(
    town: str, people: dict[str, User], settings: Settings
) -> None:
    settings.RAAM_OIDC_ISSUER = "http://localhost:1"
    assert Client().post("/account/gemeente/").status_code == 403
    settings.RAAM_OIDC_ISSUER = town.replace("localhost", "127.0.0.1") + "/"
    assert Client().post("/account/gemeente/").status_code == 403


def test_no_time_no_token_and_no_claim_is_kept(town: str, people: dict[str, User]) -> None:
    for _ in range(2):
        go(Client(), town, "els-1", ELS)
    kept = SocialAccount.objects.get()
    assert (kept.last_login, kept.date_joined.hour, kept.date_joined.microsecond) == (kept.date_joined, 0, 0)
    assert not SocialToken.objects.exists()
    sessions = repr([each.get_decoded() for each in Session.objects.all()])
    assert "els-1" in sessions, "the search looks in the right place"
    assert "access_token" not in sessions and "de Vries" not in sessions


KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
NOW = int(time.time())
RIGHT = {"iss": "https://stad.example", "aud": CLIENT, "sub": "els-1", "iat": NOW, "exp": NOW + 600}


def known_keys() -> dict[str, Any]:
    public = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
    return {"keys": [{**public, "kid": "a", "use": "sig", "alg": "RS256"}]}


def token_of(claims: dict[str, Any], key: Any = KEY, algorithm: str = "RS256", kid: str = "a") -> str:
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


def test_a_right_token_is_read(settings: Settings) -> None:
    settings.RAAM_OIDC_ISSUER = RIGHT["iss"]
    assert read_token(token_of(RIGHT), known_keys(), CLIENT)["sub"] == "els-1"
    assert read_token(token_of({**RIGHT, "aud": [CLIENT, "x"], "azp": CLIENT}), known_keys(), CLIENT)


@pytest.mark.parametrize(
    "token",
    [
        token_of(RIGHT, OTHER),
        token_of(RIGHT, kid="b"),
        token_of({**RIGHT, "iss": "https://kwaad.example"}),
        token_of({**RIGHT, "aud": "iets-anders"}),
        token_of({**RIGHT, "azp": "iets-anders"}),
        token_of({**RIGHT, "exp": NOW - 600}),
        token_of({name: value for name, value in RIGHT.items() if name != "exp"}),
        token_of({name: value for name, value in RIGHT.items() if name != "sub"}),
        token_of(RIGHT, "x" * 40, "HS256"),
        token_of(RIGHT, "", "none"),
        "",
        "a.b.c",
    ],
    ids=["key", "kid", "issuer", "audience", "azp", "old", "no end", "no name", "HS256", "none", "empty", "noise"],
)
def test_a_token_that_is_not_right_is_refused(settings: Settings, token: str) -> None:
    settings.RAAM_OIDC_ISSUER = RIGHT["iss"]
    with pytest.raises(OAuth2Error):
        read_token(token, known_keys(), CLIENT)


def test_the_setting_must_be_safe_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAAM_OIDC_CLIENT_ID", CLIENT)
    for right in ("", "https://stad.example", "http://localhost:9400"):
        monkeypatch.setenv("RAAM_OIDC_ISSUER", right)
        assert issuer("RAAM_OIDC_ISSUER") == right
    monkeypatch.setenv("RAAM_OIDC_ISSUER", "http://stad.example")
    with pytest.raises(WrongSetting, match="https"):
        issuer("RAAM_OIDC_ISSUER")
    monkeypatch.setenv("RAAM_OIDC_ISSUER", "https://stad.example")
    monkeypatch.delenv("RAAM_OIDC_CLIENT_ID")
    with pytest.raises(WrongSetting, match="RAAM_OIDC_CLIENT_ID"):
        issuer("RAAM_OIDC_ISSUER")
