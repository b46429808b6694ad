"""Everything that we keep about one story, for its teller: as a page, and as a file for people and machines.

The format of the file is described in docs/mijn-verhaal-bestand.md; `FORMAT` goes up when a key changes its meaning.
"""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from raamvertelling.people.models import Role
from raamvertelling.stories.consent import uses_on
from raamvertelling.stories.media import descriptions_of, media_of, read_media
from raamvertelling.stories.models import Story, StoryMedia, TextStage
from raamvertelling.stories.queries import StoryTexts
from raamvertelling.stories.queries.consents import Agreement, agreements
from raamvertelling.stories.queries.kept import Happening, Reading, UsedIn, happenings, readings, used_in
from raamvertelling.stories.reads import Sight
from raamvertelling.telling.queries import MyStoryPage

FORMAT = "raamvertelling/my-story/1"
ENDINGS = {"audio/mp4": "m4a", "audio/webm": "webm", "audio/wav": "wav", "image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class Everything:
    """What is kept besides the story itself, as the page and the files show it."""

    agreements: tuple[Agreement, ...]
    readings: tuple[tuple[Reading, str], ...]
    happenings: tuple[Happening, ...]
    used_in: tuple[tuple[UsedIn, str], ...]


def everything(story: Story) -> Everything:
    """Return all that is kept about a story besides its texts, answers and files."""
    return Everything(
        agreements=agreements(story),
        readings=tuple((each, _reading_words(each)) for each in readings(story)),
        happenings=happenings(story),
        used_in=tuple((each, _use_words(each)) for each in used_in(story)),
    )


def as_zip(page: MyStoryPage, kept: Everything, today: date) -> bytes:
    """Return a zip with the story for people (HTML), for machines (JSON), and every recording and picture.

    It is made in memory: no word of a story ever lies readable on disk.
    """
    story, made = page.story, io.BytesIO()
    files = _files(story)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        context = {"page": page, "kept": kept, "files": list(files)}
        packed.writestr("mijn-verhaal.html", render_to_string("telling/my_story_file.html", context))
        described = json.dumps(as_data(page, kept, today), ensure_ascii=False, indent=2)
        packed.writestr("mijn-verhaal.json", described)
        for name, media in files.items():
            packed.writestr(name, read_media(media), zipfile.ZIP_STORED)
    return made.getvalue()


def as_data(page: MyStoryPage, kept: Everything, today: date) -> dict[str, Any]:
    """Return everything as plain values for JSON; days are ISO days, no key is ever left out."""
    story = page.story
    return {
        "format": FORMAT,
        "made_on": today.isoformat(),
        "inquiry": {"title": story.inquiry.title, "organisation": story.inquiry.organisation.name},
        "story": _story(page),
        "texts": _texts(page.told),
        "translation": _translation(page),
        "answers": [{"id": each.step, "question": each.question, "answer": each.answer} for each in page.answers],
        "answers_as_stored": story.answers,
        "uses_now": uses_on(story),
        "uses_withheld_by_moderator": list(story.withheld),
        "uses_waiting_for_moderator": list(story.asked),
        "consents": [_agreement(each) for each in kept.agreements],
        "files": [_file(name, media) for name, media in _files(story).items()],
        "read_by": [{"on": r.on.isoformat(), "roles": r.roles, "what": r.sight.value} for r, _w in kept.readings],
        "happened": [{"on": each.on.isoformat(), "what": each.action} for each in kept.happenings],
        "used_in": [
            {"kind": each.kind, "use": each.use, "withdrawn_on": _day(each.withdrawn_on)} for each, _w in kept.used_in
        ],
        "not_readable": {"search_tokens": story.tokens.count(), "receipt": "keyed hashes only"},
    }


def _story(page: MyStoryPage) -> dict[str, Any]:
    story = page.story
    return {
        "number": story.number,
        "told_on": story.told_on.isoformat(),
        "received_on": story.received_on.isoformat(),
        "language": story.language,
        "channel": story.channel,
        "told_as": story.told_as,
        "told_with": story.told_with,
        "owner_knows": story.owner_knows,
        "guardian_agreed": story.guardian_agreed,
        "state": story.state,
        "is_practice": story.is_test,
        "place": page.place,
        "prompt": story.prompt,
        "voice": story.role,
        "questions_version": story.framework_version.number,
        "answer_to_changed_text": story.teller_answer,
        "answered_on": _day(story.answered_on),
        "moderated_on": _day(story.moderated_on),
        "original_gone_on": _day(story.original_gone_on),
        "media_gone_on": _day(story.media_gone_on),
        "binned_on": _day(story.binned_on),
    }


def _texts(told: StoryTexts) -> dict[str, Any]:
    def words(texts: StoryTexts | None) -> dict[str, Any] | None:
        return {"title": texts.title, "text": texts.text, "answers": texts.answers} if texts else None

    return {"as_told": words(told.original), "as_others_read_it": words(told), "as_you_want_it": words(told.wished)}


def _translation(page: MyStoryPage) -> dict[str, str] | None:
    made = page.translation
    return {"language": "nl", "title": made.title, "text": made.text} if made else None


def _agreement(each: Agreement) -> dict[str, Any]:
    return {
        "use": each.purpose,
        "question": each.question,
        "words": each.words,
        "given": each.given,
        "on": each.on.isoformat(),
        "language": each.language,
        "sha256_of_words": each.text_hash,
        "questions_version": each.version,
    }


def _files(story: Story) -> dict[str, StoryMedia]:
    """Return every file by the name it gets: as it was sent, and pictures as others see them."""
    found = {}
    for stage, folder in ((TextStage.ORIGINAL, "bestanden"), (TextStage.RELEASED, "zoals-anderen-het-zien")):
        for number, media in enumerate(media_of(story, stage=stage), start=1):
            found[f"{folder}/{number}-{media.kind}.{ENDINGS.get(media.mime.split(';')[0], 'bin')}"] = media
    return found


def _file(name: str, media: StoryMedia) -> dict[str, Any]:
    described = descriptions_of([media]).get(media.pk, "")
    return {"name": name, "kind": media.kind, "type": media.mime, "seconds": media.seconds, "description": described}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _reading_words(reading: Reading) -> str:
    roles = {
        Role.MODERATOR: _("een moderator"),
        Role.RESEARCHER: _("een onderzoeker"),
        Role.FACILITATOR: _("een begeleider van een groep"),
        Role.READER: _("een lezer van een groep"),
    }
    who = next((words for role, words in roles.items() if role in reading.roles), _("iemand van het team"))
    what = {
        Sight.BEGINNING: _("de titel of de eerste woorden"),
        Sight.QUOTE: _("een paar zinnen"),
        Sight.RELEASED: _("de tekst zoals anderen die lezen"),
        Sight.ORIGINAL: _("de tekst zoals u het vertelde"),
    }
    return _("%(who)s las %(what)s") % {"who": who, "what": what[reading.sight]}


def _use_words(used: UsedIn) -> str:
    """Say what uses the story; the rooms above name their kinds, and an unknown one is said in general."""
    return {
        "observation": _("een bevinding van het team"),
        "account-quote": _("een zin in een rapport"),
        "account-edition": _("een uitgave van een rapport"),
        "archive": _("een kopie voor het archief, op slot"),
        "own-use": _("een lijst voor een gebruik waar u ja tegen zei"),
    }.get(used.kind, _("iets anders van het team"))
