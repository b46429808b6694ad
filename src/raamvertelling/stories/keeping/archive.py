"""An archive file: everything of an inquiry that may be kept elsewhere, sealed with a passphrase, and written down.

What stays home: receipt codes, keys, the words as they were told, recordings, and every story that nobody released.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from raamvertelling.core.framework import to_yaml
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.consent import FIELDS
from raamvertelling.stories.keeping.archive_file import Sealer
from raamvertelling.stories.keeping.log import as_csv, destroyed
from raamvertelling.stories.media import read_media
from raamvertelling.stories.models import (
    Archive,
    AuditEvent,
    MediaKind,
    Purpose,
    Story,
    StoryMedia,
    StoryQuerySet,
    StoryReference,
    TextStage,
)
from raamvertelling.stories.queries import StoryTexts, texts_released
from raamvertelling.stories.reads import Sight, note_reading
from raamvertelling.stories.services.references import refer_many

FORMAT, A_BATCH = 1, 200
ARCHIVE_KIND = "archive"
README = """Archiefbestand van Raamvertelling

manifest.json       welk onderzoek, wanneer gemaakt, voor wie, hoeveel verhalen
vragen/             elke versie van de vragen (YAML)
verhalen.jsonl      een vrijgegeven verhaal per regel: tekst zoals anderen die lezen, antwoorden, toestemmingen
fotos/              vrijgegeven foto's; de naam staat bij het verhaal
logboek.jsonl       wat er gebeurde, op welke dag; zonder namen
vernietigd.csv      wat er is vernietigd, hoeveel, waarom en wanneer

Niet hierin: codes van vertellers, de tekst zoals verteld, opnamen, en verhalen die niet zijn vrijgegeven.

Trekt een verteller een verhaal later in? Dan staat het id op de lijst 'vernietig ook in uw kopie' bij Uitgegeven.
Haal die regel dan ook uit uw kopie. Vraag de lijst op voordat u het archief gebruikt.
"""


class NothingToArchive(ValueError):
    """No story was released with the use `analyse`; the message says so."""

    def __init__(self) -> None:
        super().__init__("Er zijn nog geen vrijgegeven verhalen. Er is geen bestand gemaakt.")


@dataclass(frozen=True, slots=True)
class Made:
    """An archive that was written down as handed out, with the ids of the stories that go into its file."""

    archive: Archive
    ids: tuple[UUID, ...]


def archivable(inquiry: Inquiry) -> StoryQuerySet:
    """Return the stories that may go into an archive file: released, real, and with the use `analyse`."""
    return Story.objects.countable().filter(inquiry=inquiry)


def withdrawn_since(archive: UUID) -> list[tuple[UUID, date]]:
    """Return which stories of an archive file were withdrawn, and when: to be destroyed in that copy too."""
    references = StoryReference.objects.filter(kind=ARCHIVE_KIND, object_id=str(archive), by_term=False)
    rows = (
        references.exclude(withdrawn_on=None)
        .order_by("withdrawn_on", "story_id")
        .values_list("story_id", "withdrawn_on")
    )
    return [(id, on) for id, on in rows if on]


@transaction.atomic
def hand_out(*, inquiry: Inquiry, receiver: str, actor: User | None, today: date) -> Made:
    """Write down that a file goes out, for whom, with which stories; before anything is written into it."""
    stories = list(archivable(inquiry).order_by("number").only("pk", "number", "inquiry_id"))
    if not stories:
        raise NothingToArchive
    # Who makes the file has the passphrase: after a data breach this counts as having seen them all.
    note_reading(actor or AnonymousUser(), ((story, Sight.RELEASED) for story in stories))
    ids = tuple(story.pk for story in stories)
    archive = Archive.objects.create(
        inquiry=inquiry, made_by=actor, made_on=today, receiver=receiver.strip()[:160], stories=len(ids)
    )
    refer_many(inquiry=inquiry, story_ids=ids, kind=ARCHIVE_KIND, object_id=archive.pk, use=Purpose.ANALYSE)
    detail: dict[str, object] = {"aantal": len(ids), "voor": archive.receiver}
    record(inquiry=inquiry, actor=actor, action="archiefbestand gemaakt", detail=detail, today=today)
    return Made(archive, ids)


def write_archive(made: Made, target: BinaryIO, passphrase: str) -> None:
    """Write the sealed file; not one readable byte touches the disk."""
    sealer = Sealer(target, passphrase)
    with ZipFile(sealer, "w", ZIP_DEFLATED) as file:  # type: ignore[call-overload]  # it writes and flushes, no more
        inquiry = made.archive.inquiry
        file.writestr("LEESMIJ.txt", README)
        file.writestr("manifest.json", _json(_manifest(made)))
        for version in inquiry.framework_versions.order_by("number"):
            file.writestr(f"vragen/versie-{version.number}.yaml", to_yaml(version.framework))
        _write_stories(made, file)
        file.writestr("logboek.jsonl", _lines(_events(inquiry)))
        file.writestr("vernietigd.csv", as_csv(destroyed(inquiry)))
    sealer.finish()


def _manifest(made: Made) -> dict[str, object]:
    inquiry = made.archive.inquiry
    return {
        "formaat": FORMAT,
        "archief": str(made.archive.pk),
        "gemaakt_op": made.archive.made_on.isoformat(),
        "voor": made.archive.receiver,
        "organisatie": inquiry.organisation.name,
        "onderzoek": inquiry.title,
        "vraag": inquiry.question,
        "begint": inquiry.opens.isoformat() if inquiry.opens else None,
        "eindigt": inquiry.closes.isoformat() if inquiry.closes else None,
        "verhalen": len(made.ids),
    }


def _write_stories(made: Made, file: ZipFile) -> None:
    pictures = []
    with file.open("verhalen.jsonl", "w") as lines:
        for start in range(0, len(made.ids), A_BATCH):
            found = _stories(made.ids[start : start + A_BATCH])
            words, shown = texts_released(found), _pictures(found)
            for story in found:
                if story.pk in words:
                    mine = shown.get(story.pk, [])
                    lines.write((_json(_story(story, words[story.pk], mine)) + "\n").encode())
                    pictures += mine
    for each in pictures:
        file.writestr(_name(each), read_media(each))


def _stories(ids: Sequence[UUID]) -> list[Story]:
    """Return what may still go: a teller may have taken a use back since this file was begun."""
    stories = Story.objects.countable().filter(pk__in=ids).select_related("framework_version")
    return list(stories.prefetch_related("consents", "own_uses").order_by("number"))


def _pictures(stories: Sequence[Story]) -> Mapping[UUID, list[StoryMedia]]:
    rows = StoryMedia.objects.filter(story__in=stories, stage=TextStage.RELEASED, kind=MediaKind.PHOTO)
    found: dict[UUID, list[StoryMedia]] = {}
    for each in rows.order_by("number", "pk"):
        found.setdefault(each.story_id, []).append(each)
    return found


def _story(story: Story, words: StoryTexts, pictures: Iterable[StoryMedia]) -> dict[str, object]:
    consents = sorted(story.consents.all(), key=lambda each: each.pk)
    return {
        "id": str(story.pk),
        "nummer": story.number,
        "verteld_op": story.told_on.isoformat(),
        "ontvangen_op": story.received_on.isoformat(),
        "taal": story.language,
        "manier": story.channel,
        "verteld_als": story.told_as,
        "vragen_versie": story.framework_version.number,
        "stem": story.role,
        "titel": words.title,
        "tekst": words.text,
        "antwoorden_in_woorden": words.answers,
        "antwoorden": story.answers,
        "bewerkt": story.text_changed,
        "gebruik": {purpose: getattr(story, field) for purpose, field in FIELDS.items()},
        "eigen_gebruik": sorted(each.purpose for each in story.own_uses.all()),
        "toestemmingen": [
            {"gebruik": c.purpose, "ja": c.given, "op": c.on.isoformat(), "tekst": c.text_hash, "taal": c.language}
            for c in consents
        ],
        "fotos": [_name(each) for each in pictures],
    }


def _events(inquiry: Inquiry) -> Iterator[dict[str, object]]:
    for event in AuditEvent.objects.filter(inquiry=inquiry).order_by("pk").iterator():
        by = f"medewerker {event.actor_id}" if event.actor_id else ""
        yield {
            "op": event.on.isoformat(),
            "wat": event.action,
            "waaraan": event.subject,
            "door": by,
            "bijzonderheden": event.detail,
            "kenmerk": event.hash,
        }


def _name(media: StoryMedia) -> str:
    return f"fotos/{media.pk}.{media.mime.rpartition('/')[2]}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Iterable[object]) -> str:
    return "".join(f"{_json(value)}\n" for value in values)
