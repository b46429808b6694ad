"""Destroying a part of stories: its key first, so that it can be read in no copy, though the story itself lives on."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories import ledger
from raamvertelling.stories.audit import lock_journal
from raamvertelling.stories.keeping.log import note_destroyed
from raamvertelling.stories.media import unlink_files
from raamvertelling.stories.models import WRITTEN_OUT, SealedText, Story, StoryMedia, StoryQuerySet, TextStage
from raamvertelling.stories.sealing import MEDIA, ORIGINAL, PARTS, destroy_part
from raamvertelling.stories.services.withdrawing import clean_files

GONE = {ORIGINAL: "original_gone_on", MEDIA: "media_gone_on"}
NAMES = {ORIGINAL: "oorspronkelijke teksten", MEDIA: "opnamen en foto's"}
UNFINISHED = "afgemaakt na een onderbreking of een teruggezette kopie"
A_BATCH = 200


def destroy_parts(*, inquiry: Inquiry, part: str, due: StoryQuerySet, ground: str, today: date) -> int:
    """Destroy a part of these stories of one inquiry, and write down how many and why; how many there were."""
    total = 0
    while gone := _destroy_batch(inquiry, part, due.filter(inquiry=inquiry, **{GONE[part]: None}), today):
        total += gone
    if total:
        note_destroyed(inquiry=inquiry, what=NAMES[part], number=total, ground=ground, today=today)
        clean_files()
    return total


def finish_parts(*, today: date) -> int:
    """Destroy again what the ledger says was destroyed: after a crash, or when an older copy brought it back."""
    return sum(_finish(part, today) for part in PARTS)


def _finish(part: str, today: date) -> int:
    here = Story.objects.filter(**{GONE[part]: None})
    named = [UUID(each) for each in ledger.withdrawn_among(part, map(str, here.values_list("pk", flat=True)))]
    inquiries = Inquiry.objects.filter(stories__in=named).distinct()
    return sum(
        destroy_parts(inquiry=each, part=part, due=here.filter(pk__in=named), ground=UNFINISHED, today=today)
        for each in inquiries
    )


@transaction.atomic
def _destroy_batch(inquiry: Inquiry, part: str, due: StoryQuerySet, today: date) -> int:
    """Take the journal, so that no moderator is at work in these stories, then key, files and rows."""
    lock_journal(inquiry)
    ids = list(due.order_by("number").values_list("pk", flat=True)[:A_BATCH])
    if not ids:
        return 0
    with transaction.atomic(using="keystore"):
        destroy_part(part, ids)
        ledger.enter_many(part, map(str, ids), today)
    _delete(part, ids)
    Story.objects.filter(pk__in=ids).update(**{GONE[part]: today})
    return len(ids)


def _delete(part: str, ids: Sequence[UUID]) -> None:
    described = Q(kind__startswith="media:")
    texts = SealedText.objects.filter(story_id__in=ids, stage=TextStage.ORIGINAL)
    if part == MEDIA:
        media = StoryMedia.objects.filter(story_id__in=ids, stage=TextStage.ORIGINAL)
        unlink_files(media)
        media.delete()
        texts.filter(described).delete()
    else:
        texts.exclude(described).exclude(kind=WRITTEN_OUT).delete()
