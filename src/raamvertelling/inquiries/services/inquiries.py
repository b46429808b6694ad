"""An inquiry and the versions of its questions."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from raamvertelling.core.framework import parse
from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import Channel, FrameworkVersion, Inquiry
from raamvertelling.inquiries.services.roles import give_role
from raamvertelling.inquiries.services.storypoints import create_storypoint
from raamvertelling.people.models import Organisation, Role, User


@transaction.atomic
def create_inquiry(
    *,
    organisation: Organisation,
    title: str,
    slug: str,
    definition: dict[str, Any],
    actor: User | None,
    today: date,
    question: str = "",
    opens: date | None = None,
    closes: date | None = None,
    with_storypoints: bool = True,
    life: Life = Life.CONCEPT,
) -> Inquiry:
    """Make an inquiry with its questions, an online and a practice storypoint, and its maker as beheerder."""
    inquiry = Inquiry.objects.create(
        organisation=organisation, title=title, slug=slug, question=question, opens=opens, closes=closes, life=life
    )
    add_version(inquiry=inquiry, definition=definition, today=today)
    if with_storypoints:
        create_storypoint(inquiry=inquiry, name="Online", channel=Channel.WEB, code=None, place=title[:80])
        create_storypoint(inquiry=inquiry, name="Oefenvertelpunt", channel=Channel.WEB, is_test=True, place=title[:80])
    if actor is not None:
        give_role(inquiry=inquiry, user=actor, role=Role.ADMIN, actor=actor, today=today)
    return inquiry


@transaction.atomic
def add_version(*, inquiry: Inquiry, definition: dict[str, Any], today: date) -> FrameworkVersion:
    """Store changed questions: in place of a version that nobody used yet, else as the next version.

    Raises InvalidFramework, with every problem, when the questions cannot be asked.
    """
    parse(definition)
    newest = inquiry.framework_versions.select_for_update().order_by("-number").first()
    inquiry.__dict__.pop("framework_version", None)
    if newest is not None and newest.frozen_on is None:
        newest.definition, newest.made_on = definition, today
        newest.__dict__.pop("framework", None)
        newest.save(update_fields=["definition", "made_on"])
        return newest
    last = inquiry.framework_versions.aggregate(last=Max("number"))["last"] or 0
    return FrameworkVersion.objects.create(inquiry=inquiry, number=last + 1, definition=definition, made_on=today)


@transaction.atomic
def freeze_version(*, version: FrameworkVersion, today: date) -> FrameworkVersion:
    """Freeze the questions: from the first real story on they never change."""
    FrameworkVersion.objects.filter(pk=version.pk, frozen_on=None).update(frozen_on=today)
    version.refresh_from_db(fields=["frozen_on"])
    return version


@transaction.atomic
def change_settings(*, inquiry: Inquiry, **changes: Any) -> Inquiry:
    """Change what the settings page shows; the version counter makes outside views look again."""
    for name, value in changes.items():
        setattr(inquiry, name, value)
    inquiry.revision += 1
    inquiry.save(update_fields=[*changes, "revision"])
    return inquiry
