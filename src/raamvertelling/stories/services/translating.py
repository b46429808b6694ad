"""A reading version by hand: sealed like every text of the story, released by its moderator, gone with the story."""

from datetime import date

from django.db import transaction

from raamvertelling.core.text import clean_text
from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.models import (
    TEXT,
    TITLE,
    SealedText,
    State,
    Story,
    TextStage,
    Translation,
    translation_kind,
)
from raamvertelling.stories.queries.translations import INTO, is_foreign
from raamvertelling.stories.sealing import open_key, seal_with
from raamvertelling.stories.services.locking import lock_for_moderator
from raamvertelling.stories.services.moderation import index_again
from raamvertelling.stories.services.receiving import touch


class CannotTranslate(ValueError):
    """This cannot be done now; the message says what to do first."""


@transaction.atomic
def save_translation(
    *, story: Story, actor: User, title: str, text: str, today: date, release: bool = False
) -> Translation:
    """Keep these words as the Dutch reading version; `release` lets others read them beside the original."""
    locked = lock_for_moderator(story, actor)
    if not is_foreign(locked):
        raise CannotTranslate("Dit verhaal is in het Nederlands verteld.")
    if not clean_text(text):
        raise CannotTranslate("Schrijf eerst de vertaling op. Daarna kunt u haar bewaren.")
    if release and locked.state != State.RELEASED:
        raise CannotTranslate("Geef eerst het verhaal zelf vrij. Daarna kan de vertaling vrij. Zij is wel bewaard.")
    key = open_key(locked.pk)
    for part, words in ((TITLE, clean_text(title)), (TEXT, clean_text(text))):
        kind = translation_kind(INTO, part)
        sealed = seal_with(key, locked.pk, kind, TextStage.RELEASED, words)
        SealedText.objects.update_or_create(
            story=locked, kind=kind, stage=TextStage.RELEASED, defaults={"sealed": sealed}
        )
    fresh = {"made_by": actor, "made_on": today, "is_released": release}
    made, _ = Translation.objects.update_or_create(story=locked, language=INTO, defaults=fresh)
    _finish(locked, actor, "vertaling vrijgegeven" if release else "vertaling bewaard", today)
    return made


@transaction.atomic
def remove_translation(*, story: Story, actor: User, today: date) -> None:
    """Throw the reading version away; the story stays as it is."""
    locked = lock_for_moderator(story, actor)
    locked.texts.filter(kind__in=[translation_kind(INTO, part) for part in (TITLE, TEXT)]).delete()
    locked.translations.filter(language=INTO).delete()
    _finish(locked, actor, "vertaling weggehaald", today)


def _finish(story: Story, actor: User, action: str, today: date) -> None:
    if story.state == State.RELEASED:
        index_again(story)
    record(inquiry=story.inquiry, actor=actor, action=action, subject=str(story), detail={"taal": INTO}, today=today)
    touch(story.inquiry)
