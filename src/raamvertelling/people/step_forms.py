"""What people fill in for the second step of signing in."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from raamvertelling.people.second_step import has_app, use_once
from raamvertelling.web.forms import ClearMessages

SEALED_SECRET = "second_step_secret"  # noqa: S105 - a name in the session
DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
REFUSED = "Dat lukte niet. Probeer het opnieuw, of kies een andere manier."


def code_field(label: str, help_text: str) -> forms.CharField:
    """Digits that a phone or a password manager fills in; spaces do not matter."""
    missing = {"required": f"Vul “{label}” in."}
    widget = forms.TextInput(attrs=DIGITS)
    return forms.CharField(label=label, help_text=help_text, widget=widget, max_length=30, error_messages=missing)


class OneCode(ClearMessages):
    """A code from an app, or a recovery code; each works once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_app = has_app(self.user)  # type: ignore[attr-defined]  # the mixin stands before a form of allauth
        app = code_field("Code", "Zes cijfers uit de app op uw telefoon. Of een herstelcode.")
        self.fields["code"] = app if self.has_app else code_field("Herstelcode", "Acht cijfers.")

    def clean_code(self) -> str:
        """Check the code, and refuse one from an app that was used before."""
        code = super().clean_code()  # type: ignore[misc]  # the mixin stands before a form of allauth
        authenticator: Authenticator = self.authenticator  # type: ignore[attr-defined]  # as above
        if authenticator.type == Authenticator.Type.TOTP and not use_once(authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        return str(code)


class AuthenticateForm(OneCode, base_forms.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step."""


class ReauthenticateForm(OneCode, base_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """Say once more who you are, with a code."""


class ActivateTOTPForm(ClearMessages, totp_forms.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of an app. Until it is filled in, the secret lies sealed in the session."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session, adapter = context.request.session, get_adapter()
        if SEALED_SECRET in session and context.request.method == "POST":
            session[SECRET_SESSION_KEY] = adapter.decrypt(session[SEALED_SECRET])
        super().__init__(*args, **kwargs)
        session.pop(SECRET_SESSION_KEY, None)
        session[SEALED_SECRET] = adapter.encrypt(self.secret)
        self.fields["code"] = code_field(
            "Code uit de app", "Zes cijfers. De app laat elke halve minuut een nieuwe zien."
        )

    def clean_code(self) -> str:
        """Check the code; then the secret is done with here."""
        code = super().clean_code()
        context.request.session.pop(SEALED_SECRET, None)
        return str(code)


class Passkey(ClearMessages):
    """What a browser says about a passkey; anything that is no such thing gets one sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages = {"required": REFUSED, "invalid": REFUSED}

    def full_clean(self) -> None:
        """Check what was sent; a browser sends it and no person, so what it lacks is no question to anybody."""
        try:
            super().full_clean()  # type: ignore[misc]  # the mixin stands before a form of allauth
        except (TypeError, ValueError, KeyError, AttributeError):
            self.add_error("credential", REFUSED)  # type: ignore[attr-defined]  # as above
        errors: Any = self._errors  # type: ignore[attr-defined]  # as above
        for name in (NON_FIELD_ERRORS, "credential"):
            if errors and name in errors and any(each.code == "incorrect_code" for each in errors[name].as_data()):
                del errors[name]
                self.add_error("credential", REFUSED)  # type: ignore[attr-defined]  # as above


class AddPasskeyForm(Passkey, webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new passkey: one that the device keeps itself and that asks for a finger, a face or a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]
        self.fields["name"] = forms.CharField(
            label="Naam",
            max_length=60,
            required=False,
            initial=self.initial.get("name"),
            help_text="Voor uzelf, bijvoorbeeld: laptop van het werk.",
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a passkey that works without a finger, a face or a code."""
        self.cleaned_data["passwordless"] = True
        return dict(super().clean())


class AuthenticatePasskeyForm(Passkey, webauthn_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]  # no types
    """A passkey as the second step."""


class ReauthenticatePasskeyForm(Passkey, webauthn_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # no types
    """Say once more who you are, with a passkey."""


class LoginPasskeyForm(Passkey, webauthn_forms.LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey in place of a password and a second step."""
