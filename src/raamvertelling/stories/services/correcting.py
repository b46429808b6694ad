"""Correcting answers that were copied wrong from paper: by a person, in the log, without a word of a story."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from raamvertelling.core.answers import dump_answers, parse_answers
from raamvertelling.people.models import User
from raamvertelling.stories.audit import lock_journal, record
from raamvertelling.stories.models import Story
from raamvertelling.stories.services.receiving import touch


@transaction.atomic
def correct_answers(*, story: Story, changes: Mapping[str, object], actor: User, today: date) -> Story:
    """Put these answers (stored form, None is skipped) in the place of what was typed.

    Raises InvalidAnswer when one does not fit its question.
    """
    lock_journal(story.inquiry)
    kept = Story.objects.select_for_update().select_related("framework_version", "inquiry").get(pk=story.pk)
    framework = kept.framework_version.framework
    kept.answers = dump_answers(framework, parse_answers(framework, {**kept.answers, **changes}))
    kept.role = str(kept.answers.get(framework.voices, "")) if framework.voices else ""
    kept.prompt = str(kept.answers.get(framework.prompt.id, "")) if framework.prompt else ""
    kept.save(update_fields=["answers", "role", "prompt"])
    touch(kept.inquiry)
    detail: dict[str, object] = {"vragen": sorted(changes)}
    action = "antwoorden verbeterd"
    record(inquiry=kept.inquiry, actor=actor, action=action, subject=str(kept), detail=detail, today=today)
    return kept
