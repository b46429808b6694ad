"""A browser at the storypoint De Brug."""

import pytest
from django.test import Client

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.telling.attempts import CODES
from raamvertelling.telling.tests.walking import Teller


@pytest.fixture
def teller(storypoint: StoryPoint) -> Teller:
    """A browser without JavaScript that nobody used before."""
    CODES.wrong.clear()
    return Teller(Client())
