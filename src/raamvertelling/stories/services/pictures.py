"""Which pictures of a story others may see: a moderator says so, one by one."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from raamvertelling.core.text import clean_text
from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.media import delete_media, media_of, release_media, released_id
from raamvertelling.stories.models import MediaKind, Story, TextStage
from raamvertelling.stories.sealing import open_key
from raamvertelling.stories.services.locking import lock_for_moderator


@transaction.atomic
def release_pictures(*, story: Story, actor: User, chosen: Mapping[UUID, str], today: date) -> int:
    """Let others see these pictures (description by id) and no other; how many that changed."""
    if lock_for_moderator(story, actor).media_gone_on:
        return 0  # what was released stays; there is nothing left to choose from
    key = open_key(story.pk)
    told = {id: clean_text(text) for id, text in chosen.items() if clean_text(text)}
    pictures = [each for each in media_of(story, kind=MediaKind.PHOTO) if each.pk in told]
    wanted = {released_id(each) for each in pictures}
    there = {each.pk: each for each in media_of(story, kind=MediaKind.PHOTO, stage=TextStage.RELEASED)}
    for id in there.keys() - wanted:
        delete_media(media=there[id])
    for each in pictures:
        release_media(media=each, description=told[each.pk], key=key)
    changed = len(there.keys() ^ wanted)
    if changed:
        detail: dict[str, object] = {"aantal": len(wanted)}
        record(
            inquiry=story.inquiry, actor=actor, action="foto's gekozen", subject=str(story), detail=detail, today=today
        )
    return changed
