"""A person with an app for codes, without a telephone: the codes are made with allauth's own arithmetic."""

import re
from urllib.parse import parse_qs, urlsplit

from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse

PASSWORD = "een lang wachtwoord"
SECRET = re.compile(r'raam-secret">([A-Z2-7 ]+)<')
LINK = re.compile(r'href="(otpauth:[^"]+)"')


def sign_in(client: Client, email: str = "els@veldhaven.example", password: str = PASSWORD) -> str:
    """Give an address and a password; return where one is sent."""
    answer = client.post(reverse("account_login"), {"login": email, "password": password})
    return str(answer.headers.get("Location", ""))


def code_of(secret: str, *, later: int = 0) -> str:
    """Return what the app shows now, or some half minutes later."""
    now = list(totp.yield_hotp_counters_from_time())[1]
    return str(totp.format_hotp_value(totp.hotp_value(secret, now + later)))


def set_up_app(client: Client) -> str:
    """Set up an app as a person does: read the key from the page, fill in the first code. Return the key."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    shown = SECRET.search(page)
    link = LINK.search(page)
    assert shown and link, page
    secret = shown[1].replace(" ", "")
    assert parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)["secret"] == [secret]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret, later=-1)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def recovery_codes(client: Client) -> list[str]:
    """Return the recovery codes as they stand on the page."""
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    return re.findall(r'<li class="raam-digits">([\d ]+)</li>', page)
