"""Keeping what a moderator did so far, sealed with the words that it is about."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from raamvertelling.core.text import clean_text
from raamvertelling.people.models import User
from raamvertelling.stories.desk_work import DeskWork, dump_work, parse_work
from raamvertelling.stories.models import DESK, SealedText, Story, TextStage
from raamvertelling.stories.sealing import open_key, seal_with, unseal_with
from raamvertelling.stories.services.locking import lock_for_moderator


def open_work(story: Story) -> DeskWork:
    """Return what was done so far; the caller may read the story at the desk."""
    row = story.texts.filter(kind=DESK, stage=_stage(story)).first()
    if row is None:
        return DeskWork()
    return parse_work(unseal_with(open_key(story.pk), story.pk, DESK, row.stage, bytes(row.sealed)))


def save_work(story: Story, work: DeskWork) -> None:
    """Keep what was done; the caller holds the story."""
    stage = _stage(story)
    sealed = seal_with(open_key(story.pk), story.pk, DESK, stage, dump_work(work))
    SealedText.objects.update_or_create(story=story, kind=DESK, stage=stage, defaults={"sealed": sealed})


@transaction.atomic
def save_draft(
    *, story: Story, actor: User, texts: Mapping[str, str], ticked: tuple[str, ...], work: DeskWork | None = None
) -> None:
    """Keep what is being typed, sealed; others go on reading what they read, until she keeps it herself.

    `work`: what else was done, when that changed too.
    """
    locked = lock_for_moderator(story, actor)
    draft = {kind: clean_text(text) for kind, text in texts.items()}
    save_work(locked, replace(work or open_work(locked), draft=draft, ticked=ticked))


def _stage(story: Story) -> str:
    """The key of what was told is destroyed first; what is done afterwards lies under the key of what stays.

    Names that are masked then stand in it until the release, when they go (`DeskWork.finished`).
    """
    return TextStage.RELEASED if story.original_gone_on else TextStage.ORIGINAL
