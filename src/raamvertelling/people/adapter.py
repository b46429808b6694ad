"""How allauth behaves here: no self sign-up, no address of a visitor, Dutch sentences."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest
from django.urls import reverse

from raamvertelling.people.mail import tell
from raamvertelling.people.models import User
from raamvertelling.people.second_step import signed_in_just_now
from raamvertelling.people.visitors import visitor_mark

logger = logging.getLogger(__name__)


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
        """Every answer is a page, but for the question that a passkey answers."""
        wants_data = request.method == "GET" and request.headers.get("Accept") == "application/json"
        return wants_data and request.path == reverse("mfa_login_webauthn")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a moment ago need not say again who they are."""
        asked = super().is_reauthentication_required(app=app, **kwargs)
        return asked and not signed_in_just_now(context.request, app_settings.REAUTHENTICATION_TIMEOUT)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody what changed about signing in, in our own way."""
        tell(user, template_prefix, **(context or {}))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Send the link to the address we know, whatever looks like it; no mail server tells who has an account."""
        try:
            super().send_password_reset_mail(user, user.email, context)
        except (SMTPException, OSError) as trouble:
            logger.warning("mail with a link for a password failed: %s", type(trouble).__name__)

    def format_email_subject(self, subject: str) -> str:
        """Say where the mail comes from."""
        return f"Raamvertelling: {subject}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """After another password: back to one's account."""
        return reverse("account")
