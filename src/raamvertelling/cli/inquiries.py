"""`raam onderzoek` and `raam vrijgeven`: from an empty folder to stories that count, without a browser."""

import argparse
import secrets
from typing import TYPE_CHECKING

from raamvertelling.cli.site import Refused, site

if TYPE_CHECKING:
    from raamvertelling.inquiries.models import Inquiry
    from raamvertelling.people.models import User


def start_inquiry(options: argparse.Namespace) -> int:
    """Make the tables, an organisation, one account and an inquiry; print the password once."""
    with site():
        from django.utils.timezone import localdate

        from raamvertelling.config.prepare import prepare
        from raamvertelling.core.framework import dump
        from raamvertelling.inquiries.models import Inquiry
        from raamvertelling.inquiries.services import create_inquiry, give_role
        from raamvertelling.inquiries.starters import starters
        from raamvertelling.people.models import TEAM, Organisation

        prepare()
        if Inquiry.objects.filter(slug=options.slug).exists():
            raise Refused(f"Er is al een onderzoek '{options.slug}'. Kies een andere naam.")
        user, password = _account(options.email, options.naam)
        organisation, _ = Organisation.objects.get_or_create(slug=options.slug, defaults={"name": options.organisatie})
        today = localdate()
        inquiry = create_inquiry(
            organisation=organisation,
            title=options.titel,
            slug=options.slug,
            definition=dump(starters()[0].framework),
            actor=user,
            today=today,
        )
        for role in TEAM:
            give_role(inquiry=inquiry, user=user, role=role, actor=user, today=today)
    print(f"Onderzoek '{options.slug}' is er. {options.email} is beheerder, onderzoeker en moderator.")
    print("Het is nog een concept: inlezen kan meteen, vertellen pas als u het bij Fase open zet.")
    if password:
        print(f"Wachtwoord (dit ziet u één keer): {password}")
    return 0


def release_all(options: argparse.Namespace) -> int:
    """Release what waits, with a reason that goes into the log."""
    with site():
        from django.utils.timezone import localdate

        from raamvertelling.stories.models import State
        from raamvertelling.stories.services.moderation import bulk_release

        inquiry = find_inquiry(options.slug)
        # What was marked as urgent or held was looked at by a person, and stays with that person.
        waiting = list(inquiry.stories.filter(is_test=False, is_urgent=False, state=State.RECEIVED))
        try:
            done = bulk_release(inquiry=inquiry, stories=waiting, actor=None, reason=options.reden, today=localdate())
        except ValueError as reason:
            raise Refused(str(reason)) from reason
    print(f"{done} verhalen vrijgegeven.")
    return 0


def find_inquiry(slug: str) -> "Inquiry":
    """Return the inquiry with this name in its address."""
    from raamvertelling.inquiries.models import Inquiry

    inquiry = Inquiry.objects.filter(slug=slug).first()
    if inquiry is None:
        raise Refused(f"Er is geen onderzoek '{slug}'. Kijk de naam na in het adres van het onderzoek.")
    return inquiry


def _account(email: str, name: str) -> "tuple[User, str]":
    """Return the account with this address, and the password if it was made now."""
    from raamvertelling.people.models import User

    found = User.objects.filter(email=email.strip().lower()).first()
    if found is not None:
        return found, ""
    password = secrets.token_urlsafe(12)
    return User.objects.create_user(email, name, password), password
