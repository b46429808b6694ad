"""Withdrawing a story: the key first, so that from that moment no copy of it can be read anywhere."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connections, transaction

from raamvertelling.stories import ledger
from raamvertelling.stories.audit import lock_journal, record
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.models import Receipt, Story, StoryReference, Teller
from raamvertelling.stories.sealing import destroy_key
from raamvertelling.stories.services.receiving import touch

DATABASES = ("default", "keystore")


def withdraw_story(*, story: Story, today: date) -> None:
    """Destroy the key, write the withdrawal down, delete every row, and wipe what the databases left behind."""
    _destroy(story, today)
    _delete(story, today)
    clean_files()


def finish_withdrawals(*, today: date) -> int:
    """Delete stories whose key is gone or that the ledger names: after a crash or a restored copy."""
    unfinished = list(_without_key())
    for story in unfinished:
        withdraw_story(story=story, today=today)
    return len(unfinished)


def clean_files() -> None:
    """Empty SQLite's write-ahead logs; what was deleted is overwritten already (secure_delete)."""
    for alias in DATABASES:
        connection = connections[alias]
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _destroy(story: Story, today: date) -> None:
    """Make the story unreadable, and remember that it was withdrawn, in one transaction of the keystore."""
    receipt = Receipt.objects.filter(story=story).first()
    with transaction.atomic(using="keystore"):
        destroy_key(story.pk)
        ledger.enter("story", str(story.pk), today)
        if receipt:
            ledger.enter("sending", receipt.idempotency_hash, today)
            if story.storypoint_id is None:
                ledger.enter("row", receipt.body_hash, today)
            if receipt.code_hash:
                ledger.enter("code", receipt.code_hash, today)


@transaction.atomic
def _delete(story: Story, today: date) -> None:
    """Delete the story with all that hangs on it; what refers to it is told."""
    lock_journal(story.inquiry)
    kept = Story.objects.select_for_update().filter(pk=story.pk).first()
    if kept is None:
        return
    StoryReference.objects.filter(story_id=kept.pk, withdrawn_on=None).update(withdrawn_on=today)
    teller = kept.teller
    kept.delete()
    if not teller.stories.exists():
        Teller.objects.filter(pk=teller.pk).delete()
    record(inquiry=story.inquiry, actor=None, action="ingetrokken", subject=str(story), today=today)
    touch(story.inquiry)


def _without_key() -> Iterable[Story]:
    ids: list[UUID] = list(Story.objects.values_list("pk", flat=True))
    keys = set(StoryKey.objects.values_list("story_id", flat=True))
    named = ledger.withdrawn_among("story", map(str, ids))
    gone = [id for id in ids if id not in keys or str(id) in named]
    return Story.objects.filter(pk__in=gone).select_related("inquiry")
