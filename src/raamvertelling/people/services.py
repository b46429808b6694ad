"""What changes about an account."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F

from raamvertelling.people.models import User


def end_sessions(*, user: User) -> User:
    """Sign somebody out everywhere; who is doing this may stay by `update_session_auth_hash`."""
    User.objects.filter(pk=user.pk).update(session_version=F("session_version") + 1)
    user.refresh_from_db()
    return user


@transaction.atomic
def forget_second_step(*, user: User) -> bool:
    """Take off all second steps of somebody who lost them, with the recovery codes, and sign that person out.

    False when there was none: then nothing changes.
    """
    removed: int = Authenticator.objects.filter(user=user).delete()[0]
    if removed:
        end_sessions(user=user)
    return removed > 0
