"""What the moderator does with a story: edit the released version, release, hold, mark as urgent."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from raamvertelling.core.text import clean_text
from raamvertelling.inquiries.access import roles_of
from raamvertelling.inquiries.models import Danger, Inquiry
from raamvertelling.people.models import Role, User
from raamvertelling.stories.audit import lock_journal, record
from raamvertelling.stories.consent import INSIDE, in_order, recompute_uses
from raamvertelling.stories.models import (
    TEXT,
    TITLE,
    WAITS_FOR_TRANSCRIPT,
    WRITTEN_OUT,
    HoldReason,
    Lease,
    Purpose,
    Recognisable,
    SealedText,
    State,
    Story,
    TellerAnswer,
    TextStage,
    is_told,
    translation_kind,
)
from raamvertelling.stories.sealing import Keys, open_key, open_keys, seal_with, unseal_with
from raamvertelling.stories.search import index_story
from raamvertelling.stories.services.answering import ask_again
from raamvertelling.stories.services.locking import lock_for_moderator
from raamvertelling.stories.services.receiving import touch
from raamvertelling.stories.services.work import open_work, save_work

# Words of the log by which the load of the desk is counted.
RELEASED, HELD, READ_FIRST = "vrijgegeven", "aangehouden", "gelezen, wacht op een tweede lezer"


class NoTranscript(ValueError):
    """It was spoken or photographed, and nobody wrote it out: there is nothing yet to protect or to read."""

    def __init__(self) -> None:
        super().__init__("Dit verhaal is nog niet uitgeschreven. Schrijf het eerst uit, dan kunt u het vrijgeven.")


class SecondReaderNeeded(ValueError):
    """In this inquiry somebody else than the first reader releases."""

    def __init__(self) -> None:
        super().__init__("U las dit verhaal als eerste. Een andere moderator leest het nu en geeft het vrij.")


@transaction.atomic
def save_released_text(*, story: Story, actor: User, texts: Mapping[str, str], today: date) -> Story:
    """Keep these words as the version that others may read; kinds that are not given stay as they are."""
    locked = lock_for_moderator(story, actor)
    key = open_key(locked.pk)
    if _write(locked, key, {kind: clean_text(text) for kind, text in texts.items()}):
        if locked.state == State.RECEIVED:
            locked.state = State.IN_PROGRESS
        # Without the words as they were told nobody can see whether these are the same: the teller looks again.
        locked.text_changed = locked.original_gone_on is not None or _differs(locked, key)
        locked.teller_agreed = not locked.text_changed
        if locked.teller_answer != TellerAnswer.CORRECTED:  # what she proposed stays until this is released
            locked.teller_answer = ""
        locked.save()
        if locked.state == State.RELEASED:
            _index(locked, key)
        _log(locked, actor, "tekst bewerkt", today)
        touch(locked.inquiry)
    return locked


@transaction.atomic
def release(
    *,
    story: Story,
    actor: User,
    withheld: Sequence[str],
    today: date,
    seen: Collection[str] | None = None,
    known: Collection[str] | None = None,
    recognisable: str = "",
) -> Story:
    """Let the released version be used, except for what is withheld; what was not edited goes as it was told.

    `seen`: the added uses that the moderator had before her; others keep waiting. `known`: the uses that were withheld
    when she opened the page; what a colleague kept back since stays so. None: all of them. `recognisable` limits the
    uses by itself (`limits`). Where a second moderator releases, the first one only says that she is ready: the story
    that comes back then has a `first_reader`.
    """
    locked = lock_for_moderator(story, actor)
    locked.recognisable = recognisable or locked.recognisable
    unseen = set() if known is None else set(locked.withheld) - set(known)
    kept_back = {*withheld, *limits(locked), *unseen}
    if locked.inquiry.second_reader and locked.first_reader_id in (None, actor.pk):
        return _ready_for_second(locked, actor, kept_back, today)
    key = open_key(locked.pk)
    locked.asked = [] if seen is None else [purpose for purpose in locked.asked if purpose not in seen]
    _release(locked, key, in_order(kept_back), today)
    reason: dict[str, object] = {"niet voor": list(locked.withheld)} if locked.withheld else {}
    _log(locked, actor, RELEASED, today, {**reason, "reden": "herkenbaar"} if limits(locked) else reason)
    touch(locked.inquiry)
    return locked


def limits(story: Story) -> set[str]:
    """Return the uses that a story cannot have because somebody could recognise its teller."""
    if story.recognisable == Recognisable.MAYBE:
        return {Purpose.PUBLIC.value}
    if story.recognisable != Recognisable.YES:
        return set()
    asked = {each.id for each in story.framework_version.framework.consent.purposes}
    return {*asked, Purpose.QUOTE.value, Purpose.PUBLIC.value} - set(INSIDE)


def _ready_for_second(story: Story, actor: User, kept_back: Collection[str], today: date) -> Story:
    """Note that the first of two moderators is done; what she keeps back stops at once, nothing new begins."""
    if story.waits_for_transcript:
        raise NoTranscript
    if story.first_reader_id == actor.pk:
        raise SecondReaderNeeded
    story.first_reader, story.withheld = actor, in_order({*story.withheld, *kept_back})
    if story.state in (State.RECEIVED, State.BINNED, State.HELD):
        story.state, story.hold_reason, story.binned_on = State.IN_PROGRESS, "", None
    recompute_uses(story)
    story.save()
    _log(story, actor, READ_FIRST, today)
    touch(story.inquiry)
    return story


@transaction.atomic
def take_words(*, story: Story, actor: User, today: date) -> Story:
    """Put what the teller proposed in place; it is used nowhere until it was looked at and released again.

    What a moderator had typed as a concept goes out of the way: undoing brings it back, and then what was released.
    """
    locked = lock_for_moderator(story, actor)
    key = open_key(locked.pk)
    wished = {row.kind: _open(row, key) for row in locked.texts.filter(stage=TextStage.WISHED)}
    if wished and locked.state == State.RELEASED:
        released = locked.texts.filter(stage=TextStage.RELEASED)
        before = {row.kind: _open(row, key) for row in released if is_told(row.kind)}
        work = open_work(locked)
        typed = {**before, **work.draft}
        save_work(locked, (work.after(before) if typed != before else work).after(typed))
        _write(locked, key, wished)
        locked.state, locked.text_changed, locked.teller_agreed = State.IN_PROGRESS, True, False
        locked.first_reader = None
        locked.save()
        _log(locked, actor, "woorden van de verteller overgenomen", today)
        touch(locked.inquiry)
    return locked


@transaction.atomic
def hold(*, story: Story, actor: User, reason: str, today: date) -> Story:
    """Keep a story back; it is used nowhere until it is released. Where two read, both begin anew."""
    locked = lock_for_moderator(story, actor)
    locked.state, locked.hold_reason, locked.binned_on = State.HELD, HoldReason(reason), None
    locked.first_reader = None
    locked.save(update_fields=["state", "hold_reason", "binned_on", "first_reader"])
    _log(locked, actor, HELD, today, {"reden": HoldReason(reason).label})
    touch(locked.inquiry)
    return locked


@transaction.atomic
def mark_urgent(*, story: Story, actor: User, urgent: bool, today: date, danger: Collection[str] = ()) -> Story:
    """Put a story in front of the queue because somebody may be in danger; nothing is reported by itself.

    `danger`: what she saw, of `Danger`; its protocol cards open for everybody who reads the story at the desk.
    """
    locked = lock_for_moderator(story, actor)
    seen = [each for each in Danger if urgent and each.value in danger]
    if (locked.is_urgent, locked.danger) != (urgent, [each.value for each in seen]):
        locked.is_urgent, locked.danger = urgent, [each.value for each in seen]
        locked.save(update_fields=["is_urgent", "danger"])
        detail: dict[str, object] = {"waarom": [each.label for each in seen]}
        _log(locked, actor, "als dringend gemerkt" if urgent else "niet meer dringend", today, detail if seen else None)
    return locked


@transaction.atomic
def note_call(*, story: Story, actor: User, danger: str, today: date) -> None:
    """Write down that she spoke the contact of a protocol card: she did, the program calls nobody."""
    locked = lock_for_moderator(story, actor)
    _log(locked, actor, "contactpersoon gesproken", today, {"over": Danger(danger).label})


@transaction.atomic
def bulk_release(*, inquiry: Inquiry, stories: Collection[Story], actor: User | None, reason: str, today: date) -> int:
    """Release stories of one inquiry as they were told, because of a reason that goes into the log."""
    if not reason.strip():
        raise ValueError("Zeg waarom deze verhalen zonder bewerking vrij mogen.")
    if inquiry.second_reader:
        raise ValueError("In dit onderzoek geeft een tweede moderator elk verhaal vrij. Samen vrijgeven kan dan niet.")
    if actor is not None and Role.MODERATOR not in roles_of(actor, inquiry):
        raise PermissionDenied
    lock_journal(inquiry)
    numbers = []
    waiting = Story.objects.select_for_update(of=("self",)).filter(
        inquiry=inquiry, pk__in=[story.pk for story in stories]
    )
    held = Lease.objects.running(timezone.now()).values("story")
    waiting = waiting.exclude(WAITS_FOR_TRANSCRIPT).exclude(pk__in=held)
    found = list(waiting.exclude(state__in=(State.RELEASED, State.BINNED)).order_by("number"))
    keys = open_keys(locked.pk for locked in found)
    for locked in found:
        if locked.pk in keys:
            _release(locked, keys[locked.pk], locked.withheld, today)
            numbers.append(locked.number)
    record(
        inquiry=inquiry,
        actor=actor,
        action="samen vrijgegeven",
        detail={"reden": reason.strip()[:200], "nummers": numbers},
        today=today,
    )
    touch(inquiry)
    return len(numbers)


def _release(story: Story, key: Keys, withheld: Sequence[str], today: date) -> None:
    if story.waits_for_transcript:
        raise NoTranscript
    released = set(story.texts.filter(stage=TextStage.RELEASED).values_list("kind", flat=True))
    told = story.texts.filter(stage=TextStage.ORIGINAL).exclude(kind__in=released)
    _write(story, key, {row.kind: _open(row, key) for row in told if is_told(row.kind)})
    story.withheld = in_order(withheld)
    if story.original_gone_on is None:
        story.text_changed = _differs(story, key)
    if not story.text_changed:
        story.teller_agreed = True
    if not story.teller_agreed:
        ask_again(story)
    story.state, story.hold_reason, story.moderated_on = State.RELEASED, "", today
    story.binned_on = story.first_reader = None
    recompute_uses(story)
    story.save()
    _index(story, key)


def _write(story: Story, key: Keys, texts: Mapping[str, str]) -> bool:
    """Seal these texts as the released version; return whether anything is new."""
    before = {row.kind: _open(row, key) for row in story.texts.filter(stage=TextStage.RELEASED)}
    known = set(filter(is_told, story.texts.values_list("kind", flat=True)))
    fresh = {kind: text for kind, text in texts.items() if kind in known and before.get(kind) != text}
    for kind, text in fresh.items():
        sealed = seal_with(key, story.pk, kind, TextStage.RELEASED, text)
        SealedText.objects.update_or_create(
            story=story, kind=kind, stage=TextStage.RELEASED, defaults={"sealed": sealed}
        )
    if fresh:
        # A translation may hold what was masked just now: its moderator looks at it again.
        story.translations.update(is_released=False)
    return bool(fresh)


def index_again(story: Story) -> None:
    """Make a released story findable by the words that others may read now, in its translation too."""
    _index(story, open_key(story.pk))


def _index(story: Story, key: Keys) -> None:
    translated = tuple(
        translation_kind(each.language, part)
        for each in story.translations.filter(is_released=True)
        for part in (TITLE, TEXT)
    )
    released = story.texts.filter(stage=TextStage.RELEASED)
    index_story(story, [_open(row, key) for row in released if is_told(row.kind) or row.kind in translated])


def _differs(story: Story, key: Keys) -> bool:
    """Whether others read anything else than the teller's own words: words that somebody else wrote out are not."""
    stages: dict[str, dict[str, str]] = {TextStage.ORIGINAL: {}, TextStage.RELEASED: {}}
    for row in story.texts.all():
        if row.kind == WRITTEN_OUT:
            return True
        if is_told(row.kind) and row.stage in stages:
            stages[row.stage][row.kind] = _open(row, key)
    told = stages[TextStage.ORIGINAL]
    return any(told.get(kind) != text for kind, text in stages[TextStage.RELEASED].items())


def _open(row: SealedText, key: Keys) -> str:
    return unseal_with(key, row.story_id, row.kind, row.stage, bytes(row.sealed))


def _log(story: Story, actor: User, action: str, today: date, detail: dict[str, object] | None = None) -> None:
    record(inquiry=story.inquiry, actor=actor, action=action, subject=str(story), detail=detail, today=today)
