"""What people fill in to sign in, and to begin or change an account."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth import password_validation

from raamvertelling.people.models import User
from raamvertelling.web.forms import ClearMessages, RaamForm

EMAIL_ERROR = "Vul een heel e-mailadres in, zoals naam@voorbeeld.nl."
PASSWORD_HELP = "Ten minste 12 tekens. Een zin van een paar woorden is goed te onthouden."  # noqa: S105 - a help text


def password_field(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    """A password that password managers understand; spaces count."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, help_text=help_text)


def reword(field: forms.Field, label: str, autocomplete: str, help_text: str = "") -> None:
    """Give a password field of allauth our words; its own check on weak passwords stays."""
    field.label, field.help_text = label, help_text
    field.widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    field.error_messages["required"] = f"Vul “{label}” in."


def email_field() -> forms.EmailField:
    """An address that phones fill in."""
    widget = forms.EmailInput(attrs={"autocomplete": "username"})
    return forms.EmailField(
        label="E-mailadres", widget=widget, error_messages={"invalid": EMAIL_ERROR, "required": "Vul “E-mailadres” in."}
    )


class JoinForm(RaamForm):
    """A new account for somebody who was invited; the address comes from the invitation."""

    name = forms.CharField(
        label="Uw naam",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="Uw team ziet deze naam.",
    )
    password = password_field("Kies een wachtwoord", "new-password", PASSWORD_HELP)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """Refuse a weak password, with the reasons."""
        password = str(self.cleaned_data["password"])
        person = User(email=self.email, name=str(self.cleaned_data.get("name", "")))
        password_validation.validate_password(password, person)
        return password


class LoginForm(ClearMessages, allauth_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field()
        reword(self.fields["password"], "Wachtwoord", "current-password")


class ResetPasswordForm(ClearMessages, allauth_forms.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Ask for a link to choose a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_field()


class ChangePasswordForm(ClearMessages, allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """Another password, by somebody who knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["oldpassword"], "Uw wachtwoord van nu", "current-password")
        reword(self.fields["password1"], "Nieuw wachtwoord", "new-password", PASSWORD_HELP)
        reword(self.fields["password2"], "Nog een keer het nieuwe wachtwoord", "new-password")


class SetPasswordForm(ClearMessages, allauth_forms.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """A first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["password1"], "Nieuw wachtwoord", "new-password", PASSWORD_HELP)
        reword(self.fields["password2"], "Nog een keer het nieuwe wachtwoord", "new-password")


class ResetPasswordKeyForm(ClearMessages, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth: no types
    """A new password by the link from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["password1"], "Nieuw wachtwoord", "new-password", PASSWORD_HELP)
        reword(self.fields["password2"], "Nog een keer het nieuwe wachtwoord", "new-password")


class ReauthenticateForm(ClearMessages, allauth_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """Say once more who you are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["password"], "Uw wachtwoord", "current-password")
