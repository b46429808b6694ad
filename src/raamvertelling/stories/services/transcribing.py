"""Writing out what was spoken or photographed: a concept, the finished text, and what a computer proposes."""

from datetime import date
from uuid import UUID

from django.db import transaction

from raamvertelling.core.text import clean_text, count_words
from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.media import media_of, read_media
from raamvertelling.stories.models import DESK, WRITTEN_OUT, MediaKind, SealedText, State, Story, TextStage
from raamvertelling.stories.sealing import open_key, seal_with
from raamvertelling.stories.search import forget_tokens
from raamvertelling.stories.services.locking import lock_for_moderator
from raamvertelling.stories.submission import text_problems
from raamvertelling.stories.transcription import Transcriber, proposal_of

CONCEPT, PROPOSAL, STORY = "transcript", "proposal", "story"


class CannotWrite(ValueError):
    """This text cannot be the transcript; the message says what to do."""


@transaction.atomic
def save_concept(*, story: Story, actor: User, text: str) -> Story:
    """Keep what was typed so far, sealed; not yet the story."""
    locked = lock_for_moderator(story, actor)
    _refuse_gone(locked)
    _seal(locked, CONCEPT, clean_text(text))
    if locked.state == State.RECEIVED:
        locked.state = State.IN_PROGRESS
        locked.save(update_fields=["state"])
    return locked


@transaction.atomic
def finish_transcript(*, story: Story, actor: User, text: str, today: date) -> Story:
    """Make this the words of the story; masking and releasing start from it.

    It stays known that somebody else wrote it, so that quoting and publishing wait until the teller agreed.
    """
    locked = lock_for_moderator(story, actor)
    if locked.state == State.RELEASED:
        raise CannotWrite("Dit verhaal is al vrijgegeven. Houd het eerst aan. Daarna kunt u de tekst veranderen.")
    _refuse_gone(locked)
    told = clean_text(text)
    if not told:
        raise CannotWrite("Er staat nog geen tekst. Typ wat u hoort of leest.")
    if problems := text_problems(told, "", {}, locked.framework_version.framework):
        raise CannotWrite(" ".join(problems))
    locked.texts.filter(kind=STORY).delete()
    locked.texts.filter(kind__in=(CONCEPT, PROPOSAL, DESK)).delete()
    _seal(locked, STORY, told)
    _seal(locked, WRITTEN_OUT, "")
    forget_tokens(locked)
    locked.word_count = count_words(told)
    locked.text_changed = locked.teller_agreed = False
    locked.first_reader = None
    if locked.state == State.RECEIVED:
        locked.state = State.IN_PROGRESS
    locked.save()
    record(inquiry=locked.inquiry, actor=actor, action="uitgeschreven", subject=str(locked), detail=None, today=today)
    return locked


def propose_transcript(*, story_id: UUID, engine: Transcriber) -> bool:
    """Let an engine listen and keep what it makes of it as a proposal; whether there was something to hear."""
    story = Story.objects.filter(pk=story_id).first()
    if story is None:
        return False
    heard = [
        proposal_of(engine.transcribe(read_media(each), story.language))
        for each in media_of(story, kind=MediaKind.VOICE)
    ]
    text = "\n\n".join(each for each in heard if each)
    with transaction.atomic():
        # Listening takes minutes: meanwhile the story may have been withdrawn.
        here = Story.objects.select_for_update(of=("self",)).filter(pk=story_id).first()
        if here is None or not text:
            return False
        _seal(here, PROPOSAL, clean_text(text))
    return True


def _refuse_gone(story: Story) -> None:
    if story.original_gone_on:
        raise CannotWrite("De termijn is voorbij: wat er verteld is, is vernietigd. Verander de tekst op het bord.")


def _seal(story: Story, kind: str, text: str) -> None:
    sealed = seal_with(open_key(story.pk), story.pk, kind, TextStage.ORIGINAL, text)
    SealedText.objects.update_or_create(story=story, kind=kind, stage=TextStage.ORIGINAL, defaults={"sealed": sealed})
