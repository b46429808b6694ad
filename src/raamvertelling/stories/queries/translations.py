"""Reading versions of stories in another language: whose words they are is always said beside them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from raamvertelling.stories.models import (
    TEXT,
    TITLE,
    SealedText,
    Story,
    TextStage,
    Translation,
    translation_kind,
)
from raamvertelling.stories.sealing import open_keys, unseal_with
from raamvertelling.web.language_list import direction, dutch_name
from raamvertelling.web.templatetags.raam import dutch_date

INTO = "nl"
SOMEBODY = "een moderator"


@dataclass(frozen=True, slots=True)
class ReadingVersion:
    """A story in the language of its readers, with who translated it, from what, and when."""

    language: str
    spoken: str
    title: str
    text: str
    maker: str
    made_on: date
    is_released: bool

    @property
    def sentence(self) -> str:
        """What is said wherever it is read."""
        return self._said_by(self.maker)

    @property
    def sentence_outside(self) -> str:
        """The same for everybody else: who works here is not made public."""
        return self._said_by(SOMEBODY)

    def _said_by(self, maker: str) -> str:
        told = dutch_name(self.spoken)
        return f"Vertaald uit het {told} door {maker}, {dutch_date(self.made_on)}; het origineel geldt."

    @property
    def direction(self) -> str:
        return direction(self.language)


def is_foreign(story: Story) -> bool:
    """Whether a story was told in a language that its readers may not know: anything but Dutch, also easy Dutch."""
    return bool(story.language) and story.language.partition("-")[0] != INTO


def released_translations(stories: Sequence[Story]) -> dict[UUID, ReadingVersion]:
    """Return the released reading version of each story that has one, in a fixed number of queries.

    For callers that found the stories through `usable_for`: who may read the words may read them translated.
    """
    return _open(stories, released_only=True)


def translation_for_desk(story: Story) -> ReadingVersion | None:
    """Return the reading version of a story, released or not, for its moderator."""
    return _open([story], released_only=False).get(story.pk)


def _open(stories: Sequence[Story], *, released_only: bool) -> dict[UUID, ReadingVersion]:
    foreign = {story.pk: story for story in stories if is_foreign(story)}
    if not foreign:
        return {}
    rows = Translation.objects.filter(story_id__in=list(foreign), language=INTO).select_related("made_by")
    made = {row.story_id: row for row in rows if row.is_released or not released_only}
    words = _words(list(made))
    return {
        id: ReadingVersion(
            language=INTO,
            spoken=foreign[id].language,
            title=words[id].get(TITLE, ""),
            text=words[id][TEXT],
            maker=row.made_by.name if row.made_by else SOMEBODY,
            made_on=row.made_on,
            is_released=row.is_released,
        )
        for id, row in made.items()
        if TEXT in words[id]
    }


def _words(ids: list[UUID]) -> dict[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    if not ids:
        return found
    keys = open_keys(ids)
    kinds = {translation_kind(INTO, part): part for part in (TITLE, TEXT)}
    for row in SealedText.objects.filter(story_id__in=list(keys), kind__in=list(kinds), stage=TextStage.RELEASED):
        text = unseal_with(keys[row.story_id], row.story_id, row.kind, row.stage, bytes(row.sealed))
        found[row.story_id][kinds[row.kind]] = text
    return found
