"""Fetching a story for writing: the journal of its inquiry first, in every service, so that none waits in a circle."""

from django.core.exceptions import PermissionDenied

from raamvertelling.inquiries.access import roles_of
from raamvertelling.people.models import Role, User
from raamvertelling.stories.audit import lock_journal
from raamvertelling.stories.models import Story


def lock_story(story: Story) -> Story:
    """Return the story as it is now, locked; the caller holds the transaction."""
    lock_journal(story.inquiry)
    return Story.objects.select_for_update(of=("self",)).select_related("inquiry", "framework_version").get(pk=story.pk)


def lock_for_moderator(story: Story, actor: User) -> Story:
    """Return the story, locked; only a moderator of its inquiry gets it."""
    if Role.MODERATOR not in roles_of(actor, story.inquiry):
        raise PermissionDenied
    return lock_story(story)
