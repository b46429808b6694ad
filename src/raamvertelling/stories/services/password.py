"""A new password from the operator, for who cannot get one by mail: on record, and every session ends."""

import secrets
from datetime import date

from django.db import transaction

from raamvertelling.people.models import User
from raamvertelling.stories.services.second_step import record_everywhere

ACTION = "nieuw wachtwoord gegeven"
LENGTH = 15


@transaction.atomic
def give_password(*, user: User, today: date) -> str:
    """Set a random password, write that in the logs, and return it to be told once."""
    password = secrets.token_urlsafe(LENGTH)
    user.set_password(password)
    user.save(update_fields=["password"])
    record_everywhere(user=user, actor=None, action=ACTION, today=today)
    return password
