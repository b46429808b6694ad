"""Going to one's municipality to sign in, and coming back."""

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from raamvertelling.people.municipality import BROKEN, issuer_id, refusal
from raamvertelling.people.provider import MunicipalityAdapter


@require_POST
def oidc_login(request: HttpRequest) -> HttpResponse:
    """Send somebody on: by a page, because a form of ours may lead to no other site."""
    if not settings.RAAM_OIDC_ISSUER:
        raise Http404
    provider = get_adapter().get_provider(request, provider=issuer_id())
    try:
        answer = provider.redirect(request, "login", next_url=get_next_redirect_url(request))
    except OAuth2Error:
        return refusal(request, BROKEN)
    page = render(request, "people/oidc_leaving.html", {"address": answer.headers["Location"]})
    page["Refresh"] = f"0; url={answer.headers['Location']}"
    return page


@require_safe
def oidc_callback(request: HttpRequest) -> HttpResponse:
    """Come back with a code, that we exchange ourselves."""
    if not settings.RAAM_OIDC_ISSUER:
        raise Http404
    view = OAuth2CallbackView.adapter_view(MunicipalityAdapter(request, issuer_id()))
    try:
        answer: HttpResponse = view(request)
    except (OAuth2Error, KeyError, ValueError):
        return refusal(request, BROKEN)
    return answer
