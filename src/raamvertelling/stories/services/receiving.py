"""Receiving a story: durable, in one transaction, and exactly once however often it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import F

from raamvertelling.core.text import count_words
from raamvertelling.inquiries.models import Channel, FrameworkVersion, Inquiry, StoryPoint
from raamvertelling.inquiries.services import freeze_version
from raamvertelling.stories.audit import lock_journal, record
from raamvertelling.stories.codes import code_for, code_hash, sending_hash
from raamvertelling.stories.consent import consents_for, recompute_uses
from raamvertelling.stories.ledger import withdrawn_on
from raamvertelling.stories.media import store_media
from raamvertelling.stories.models import (
    Consent,
    HoldReason,
    Journal,
    Receipt,
    SealedText,
    Slip,
    SlipState,
    State,
    Story,
    Teller,
    TextStage,
)
from raamvertelling.stories.sealing import Keys, create_key, destroy_key, keyed_hash, seal_with
from raamvertelling.stories.submission import Submission, body_of, check


@dataclass(frozen=True, slots=True)
class Received:
    """The story, the code for its teller (empty if she wants none), and whether it was here already."""

    story: Story
    code: str
    duplicate: bool


class WithdrawnBefore(Exception):
    """This sending was received and withdrawn; sending it again does not bring it back."""


class DifferentBody(Exception):
    """The same sending came with other words: both are kept, the second waits apart for the moderator."""

    def __init__(self, first: Received, second: Received) -> None:
        self.first = first
        self.second = second
        super().__init__("same key, other body")


class NotReceiving(ValueError):
    """The inquiry is archived: nothing comes in any more; the sentence says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "Dit onderzoek is gearchiveerd en neemt geen verhalen meer aan. Bewaar het verhaal en vraag de beheerder."
        )


class SlipRefused(ValueError):
    """The code of this sending was declared void or blank; the sentence says what to do."""

    def __init__(self, slip: Slip) -> None:
        super().__init__(
            f"{str(slip).capitalize()} is {slip.get_state_display()}. Vraag het team om het weer te openen."
        )


class AlreadyEntered(ValueError):
    """This slip was used for a story with other words: one sheet is one story."""

    def __init__(self, slip: Slip, first: Received) -> None:
        self.first = first
        super().__init__(f"{str(slip).capitalize()} is al ingevoerd. Kijk of u het goede nummer hebt.")


def receive_story(
    *,
    storypoint: StoryPoint,
    framework_version: FrameworkVersion,
    submission: Submission,
    today: date,
    idempotency_key: str = "",
    slip: Slip | None = None,
) -> Received:
    """Keep a story and return its receipt; the same key or slip returns the same receipt and adds nothing.

    A sheet that is typed in has no key, only its `slip`: its story gets the receipt whose code is on the strip, and
    the code that is returned is empty because nobody here knows it. A device that has the key sends the key.
    """
    _may_come_in(storypoint, slip, idempotency_key)
    checked = check(submission, framework_version.framework)
    arrival = _Arrival(
        storypoint=storypoint,
        version=framework_version,
        submission=checked,
        key=idempotency_key,
        slip=slip,
        body=keyed_hash("body", body_of(checked)),
        today=today,
    )
    received = _receive(arrival)
    if slip is not None:
        if received.duplicate and received.story.receipt.body_hash != arrival.body:
            raise AlreadyEntered(slip, received)
        return received
    if received.duplicate and received.story.receipt.body_hash != arrival.body:
        other = _Arrival(
            storypoint=storypoint,
            version=framework_version,
            submission=checked,
            key=f"{idempotency_key}/{arrival.body}",
            body=arrival.body,
            today=today,
            second_of=received.story,
        )
        raise DifferentBody(received, _receive(other))
    return received


def _may_come_in(storypoint: StoryPoint, slip: Slip | None, idempotency_key: str) -> None:
    if slip is not None and slip.inquiry_id != storypoint.inquiry_id:
        raise ValueError(f"{slip} belongs to another inquiry")
    if slip is None and not idempotency_key:
        raise ValueError("a story comes with a key or with a slip")
    if not storypoint.inquiry.rules.may_change:
        raise NotReceiving


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    storypoint: StoryPoint
    version: FrameworkVersion
    submission: Submission
    key: str
    body: str
    today: date
    slip: Slip | None = None
    second_of: Story | None = None

    @property
    def code(self) -> str:
        """The code for the teller; empty if she wants none, or has it on a strip."""
        return code_for(self.key) if self.submission.wants_code and self.slip is None else ""

    def receipt(self) -> Receipt:
        """Return the receipt: that of the slip, or one made from the key."""
        wants, slip = self.submission.wants_code, self.slip
        if slip is not None:
            hashed, sending = slip.code_hash if wants else None, slip.idempotency_hash
        else:
            hashed, sending = code_hash(self.code) if wants else None, sending_hash(self.key)
        return Receipt(code_hash=hashed, idempotency_hash=sending, body_hash=self.body)


def _receive(arrival: _Arrival) -> Received:
    """Insert and let the unique constraint decide; who loses the race reads what the winner wrote."""
    receipt = arrival.receipt()
    story_id = uuid4()
    key = create_key(story_id, arrival.storypoint.inquiry.organisation_id)
    story = _new_story(arrival)
    story.id = story_id
    try:
        with transaction.atomic():
            keep(story, receipt, arrival.submission, key, today=arrival.today)
            _note(story, arrival)
    except IntegrityError:
        destroy_key(story_id)
        kept = Receipt.objects.select_related("story").filter(idempotency_hash=receipt.idempotency_hash).first()
        if kept is None:
            raise
        has_code = kept.code_hash and arrival.slip is None
        return Received(kept.story, code_for(arrival.key) if has_code else "", duplicate=True)
    except (WithdrawnBefore, SlipRefused):
        destroy_key(story_id)
        raise
    # After any other failure the key stays: a connection that breaks during the commit may have kept the story, and a
    # second sending must then find a story that can be read. A key without a story opens nothing.
    return Received(story, arrival.code, duplicate=False)


def _new_story(arrival: _Arrival) -> Story:
    submission, point = arrival.submission, arrival.storypoint
    return Story(
        inquiry=point.inquiry,
        framework_version=arrival.version,
        storypoint=point,
        channel=submission.channel or (arrival.slip.channel if arrival.slip else point.channel),
        is_test=point.is_practice or submission.is_practice,
        state=State.HELD if arrival.second_of else State.RECEIVED,
        hold_reason=HoldReason.SECOND if arrival.second_of else "",
    )


def _note(story: Story, arrival: _Arrival) -> None:
    detail: dict[str, object] = {"vertelpunt": arrival.storypoint.name}
    if arrival.second_of:
        detail["tweede versie van"] = arrival.second_of.number
    record(
        inquiry=story.inquiry,
        actor=None,
        action="verhaal ontvangen",
        subject=str(story),
        detail=detail,
        today=arrival.today,
    )


def keep(story: Story, receipt: Receipt, submission: Submission, key: Keys, *, today: date) -> None:
    """Write a story and all that belongs to it; the caller holds the transaction and committed the key."""
    journal = lock_journal(story.inquiry)
    if withdrawn_on("sending", receipt.idempotency_hash):
        raise WithdrawnBefore
    story.is_test = story.is_test or _slip_is_practice(receipt)
    _fill(story, submission, today)
    story.number = _next_number(journal)
    story.teller = submission.teller or Teller.objects.create()
    story.save(force_insert=True)
    receipt.story = story
    receipt.save(force_insert=True)
    SealedText.objects.bulk_create(seal_texts(story, key, texts_in(submission), TextStage.ORIGINAL))
    store_media(story=story, key=key, items=submission.media)
    framework = story.framework_version.framework
    Consent.objects.bulk_create(
        consents_for(story, submission.consents, framework=framework, language=submission.consent_language, on=today)
    )
    recompute_uses(story)
    story.save(update_fields=["may_analyse", "may_group", "may_quote", "may_publish"])
    if not story.is_test:
        freeze_version(version=story.framework_version, today=today)
    touch(story.inquiry)


def _slip_is_practice(receipt: Receipt) -> bool:
    """Tell whether the slip of a sending, if it has one, was handed out while nothing counted.

    Refuses one that was declared void or blank, whether the sheet was typed in or sent by a device.
    """
    slip = Slip.objects.filter(idempotency_hash=receipt.idempotency_hash).first()
    if slip is not None and slip.state != SlipState.ISSUED:
        raise SlipRefused(slip)
    return slip is not None and slip.is_practice


def _fill(story: Story, submission: Submission, today: date) -> None:
    story.told_on = submission.told_on or today
    story.received_on = today
    story.language = submission.language
    story.channel = story.channel or Channel.WEB
    story.told_as, story.told_with = submission.told_as, submission.told_with
    story.owner_knows, story.guardian_agreed = submission.owner_knows, submission.guardian_agreed
    story.prompt, story.role, story.answers = submission.prompt, submission.role, submission.answers
    story.word_count = count_words(submission.text)


def _next_number(journal: Journal) -> int:
    """Return a number that no story of the inquiry ever had; the journal is locked."""
    journal.last_number += 1
    journal.save(update_fields=["last_number"])
    return journal.last_number


def texts_in(submission: Submission) -> dict[str, str]:
    """Return every text of a submission by the kind under which it is sealed."""
    answers = {f"answer:{id}": text for id, text in submission.free_texts.items()}
    return {"story": submission.text, "title": submission.title, **answers}


def seal_texts(story: Story, key: Keys, texts: Mapping[str, str], stage: TextStage) -> list[SealedText]:
    """Return the sealed rows of these texts."""
    return [
        SealedText(story=story, kind=kind, stage=stage, sealed=seal_with(key, story.id, kind, stage, text))
        for kind, text in texts.items()
    ]


def touch(inquiry: Inquiry) -> None:
    """Say that the inquiry's stories changed, so that what was counted is counted again."""
    Inquiry.objects.filter(pk=inquiry.pk).update(revision=F("revision") + 1)
