"""The pages of a teller: a storypoint step by step, one's own story, and the quick way out."""

from raamvertelling.telling.views import paper
from raamvertelling.telling.views.helping import help_and_contact
from raamvertelling.telling.views.leaving import quick_exit
from raamvertelling.telling.views.my_story import (
    my_story,
    my_story_agree,
    my_story_close,
    my_story_recording,
    my_story_text,
    my_story_use,
    my_story_view,
    my_story_withdraw,
    my_story_withdrawn,
)
from raamvertelling.telling.views.photo import photo
from raamvertelling.telling.views.receipt import goodbye, receipt, slip
from raamvertelling.telling.views.recording import recording, recording_chunk, recording_finish
from raamvertelling.telling.views.start import before, resume, together, welcome, without
from raamvertelling.telling.views.story import check, question, tell_story, uses

__all__ = [
    "before",
    "check",
    "goodbye",
    "help_and_contact",
    "my_story",
    "my_story_agree",
    "my_story_close",
    "my_story_recording",
    "my_story_text",
    "my_story_use",
    "my_story_view",
    "my_story_withdraw",
    "my_story_withdrawn",
    "paper",
    "photo",
    "question",
    "quick_exit",
    "receipt",
    "recording",
    "recording_chunk",
    "recording_finish",
    "resume",
    "slip",
    "tell_story",
    "together",
    "uses",
    "welcome",
    "without",
]
