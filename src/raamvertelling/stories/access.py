"""Fetch and check in one step: only the desk of a moderator shows a story that was not released."""

from django.http import Http404

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.models import Viewer
from raamvertelling.people.models import Role
from raamvertelling.stories.models import Story


def get_desk_story_or_404(user: Viewer, slug: str, number: int) -> Story:
    """Return a story of an inquiry in which this person is moderator."""
    inquiry = get_inquiry_or_404(user, slug, Role.MODERATOR)
    found = Story.objects.visible_to(user).filter(inquiry=inquiry, number=number)
    story = found.select_related("framework_version", "storypoint").first()
    if story is None:
        raise Http404
    story.inquiry = inquiry
    return story
