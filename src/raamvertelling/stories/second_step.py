"""The second step of signing in, where it touches keys and the log."""

from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.safestring import SafeString, mark_safe

from raamvertelling.people.models import User
from raamvertelling.stories.sealing import seal_for_site, unseal_for_site
from raamvertelling.web.typeset import qr_svg

PURPOSE = "second-step"


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets lie sealed in the database, whose keys are apart; the picture is ours, and so are the sentences."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": "Kies eerst een tweede stap. Daarna krijgt u herstelcodes.",
        "incorrect_code": "Deze code klopt niet, of is al gebruikt. Wacht op een nieuwe code en vul die in.",
    }

    def encrypt(self, text: str) -> str:
        """Seal the secret behind codes."""
        return seal_for_site(PURPOSE, text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what was sealed."""
        return unseal_for_site(PURPOSE, encrypted_text)

    def build_totp_svg(self, url: str) -> SafeString:
        """Draw the QR code as every other one of ours."""
        return mark_safe(qr_svg(url, border=4))  # noqa: S308 - made of our own address and secret

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """Propose a name for a passkey."""
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Bind a passkey to the address of this place, under our name."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Raamvertelling"}
