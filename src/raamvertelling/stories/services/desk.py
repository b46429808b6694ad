"""One press of a button on the desk: keep what was typed, then do what the button says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db import transaction

from raamvertelling.people.models import User
from raamvertelling.stories.cases import sentence_with
from raamvertelling.stories.checklist import LABELS, checklist
from raamvertelling.stories.desk_work import Added, DeskWork
from raamvertelling.stories.masking import KNOWN, Masked, mask_everywhere
from raamvertelling.stories.models import Recognisable, Story
from raamvertelling.stories.proposals import (
    Proposal,
    mask_here,
    mask_proposals,
    name_key,
    propose,
    undecided,
)
from raamvertelling.stories.services.cases import keep_case
from raamvertelling.stories.services.leases import let_go
from raamvertelling.stories.services.moderation import (
    NoTranscript,
    hold,
    mark_urgent,
    note_call,
    release,
    save_released_text,
)
from raamvertelling.stories.services.pictures import release_pictures
from raamvertelling.stories.services.work import open_work, save_draft, save_work

RECOGNISABLE_FIRST = "Beantwoord eerst de vraag: is de verteller herkenbaar in het dorp?"


class CannotDo(ValueError):
    """This button cannot do its work yet; `field` is where to look, the text says what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


class NotAllSeen(CannotDo):
    """Something was not looked at; she may release all the same, when she says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Which button was pressed and what was on the page.

    `before`: the texts as they are kept; `known`: the uses that were withheld when it was opened; `pictures`: what is
    on each one that others may see.
    """

    button: str
    texts: Mapping[str, str]
    before: Mapping[str, str]
    words: str = ""
    label: str = "naam"
    as_label: str = ""
    withheld: Sequence[str] = ()
    seen: Sequence[str] = ()
    known: Sequence[str] = ()
    ticked: Sequence[str] = ()
    recognisable: str = ""
    danger: Sequence[str] = ()
    pictures: Mapping[UUID, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(kw_only=True)
class Hand:
    """A moderator's hand on a story, during one press."""

    story: Story
    actor: User
    today: date
    what: Press
    detail: str
    work: DeskWork

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """What the engine proposes for the texts on the page."""
        officials = dict(self.story.inquiry.officials.values_list("name", "office"))
        return propose(self.what.texts, officials=officials, names=self.work.names)

    @property
    def open(self) -> tuple[Proposal, ...]:
        """The proposals about which she did not decide yet."""
        return undecided(self.proposals, self.work.kept)

    def wanted(self, detail: str) -> Proposal:
        """Return the proposal with this id."""
        for each in self.proposals:
            if each.id == detail:
                return each
        raise CannotDo("", "Dit voorstel staat niet meer in de tekst. Kijk naar de lijst zoals hij nu is.")

    def keep(self, work: DeskWork, texts: Mapping[str, str] | None = None) -> None:
        """Keep this work, and these texts; those on the page when none are named."""
        chosen = self.what.texts if texts is None else texts
        save_released_text(story=self.story, actor=self.actor, texts=chosen, today=self.today)
        save_work(self.story, replace(work, ticked=tuple(self.what.ticked), draft={}))

    def lay_aside(self, work: DeskWork) -> None:
        """Keep this work, and what was typed as her concept: others go on reading what they read."""
        typed = {} if self.what.texts == self.what.before else self.what.texts
        save_draft(story=self.story, actor=self.actor, texts=typed, ticked=tuple(self.what.ticked), work=work)

    def step(self, texts: Mapping[str, str], **changes: object) -> None:
        """Keep these texts, and how to undo that: what was typed is a step of its own."""
        work, typed = self.work, self.what.texts
        if typed != self.what.before:
            work = work.after(self.what.before)
        if changes or texts != typed:
            work = work.after(typed, **changes)
        self.keep(work, texts)


@transaction.atomic
def press(*, story: Story, actor: User, what: Press, today: date) -> str:
    """Do what the button says and return a sentence about it."""
    button, _, detail = what.button.partition(":")
    if button == "default":
        button = "own" if what.words.strip() else "save"
    hand = Hand(story=story, actor=actor, today=today, what=what, detail=detail, work=open_work(story))
    return BUTTONS.get(button, _save)(hand)


def _save(hand: Hand) -> str:
    hand.step(hand.what.texts)
    return "De tekst is bewaard."


def _mask(hand: Hand) -> str:
    wanted = hand.wanted(hand.detail)
    return _put(hand, mask_proposals(hand.what.texts, [wanted], _known(hand.what.as_label)), [wanted])


def _mask_here(hand: Hand) -> str:
    id, _, number = hand.detail.partition(":")
    wanted = hand.wanted(id)
    return _put(hand, mask_here(hand.what.texts, wanted, int(number) if number.isdecimal() else -1), [wanted])


def _mask_kind(hand: Hand) -> str:
    return _mask_all(hand, [each for each in hand.open if each.kind == hand.detail and not each.office])


def _mask_sure(hand: Hand) -> str:
    return _mask_all(hand, [each for each in hand.open if each.certainty == "zeker" and not each.office])


def _mask_all(hand: Hand, proposals: Sequence[Proposal]) -> str:
    return _put(hand, mask_proposals(hand.what.texts, proposals), proposals)


def _put(hand: Hand, masked: Masked, proposals: Sequence[Proposal]) -> str:
    if not masked.count:
        raise CannotDo("", "Hier is niets meer om te maskeren. Kijk naar de lijst zoals hij nu is.")
    kept = tuple(id for id in hand.work.kept if id not in {each.id for each in proposals})
    hand.step(masked.texts, kept=kept, names={**hand.work.names, **_names(hand, proposals)})
    return _times(masked.count)


def _names(hand: Hand, proposals: Iterable[Proposal]) -> dict[str, str]:
    """Return the label of each name that is the same person as one of these, so that it keeps that label later."""
    chosen = _known(hand.what.as_label)
    labels = {each.same_as: chosen or each.label for each in proposals if each.kind == "PER" and chosen != "naam"}
    return {name_key(each.words): labels[each.same_as] for each in hand.proposals if each.same_as in labels}


def _leave(hand: Hand) -> str:
    wanted = hand.wanted(hand.detail)
    hand.step(hand.what.texts, kept=(*hand.work.kept, wanted.id))
    return "Dit blijft staan."


def _leave_kind(hand: Hand) -> str:
    stay = tuple(each.id for each in hand.open if each.kind == hand.detail)
    hand.step(hand.what.texts, kept=(*hand.work.kept, *stay))
    return "Deze blijven staan."


def _reconsider(hand: Hand) -> str:
    hand.step(hand.what.texts, kept=tuple(id for id in hand.work.kept if id != hand.detail))
    return "Het voorstel staat weer in de lijst."


def _own(hand: Hand) -> str:
    words, label = " ".join(hand.what.words.split()), hand.detail or hand.what.label
    if not words:
        raise CannotDo("words", "Typ of selecteer eerst de woorden die u wilt maskeren.")
    if label not in KNOWN:
        raise CannotDo("label", "Kies waardoor u de woorden wilt vervangen.")
    return _mask_words(hand, words, label)


def _left(hand: Hand) -> str:
    """Mask words of the checklist; `detail` says which kind of line they stood in."""
    kind, _, words = hand.detail.partition(":")
    return _mask_words(hand, words, LABELS.get(kind, "naam"))


def _mask_words(hand: Hand, words: str, label: str) -> str:
    masked = mask_everywhere(hand.what.texts, words, label)
    if not masked.count:
        raise CannotDo("words", f"“{words}” staat niet in deze tekst. Kijk naar de spelling.")
    is_miss = all(name_key(words) not in name_key(each.words) for each in hand.proposals)
    added = Added(words, label, sentence_with(words, hand.what.texts), is_miss)
    hand.step(masked.texts, added=(*hand.work.added, added))
    return _times(masked.count)


def _undo(hand: Hand) -> str:
    if not hand.work.past:
        raise CannotDo("", "Er is niets om ongedaan te maken.")
    work, texts = hand.work.back(hand.what.texts)
    hand.keep(work, texts)
    return "De laatste stap is ongedaan gemaakt."


def _redo(hand: Hand) -> str:
    if not hand.work.future:
        raise CannotDo("", "Er is niets om opnieuw te doen.")
    work, texts = hand.work.forth(hand.what.texts)
    hand.keep(work, texts)
    return "De stap is opnieuw gedaan."


def _tick_all(hand: Hand) -> str:
    lines = checklist(hand.what.texts, hand.open, ())
    hand.what = replace(hand.what, ticked=[each.key for each in lines])
    hand.step(hand.what.texts)
    return "U hebt de hele lijst bekeken."


def _case(hand: Hand) -> str:
    """Keep a miss as a sentence on which the engine is tried."""
    number = int(hand.detail) if hand.detail.isdecimal() else -1
    if not 0 <= number < len(hand.work.added) or hand.work.added[number].is_case:
        raise CannotDo("", "Dit testgeval is al bewaard.")
    added = hand.work.added[number]
    masked = [each.words for each in hand.work.added]
    keep_case(story=hand.story, actor=hand.actor, added=added, masked=masked, today=hand.today)
    done = tuple(replace(each, is_case=True) if each is added else each for each in hand.work.added)
    hand.lay_aside(replace(hand.work, added=done))
    return "Bewaard als testgeval, zonder de echte woorden."


def _urgent(hand: Hand) -> str:
    hand.lay_aside(hand.work)
    mark_urgent(story=hand.story, actor=hand.actor, urgent=True, danger=hand.what.danger, today=hand.today)
    return "Dit verhaal staat nu bij Dringend. De protocolkaart staat boven aan de pagina."


def _calm(hand: Hand) -> str:
    hand.lay_aside(hand.work)
    mark_urgent(story=hand.story, actor=hand.actor, urgent=False, today=hand.today)
    return "Dit verhaal is niet meer dringend."


def _call(hand: Hand) -> str:
    if hand.detail not in hand.story.danger:
        raise CannotDo("", "Merk eerst aan wat u in het verhaal zag.")
    hand.lay_aside(hand.work)
    note_call(story=hand.story, actor=hand.actor, danger=hand.detail, today=hand.today)
    return "In het logboek staat dat u de contactpersoon sprak."


def _release(hand: Hand) -> str:
    _may_release(hand)
    hand.keep(hand.work)
    what = hand.what
    released = release(
        story=hand.story,
        actor=hand.actor,
        withheld=what.withheld,
        today=hand.today,
        seen=what.seen,
        known=what.known,
        recognisable=what.recognisable,
    )
    release_pictures(story=hand.story, actor=hand.actor, chosen=what.pictures, today=hand.today)
    let_go(story=hand.story, actor=hand.actor)
    if released.first_reader_id is not None:
        return f"U las verhaal {hand.story.number} als eerste. Een andere moderator leest het nu en geeft het vrij."
    save_work(released, hand.work.finished(names_go=released.original_gone_on is not None))
    return _said(released)


def _may_release(hand: Hand) -> None:
    what = hand.what
    if hand.story.waits_for_transcript:
        raise CannotDo("", str(NoTranscript()))
    if not all(what.pictures.values()):
        raise CannotDo("", "Beschrijf eerst wat er op de foto te zien is. Wie de foto niet ziet, leest dat.")
    if not what.texts.get("story", "").strip():
        raise CannotDo("", "Het verhaal is leeg. Zet de tekst terug, of houd het verhaal aan.")
    if what.recognisable not in Recognisable.values:
        raise CannotDo("recognisable", RECOGNISABLE_FIRST)
    if what.button == "release":
        _all_seen(hand)


def _all_seen(hand: Hand) -> None:
    proposals = len(hand.open)
    lines = sum(not each.is_ticked for each in checklist(hand.what.texts, hand.open, hand.what.ticked))
    if proposals or lines:
        parts = [
            _count(proposals, "voorstel", "voorstellen"),
            _count(lines, "regel van de lijst", "regels van de lijst"),
        ]
        open_now = " en ".join(part for part in parts if part)
        raise NotAllSeen("", f"U keek nog niet naar alles: {open_now}. Kijk ernaar, of geef vrij zoals het nu is.")


def _said(released: Story) -> str:
    begin = f"Verhaal {released.number} is vrijgegeven."
    if released.asked:
        return f"{begin} De verteller voegde intussen een gebruik toe: dat wacht nog op u."
    if released.waits_for_teller:
        return f"{begin} Wat buiten het team gaat, wacht tot de verteller akkoord is."
    if released.stays_inside:
        return f"{begin} De verteller heeft geen code: buiten het team komt het niet."
    return begin


def _hold(hand: Hand) -> str:
    if not hand.what.reason:
        raise CannotDo("reason", "Kies waarom u dit verhaal aanhoudt.")
    hand.keep(hand.work)
    hold(story=hand.story, actor=hand.actor, reason=hand.what.reason, today=hand.today)
    let_go(story=hand.story, actor=hand.actor)
    return f"Verhaal {hand.story.number} is aangehouden."


def _known(label: str) -> str:
    return label if label in KNOWN else ""


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _times(count: int) -> str:
    return "1 keer gemaskeerd." if count == 1 else f"{count} keer gemaskeerd."


BUTTONS: dict[str, Callable[[Hand], str]] = {
    "save": _save,
    "preview": _save,
    "mask": _mask,
    "here": _mask_here,
    "kind": _mask_kind,
    "sure": _mask_sure,
    "leave": _leave,
    "leave-kind": _leave_kind,
    "reconsider": _reconsider,
    "own": _own,
    "left": _left,
    "undo": _undo,
    "redo": _redo,
    "tick-all": _tick_all,
    "case": _case,
    "urgent": _urgent,
    "calm": _calm,
    "call": _call,
    "release": _release,
    "release-anyway": _release,
    "hold": _hold,
}
