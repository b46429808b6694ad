"""The stories of a use that the inquiry asked in its own words: released, granted, and not withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator

from raamvertelling.core.framework import labels
from raamvertelling.core.privacy.disclosure.quotes import characteristics
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.people.models import User
from raamvertelling.sensemaking.queries.windows import about_tellers
from raamvertelling.stories.consent import NamedUse, named_uses
from raamvertelling.stories.models import Purpose, Story, StoryQuerySet
from raamvertelling.stories.queries import StoryTexts, texts_released
from raamvertelling.stories.reads import Sight, note_reading

STORIES_KIND = "export-stories"
STORIES_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class OwnUseLine:
    """A use that the inquiry asked in its own words, with how many stories may be used for it now."""

    use: NamedUse
    stories: int


def own_uses(inquiry: Inquiry) -> list[NamedUse]:
    """Return the uses that the inquiry asked in its own words, in any version of its questions, the newest first."""
    found: dict[str, NamedUse] = {}
    for version in inquiry.framework_versions.order_by("-number"):
        for use in named_uses(version.framework):
            if use.value not in Purpose.values:
                found.setdefault(use.value, use)
    return list(found.values())


def use_lines(*, viewer: User, inquiry: Inquiry) -> list[OwnUseLine]:
    """Return each use of the inquiry's own with how many stories it has now."""
    return [OwnUseLine(use, _granted(viewer, inquiry, use.value).count()) for use in own_uses(inquiry)]


@dataclass(frozen=True, slots=True)
class Given:
    """A story that may be used, with its words as others read them and what may be said of who told it."""

    story: Story
    texts: StoryTexts
    about: tuple[str, ...]


def stories_of_use(*, viewer: User, inquiry: Inquiry, use: str, page: str = "") -> tuple[Page[Story], list[Given]]:
    """Return a page of the stories whose tellers allow a use, newest first; that they were read is written down."""
    stories = _granted(viewer, inquiry, use).order_by("-told_on", "-number")
    found = Paginator(stories, STORIES_A_PAGE).get_page(page)
    return found, _read(viewer, inquiry, use, list(found.object_list))


def all_stories_of_use(*, viewer: User, inquiry: Inquiry, use: str) -> list[Given]:
    """Return all of them, for a file."""
    return _read(viewer, inquiry, use, list(_granted(viewer, inquiry, use).order_by("-told_on", "-number")))


def _read(viewer: User, inquiry: Inquiry, use: str, stories: Sequence[Story]) -> list[Given]:
    texts = texts_released(stories)
    note_reading(viewer, [(each, Sight.RELEASED) for each in stories if each.pk in texts])
    everybody = _about(inquiry, _granted(viewer, inquiry, use))
    people = list(everybody.values())
    names = [each.id for each in about_tellers(inquiry.framework)]
    words = {each.id: labels(each) for each in about_tellers(inquiry.framework)}
    found = []
    for story in stories:
        if story.pk in texts:
            own = everybody.get(story.teller_id, {})
            said = characteristics(own, people, names, inquiry.minimum_group)
            found.append(Given(story, texts[story.pk], tuple(words[name].get(own[name], own[name]) for name in said)))
    return found


def _about(inquiry: Inquiry, stories: StoryQuerySet) -> dict[UUID, dict[str, str]]:
    """Return what each teller said about herself, by the newest story."""
    names = [each.id for each in about_tellers(inquiry.framework)]
    rows = stories.order_by("told_on", "number").values_list("teller_id", "answers")
    return {
        teller: {name: answers[name] for name in names if isinstance(answers.get(name), str)}
        for teller, answers in rows
    }


def _granted(viewer: Viewer, inquiry: Inquiry, use: str) -> StoryQuerySet:
    return Story.objects.usable_for(viewer, use).filter(inquiry=inquiry)
