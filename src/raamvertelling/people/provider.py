"""Signing in with one's municipality (OpenID Connect): the strict parts that allauth leaves open.

An ID token counts only with a right signature of the issuer that the operator named, for us, and with the nonce that
this browser was sent away with. allauth finds the class at the bottom by the name of this file.
"""

import secrets
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from requests import RequestException

PROVIDER = "gemeente"
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
MUST_SAY = ["iss", "aud", "sub", "exp", "iat"]
CLOCKS_MAY_DIFFER = 60
# What an account page or a form needs to know of a person; nothing else is asked for.
SCOPE = ["openid", "email", "profile"]

Claims = dict[str, Any]


class MunicipalityAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """The conversation with the provider of identities."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the provider says about itself; it must be the issuer that the operator named."""
        try:
            config: dict[str, Any] = super().openid_config
        except (RequestException, ValueError) as error:
            raise OAuth2Error("no configuration") from error
        if config.get("issuer") != settings.RAAM_OIDC_ISSUER:
            raise OAuth2Error("another issuer")
        return config

    def get_callback_url(self, request: HttpRequest, app: object) -> str:
        """Return our own address, not the one that a browser says it asked for."""
        return f"{settings.RAAM_ADDRESS}{reverse('oidc_callback')}"

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Read who it is from the ID token; what it lacks from the page about the same person."""
        claims = self._read(str(kwargs["response"].get("id_token", "")), app.client_id)
        if "email" not in claims:
            told: Claims = self._fetch_user_info(token.token)
            if told.get("sub") != claims["sub"]:
                raise OAuth2Error("another person")
            claims = {**told, **claims}
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.claims = claims
        return login

    def _read(self, token: str, client_id: str) -> Claims:
        with self._session() as session:
            known = session.get(self.openid_config["jwks_uri"]).json()
        return read_token(token, known, client_id)

    def _session(self) -> Any:
        from allauth.socialaccount.adapter import get_adapter

        return get_adapter().get_requests_session()


def read_token(token: str, known: dict[str, Any], client_id: str) -> Claims:
    """Return what an ID token says, if one of these keys of the issuer signed it for us and it still holds."""
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        keys = [key for key in jwt.PyJWKSet.from_dict(known).keys if kid is None or key.key_id == kid]
        if len(keys) != 1:
            raise OAuth2Error("no single key")
        claims: Claims = jwt.decode(
            token,
            keys[0],
            algorithms=SIGNATURES,
            audience=client_id,
            issuer=settings.RAAM_OIDC_ISSUER,
            leeway=CLOCKS_MAY_DIFFER,
            options={"require": MUST_SAY},
        )
    except jwt.PyJWTError as error:
        raise OAuth2Error("the ID token is not right") from error
    if claims.get("azp", client_id) != client_id:
        raise OAuth2Error("a token for somebody else")
    return claims


class MunicipalityProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    """The one provider that an operator may set."""

    id = PROVIDER
    name = PROVIDER
    oauth2_adapter_class = MunicipalityAdapter
    pkce_enabled_default = True
    supports_token_authentication = False

    def get_default_scope(self) -> list[str]:
        """Ask for as little as possible."""
        return SCOPE

    def extract_uid(self, data: Claims) -> str:
        """Return the name that the provider never gives to another person."""
        return str(data["sub"])

    def extract_extra_data(self, data: Claims) -> dict[str, object]:
        """Keep nothing of what the provider tells."""
        return {}

    def extract_common_fields(self, data: Claims) -> dict[str, object]:
        """Fill in no account: accounts come by invitation."""
        return {}

    def extract_email_addresses(self, data: Claims) -> list[object]:
        """Keep no list of addresses."""
        return []

    def redirect(self, request: HttpRequest, process: str, next_url: str | None = None, **kwargs: Any) -> HttpResponse:
        """Send a browser away with a nonce that must come back within the ID token."""
        nonce = secrets.token_urlsafe(24)
        params = {**self.get_auth_params(), "nonce": nonce}
        answer = super().redirect(request, process, next_url=next_url, auth_params=params, nonce=nonce, **kwargs)
        assert isinstance(answer, HttpResponse)
        return answer


provider_classes = [MunicipalityProvider]
