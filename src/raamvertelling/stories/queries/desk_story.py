"""One story at the desk, with everything that a moderator needs to decide about it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from django.utils.safestring import SafeString

from raamvertelling.core.framework import Framework, labels
from raamvertelling.core.text import heavy_subjects
from raamvertelling.inquiries.help_lines import Line
from raamvertelling.inquiries.models import Danger, ProtocolCard, Viewer
from raamvertelling.stories.checklist import CheckLine, checklist
from raamvertelling.stories.consent import NamedUse, named_uses, uses_of
from raamvertelling.stories.desk_work import DeskWork
from raamvertelling.stories.differences import Stretch, differences, draw
from raamvertelling.stories.models import Lease, Purpose, Story, days_between
from raamvertelling.stories.proposals import Proposal, ProposalGroup, in_groups, propose, undecided
from raamvertelling.stories.queries.texts import StoryTexts, texts_of, texts_of_many
from raamvertelling.stories.queries.translations import ReadingVersion, is_foreign, translation_for_desk
from raamvertelling.stories.sealing import KeyDestroyed
from raamvertelling.stories.services.leases import lease_of
from raamvertelling.stories.services.work import open_work


@dataclass(frozen=True, slots=True)
class EditableText:
    """A text of a story: as it was told, as others read it, and as it stands on the page (`shown`)."""

    kind: str
    label: str
    original: str
    released: str
    shown: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class Pane:
    """A text drawn twice: what went is marked in the first, what came and what is proposed in the second."""

    text: EditableText
    original: list[SafeString]
    shown: list[SafeString]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStory:
    """Everything that a moderator needs to decide about one story."""

    story: Story
    texts: tuple[EditableText, ...]
    work: DeskWork
    proposals: tuple[Proposal, ...]
    checks: tuple[CheckLine, ...]
    given: tuple[NamedUse, ...]
    refused: tuple[NamedUse, ...]
    asked: tuple[NamedUse, ...]
    days: int
    role_label: str
    version: str
    cards: tuple[tuple[Danger, ProtocolCard | None, Line | None], ...]
    lease: Lease | None
    viewer: Viewer
    translation: ReadingVersion | None = None
    wished: StoryTexts | None = None

    @property
    def is_foreign(self) -> bool:
        """Whether it was told in another language than Dutch."""
        return is_foreign(self.story)

    @property
    def open(self) -> tuple[Proposal, ...]:
        """The proposals about which nobody decided yet."""
        return undecided(self.proposals, self.work.kept)

    @property
    def groups(self) -> tuple[ProposalGroup, ...]:
        """The open proposals by kind."""
        return in_groups(self.open)

    @property
    def kept(self) -> tuple[Proposal, ...]:
        """The proposals that stay in the text."""
        return tuple(each for each in self.proposals if each.id in self.work.kept)

    @property
    def sure(self) -> int:
        """How many open proposals are sure."""
        return sum(each.certainty == "zeker" and not each.office for each in self.open)

    @property
    def holder(self) -> str:
        """The name of the colleague who works on it now; nothing when it is free or hers."""
        return self.lease.holder.name if self.lease and self.lease.holder_id != self.viewer.pk else ""

    @property
    def has_draft(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return any(each.shown != each.released for each in self.texts)

    @property
    def panes(self) -> tuple[Pane, ...]:
        """The texts side by side."""
        return tuple(self._pane(each) for each in self.texts)

    def _pane(self, text: EditableText) -> Pane:
        gone, new = differences(text.original, text.shown)
        spots = [
            Stretch(place.start, place.end, each.id)
            for each in self.open
            for place in each.places
            if place.part == text.kind
        ]
        return Pane(text, draw(text.original, gone), draw(text.shown, [*new, *spots]))


def desk_story(*, viewer: Viewer, story: Story, today: date, now: datetime) -> DeskStory:
    """Return one story for the desk; KeyDestroyed if it was withdrawn."""
    found = texts_of(story, viewer)
    if found.original is None and not story.original_gone_on:
        raise KeyDestroyed
    framework, work = story.framework_version.framework, open_work(story)
    texts = _texts(found, found.original or _no_words(found), framework)
    wished = uses_of(story.consents.order_by("pk"), ())
    given = {purpose for purpose, yes in wished.items() if yes}
    page = DeskStory(
        story=story,
        texts=texts,
        work=work,
        proposals=(),
        checks=(),
        given=named_uses(framework, given - {Purpose.ANALYSE.value}),
        refused=named_uses(framework, {each.id for each in framework.consent.purposes} - given),
        asked=named_uses(framework, story.asked),
        days=days_between(story.received_on, today),
        role_label=labels(framework.voice_question, framework.language).get(story.role, "Stem onbekend"),
        version=version_of({each.kind: each.released for each in texts}),
        cards=_cards(story),
        lease=lease_of(story, now),
        viewer=viewer,
        translation=translation_for_desk(story),
        wished=found.wished,
    )
    return with_texts(page, work.draft)


def subjects_of(*, viewer: Viewer, story: Story) -> tuple[str, ...]:
    """Return what is heavy in a story, for a page that shows no word of it; KeyDestroyed if it was withdrawn."""
    found = texts_of_many([story], viewer, only_beginning=True).get(story.pk)
    if found is None:
        raise KeyDestroyed
    return heavy_subjects(found.original.text if found.original else found.text)


def _cards(story: Story) -> tuple[tuple[Danger, ProtocolCard | None, Line | None], ...]:
    """Return each danger that was seen with the card of the organisation and whom that says to call, if it is there."""
    made = {card.danger: card for card in story.inquiry.protocol_cards.all()} if story.danger else {}
    lines = {each: Line(card.contact_name, telephone=card.contact_phone) for each, card in made.items()}
    seen = [each for each in Danger if each.value in story.danger]
    return tuple((each, made.get(each.value), lines.get(each.value)) for each in seen)


def with_texts(page: DeskStory, typed: Mapping[str, str]) -> DeskStory:
    """Return the page with these texts on it, and what is proposed for them."""
    texts = tuple(replace(each, shown=typed.get(each.kind, each.released)) for each in page.texts)
    shown = {each.kind: each.shown for each in texts}
    officials = dict(page.story.inquiry.officials.values_list("name", "office"))
    proposals = propose(shown, officials=officials, names=page.work.names)
    checks = checklist(shown, undecided(proposals, page.work.kept), page.work.ticked)
    return replace(page, texts=texts, proposals=proposals, checks=checks)


def _no_words(found: StoryTexts) -> StoryTexts:
    """Return what is left of the words as they were told when their term is over: nothing, at the same places."""
    return StoryTexts("", "", dict.fromkeys(found.answers, ""))


def version_of(texts: dict[str, str]) -> str:
    """Return a mark of these words, so that two moderators do not overwrite each other unseen."""
    return sha256(repr(sorted(texts.items())).encode()).hexdigest()[:16]


def _texts(found: StoryTexts, original: StoryTexts, framework: Framework) -> tuple[EditableText, ...]:
    questions = {each.id: each.text.in_language(framework.language) for each in framework.signifiers}
    story = EditableText("story", "Verhaal", original.text, found.text, found.text, True)
    title = EditableText("title", "Titel", original.title, found.title, found.title, False)
    answers = (
        EditableText(f"answer:{id}", questions.get(id, id), text, own, own, len(max(text, own, key=len)) > 80)
        for id, text in original.answers.items()
        for own in (found.answers.get(id, text),)
    )
    return (title, story, *answers) if original.title or found.title else (story, *answers)
