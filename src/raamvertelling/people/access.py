"""Who is asking."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.http import HttpRequest

from raamvertelling.people.models import User


def signed_in(request: HttpRequest) -> User:
    """Return the person behind a request that went through `login_required`."""
    assert isinstance(request.user, User)
    return request.user


def say_again_who(request: HttpRequest) -> None:
    """Go on only if this person said a moment ago who they are; else the middleware of allauth asks, and comes back."""
    raise_if_reauthentication_required(request, app="allauth.mfa")
