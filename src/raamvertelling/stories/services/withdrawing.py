"""Withdrawing a story: the key first, so that from that moment no copy of it can be read anywhere."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Model
from django.db.models.fields.related import ForeignObjectRel
from django_tasks_db.models import DBTaskResult

from raamvertelling.core.text import forget_words
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories import ledger
from raamvertelling.stories.audit import lock_journal, record
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.media import unlink_media
from raamvertelling.stories.models import Receipt, Story, StoryReference, Teller
from raamvertelling.stories.sealing import destroy_key
from raamvertelling.stories.services.receiving import touch

DATABASES = ("default", "keystore")
END_GROUND = "einde van de bewaartermijn"


def withdraw_story(*, story: Story, today: date) -> None:
    """Destroy the key, write the withdrawal down, delete files and rows, and wipe what the databases left behind."""
    _destroy(story, today, by_term=False)
    unlink_media(story)
    _delete(story.inquiry, [story], today, by_term=False)
    forget_words()
    clean_files()


def end_stories(*, inquiry: Inquiry, stories: Sequence[Story], today: date, ground: str = END_GROUND) -> int:
    """Destroy stories of which the term is over, as completely as a withdrawal; how many there were."""
    for story in stories:
        _destroy(story, today, by_term=True)
        unlink_media(story)
    gone = _delete(inquiry, stories, today, by_term=True, ground=ground)
    forget_words()
    clean_files()
    return gone


def finish_withdrawals(*, today: date) -> int:
    """Delete stories that the ledger names: after a crash or a restored copy. What hung on them is told and wiped.

    A story whose key is missing while the ledger is silent was not withdrawn: then the keystore is a wrong or an older
    one, and deleting would make that final.
    """
    unfinished = list(_withdrawn())
    ended = ledger.withdrawn_among("ended", (str(story.pk) for story in unfinished))
    for inquiry, stories in groupby(unfinished, key=lambda story: story.inquiry):
        mine = list(stories)
        end_stories(inquiry=inquiry, stories=[each for each in mine if str(each.pk) in ended], today=today)
        for story in (each for each in mine if str(each.pk) not in ended):
            withdraw_story(story=story, today=today)
    _destroy_restored_keys()
    _tell_late_references(today)
    clean_files()
    return len(unfinished)


def without_key() -> int:
    """Count the stories that cannot be read although nobody withdrew them: the keystore does not belong to them."""
    ids = set(Story.objects.values_list("pk", flat=True))
    ids -= set(StoryKey.objects.values_list("story_id", flat=True))
    return len({str(id) for id in ids} - ledger.withdrawn_among("story", map(str, ids)))


def clean_files() -> bool:
    """Wipe what deleting leaves on disk: SQLite's write-ahead log, PostgreSQL's dead rows; whether that was possible.

    SQLite overwrites the rows themselves (secure_delete). What a busy database leaves is wiped within the hour.
    """
    return all([_clean(alias) for alias in DATABASES])


def _clean(alias: str) -> bool:
    connection = connections[alias]
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            tables = ", ".join(_tables(alias))
            cursor.execute(f"VACUUM {tables}")
            if alias == "keystore":
                # A plain vacuum leaves the bytes of a key in the free space of its page: copy what lives, it is little.
                # Only after the plain one: by itself it keeps dead rows while anybody writes anywhere on the server.
                cursor.execute(f"VACUUM FULL {tables}")
            return True
        # Waits twenty seconds at most for whoever is reading: both databases stay within the minute that is promised.
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not cursor.fetchone()[0]


def _tables(alias: str) -> list[str]:
    """Return the tables of the stories and of all that hangs on them, whichever room made them."""
    hanging = [each.related_model for each in Story._meta.get_fields() if isinstance(each, ForeignObjectRel)]
    models = (StoryKey,) if alias == "keystore" else (Story, StoryReference, *hanging)
    tables = {each._meta.db_table for each in models if isinstance(each, type) and issubclass(each, Model)}
    return [connections[alias].ops.quote_name(table) for table in sorted(tables)]


def _destroy(story: Story, today: date, *, by_term: bool) -> None:
    """Make the story unreadable, and remember that it was withdrawn, in one transaction of the keystore."""
    receipt = Receipt.objects.filter(story=story).first()
    with transaction.atomic(using="keystore"):
        destroy_key(story.pk)
        ledger.enter("story", str(story.pk), today)
        if by_term:
            ledger.enter("ended", str(story.pk), today)
        if receipt:
            ledger.enter("sending", receipt.idempotency_hash, today)
            if story.storypoint_id is None:
                ledger.enter("row", receipt.body_hash, today)
            if receipt.code_hash:
                ledger.enter("code", receipt.code_hash, today)
                if by_term:
                    ledger.enter("ended", receipt.code_hash, today)


@transaction.atomic
def _delete(inquiry: Inquiry, stories: Sequence[Story], today: date, *, by_term: bool, ground: str = END_GROUND) -> int:
    """Delete stories of one inquiry with all that hangs on them; what refers to them is told."""
    lock_journal(inquiry)
    kept = list(Story.objects.select_for_update().filter(pk__in=[story.pk for story in stories]))
    if not kept:
        return 0
    ids, tellers = [story.pk for story in kept], {story.teller_id for story in kept}
    using = StoryReference.objects.filter(story_id__in=ids, withdrawn_on=None)
    using.update(withdrawn_on=today, by_term=by_term)
    Story.objects.filter(pk__in=ids).delete()
    Teller.objects.filter(pk__in=tellers, stories=None).delete()
    _forget_tasks(ids)
    if by_term:
        detail: dict[str, object] = {"aantal": len(ids), "grond": ground}
        record(inquiry=inquiry, actor=None, action="vernietigd", subject="hele verhalen", detail=detail, today=today)
    else:
        for story in kept:
            record(inquiry=inquiry, actor=None, action="ingetrokken", subject=str(story), today=today)
    touch(inquiry)
    return len(ids)


def _forget_tasks(ids: Iterable[UUID]) -> None:
    """Forget which work in the background was done for these stories; what still waits finds nothing to do."""
    DBTaskResult.objects.filter(args_kwargs__args__0__in=[str(id) for id in ids]).finished().delete()


def _withdrawn() -> Iterable[Story]:
    named = ledger.withdrawn_among("story", map(str, Story.objects.values_list("pk", flat=True)))
    return Story.objects.filter(pk__in=named).select_related("inquiry").order_by("inquiry_id", "number")


def _destroy_restored_keys() -> None:
    """Destroy the keys that an older copy of the keystore brought back, also of stories that are not here."""
    named = ledger.withdrawn_among("story", map(str, StoryKey.objects.values_list("story_id", flat=True)))
    for id in named:
        destroy_key(UUID(id))


def _tell_late_references(today: date) -> None:
    """Tell what came to use a story while that was going away."""
    late = StoryReference.objects.filter(withdrawn_on=None).exclude(story_id__in=Story.objects.values("pk"))
    ended = ledger.withdrawn_among("ended", map(str, late.values_list("story_id", flat=True)))
    late.filter(story_id__in=ended).update(withdrawn_on=today, by_term=True)
    late.update(withdrawn_on=today)
