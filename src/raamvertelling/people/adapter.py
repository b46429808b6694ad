"""How allauth behaves here: no self sign-up, no address of a visitor, Dutch sentences."""

import hashlib
import hmac
import ipaddress
import secrets
from datetime import date
from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate


class DailyKey:
    """A random key that lives in memory for one day: yesterday's marks cannot be made again."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._key = b""

    def mark(self, value: str, today: date) -> str:
        """Return a mark that is the same all day for the same value, and says nothing about it."""
        if self._day != today:
            self._day, self._key = today, secrets.token_bytes(32)
        return hmac.new(self._key, value.encode(), hashlib.sha256).hexdigest()


VISITORS = DailyKey()


def visitor_mark(request: HttpRequest) -> str:
    """Return what a rate limit counts by: never an address, and for IPv6 one mark a network."""
    address = request.META.get("REMOTE_ADDR", "")
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        parsed = None
    if isinstance(parsed, ipaddress.IPv6Address):
        address = str(ipaddress.ip_network(f"{parsed}/64", strict=False).network_address)
    return VISITORS.mark(address, localdate())


class TeamAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come by invitation only."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Dit account is uitgezet. Vraag uw beheerder.",
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk ze allebei na.",
        "enter_current_password": "Dit is niet uw wachtwoord van nu. Probeer het opnieuw.",
        "incorrect_password": "Dit wachtwoord klopt niet. Probeer het opnieuw.",
        "invalid_login": "Inloggen lukt niet. Kijk uw e-mailadres en wachtwoord na.",
        "invalid_password_reset": "Deze link werkt niet meer. Vraag een nieuwe aan.",
        "too_many_login_attempts": "Er waren te veel pogingen. Wacht een paar minuten en probeer het opnieuw.",
        "rate_limited": "Er kwamen te veel pogingen achter elkaar. Wacht een paar minuten.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes their own account."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give allauth a mark in place of an address."""
        return visitor_mark(request)

    def get_http_user_agent(self, request: HttpRequest) -> str:
        """Nothing here needs to know somebody's browser."""
        return ""

    def is_ajax(self, request: HttpRequest) -> bool:
        """Every answer is a page."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """Say where the mail comes from."""
        return f"Raamvertelling: {subject}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """After another password: back to one's account."""
        return reverse("account")
