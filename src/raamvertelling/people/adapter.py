"""How allauth behaves here: no self sign-up, no address of a visitor, Dutch sentences."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from raamvertelling.people.visitors import visitor_mark


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
