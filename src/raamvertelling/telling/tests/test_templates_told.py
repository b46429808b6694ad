"""Every template on the shelf can be told from the welcome to the receipt, as it is."""

import datetime as dt

import pytest
from django.test import Client

from raamvertelling.core.framework import dump
from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import Channel
from raamvertelling.inquiries.services import create_inquiry, create_storypoint
from raamvertelling.inquiries.starters import Starter, starters
from raamvertelling.people.models import Organisation, User
from raamvertelling.stories.models import Story
from raamvertelling.telling.tests.walking import STORY, Teller, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("starter", starters(), ids=lambda each: each.id)
def test_a_template_is_told_to_the_end(starter: Starter, organisation: Organisation, people: dict[str, User]) -> None:
    inquiry = create_inquiry(
        organisation=organisation,
        title=starter.title,
        slug="muur",
        definition=dump(starter.framework),
        actor=people["bart"],
        today=dt.date(2026, 1, 1),
        life=Life.OPEN,
    )
    create_storypoint(inquiry=inquiry, name="Plein", channel=Channel.WEB, code="plein-van-nu")
    prompt, voices = starter.framework.prompt, starter.framework.voice_question
    assert prompt
    role = voices.options[-1].id if voices else ""
    emotion = next(each.id for each in starter.framework.signifiers if each.kind == "picture_choice")
    answers: dict[str, dict[str, str | list[str]]] = {
        "prompt": {"prompt": prompt.options[0].id},
        "story": {"story": STORY},
        "role": {"role": role},
        emotion: {emotion: "trots"},
        "barriers": {"barriers": ["wmo"]},
        "barrier_rule": {"barrier_rule": "De regel van twee uur."},
    }
    teller = Teller(Client(), "plein-van-nu")
    assert STORY in text(teller.tell(answers))
    assert teller.told_code()
    story = Story.objects.get()
    assert (story.role, story.prompt) == (role, prompt.options[0].id)
    # How one left the place is asked of residents, and here somebody of the board tells.
    assert story.answers.get(emotion) == (None if emotion == "leave_feeling" else "trots")
