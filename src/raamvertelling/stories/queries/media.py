"""Recordings and pictures for who may have them: the desk, the transcription, and what was released."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from raamvertelling.inquiries.models import Viewer
from raamvertelling.stories.media import media_of, read_media, released_id
from raamvertelling.stories.models import MediaKind, Purpose, SealedText, Story, StoryMedia, TextStage
from raamvertelling.stories.pauses import sentences_of
from raamvertelling.stories.queries.desk_story import version_of
from raamvertelling.stories.sealing import open_key, open_keys, unseal_with
from raamvertelling.stories.services.transcribing import CONCEPT, PROPOSAL, STORY
from raamvertelling.stories.transcription import has_engine


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording on a page of the team; `starts` says where its sentences begin, as JSON."""

    id: UUID
    url: str
    minutes: str
    starts: str = "[0]"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its text alternative; `is_released` when others may see it."""

    id: UUID
    url: str
    alt: str
    width: int
    height: int
    is_released: bool = False

    @property
    def name(self) -> str:
        """What is on it, else that nobody said so yet."""
        return self.alt or "Foto, nog niet beschreven"


@dataclass(frozen=True, slots=True)
class DeskMedia:
    """What a story holds besides words."""

    recordings: tuple[Recording, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Transcription:
    """Everything that is needed to write a story out."""

    story: Story
    media: DeskMedia
    text: str
    proposal: str
    version: str
    has_engine: bool


def desk_media(story: Story) -> DeskMedia:
    """Return the recordings and pictures of a story; for callers that fetched it for the desk."""
    found = media_of(story)
    texts = _texts(story)
    released = set(story.media.filter(stage=TextStage.RELEASED).values_list("pk", flat=True))
    return DeskMedia(
        tuple(_recording(story, each) for each in found if each.kind == MediaKind.VOICE),
        tuple(_picture(story, each, texts, released) for each in found if each.kind == MediaKind.PHOTO),
    )


def transcription(story: Story) -> Transcription:
    """Return the page on which a story is written out; for callers that fetched it for the desk."""
    media = desk_media(story)
    texts = _texts(story)
    heard = tuple(_with_starts(each) for each in media.recordings)
    text = texts.get(CONCEPT) or texts.get(STORY, "")
    shown = DeskMedia(heard, media.pictures)
    return Transcription(story, shown, text, texts.get(PROPOSAL, ""), text_version(text), has_engine())


def text_version(text: str) -> str:
    """Return a mark of this text, so that two people do not overwrite each other unseen."""
    return version_of({CONCEPT: text})


def released_pictures(stories: Sequence[Story]) -> dict[UUID, tuple[Picture, ...]]:
    """Return the pictures that a moderator released; for callers that found the stories through `usable_for`."""
    keys = open_keys(each.pk for each in stories)
    rows = StoryMedia.objects.filter(story_id__in=keys, kind=MediaKind.PHOTO, stage=TextStage.RELEASED).order_by(
        "number", "pk"
    )
    media = list(rows)
    sealed = SealedText.objects.filter(
        story_id__in={each.story_id for each in media},
        stage=TextStage.RELEASED,
        kind__in=[each.text_kind for each in media],
    )
    told = {
        row.kind: unseal_with(keys[row.story_id], row.story_id, row.kind, row.stage, bytes(row.sealed))
        for row in sealed
    }
    found: dict[UUID, tuple[Picture, ...]] = {}
    for each in media:
        alt = told.get(each.text_kind, "")
        if alt:
            shown = Picture(
                each.pk, reverse("stories:picture", args=[each.pk]), alt, each.width or 0, each.height or 0, True
            )
            found[each.story_id] = (*found.get(each.story_id, ()), shown)
    return found


def picture_for(viewer: Viewer, id: UUID) -> StoryMedia | None:
    """Return a released picture if this person, or anybody, may see its story."""
    media = StoryMedia.objects.filter(pk=id, kind=MediaKind.PHOTO, stage=TextStage.RELEASED).first()
    if media is None:
        return None
    allowed = (
        Story.objects.usable_for(AnonymousUser(), Purpose.PUBLIC),
        *(Story.objects.usable_for(viewer, use) for use in (Purpose.ANALYSE, Purpose.GROUP) if viewer.is_authenticated),
    )
    return media if any(stories.filter(pk=media.story_id).exists() for stories in allowed) else None


def _texts(story: Story) -> dict[str, str]:
    key = open_key(story.pk)
    rows = story.texts.filter(stage=TextStage.ORIGINAL)
    return {row.kind: unseal_with(key, story.pk, row.kind, row.stage, bytes(row.sealed)) for row in rows}


def _file_url(story: Story, media: StoryMedia) -> str:
    return reverse("stories:media", args=[story.inquiry.slug, story.number, media.pk])


def _recording(story: Story, media: StoryMedia) -> Recording:
    seconds = round(media.seconds or 0)
    return Recording(media.pk, _file_url(story, media), f"{seconds // 60}:{seconds % 60:02d}")


def _picture(story: Story, media: StoryMedia, texts: dict[str, str], released: set[UUID]) -> Picture:
    return Picture(
        media.pk,
        _file_url(story, media),
        texts.get(media.text_kind, ""),
        media.width or 0,
        media.height or 0,
        released_id(media) in released,
    )


def _with_starts(recording: Recording) -> Recording:
    return Recording(recording.id, recording.url, recording.minutes, _starts(recording.id))


@lru_cache(maxsize=256)
def _starts(media_id: UUID) -> str:
    """Measure the pauses once a process; only seconds are remembered, and nothing of what was said."""
    return json.dumps(sentences_of(read_media(StoryMedia.objects.get(pk=media_id))))
