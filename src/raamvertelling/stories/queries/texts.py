"""Reading stories: the only place where a text is opened, and it asks who wants to read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.people.models import Role
from raamvertelling.stories.models import Purpose, SealedText, Story, StoryQuerySet, TextStage, is_told
from raamvertelling.stories.reads import Sight, note_reading
from raamvertelling.stories.sealing import KeyDestroyed, PartDestroyed, open_keys, unseal_with

ANSWER = "answer:"


@dataclass(frozen=True, slots=True)
class StoryTexts:
    """The words of a story; `original` only for those who may see what was taken out, and as long as it is kept.

    `wished`: how the teller wants a changed text, until a moderator looked at it; for the same people.
    """

    title: str
    text: str
    answers: dict[str, str] = field(default_factory=dict)
    original: "StoryTexts | None" = None
    wished: "StoryTexts | None" = None


def texts_of(story: Story, viewer: Viewer) -> StoryTexts:
    """Return what this person may read of a story; PermissionDenied if nothing, KeyDestroyed if withdrawn."""
    texts = texts_of_many([story], viewer)
    if story.pk not in texts:
        raise KeyDestroyed
    return texts[story.pk]


def texts_of_many(stories: Sequence[Story], viewer: Viewer, *, only_beginning: bool = False) -> dict[UUID, StoryTexts]:
    """Return what this person may read, in a fixed number of queries; withdrawn stories are absent.

    That she reads them is written down; `only_beginning` when the page shows no more than a title or the first words.
    """
    ids = [story.pk for story in stories]
    mine = Story.objects.filter(inquiry__in=Inquiry.objects.with_role(viewer, Role.MODERATOR))
    desk = _ids(mine.not_kept_from(viewer), ids)
    allowed = set(desk)
    for purpose in (Purpose.ANALYSE, Purpose.GROUP):
        if allowed >= set(ids):
            break
        allowed |= _ids(Story.objects.usable_for(viewer, purpose), ids)
    if allowed < set(ids):
        raise PermissionDenied
    texts = _open(ids, with_original=desk)
    note_reading(viewer, [(each, _sight(each, desk, only_beginning)) for each in stories if each.pk in texts])
    return texts


def texts_for_public(stories: Sequence[Story]) -> dict[UUID, StoryTexts]:
    """Return what anybody may read, in a fixed number of queries; withdrawn stories are absent.

    PermissionDenied if the teller, the moderator or the inquiry of any of them says no.
    """
    ids = [story.pk for story in stories]
    if _ids(Story.objects.usable_for(AnonymousUser(), Purpose.PUBLIC), ids) < set(ids):
        raise PermissionDenied
    return _open(ids, with_original=set())


def texts_released(stories: Sequence[Story]) -> dict[UUID, StoryTexts]:
    """Return the released words, for callers that found the stories through `usable_for`; withdrawn ones are absent."""
    return _open([story.pk for story in stories], with_original=set())


def texts_for_teller(story: Story) -> StoryTexts:
    """Return what was told and what was made of it; the caller holds the receipt code."""
    found = _open([story.pk], with_original={story.pk})
    if story.pk not in found:
        raise KeyDestroyed
    return found[story.pk]


def _sight(story: Story, desk: set[UUID], only_beginning: bool) -> Sight:
    if only_beginning:
        return Sight.BEGINNING
    return Sight.ORIGINAL if story.pk in desk else Sight.RELEASED


def _ids(stories: StoryQuerySet, ids: Sequence[UUID]) -> set[UUID]:
    return set(stories.filter(pk__in=ids).values_list("pk", flat=True))


def _open(ids: Sequence[UUID], *, with_original: set[UUID]) -> dict[UUID, StoryTexts]:
    keys, gone = open_keys(ids), set[UUID]()
    found: dict[UUID, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in SealedText.objects.filter(story_id__in=keys):
        if row.stage == TextStage.RELEASED or row.story_id in with_original:
            try:
                text = unseal_with(keys[row.story_id], row.story_id, row.kind, row.stage, bytes(row.sealed))
            except PartDestroyed:  # its term is over, and the row goes in a moment
                gone.add(row.story_id)
                continue
            found[row.story_id][row.stage][row.kind] = text
    return {id: _assemble(found[id], with_original=id in with_original - gone) for id in keys}


def _assemble(stages: dict[str, dict[str, str]], *, with_original: bool) -> StoryTexts:
    told = stages.get(TextStage.ORIGINAL, {})
    original = _texts(told) if with_original and any(map(is_told, told)) else None
    texts = _texts({**told, **stages.get(TextStage.RELEASED, {})}, original)
    wished = stages.get(TextStage.WISHED)
    return replace(texts, wished=_texts(wished)) if wished else texts


def _texts(by_kind: dict[str, str], original: StoryTexts | None = None) -> StoryTexts:
    answers = {kind.removeprefix(ANSWER): text for kind, text in by_kind.items() if kind.startswith(ANSWER)}
    return StoryTexts(by_kind.get("title", ""), by_kind.get("story", ""), answers, original)
