"""Who uses a story: upper rooms say so here, and hear here that a story was withdrawn."""

from collections.abc import Iterable
from uuid import UUID

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.ledger import withdrawn_on
from raamvertelling.stories.models import Story, StoryReference


def refer(*, inquiry: Inquiry, story_id: UUID, kind: str, object_id: str | int, use: str) -> StoryReference:
    """Say that an object (`kind`, `object_id`) uses a story; saying it twice changes nothing.

    A story that was withdrawn while the object was being made is told at once; `finish_withdrawals` tells the rest.
    """
    gone = None if Story.objects.filter(pk=story_id).exists() else withdrawn_on("story", str(story_id))
    ended = gone and withdrawn_on("ended", str(story_id))
    reference, _ = StoryReference.objects.get_or_create(
        story_id=story_id,
        kind=kind,
        object_id=str(object_id),
        use=use,
        defaults={"inquiry": inquiry, "withdrawn_on": gone, "by_term": bool(ended)},
    )
    return reference


def refer_many(*, inquiry: Inquiry, story_ids: Iterable[UUID], kind: str, object_id: str | UUID, use: str) -> None:
    """Say that one object uses many stories, found in this transaction; `finish_withdrawals` tells what was late."""
    StoryReference.objects.bulk_create(
        (
            StoryReference(inquiry=inquiry, story_id=id, kind=kind, object_id=str(object_id), use=use)
            for id in story_ids
        ),
        batch_size=500,
    )


def forget_reference(*, story_id: UUID, kind: str, object_id: str | int) -> None:
    """Say that an object uses a story no longer."""
    StoryReference.objects.filter(story_id=story_id, kind=kind, object_id=str(object_id)).delete()
