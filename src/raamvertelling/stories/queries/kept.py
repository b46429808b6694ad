"""What else is kept about one story, for its teller: what was done, who read it, and what uses it; no names."""

from dataclasses import dataclass
from datetime import date

from raamvertelling.inquiries.models import Membership
from raamvertelling.stories.models import AuditEvent, Story, StoryReference
from raamvertelling.stories.reads import Sight, sightings


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody read the story on a day; `roles` are what that person may do in the inquiry now, never who it was."""

    on: date
    roles: tuple[str, ...]
    sight: Sight


@dataclass(frozen=True, slots=True)
class Happening:
    """What was done with the story on a day, in the words of the log."""

    on: date
    action: str


@dataclass(frozen=True, slots=True)
class UsedIn:
    """Something that uses the story; `kind` is the word of the room that made it."""

    kind: str
    use: str
    withdrawn_on: date | None


def readings(story: Story) -> tuple[Reading, ...]:
    """Return the days on which somebody of the team read the story, one line a kind of reader and day."""
    found = sightings(inquiry=story.inquiry, since=story.received_on, until=date.max, numbers=[story.number])
    roles: dict[int, set[str]] = {}
    for user, role in Membership.objects.filter(inquiry=story.inquiry).values_list("user_id", "role"):
        roles.setdefault(user, set()).add(role)
    lines = (Reading(each.on, tuple(sorted(roles.get(each.reader.pk, ()))), each.sight) for each in found)
    return tuple(dict.fromkeys(lines))


def happenings(story: Story) -> tuple[Happening, ...]:
    """Return what the log says about this story."""
    rows = AuditEvent.objects.filter(inquiry=story.inquiry, subject=str(story)).order_by("pk")
    return tuple(Happening(on, action) for on, action in rows.values_list("on", "action"))


def used_in(story: Story) -> tuple[UsedIn, ...]:
    """Return what uses the story, or did until that use was taken back."""
    rows = StoryReference.objects.filter(story_id=story.pk).order_by("pk")
    return tuple(UsedIn(*each) for each in rows.values_list("kind", "use", "withdrawn_on"))
