"""Writing down that a file was given away, before it is."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from raamvertelling.accountability.giving.queries.rows import ROWS_KIND, RowsFile, rows_file
from raamvertelling.accountability.giving.queries.uses import STORIES_KIND, Given, all_stories_of_use
from raamvertelling.accountability.models import Export, ExportKind
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.audit import lock_journal, record
from raamvertelling.stories.services.references import refer_many


class NothingToGive(ValueError):
    """There is nothing that may be given away now; the message is a Dutch sentence for the page."""


@transaction.atomic
def give_rows(
    *, inquiry: Inquiry, use: str, minimum: int, about: Collection[str], receiver: str, actor: User, today: date
) -> tuple[Export, RowsFile]:
    """Write down a file of rows and return it; two at the same time are made one after the other."""
    lock_journal(inquiry)
    file = rows_file(viewer=actor, inquiry=inquiry, use=use, minimum=minimum, about=about)
    if file.problem:
        raise NothingToGive(file.problem)
    export = Export(inquiry=inquiry, kind=ExportKind.ROWS, use=use, levels=dict(file.levels), closed=dict(file.closed))
    _give(export, file.ids, ROWS_KIND, receiver, actor, today)
    return export, file


@transaction.atomic
def give_stories(*, inquiry: Inquiry, use: str, receiver: str, actor: User, today: date) -> tuple[Export, list[Given]]:
    """Write down a file with the stories of a use and return them."""
    lock_journal(inquiry)
    given = all_stories_of_use(viewer=actor, inquiry=inquiry, use=use)
    if not given:
        raise NothingToGive("Er zijn nu geen verhalen voor dit gebruik. Er is geen bestand gemaakt.")
    export = Export(inquiry=inquiry, kind=ExportKind.STORIES, use=use)
    _give(export, [each.story.pk for each in given], STORIES_KIND, receiver, actor, today)
    return export, given


def _give(export: Export, ids: Collection[UUID], kind: str, receiver: str, actor: User, today: date) -> None:
    export.receiver, export.made_by, export.made_on = receiver.strip()[:160], actor, today
    export.save()
    refer_many(inquiry=export.inquiry, story_ids=ids, kind=kind, object_id=export.pk, use=export.use)
    detail: dict[str, object] = {"gebruik": export.use, "aantal": len(ids), "voor": export.receiver}
    action = f"{export.get_kind_display()} uitgegeven"
    record(inquiry=export.inquiry, actor=actor, action=action, detail=detail, today=today)
