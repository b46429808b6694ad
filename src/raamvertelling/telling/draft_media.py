"""Recordings and pictures that were not sent yet: pieces as they come in, then cleaned; sealed as the draft is."""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from raamvertelling.stories.audio import BadRecording, NotNow, Sound, clean_sound, most_bytes, too_large
from raamvertelling.stories.models import MediaKind
from raamvertelling.stories.sealing import seal_bytes, seal_with, unseal_bytes, unseal_with
from raamvertelling.stories.submission import NewMedia
from raamvertelling.telling.models import Draft, DraftChunk, DraftMedia

LARGEST_CHUNK = 2_000_000
MOST_CHUNKS = 2_000


class BadChunk(ValueError):
    """This piece of a recording cannot be taken; the message is a sentence for the teller."""


class _Meanwhile(Exception):
    """Another window finished the recording while this one was cleaning it."""


def keep_chunk(*, draft: Draft, key: bytes, recording: UUID, seq: int, data: bytes, sha256: str) -> list[int]:
    """Keep a piece, whole and once, in whatever order they come; return which pieces of the recording are here."""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BadChunk(_("Een stukje van de opname kwam niet heel aan. Het wordt nog een keer verstuurd."))
    if not data or len(data) > LARGEST_CHUNK or seq >= MOST_CHUNKS or used_bytes(draft) + len(data) > most_bytes():
        raise BadRecording(too_large())
    mark = hmac.new(key, sha256.encode(), hashlib.sha256).hexdigest()
    sealed = seal_bytes(key, draft.pk, _name(recording, seq), "", data)
    chunk, _is_new = DraftChunk.objects.get_or_create(
        draft=draft, recording=recording, seq=seq, defaults={"mark": mark, "size": len(data), "sealed": sealed}
    )
    if chunk.mark != mark:
        raise BadChunk(_("Dit stukje van de opname is er al, met een andere inhoud. Begin een nieuwe opname."))
    pieces = DraftChunk.objects.filter(draft=draft, recording=recording)
    return list(pieces.order_by("seq").values_list("seq", flat=True))


def finish_recordings(*, draft: Draft, key: bytes) -> DraftMedia | None:
    """Make one clean recording of what was recorded before and since; None if there is nothing.

    The cleaning takes a moment, so no lock is held: what another window finished meanwhile is left as that made it.
    A recording in which nothing can be heard goes, and BadRecording says so; the others stay. NotNow leaves all.
    """
    found = _pieces(draft, key)
    if not found:
        return voice_of(draft)
    sounds, refused = [], None
    for recording, pieces in found.items():
        try:
            sounds.append(clean_sound([b"".join(data for _id, data in pieces)]))
        except NotNow:
            raise
        except BadRecording as bad:
            # Pieces without their first one came after another window finished: the recorder began anew by then.
            refused = bad if _has_start(draft, recording) else refused
    ids = [id for pieces in found.values() for id, _data in pieces]
    try:
        kept = _put(draft, key, sounds, ids)
    except _Meanwhile:
        return finish_recordings(draft=draft, key=key)
    except NotNow:
        raise
    except BadRecording:
        DraftChunk.objects.filter(pk__in=ids).delete()
        raise
    if refused is not None:
        raise refused
    return kept


def add_recording(*, draft: Draft, key: bytes, data: bytes) -> DraftMedia | None:
    """Add a file with sound, behind what was recorded before."""
    if len(data) > most_bytes():
        raise BadRecording(too_large())
    try:
        return _put(draft, key, [clean_sound([data])], [])
    except _Meanwhile:
        return add_recording(draft=draft, key=key, data=data)


def add_media(*, draft: Draft, key: bytes, item: NewMedia) -> DraftMedia:
    """Keep a cleaned recording or picture with the draft."""
    row = DraftMedia(draft=draft, kind=item.kind, place=item.place, mime=item.mime, size=len(item.data))
    row.seconds, row.width, row.height = item.seconds, item.width, item.height
    highest = DraftMedia.objects.filter(draft=draft, kind=item.kind).aggregate(Max("number"))["number__max"]
    row.number = (highest or 0) + 1
    row.sealed = seal_bytes(key, draft.pk, _media_name(row), "", item.data)
    row.sealed_description = seal_with(key, draft.pk, _media_name(row), "description", item.description)
    row.save(force_insert=True)
    return row


def read_media(*, media: DraftMedia, key: bytes) -> bytes:
    """Open a recording or picture of a draft."""
    return unseal_bytes(key, media.draft_id, _media_name(media), "", bytes(media.sealed))


def describe_media(*, media: DraftMedia, key: bytes, description: str) -> None:
    """Say what a picture shows, in words."""
    media.sealed_description = seal_with(key, media.draft_id, _media_name(media), "description", description)
    media.save(update_fields=["sealed_description"])


def description_of(*, media: DraftMedia, key: bytes) -> str:
    """Return what a picture shows, in words."""
    return unseal_with(key, media.draft_id, _media_name(media), "description", bytes(media.sealed_description))


@transaction.atomic
def drop_recording(*, draft: Draft) -> None:
    """Throw away all that was recorded."""
    DraftChunk.objects.filter(draft=draft).delete()
    DraftMedia.objects.filter(draft=draft, kind=MediaKind.VOICE).delete()


@transaction.atomic
def forget_media(*, draft: Draft) -> None:
    """Delete all recordings and pictures: the story was sent, or nobody wants them."""
    DraftChunk.objects.filter(draft=draft).delete()
    DraftMedia.objects.filter(draft=draft).delete()


def voice_of(draft: Draft) -> DraftMedia | None:
    """Return the recording of this draft, if there is one."""
    return DraftMedia.objects.filter(draft=draft, kind=MediaKind.VOICE).first()


def places_with_media(draft: Draft) -> set[str]:
    """Return the questions that a recording or picture answers."""
    return set(DraftMedia.objects.filter(draft=draft).values_list("place", flat=True))


def has_pieces(draft: Draft) -> bool:
    """Whether a recording was cut off before it was finished."""
    return DraftChunk.objects.filter(draft=draft).exists()


def used_bytes(draft: Draft) -> int:
    """Return how much this draft holds besides words."""
    rows = [*DraftChunk.objects.filter(draft=draft).values_list("size", flat=True)]
    return sum(rows) + sum(DraftMedia.objects.filter(draft=draft).values_list("size", flat=True))


def media_to_send(*, draft: Draft, key: bytes) -> tuple[NewMedia, ...]:
    """Return the recordings and pictures of a draft as a story keeps them."""
    return tuple(
        NewMedia(
            kind=MediaKind(row.kind),
            data=read_media(media=row, key=key),
            mime=row.mime,
            place=row.place,
            seconds=row.seconds,
            width=row.width,
            height=row.height,
            description=description_of(media=row, key=key),
        )
        for row in DraftMedia.objects.filter(draft=draft).order_by("-kind", "number", "pk")
    )


def _put(draft: Draft, key: bytes, sounds: list[Sound], ids: list[int]) -> DraftMedia | None:
    """Replace the recording by one with these sounds behind it, and forget the pieces that they were made of."""
    before = voice_of(draft)
    parts = [sound.data for sound in sounds]
    if before and sounds:
        parts.insert(0, read_media(media=before, key=key))
    whole = clean_sound(parts) if parts[1:] else next(iter(sounds), None)
    with transaction.atomic():
        Draft.objects.select_for_update().get(pk=draft.pk)
        pieces = DraftChunk.objects.filter(pk__in=ids)
        if pieces.count() < len(ids) or voice_of(draft) != before:
            raise _Meanwhile
        pieces.delete()
        if whole is None:
            return before
        if before:
            before.delete()
        return add_media(draft=draft, key=key, item=_item(whole, draft.framework_version.framework.story.id))


def _has_start(draft: Draft, recording: UUID) -> bool:
    return DraftChunk.objects.filter(draft=draft, recording=recording, seq=0).exists()


def _item(sound: Sound, place: str) -> NewMedia:
    return NewMedia(kind=MediaKind.VOICE, data=sound.data, mime=sound.mime, place=place, seconds=sound.seconds)


def _pieces(draft: Draft, key: bytes) -> dict[UUID, Sequence[tuple[int, bytes]]]:
    """Return the pieces of each recording, in the order of recording."""
    first: dict[UUID, int] = {}
    found: dict[UUID, list[tuple[int, bytes]]] = defaultdict(list)
    for row in DraftChunk.objects.filter(draft=draft).order_by("seq"):
        first[row.recording] = min(row.pk, first.get(row.recording, row.pk))
        data = unseal_bytes(key, draft.pk, _name(row.recording, row.seq), "", bytes(row.sealed))
        found[row.recording].append((row.pk, data))
    return {id: found[id] for id in sorted(found, key=lambda each: first[each])}


def _name(recording: UUID, seq: int) -> str:
    return f"chunk:{recording}:{seq}"


def _media_name(media: DraftMedia) -> str:
    return f"media:{media.pk}"
