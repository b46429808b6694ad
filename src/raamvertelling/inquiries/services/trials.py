"""Trying the concept: a test storypoint that asks it, so that nobody has to put it live to see how it tells."""

from contextlib import suppress
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError

from raamvertelling.core.framework import parse
from raamvertelling.inquiries.models import Channel, FrameworkDraft, FrameworkVersion, Inquiry, StoryPoint
from raamvertelling.inquiries.services.storypoints import create_storypoint

NAME = "Concept proberen"


@transaction.atomic
def try_draft(*, draft: FrameworkDraft, today: date) -> StoryPoint:
    """Return the test storypoint that asks the concept as it stands now; what is changed later it does not ask yet.

    Raises InvalidFramework, with every problem, when the concept cannot be asked.
    """
    parse(draft.definition)
    FrameworkVersion.with_trials.update_or_create(
        inquiry=draft.inquiry,
        number=draft.revision,
        is_trial=True,
        defaults={"definition": draft.definition, "made_on": today},
    )
    drop_trials(inquiry=draft.inquiry, but=draft.revision)
    point = draft.inquiry.storypoints.filter(tries_concept=True).first()
    if point is None:
        point = create_storypoint(inquiry=draft.inquiry, name=NAME, channel=Channel.WEB, is_test=True)
        point.tries_concept = True
    point.is_open = True
    point.save(update_fields=["tries_concept", "is_open"])
    return point


def drop_trials(*, inquiry: Inquiry, but: int = 0) -> None:
    """Delete earlier trials; one that a test story hangs on stays until the test stories are wiped."""
    for trial in FrameworkVersion.with_trials.filter(inquiry=inquiry, is_trial=True).exclude(number=but):
        with suppress(ProtectedError), transaction.atomic():
            trial.delete()
