"""Wiping what was told to practise: completely, as if every tester withdrew."""

from datetime import date

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.services import drop_trials
from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.models import Story
from raamvertelling.stories.services.withdrawing import withdraw_story


def count_test_stories(*, inquiry: Inquiry) -> int:
    """Return how many stories of an inquiry were told to practise."""
    return Story.objects.filter(inquiry=inquiry, is_test=True).count()


def wipe_test_stories(*, inquiry: Inquiry, actor: User, today: date) -> int:
    """Destroy the keys and rows of all test stories and return their number; a story that counts is never touched."""
    stories = list(Story.objects.filter(inquiry=inquiry, is_test=True).select_related("inquiry"))
    for story in stories:
        withdraw_story(story=story, today=today)
    drop_trials(inquiry=inquiry)
    if stories:
        detail: dict[str, object] = {"aantal": len(stories)}
        record(inquiry=inquiry, actor=actor, action="testverhalen gewist", subject="", detail=detail, today=today)
    return len(stories)
