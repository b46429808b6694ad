"""What outsiders see of an archived inquiry stays as it is, but what a teller takes back goes."""

import datetime as dt
from collections.abc import Callable

import pytest

from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.sensemaking.models import OutsideView
from raamvertelling.sensemaking.services import refresh_outside_view
from raamvertelling.stories.models import Story
from raamvertelling.stories.services.teller import withdraw_story

TODAY = dt.date(2026, 6, 4)
pytestmark = pytest.mark.django_db


def bring(inquiry: Inquiry, life: Life) -> None:
    inquiry.life = life
    inquiry.save(update_fields=["life"])


def test_figures_for_outside_are_not_renewed_in_the_archive(inquiry: Inquiry, tell: Callable[..., Story]) -> None:
    for _ in range(12):
        tell("Een verhaal.")
    bring(inquiry, Life.ARCHIVED)
    assert refresh_outside_view(inquiry=inquiry, today=TODAY) is None
    bring(inquiry, Life.CLOSED)
    assert refresh_outside_view(inquiry=inquiry, today=TODAY) is not None
    bring(inquiry, Life.ARCHIVED)
    for _ in range(12):
        story = Story.objects.first()
        assert story is not None
        withdraw_story(story=story, today=TODAY)
    refresh_outside_view(inquiry=inquiry, today=TODAY)
    assert not OutsideView.objects.get().places.exclude(story=None).exists()
