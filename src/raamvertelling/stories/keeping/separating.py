"""Stories from before parts had keys: what was told is sealed again, so that it can go before the rest."""

from uuid import UUID

from django.db import transaction
from django.db.models import BinaryField, QuerySet
from django.db.models.functions import Substr

from raamvertelling.stories.media import seal_again
from raamvertelling.stories.models import SealedText, StoryMedia, TextStage
from raamvertelling.stories.sealing import VERSION, Keys, create_part_keys, open_keys, seal_bytes, unseal_bytes

A_BATCH = 200


def separate_parts() -> int:
    """Seal every original under the key of its part; how many that were. Doing it twice does no harm."""
    create_part_keys()
    total = 0
    while done := _texts():
        total += done
    media = StoryMedia.objects.filter(stage=TextStage.ORIGINAL)
    return total + sum(map(seal_again, media.iterator()))


@transaction.atomic
def _texts() -> int:
    rows = list(_under_the_story_key().select_for_update()[:A_BATCH])
    keys = open_keys({row.story_id for row in rows})
    for row in rows:
        row.sealed = _again(keys.get(row.story_id), row.story_id, row.kind, row.stage, bytes(row.sealed))
    SealedText.objects.bulk_update(rows, ["sealed"])
    return len(rows)


def _under_the_story_key() -> "QuerySet[SealedText]":
    original = SealedText.objects.filter(stage=TextStage.ORIGINAL)
    known = original.annotate(version=Substr("sealed", 1, 1, output_field=BinaryField())).filter(version=VERSION)
    return known.order_by("pk")


def _again(keys: Keys | None, story_id: UUID, kind: str, stage: str, sealed: bytes) -> bytes:
    """Return it under the key of its part; without any key nobody can read it, and it goes."""
    if keys is None:
        return b""
    return seal_bytes(keys, story_id, kind, stage, unseal_bytes(keys, story_id, kind, stage, sealed))
