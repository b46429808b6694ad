"""Calling a pattern remarkable, and taking that back."""

import datetime as dt

from django.db import transaction

from raamvertelling.core.results_scan import Pattern, Scan
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.connecting.looking import SEED
from raamvertelling.sensemaking.models import MarkedPattern
from raamvertelling.version import VERSION


@transaction.atomic
def mark_pattern(
    *, inquiry: Inquiry, pattern: Pattern, scan: Scan, version: str, words: str, actor: User, today: dt.date
) -> MarkedPattern:
    """Say why a pattern is remarkable, with its figures of now; a pair that was marked gets the new words and figures.

    `version` names the data that were scanned.
    """
    a, b = sorted((pattern.a, pattern.b))
    low, high = pattern.effect.interval or (pattern.effect.value, pattern.effect.value)
    figures = {
        "effect": pattern.effect.value,
        "low": low,
        "high": high,
        "measure": pattern.effect.method,
        "method": pattern.method,
        "n": pattern.n,
        "p": pattern.p,
        "q": pattern.q,
        "looks": scan.looks,
    }
    said = {
        "words": words,
        "figures": figures,
        "seed": SEED,
        "data_version": version,
        "program_version": VERSION,
        "made_by": actor,
        "made_on": today,
    }
    return MarkedPattern.objects.update_or_create(inquiry=inquiry, a=a, b=b, defaults=said)[0]


def unmark_pattern(*, mark: MarkedPattern) -> None:
    """Take a mark away; an observation that was written from it stays."""
    mark.delete()
