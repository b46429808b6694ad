"""`raam onderzoek`, `raam vrijgeven` and `raam verantwoording`: from an empty folder to a PDF without a browser."""

import argparse
import secrets
from pathlib import Path
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


def write_account(options: argparse.Namespace) -> int:
    """Make an account with the named patterns, freeze an edition, and write its PDF."""
    with site():
        from django.utils.timezone import localdate

        from raamvertelling.accountability import queries, services
        from raamvertelling.accountability.pdf import render
        from raamvertelling.sensemaking.queries.pattern import countable_signifiers
        from raamvertelling.sensemaking.queries.rows import scope_of
        from raamvertelling.sensemaking.services import refresh_outside_view

        inquiry, today = find_inquiry(options.slug), localdate()
        maker = _researcher(inquiry)
        known = [each.id for each in countable_signifiers(scope_of(maker, inquiry, outside=True))]
        chosen = options.patroon or known[:6]
        if unknown := [id for id in chosen if id not in known]:
            raise Refused(f"De vraag '{unknown[0]}' is er niet. U kunt kiezen uit: {', '.join(known)}.")
        refresh_outside_view(inquiry=inquiry, today=today)
        account = services.create_account(inquiry=inquiry, title=options.titel, question="", actor=maker, today=today)
        for id in chosen:
            services.add_pattern(account=account, signifier=id, by_voice=bool(inquiry.framework.voices), note="")
        document = queries.document(account=account, viewer=maker, today=today)
        snapshot = services.make_snapshot(account=account, document=document, actor=maker, today=today)
        seen = queries.edition(snapshot=snapshot, viewer=maker)
        made = render(seen.document, made_on=today, minimum=inquiry.minimum_group, fingerprint=snapshot.manifest_hash)
    Path(options.uit).write_bytes(made)
    print(f"Uitgave {snapshot.number} van '{options.titel}' staat in {options.uit} ({len(chosen)} patronen).")
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


def _researcher(inquiry: "Inquiry") -> "User":
    """Return somebody of the team in whose name an account is made."""
    from raamvertelling.people.models import Role

    member = inquiry.memberships.filter(role=Role.RESEARCHER).select_related("user").order_by("pk").first()
    if member is None:
        raise Refused("Dit onderzoek heeft nog geen onderzoeker. Geef eerst iemand die rol.")
    return member.user
