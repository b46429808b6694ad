"""Who uses a story: upper rooms say so here, and hear here that a story was withdrawn."""

from uuid import UUID

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.ledger import withdrawn_on
from raamvertelling.stories.models import Story, StoryReference


def refer(*, inquiry: Inquiry, story_id: UUID, kind: str, object_id: str | int, use: str) -> StoryReference:
    """Say that an object (`kind`, `object_id`) uses a story; saying it twice changes nothing.

    A story that was withdrawn while the object was being made is told at once; `finish_withdrawals` tells the rest.
    """
    gone = None if Story.objects.filter(pk=story_id).exists() else withdrawn_on("story", str(story_id))
    reference, _ = StoryReference.objects.get_or_create(
        story_id=story_id,
        kind=kind,
        object_id=str(object_id),
        use=use,
        defaults={"inquiry": inquiry, "withdrawn_on": gone},
    )
    return reference


def forget_reference(*, story_id: UUID, kind: str, object_id: str | int) -> None:
    """Say that an object uses a story no longer."""
    StoryReference.objects.filter(story_id=story_id, kind=kind, object_id=str(object_id)).delete()
