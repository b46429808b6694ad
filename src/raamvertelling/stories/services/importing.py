"""Importing stories from a file: in one transaction, nothing twice, and nothing that was withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction

from raamvertelling.core.answers import dump_answers, read_answers
from raamvertelling.core.framework import Framework, dump
from raamvertelling.core.text import clean_text, count_words
from raamvertelling.exchange.report import Imported, ImportedStory, ImportProblem
from raamvertelling.inquiries.models import Channel, FrameworkVersion, Inquiry
from raamvertelling.inquiries.services import add_version, freeze_version
from raamvertelling.people.models import User
from raamvertelling.stories.audit import lock_journal, record
from raamvertelling.stories.consent import in_order, set_fields, uses_of
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.ledger import withdrawn_among
from raamvertelling.stories.models import (
    Consent,
    Journal,
    OwnUse,
    Purpose,
    Receipt,
    SealedText,
    Story,
    Teller,
    TextStage,
)
from raamvertelling.stories.sealing import Keys, create_keys, keyed_hashes
from raamvertelling.stories.services.receiving import seal_texts, touch


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of the stories in a file; `story_ids` are the new ones, which wait for a moderator."""

    added: int
    already_there: int
    withdrawn_before: int
    without_consent: int
    story_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    story: ImportedStory
    sending: str
    key: str
    uses: tuple[str, ...]


def import_stories(
    *, inquiry: Inquiry, imported: Imported, uses: Sequence[str], ground: str, actor: User | None, today: date
) -> ImportOutcome:
    """Keep the stories of a file; `uses` is what its tellers agreed to and `ground` how the operator knows."""
    allowed = check_terms(imported.framework, uses, ground)
    rows = [_row for _row in _rows(inquiry, imported, allowed) if Purpose.ANALYSE.value in _row.uses]
    without = len(imported.stories) - len(rows)
    ids = [uuid4() for _ in rows]
    keys = create_keys(ids, inquiry.organisation_id)
    try:
        with transaction.atomic():
            journal = lock_journal(inquiry)
            version = _version(inquiry, imported.framework, today)
            there, taken_back = _known(rows)
            fresh = [
                (id, row)
                for id, row in zip(ids, rows, strict=True)
                if not {row.sending, row.key} & (there | taken_back)
            ]
            _write(inquiry, version, journal, fresh, keys, ground, today)
            outcome = ImportOutcome(
                added=len(fresh),
                already_there=sum(row.sending in there for row in rows),
                withdrawn_before=sum(row.sending not in there and row.key in taken_back for row in rows),
                without_consent=without,
                story_ids=tuple(id for id, _ in fresh),
            )
            _note(inquiry, actor, imported, outcome, allowed, ground, today)
    except BaseException:
        StoryKey.objects.filter(story_id__in=ids).delete()
        raise
    StoryKey.objects.filter(story_id__in=set(ids) - set(outcome.story_ids)).delete()
    return outcome


def check_terms(framework: Framework, uses: Sequence[str], ground: str) -> tuple[str, ...]:
    """Return the uses in the order of the framework; a file holds no consent, so a person states it."""
    known = [purpose.id for purpose in framework.consent.purposes]
    if wrong := [use for use in uses if use not in known]:
        raise ImportProblem(f"Het gebruik '{wrong[0][:60]}' bestaat niet. Kies uit: {', '.join(known)}.")
    if not ground.strip():
        raise ImportProblem("Zeg waar de vertellers ja tegen hebben gezegd, en waar dat staat. Er is niets bewaard.")
    return tuple(use for use in known if use in {*uses, Purpose.ANALYSE.value})


def questions_fit(inquiry: Inquiry, framework: Framework) -> bool:
    """Whether the inquiry asks or asked the questions of this file."""
    return any(_same(version.framework, framework) for version in inquiry.framework_versions.all())


def _same(one: Framework, other: Framework) -> bool:
    return one.signifiers == other.signifiers and one.voices == other.voices


def _version(inquiry: Inquiry, framework: Framework, today: date) -> FrameworkVersion:
    """Return the version with these questions; an inquiry without any story takes those of the file."""
    for version in inquiry.framework_versions.order_by("-number"):
        if _same(version.framework, framework):
            return version
    if inquiry.stories.exists():
        raise ImportProblem(
            "De vragen in dit bestand zijn anders dan de vragen van dit onderzoek."
            " Begin een nieuw onderzoek en lees het bestand daar in. Er is niets bewaard."
        )
    return add_version(inquiry=inquiry, definition=dump(framework), today=today)


def _rows(inquiry: Inquiry, imported: Imported, allowed: tuple[str, ...]) -> list[_Row]:
    names = [story.row_key.hex() for story in imported.stories]
    sendings = keyed_hashes("sending", [f"row/{inquiry.pk}/{name}" for name in names])
    keys = keyed_hashes("row", names)
    return [
        _Row(story, sending, key, allowed if story.uses is None else story.uses)
        for story, sending, key in zip(imported.stories, sendings, keys, strict=True)
    ]


def _known(rows: Sequence[_Row]) -> tuple[set[str], set[str]]:
    """Return the sendings that are here, and the rows that were withdrawn in any inquiry."""
    sendings = [row.sending for row in rows]
    there: set[str] = set()
    for start in range(0, len(sendings), 500):
        found = Receipt.objects.filter(idempotency_hash__in=sendings[start : start + 500])
        there |= set(found.values_list("idempotency_hash", flat=True))
    return there, withdrawn_among("row", [row.key for row in rows])


def _write(
    inquiry: Inquiry,
    version: FrameworkVersion,
    journal: Journal,
    fresh: Sequence[tuple[UUID, _Row]],
    keys: Mapping[UUID, Keys],
    ground: str,
    today: date,
) -> None:
    tellers = {row.story.teller or str(id): Teller() for id, row in fresh}
    Teller.objects.bulk_create(tellers.values())
    stories, texts, consents, receipts = [], [], [], []
    own: list[OwnUse] = []
    for id, row in fresh:
        journal.last_number += 1
        story = _story(inquiry, version, row, today)
        story.pk, story.number, story.teller = id, journal.last_number, tellers[row.story.teller or str(id)]
        given = _consents(story, row.uses, ground, today)
        own += set_fields(story, uses_of(given, ()))
        stories.append(story)
        consents += given
        texts += seal_texts(story, keys[id], _texts(row.story), TextStage.ORIGINAL)
        receipts.append(Receipt(story=story, idempotency_hash=row.sending, body_hash=row.key))
    journal.save(update_fields=["last_number"])
    Story.objects.bulk_create(stories, batch_size=200)
    Receipt.objects.bulk_create(receipts, batch_size=500)
    SealedText.objects.bulk_create(texts, batch_size=500)
    Consent.objects.bulk_create(consents, batch_size=500)
    OwnUse.objects.bulk_create(own, batch_size=500)
    if stories:
        freeze_version(version=version, today=today)
        touch(inquiry)


def _story(inquiry: Inquiry, version: FrameworkVersion, row: _Row, today: date) -> Story:
    told = row.story
    answers, mistakes = read_answers(version.framework, told.answers)
    if mistakes:
        raise ImportProblem(f"Rij {told.row}: {mistakes[0].message} Er is niets bewaard.")
    return Story(
        inquiry=inquiry,
        framework_version=version,
        told_on=told.told_on or today,
        received_on=today,
        language=told.language[:10],
        channel=told.channel if told.channel in Channel.values else Channel.IMPORT,
        prompt=told.prompt[:80],
        role=told.role[:80],
        answers=dump_answers(version.framework, answers),
        word_count=count_words(told.text),
        is_test=not version.inquiry.rules.counts,
    )


def _texts(told: ImportedStory) -> dict[str, str]:
    answers = {f"answer:{id}": clean_text(text) for id, text in told.texts.items()}
    return {"story": clean_text(told.text), "title": clean_text(told.title), **answers}


def _consents(story: Story, uses: Sequence[str], ground: str, today: date) -> list[Consent]:
    stated = sha256(ground.strip().encode()).hexdigest()
    return [
        Consent(story=story, purpose=use, given=True, text_hash=stated, language=story.language, on=today)
        for use in in_order(uses)
    ]


def _note(
    inquiry: Inquiry,
    actor: User | None,
    imported: Imported,
    outcome: ImportOutcome,
    uses: Sequence[str],
    ground: str,
    today: date,
) -> None:
    detail: dict[str, object] = {
        "soort": imported.report.format,
        "nieuw": outcome.added,
        "al aanwezig": outcome.already_there,
        "eerder ingetrokken": outcome.withdrawn_before,
        "gebruik": list(uses),
        "grond": ground.strip()[:300],
    }
    record(inquiry=inquiry, actor=actor, action="verhalen ingelezen", detail=detail, today=today)
