"""Who is asking."""

from django.http import HttpRequest

from raamvertelling.people.models import User


def signed_in(request: HttpRequest) -> User:
    """Return the person behind a request that went through `login_required`."""
    assert isinstance(request.user, User)
    return request.user
