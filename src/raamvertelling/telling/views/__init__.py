"""The pages of a teller: a storypoint step by step, one's own story, and the quick way out."""

from raamvertelling.telling.views import kiosks, paper
from raamvertelling.telling.views.agreeing import my_story_agree, my_story_words
from raamvertelling.telling.views.helping import help_and_contact
from raamvertelling.telling.views.installing import manifest, no_network, service
from raamvertelling.telling.views.interview import (
    device,
    interview_manifest,
    interview_service,
    interviews,
    slips,
    talk,
)
from raamvertelling.telling.views.kiosk import kiosk, kiosk_wipe, still_there
from raamvertelling.telling.views.leaving import quick_exit
from raamvertelling.telling.views.moving import come_here, go_on, move
from raamvertelling.telling.views.my_story import (
    my_story,
    my_story_close,
    my_story_recording,
    my_story_text,
    my_story_use,
    my_story_view,
    my_story_withdraw,
    my_story_withdrawn,
)
from raamvertelling.telling.views.own_copy import my_story_all, my_story_print, my_story_save
from raamvertelling.telling.views.photo import photo
from raamvertelling.telling.views.postbox import postbox
from raamvertelling.telling.views.receipt import goodbye, receipt, slip
from raamvertelling.telling.views.recording import recording, recording_chunk, recording_finish
from raamvertelling.telling.views.start import before, for_other, resume, together, welcome, without
from raamvertelling.telling.views.story import check, question, tell_story, uses

__all__ = [
    "before",
    "check",
    "come_here",
    "device",
    "for_other",
    "go_on",
    "goodbye",
    "help_and_contact",
    "interview_manifest",
    "interview_service",
    "interviews",
    "kiosk",
    "kiosk_wipe",
    "kiosks",
    "manifest",
    "move",
    "my_story",
    "my_story_agree",
    "my_story_all",
    "my_story_close",
    "my_story_print",
    "my_story_recording",
    "my_story_save",
    "my_story_text",
    "my_story_use",
    "my_story_view",
    "my_story_withdraw",
    "my_story_withdrawn",
    "my_story_words",
    "no_network",
    "paper",
    "photo",
    "postbox",
    "question",
    "quick_exit",
    "receipt",
    "recording",
    "recording_chunk",
    "recording_finish",
    "resume",
    "service",
    "slip",
    "slips",
    "still_there",
    "talk",
    "tell_story",
    "together",
    "uses",
    "welcome",
    "without",
]
