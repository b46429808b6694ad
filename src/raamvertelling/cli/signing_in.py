"""`raam tweede-stap-uit` and `raam wachtwoord`: help somebody who lost what is needed to sign in."""

import argparse
from typing import TYPE_CHECKING

from raamvertelling.cli.site import Refused, site

if TYPE_CHECKING:
    from raamvertelling.people.models import User


def take_second_step_off(options: argparse.Namespace) -> int:
    """Take it off, on record and with a mail; 1 with a sentence when there is no such account or second step."""
    with site():
        from django.utils.timezone import localdate

        from raamvertelling.stories.services.second_step import take_off

        user = _find(options.email)
        if not take_off(user=user, actor=None, today=localdate()):
            raise Refused(f"{user.name} heeft geen tweede stap. Er is niets veranderd.")
    print(f"De tweede stap van {user.name} staat uit. Dat staat in het logboek.")
    return 0


def give_password(options: argparse.Namespace) -> int:
    """Give a new password, shown once; for who cannot get one by mail."""
    with site():
        from django.utils.timezone import localdate

        from raamvertelling.stories.services import password

        user = _find(options.email)
        made = password.give_password(user=user, today=localdate())
    print(f"Nieuw wachtwoord van {user.name} (dit ziet u één keer): {made}")
    print("Geef het alleen aan deze persoon zelf. Die wisselt het meteen na het inloggen. Dit staat in het logboek.")
    return 0


def _find(email: str) -> "User":
    from raamvertelling.people.models import User

    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise Refused(f"Er is geen account met het e-mailadres {email}. Kijk het na.")
    return user
