"""Who gets in by signing in with one's municipality: only who has an account here, or was invited to one."""

import hashlib
import hmac
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from raamvertelling.people.mail import tell
from raamvertelling.people.models import User
from raamvertelling.people.provider import PROVIDER, Claims

FORBIDDEN = 403
NO_ACCOUNT = "no_account"
NOT_VERIFIED = "not_verified"
OTHER_PERSON = "other_person"
BROKEN = "broken"
STOPPED = "stopped"


def issuer_id() -> str:
    """Name the issuer in the database: another issuer may call another person by the same name."""
    return f"oidc-{hashlib.sha256(settings.RAAM_OIDC_ISSUER.encode()).hexdigest()[:32]}"


def refusal(request: HttpRequest, reason: str) -> HttpResponse:
    """Say on a page of ours why it does not go on, and what to do."""
    return render(request, "people/oidc_refused.html", {"reason": reason}, status=FORBIDDEN)


def refused(request: HttpRequest, reason: str) -> ImmediateHttpResponse:
    """Stop allauth with that page."""
    return ImmediateHttpResponse(refusal(request, reason))


class MunicipalityAccounts(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """A sign-in elsewhere belongs to an account here by the name that never changes; the first time by address.

    An address counts only when the issuer says that it was verified, or when the operator trusts all its addresses.
    """

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Return the one provider that the operator set, or none; nothing comes from the database."""
        if not settings.RAAM_OIDC_ISSUER:
            return []
        return [
            SocialApp(
                provider=PROVIDER,
                provider_id=issuer_id(),
                name=settings.RAAM_OIDC_LABEL,
                client_id=settings.RAAM_OIDC_CLIENT_ID,
                secret=settings.RAAM_OIDC_CLIENT_SECRET,
                settings={"server_url": settings.RAAM_OIDC_ISSUER.rstrip("/")},
            )
        ]

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Claims) -> User:
        """Fill in no account."""
        assert isinstance(sociallogin.user, User)
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let somebody in, or say why not; who comes for the first time is linked once."""
        claims: Claims = sociallogin.claims
        nonce = str(sociallogin.state.get("nonce") or "")
        if not nonce or not hmac.compare_digest(nonce, str(claims.get("nonce") or "")):
            raise refused(request, BROKEN)
        if not sociallogin.is_existing:
            self._link(request, sociallogin, self._account_of(request, claims))
        # The moment of signing in is kept nowhere; allauth writes it at each time.
        SocialAccount.objects.filter(pk=sociallogin.account.pk).update(last_login=F("date_joined"))

    def on_authentication_error(
        self, request: HttpRequest, provider: object, error: str | None = None, **more: object
    ) -> None:
        """Show one page of ours for everything that goes wrong on the way."""
        raise refused(request, STOPPED if error == "cancelled" else BROKEN)

    def is_invited(self, address: str) -> bool:
        """Whether somebody was invited by this address; the room of invitations knows."""
        return False

    def _account_of(self, request: HttpRequest, claims: Claims) -> User:
        address = verified_address(claims)
        if address is None:
            raise refused(request, NOT_VERIFIED)
        user = User.objects.filter(email=address).first()
        if user is None and self.is_invited(address):
            user = User.objects.create_user(address, str(claims.get("name") or address.partition("@")[0])[:120])
        if user is None:
            raise refused(request, NO_ACCOUNT)
        return user

    def _link(self, request: HttpRequest, sociallogin: SocialLogin, user: User) -> None:
        """Link once. A second person with the same address, such as a successor, does not get the account.

        Whoever used the invitation may be another person than who has the address: the password, the second steps and
        the sessions from before end here.
        """
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)
            if SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider).exists():
                raise refused(request, OTHER_PERSON)
            Authenticator.objects.filter(user=user).delete()
            user.set_unusable_password()
            user.save(update_fields=["password"])
            sociallogin.user = user
            sociallogin.save(request, connect=True)
            day = sociallogin.account.date_joined.replace(hour=0, minute=0, second=0, microsecond=0)
            SocialAccount.objects.filter(pk=sociallogin.account.pk).update(date_joined=day)
        tell(user, "people/email/linked")


def verified_address(claims: Claims) -> str | None:
    """Return the address that somebody is known by, if it may be believed."""
    address = str(claims.get("email") or "").strip().lower()
    verified = claims.get("email_verified") in (True, "true") or settings.RAAM_OIDC_TRUST_EMAIL
    domains = settings.RAAM_OIDC_DOMAINS
    if not address or not verified or (domains and address.rpartition("@")[2] not in domains):
        return None
    return address
