"""Making an account: choosing its parts, and freezing an edition."""

import hashlib
import json
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from raamvertelling.accountability.document import Document
from raamvertelling.accountability.models import (
    Account,
    AccountObservation,
    AccountPattern,
    AccountQuote,
    Decision,
    Part,
    Snapshot,
)
from raamvertelling.accountability.passages import sentences_of
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.models import Observation
from raamvertelling.stories import audit
from raamvertelling.stories.models import Purpose, Story
from raamvertelling.stories.queries import texts_released
from raamvertelling.stories.sealing import keyed_hash
from raamvertelling.stories.services.references import forget_reference, refer

QUOTE_KIND, SNAPSHOT_KIND = "account-quote", "account-edition"
MAX_QUOTE = 1200


class NotAllowed(ValueError):
    """This cannot stand in an account; the message is a Dutch sentence for the page."""


def quote_hash(text: str) -> str:
    """Return the keyed hash by which a quote is recognised without being kept."""
    return keyed_hash("quote", text)


def manifest_hash(manifest: dict[str, Any]) -> str:
    """Return the hash of a manifest in one fixed way of writing."""
    written = json.dumps(manifest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


@transaction.atomic
def create_account(*, inquiry: Inquiry, title: str, question: str, actor: User, today: date) -> Account:
    """Start an account; its parts follow."""
    account = Account.objects.create(inquiry=inquiry, title=title, question=question, made_by=actor, made_on=today)
    audit.record(inquiry=inquiry, actor=actor, action="begonnen", subject=_subject(account), today=today)
    return account


@transaction.atomic
def add_pattern(*, account: Account, signifier: str, by_voice: bool, note: str) -> AccountPattern:
    """Put a pattern at the end."""
    return AccountPattern.objects.create(
        account=account, signifier=signifier, by_voice=by_voice, note=note, position=_last(account.patterns) + 1
    )


@transaction.atomic
def add_observation(*, account: Account, observation: Observation) -> AccountObservation:
    """Put an observation at the end; one that has a single meaning only is not ready."""
    if not observation.is_complete:
        raise NotAllowed("Deze bevinding heeft nog geen twee betekenissen. Voeg er eerst een tweede aan toe.")
    part, _ = AccountObservation.objects.get_or_create(
        account=account, observation=observation, defaults={"position": _last(account.observations) + 1}
    )
    return part


@transaction.atomic
def add_quote(*, account: Account, story: Story, first: int, last: int, viewer: User) -> AccountQuote:
    """Quote sentence `first` to `last` (from 0) of a story whose teller allowed it, as released."""
    if not Story.objects.usable_for(viewer, Purpose.QUOTE).filter(pk=story.pk, inquiry=account.inquiry).exists():
        raise NotAllowed("Uit dit verhaal mag niet worden geciteerd. Kies een ander verhaal.")
    words = texts_released([story])
    text = words[story.pk].text if story.pk in words else ""
    sentences = sentences_of(text)
    if not 0 <= first <= last < len(sentences):
        raise NotAllowed("Kies eerst waar het citaat begint en waar het eindigt.")
    start, end = sentences[first].start, sentences[last].end
    if end - start > MAX_QUOTE:
        raise NotAllowed("Dit citaat is te lang. Kies hoogstens een paar zinnen.")
    quote = AccountQuote.objects.create(
        account=account,
        story_id=story.pk,
        start=start,
        end=end,
        quote_hash=quote_hash(text[start:end]),
        position=_last(account.quotes) + 1,
    )
    refer(inquiry=account.inquiry, story_id=story.pk, kind=QUOTE_KIND, object_id=str(quote.pk), use=Purpose.QUOTE)
    return quote


@transaction.atomic
def add_decision(*, account: Account, outcome: str, text: str, why: str, who_when: str) -> Decision:
    """Put a decision at the end."""
    return Decision.objects.create(
        account=account,
        outcome=outcome,
        text=text,
        why=why,
        who_when=who_when,
        position=_last(account.decisions) + 1,
    )


@transaction.atomic
def remove_part(*, part: Part) -> None:
    """Take a part out of the account; a quote's reference to its story goes too."""
    if isinstance(part, AccountQuote):
        forget_reference(story_id=part.story_id, kind=QUOTE_KIND, object_id=str(part.pk))
    part.delete()


@transaction.atomic
def move_up(*, part: AccountPattern | AccountObservation | AccountQuote | Decision) -> None:
    """Let a part change places with the one before it."""
    before = (
        type(part)
        ._default_manager.filter(account=part.account, position__lt=part.position)
        .order_by("-position")
        .first()
    )
    if before is not None:
        part.position, before.position = before.position, part.position
        part.save(update_fields=["position"])
        before.save(update_fields=["position"])


@transaction.atomic
def make_snapshot(*, account: Account, document: Document, actor: User, today: date) -> Snapshot:
    """Freeze an edition: keep its manifest, and refer to every story that it counted or quoted."""
    Account.objects.select_for_update().get(pk=account.pk)
    number = (account.snapshots.aggregate(last=Max("number"))["last"] or 0) + 1
    manifest = document.manifest() | {"edition": f"Uitgave {number}"}
    snapshot = Snapshot.objects.create(
        account=account,
        number=number,
        made_by=actor,
        made_on=today,
        manifest=manifest,
        manifest_hash=manifest_hash(manifest),
    )
    uses = [(id, Purpose.ANALYSE) for id in document.counted]
    uses += [(quote.story_id, Purpose.QUOTE) for quote in document.quotes if not quote.is_withdrawn]
    for id, use in dict.fromkeys(uses):
        refer(inquiry=account.inquiry, story_id=UUID(id), kind=SNAPSHOT_KIND, object_id=str(snapshot.pk), use=use)
    detail: dict[str, object] = {"uitgave": number, "kenmerk": snapshot.manifest_hash}
    audit.record(
        inquiry=account.inquiry,
        actor=actor,
        action="vastgelegd",
        subject=_subject(account),
        detail=detail,
        today=today,
    )
    return snapshot


def _subject(account: Account) -> str:
    return f"Verantwoording {account.pk}"


def _last(parts: Any) -> int:
    last: int | None = parts.aggregate(last=Max("position"))["last"]
    return last or 0
