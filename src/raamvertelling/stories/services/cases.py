"""Keeping what the engine missed: sealed under the story's own key, so that it goes when the story goes."""

import secrets
from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from django.db import transaction

from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.cases import Case, dump_case, make_case
from raamvertelling.stories.desk_work import Added
from raamvertelling.stories.models import CASE, SealedText, Story, TextStage
from raamvertelling.stories.sealing import open_key, seal_with
from raamvertelling.stories.services.locking import lock_for_moderator


class NoCase(ValueError):
    """The sentence is not there any more."""

    def __init__(self) -> None:
        super().__init__("Deze zin is niet meer te vinden. Er is niets bewaard.")


@transaction.atomic
def keep_case(*, story: Story, actor: User, added: Added, masked: Iterable[str], today: date) -> Case:
    """Keep one miss with invented words for all real ones; `masked`: everything that was masked by hand."""
    locked = lock_for_moderator(story, actor)
    case = make_case(
        sentence=added.sentence,
        words=added.words,
        masked=masked,
        label=added.label,
        rng=secrets.SystemRandom(),
        today=today,
    )
    if case is None:
        raise NoCase
    kind = f"{CASE}{uuid4().hex[:12]}"
    sealed = seal_with(open_key(locked.pk), locked.pk, kind, TextStage.RELEASED, dump_case(case))
    SealedText.objects.create(story=locked, kind=kind, stage=TextStage.RELEASED, sealed=sealed)
    record(inquiry=locked.inquiry, actor=actor, action="testgeval bewaard", subject=str(locked), today=today)
    return case


@transaction.atomic
def drop_case(*, story: Story, actor: User, kind: str, today: date) -> None:
    """Throw one test case away."""
    locked = lock_for_moderator(story, actor, at_once=True)
    if locked.texts.filter(kind=kind, kind__startswith=CASE).delete()[0]:
        record(inquiry=locked.inquiry, actor=actor, action="testgeval weggegooid", subject=str(locked), today=today)
