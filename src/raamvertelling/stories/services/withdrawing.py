"""Withdrawing a story: the key first, so that from that moment no copy of it can be read anywhere."""

from collections.abc import Iterable
from datetime import date

from django.db import connections, transaction

from raamvertelling.core.text import forget_words
from raamvertelling.stories import ledger
from raamvertelling.stories.audit import lock_journal, record
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.media import unlink_media
from raamvertelling.stories.models import Receipt, SealedText, Story, StoryMedia, StoryReference, StoryToken, Teller
from raamvertelling.stories.sealing import destroy_key
from raamvertelling.stories.services.receiving import touch

DATABASES = ("default", "keystore")


def withdraw_story(*, story: Story, today: date) -> None:
    """Destroy the key, write the withdrawal down, delete files and rows, and wipe what the databases left behind."""
    _destroy(story, today)
    unlink_media(story)
    _delete(story, today)
    forget_words()
    clean_files()


def finish_withdrawals(*, today: date) -> int:
    """Delete stories that the ledger names: after a crash or a restored copy. What hung on them is told and wiped.

    A story whose key is missing while the ledger is silent was not withdrawn: then the keystore is a wrong or an older
    one, and deleting would make that final.
    """
    unfinished = list(_withdrawn())
    for story in unfinished:
        withdraw_story(story=story, today=today)
    StoryReference.objects.filter(withdrawn_on=None).exclude(story_id__in=Story.objects.values("pk")).update(
        withdrawn_on=today
    )
    clean_files()
    return len(unfinished)


def without_key() -> int:
    """Count the stories that cannot be read although nobody withdrew them: the keystore does not belong to them."""
    ids = set(Story.objects.values_list("pk", flat=True))
    ids -= set(StoryKey.objects.values_list("story_id", flat=True))
    return len({str(id) for id in ids} - ledger.withdrawn_among("story", map(str, ids)))


def clean_files() -> None:
    """Wipe what deleting leaves on disk: SQLite's write-ahead log, PostgreSQL's dead rows.

    SQLite overwrites the rows themselves (secure_delete). What a busy database leaves is wiped the next day.
    """
    for alias in DATABASES:
        connection = connections[alias]
        if connection.in_atomic_block:
            continue
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                cursor.execute(f"VACUUM {', '.join(_tables(alias))}")


def _tables(alias: str) -> list[str]:
    models = (StoryKey,) if alias == "keystore" else (SealedText, StoryToken, StoryMedia, Receipt, Story)
    return [connections[alias].ops.quote_name(model._meta.db_table) for model in models]


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


def _withdrawn() -> Iterable[Story]:
    named = ledger.withdrawn_among("story", map(str, Story.objects.values_list("pk", flat=True)))
    return Story.objects.filter(pk__in=named).select_related("inquiry")
