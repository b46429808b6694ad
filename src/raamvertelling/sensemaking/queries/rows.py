"""Answers of the stories that count for a viewer: plain rows, parsed only where a page needs them."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from raamvertelling.core.answers import Answer, InvalidAnswer, NotApplicable, Skipped, parse_answer
from raamvertelling.core.framework import Framework, Signifier
from raamvertelling.core.framework.kinds import anchors_of
from raamvertelling.core.results import Area
from raamvertelling.core.stats import in_area
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.access import Audience, audience_of
from raamvertelling.sensemaking.filters import NOT_APPLICABLE, SKIPPED, Filters, choices_of
from raamvertelling.sensemaking.models import OutsideView
from raamvertelling.stories.models import Purpose, State, Story, StoryQuerySet
from raamvertelling.stories.queries import search_stories

UNKNOWN_VOICE = "onbekend"


class Row(NamedTuple):
    """What a page needs of one story; never its text."""

    number: int
    teller: uuid.UUID
    voice: str
    told_on: dt.date
    version: int
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How somebody counts in an inquiry: as the team, or from outside with the frozen stories of `as_of`."""

    viewer: Viewer
    inquiry: Inquiry
    framework: Framework
    audience: Audience
    minimum: int
    versions: tuple[tuple[int, Framework], ...]
    as_of: dt.date | None = None

    @property
    def is_team(self) -> bool:
        """Whether this viewer sees exact numbers of every group."""
        return self.audience is Audience.TEAM


def scope_of(viewer: Viewer, inquiry: Inquiry, *, outside: bool = False) -> Scope:
    """Return how `viewer` counts; `outside` asks for what may leave the team, whoever looks."""
    audience = Audience.OUTSIDE if outside else audience_of(viewer, inquiry)
    view = None
    if audience is Audience.OUTSIDE:
        view = OutsideView.objects.filter(inquiry=inquiry).first()
    return Scope(
        viewer=viewer,
        inquiry=inquiry,
        framework=inquiry.framework,
        audience=audience,
        versions=_versions(inquiry),
        minimum=inquiry.minimum_team if audience is Audience.TEAM else inquiry.minimum_group,
        as_of=view.made_on if view else None,
    )


def counted(scope: Scope) -> StoryQuerySet:
    """Return the stories that count for this viewer. Outsiders may count stories that they may not read."""
    if scope.is_team:
        return Story.objects.usable_for(scope.viewer, Purpose.ANALYSE).filter(inquiry=scope.inquiry)
    frozen = OutsideView.stories.through.objects.filter(outsideview__inquiry=scope.inquiry).values("story_id")
    return Story.objects.real().filter(inquiry=scope.inquiry, state=State.RELEASED, may_analyse=True, pk__in=frozen)


def narrowed(stories: StoryQuerySet, inquiry: Inquiry, filters: Filters) -> StoryQuerySet:
    """Apply the parts of a filter that the database knows: words, period and storypoint."""
    if filters.since:
        stories = stories.filter(told_on__gte=filters.since)
    if filters.until:
        stories = stories.filter(told_on__lte=filters.until)
    if filters.storypoint:
        stories = stories.filter(storypoint__code=filters.storypoint)
    if filters.words:
        stories = search_stories(stories, inquiry, filters.words)
    return stories


def load(scope: Scope, filters: Filters) -> list[Row]:
    """Return the rows of the stories that pass the filter, newest first. Outsiders have no filters."""
    chosen = filters if scope.is_team else Filters()
    return matching(narrowed(counted(scope), scope.inquiry, chosen), scope.framework, chosen)


def matching(stories: StoryQuerySet, framework: Framework, filters: Filters) -> list[Row]:
    """Return the rows of these stories whose answers match the filter."""
    fields = ("number", "teller_id", "role", "told_on", "framework_version_id", "answers")
    rows = [Row(*values) for values in stories.order_by("-told_on", "-number").values_list(*fields)]
    for signifier_id, chosen in filters.answers:
        signifier = framework.signifier(signifier_id)
        wanted = [area for area in choices_of(signifier) if area.id in chosen]
        rows = [row for row in rows if _matches(wanted, answer_of(signifier, row.answers))]
    return rows


def _matches(wanted: Sequence[Area], answer: Answer) -> bool:
    if isinstance(answer, Skipped):
        return SKIPPED in wanted
    if isinstance(answer, NotApplicable):
        return NOT_APPLICABLE in wanted
    return any(in_area(area, answer) for area in wanted)


def answer_of(signifier: Signifier, answers: Mapping[str, object]) -> Answer:
    """Return one answer; what an older version of the question allowed and this one does not counts as missing."""
    try:
        return parse_answer(signifier, answers.get(signifier.id))
    except InvalidAnswer:
        return Skipped()


def tellers(rows: Iterable[Row]) -> int:
    """Count people, not stories."""
    return len({row.teller for row in rows})


def _versions(inquiry: Inquiry) -> tuple[tuple[int, Framework], ...]:
    newest = inquiry.framework_version
    older = inquiry.framework_versions.exclude(pk=newest.pk)
    return (newest.pk, newest.framework), *((each.pk, each.framework) for each in older)


def comparable(scope: Scope, signifier: Signifier, rows: Iterable[Row]) -> list[Row]:
    """Return the rows whose framework version asked this question in the same way: same id, kind and anchors."""
    same = set()
    for version, framework in scope.versions:
        asked = next((each for each in framework.signifiers if each.id == signifier.id), None)
        if asked is not None and _shape(asked) == _shape(signifier):
            same.add(version)
    return [row for row in rows if row.version in same]


def _shape(signifier: Signifier) -> tuple[str, tuple[str, ...]]:
    return signifier.kind, tuple(anchor.id for anchor in anchors_of(signifier))
