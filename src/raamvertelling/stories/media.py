"""Recordings and pictures of stories: sealed files under the story's own key, durable before the row is."""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import time
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from raamvertelling.stories.models import MediaKind, SealedText, Story, StoryMedia, TextStage
from raamvertelling.stories.sealing import (
    VERSION,
    BrokenSeal,
    KeyDestroyed,
    Keys,
    open_key,
    seal_bytes,
    seal_with,
    unseal_bytes,
    unseal_with,
)
from raamvertelling.stories.submission import NewMedia

DAY = 24 * 3600
# The folders of a file that may be new with it, and the one that they stand in: a new folder is a name in its parent,
# and a power cut right after the very first recording would take the folder with everything in it.
DEPTH = 4
NAME = re.compile(r"[0-9a-f]{32}")


class MediaLost(Exception):
    """The row is there and its file is not: a disk that was restored apart from the database."""


def store_media(
    *, story: Story, items: Sequence[NewMedia], stage: TextStage = TextStage.ORIGINAL, key: Keys | None = None
) -> list[StoryMedia]:
    """Write sealed files and then their rows; a file that cannot be written leaves neither.

    Called inside the transaction that keeps the story. What a rollback leaves on disk is swept the next day.
    """
    if not items:
        return []
    story_key = key or open_key(story.pk)
    rows = [_row(story, item, stage, number) for number, item in enumerate(items)]
    try:
        for row, item in zip(rows, items, strict=True):
            write_whole(_path(row.pk), seal_bytes(story_key, story.pk, row.text_kind, stage, item.data))
        StoryMedia.objects.bulk_create(rows)
        SealedText.objects.bulk_create(_descriptions(rows, items, story_key))
    except BaseException:
        for row in rows:
            _path(row.pk).unlink(missing_ok=True)
        raise
    return rows


def read_media(media: StoryMedia) -> bytes:
    """Open a recording or picture, for callers that asked who may have it; KeyDestroyed, BrokenSeal or MediaLost."""
    key = open_key(media.story_id)
    try:
        sealed = _path(media.pk).read_bytes()
    except FileNotFoundError as error:
        raise MediaLost(str(media.pk)) from error
    return unseal_bytes(key, media.story_id, media.text_kind, media.stage, sealed)


def media_of(story: Story, *, kind: MediaKind | None = None, stage: TextStage = TextStage.ORIGINAL) -> list[StoryMedia]:
    """Return the recordings and pictures of a story at a stage, recordings first."""
    found = story.media.filter(stage=stage)
    return list((found.filter(kind=kind) if kind else found).order_by("-kind", "number", "pk"))


def descriptions_of(media: Sequence[StoryMedia]) -> dict[UUID, str]:
    """Return what these pictures of one story show, in words, as far as somebody said so."""
    if not media:
        return {}
    story_id, stage = media[0].story_id, media[0].stage
    key, kinds = open_key(story_id), {each.text_kind: each.pk for each in media}
    rows = SealedText.objects.filter(story_id=story_id, stage=stage, kind__in=kinds)
    return {kinds[row.kind]: unseal_with(key, story_id, row.kind, row.stage, bytes(row.sealed)) for row in rows}


def released_id(media: StoryMedia) -> UUID:
    """Return the id under which a picture is released: one for each original, so that releasing twice is once."""
    return uuid5(media.pk, TextStage.RELEASED)


def release_media(*, media: StoryMedia, description: str, key: Keys) -> StoryMedia:
    """Keep a copy that others may see, with its text alternative; the original stays with moderators and teller."""
    data, stage = read_media(media), TextStage.RELEASED
    copy = StoryMedia(
        pk=released_id(media),
        story_id=media.story_id,
        kind=media.kind,
        place=media.place,
        number=media.number,
        stage=stage,
        mime=media.mime,
        size=media.size,
        width=media.width,
        height=media.height,
    )
    write_whole(_path(copy.pk), seal_bytes(key, copy.story_id, copy.text_kind, stage, data))
    StoryMedia.objects.filter(pk=copy.pk).delete()
    copy.save(force_insert=True)
    sealed = seal_with(key, copy.story_id, copy.text_kind, stage, description)
    SealedText.objects.update_or_create(
        story_id=copy.story_id, kind=copy.text_kind, stage=stage, defaults={"sealed": sealed}
    )
    return copy


def delete_media(*, media: StoryMedia) -> None:
    """Delete one recording or picture with its description; the file goes when that is certain."""
    id = media.pk
    SealedText.objects.filter(story_id=media.story_id, kind=media.text_kind).delete()
    media.delete()
    transaction.on_commit(lambda: _path(id).unlink(missing_ok=True))


def unlink_media(story: Story) -> None:
    """Delete the files of a story whose key is gone; before the rows, so that a cut can be finished."""
    unlink_files(StoryMedia.objects.filter(story_id=story.pk))


def unlink_files(media: Iterable[StoryMedia]) -> None:
    """Delete the files of these rows, whose key is gone."""
    for each in media:
        _path(each.pk).unlink(missing_ok=True)


def seal_again(media: StoryMedia) -> bool:
    """Seal a file from before parts had keys under the key of its part; whether that was still to be done."""
    path = _path(media.pk)
    try:
        with path.open("rb") as file:
            if file.read(1) != VERSION:
                return False
        data = read_media(media)
    except (FileNotFoundError, KeyDestroyed):
        return False
    write_whole(path, seal_bytes(open_key(media.story_id), media.story_id, media.text_kind, media.stage, data))
    return True


def media_files() -> list[Path]:
    """Return the sealed files as they lie on disk, for a copy."""
    return sorted(path for path in _folder().glob("*/*") if NAME.fullmatch(path.name))


def missing_files() -> int:
    """Count the recordings and pictures that have a row and no file."""
    ids = StoryMedia.objects.values_list("pk", flat=True)
    return sum(not _path(id).is_file() for id in ids.iterator())


def put_file(name: str, sealed: bytes) -> None:
    """Put a sealed file of a copy back in its place."""
    write_whole(_path(UUID(name)), sealed)


def sweep_media(*, now: float | None = None) -> int:
    """Delete files of a day or older without a row, and say how many."""
    before = (time() if now is None else now) - DAY
    old = {path for path in _folder().glob("*/*") if path.is_file() and path.stat().st_mtime < before}
    named = {_path(id) for id in _known(path.name for path in old)}
    for path in old - named:
        path.unlink(missing_ok=True)
    return len(old - named)


def _row(story: Story, item: NewMedia, stage: TextStage, number: int) -> StoryMedia:
    return StoryMedia(
        story=story,
        kind=item.kind,
        place=item.place,
        number=number,
        stage=stage,
        mime=item.mime,
        size=len(item.data),
        seconds=item.seconds,
        width=item.width,
        height=item.height,
    )


def _descriptions(rows: Iterable[StoryMedia], items: Iterable[NewMedia], key: Keys) -> list[SealedText]:
    return [
        SealedText(
            story=row.story,
            kind=row.text_kind,
            stage=row.stage,
            sealed=seal_with(key, row.story_id, row.text_kind, row.stage, item.description),
        )
        for row, item in zip(rows, items, strict=True)
        if item.description
    ]


def write_whole(path: Path, data: bytes) -> None:
    """Write apart, fsync, give it its name, fsync the folders: after a power cut it is whole or not there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = path.with_name(f".{path.name}")
    handle = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)
    for folder in path.parents[:DEPTH]:
        _fsync_folder(folder)


def _fsync_folder(folder: Path) -> None:
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # then it is not one of ours, and was there before us
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _known(names: Iterable[str]) -> set[UUID]:
    """Return which of these file names belong to a row, asked in pieces that both databases accept."""
    ids = [UUID(name) for name in names if NAME.fullmatch(name)]
    found: set[UUID] = set()
    for start in range(0, len(ids), 500):
        piece = ids[start : start + 500]
        found |= set(StoryMedia.objects.filter(pk__in=piece).values_list("pk", flat=True))
    return found


def _folder() -> Path:
    return Path(str(settings.MEDIA_ROOT)) / "verhalen"


def _path(id: UUID) -> Path:
    return _folder() / id.hex[:2] / id.hex


__all__ = (
    "BrokenSeal",
    "MediaLost",
    "delete_media",
    "descriptions_of",
    "media_files",
    "media_of",
    "missing_files",
    "put_file",
    "read_media",
    "release_media",
    "released_id",
    "seal_again",
    "store_media",
    "sweep_media",
    "unlink_files",
    "unlink_media",
    "write_whole",
)
