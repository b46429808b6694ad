"""`raam tweede-stap-uit`: help somebody who lost the second step of signing in."""

import argparse

from raamvertelling.cli.site import Refused, site


def take_second_step_off(options: argparse.Namespace) -> int:
    """Take it off, on record and with a mail; 1 with a sentence when there is no such account or second step."""
    email: str = options.email
    with site():
        from django.utils.timezone import localdate

        from raamvertelling.people.models import User
        from raamvertelling.stories.services.second_step import take_off

        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise Refused(f"Er is geen account met het e-mailadres {email}. Kijk het na.")
        if not take_off(user=user, actor=None, today=localdate()):
            raise Refused(f"{user.name} heeft geen tweede stap. Er is niets veranderd.")
    print(f"De tweede stap van {user.name} staat uit. Dat staat in het logboek.")
    return 0
