"""Fetching a story for writing: the journal of its inquiry first, in every service, so that none waits in a circle."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from raamvertelling.inquiries.access import roles_of
from raamvertelling.people.models import Role, User
from raamvertelling.stories.audit import lock_journal
from raamvertelling.stories.models import Lease, Story


class HeldByAnother(ValueError):
    """A colleague works on this story now; `holder` is who."""

    def __init__(self, holder: User) -> None:
        self.holder = holder
        super().__init__(
            f"{holder.name} werkt nu aan dit verhaal. Uw wijziging is niet bewaard. Overleg, of neem het verhaal over."
        )


def lock_story(story: Story) -> Story:
    """Return the story as it is now, locked; the caller holds the transaction."""
    lock_journal(story.inquiry)
    return Story.objects.select_for_update(of=("self",)).select_related("inquiry", "framework_version").get(pk=story.pk)


def lock_for_moderator(story: Story, actor: User, *, at_once: bool = False) -> Story:
    """Return the story, locked; only a moderator of its inquiry gets it, who does not know its teller.

    HeldByAnother when a colleague is at work on it, unless it must be done `at_once`.
    """
    if Role.MODERATOR not in roles_of(actor, story.inquiry):
        raise PermissionDenied
    locked = lock_story(story)
    if locked.recusals.filter(user=actor).exists():
        raise PermissionDenied
    if not at_once:
        others = Lease.objects.running(timezone.now()).select_related("holder").filter(story=locked)
        if lease := others.exclude(holder=actor).first():
            raise HeldByAnother(lease.holder)
    return locked
