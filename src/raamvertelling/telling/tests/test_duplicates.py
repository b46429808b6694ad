"""A teller who presses send again and again while the line is slow; `./run soak duplicates` is the long form."""

import pytest
from django.test import Client
from soak.duplicates import send_at_once

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.stories.models import Story
from raamvertelling.telling.attempts import CODES
from raamvertelling.telling.tests.walking import Teller

TELLERS, TIMES = 4, 5


@pytest.mark.django_db(transaction=True)
def test_pressing_send_five_times_at_once_gives_one_story_and_one_code(storypoint: StoryPoint) -> None:
    assert storypoint.inquiry.framework_version
    CODES.wrong.clear()
    codes: set[str] = set()
    for _ in range(TELLERS):
        teller = Teller(Client())
        teller.tell()
        rush = send_at_once(teller, TIMES)
        assert rush.is_right, rush
        codes |= rush.codes
    assert len(codes) == Story.objects.count() == TELLERS
