"""Observations: the list, and one with its meanings and the stories it refers to."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.access import Audience, audience_of
from raamvertelling.sensemaking.filters import heading_of
from raamvertelling.sensemaking.models import OBSERVATION, MarkedPattern, Observation
from raamvertelling.stories.models import Purpose, Story, StoryQuerySet, StoryReference


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One observation as this viewer may see it; `stories` are numbers of stories that she may read."""

    observation: Observation
    pattern_title: str
    pattern_query: str
    stories: tuple[int, ...]
    hidden_stories: int
    withdrawn: int
    marked: tuple[MarkedPattern, ...] = ()


def readable_by(viewer: Viewer, inquiry: Inquiry) -> StoryQuerySet:
    """Return the stories of an inquiry that this person may read, for research or with a group."""
    purpose = Purpose.ANALYSE if audience_of(viewer, inquiry) is Audience.TEAM else Purpose.GROUP
    return Story.objects.usable_for(viewer, purpose).filter(inquiry=inquiry)


def references_of(observation: Observation) -> list[StoryReference]:
    """Return the stories that an observation refers to, withdrawn ones too."""
    return list(StoryReference.objects.filter(kind=OBSERVATION, object_id=str(observation.pk)))


def findings(*, viewer: Viewer, inquiry: Inquiry) -> list[Observation]:
    """Return the observations of an inquiry, newest first, with their meanings."""
    mine = Observation.objects.visible_to(viewer).filter(inquiry=inquiry)
    return list(mine.select_related("made_by").prefetch_related("interpretations"))


def finding(*, viewer: Viewer, observation: Observation) -> FindingPage:
    """Return one observation. Outside the team the pattern is shown without its filter."""
    inquiry = observation.inquiry
    references = references_of(observation)
    living = [each.story_id for each in references if each.withdrawn_on is None]
    numbers = _numbers(viewer, inquiry, living)
    team = audience_of(viewer, inquiry) is Audience.TEAM
    return FindingPage(
        observation=observation,
        pattern_title=question_of(inquiry, observation.signifier),
        pattern_query=observation.pattern_query if team else "",
        stories=numbers,
        hidden_stories=len(living) - len(numbers),
        withdrawn=len(references) - len(living),
        marked=tuple(MarkedPattern.objects.visible_to(viewer).filter(observation=observation)),
    )


def _numbers(viewer: Viewer, inquiry: Inquiry, ids: Sequence[UUID]) -> tuple[int, ...]:
    mine = readable_by(viewer, inquiry).filter(pk__in=ids)
    return tuple(mine.order_by("number").values_list("number", flat=True))


def question_of(inquiry: Inquiry, signifier_id: str) -> str:
    """Return the text of a sign; empty when the newest questions do not have it."""
    asked = next((each for each in inquiry.framework.signifiers if each.id == signifier_id), None)
    return heading_of(asked) if asked else ""
