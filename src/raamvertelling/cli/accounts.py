"""`raam verantwoording`: an account and its PDF, without a browser."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from raamvertelling.cli.inquiries import find_inquiry
from raamvertelling.cli.site import Refused, site

if TYPE_CHECKING:
    from raamvertelling.inquiries.models import Inquiry
    from raamvertelling.people.models import User


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


def _researcher(inquiry: "Inquiry") -> "User":
    """Return somebody of the team in whose name an account is made."""
    from raamvertelling.people.models import Role

    member = inquiry.memberships.filter(role=Role.RESEARCHER).select_related("user").order_by("pk").first()
    if member is None:
        raise Refused("Dit onderzoek heeft nog geen onderzoeker. Geef eerst iemand die rol.")
    return member.user
