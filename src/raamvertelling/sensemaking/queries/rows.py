"""Answers of the stories that count for a viewer: plain rows, parsed only where a page needs them."""

import datetime as dt
import uuid
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from raamvertelling.core.answers import Answer, Chosen, NotApplicable, Skipped
from raamvertelling.core.framework import Framework, Signifier, same_question
from raamvertelling.core.results import Area
from raamvertelling.core.stats import in_area
from raamvertelling.core.stats.summaries import Gathered
from raamvertelling.core.stats.zones import NOT_APPLICABLE, SKIPPED
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.access import Audience, audience_of
from raamvertelling.sensemaking.filters import Filters, choices_of
from raamvertelling.sensemaking.models import OutsideStory, OutsideView
from raamvertelling.sensemaking.queries.stored import reader_of
from raamvertelling.stories.models import Purpose, Story, StoryQuerySet
from raamvertelling.stories.queries import search_stories

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from raamvertelling.core.codes import AnswerMatrix

UNKNOWN_VOICE = "onbekend"
# Below this an inquiry is read anew for every page: that is quick, and then nothing stays in memory.
KEPT_FROM = 2_000


class Row(NamedTuple):
    """What a page needs of one story; never its text."""

    number: int
    teller: uuid.UUID
    voice: str
    told_on: dt.date
    version: int
    answers: Mapping[str, Answer]


Answered = tuple[Row, Answer]


class KeptRows(Sequence[Row], ABC):
    """Rows that lie side by side in memory, see `kept`: what counts many of them asks them, and not each row."""

    __slots__ = ()

    @abstractmethod
    def of_versions(self, versions: set[int]) -> "KeptRows":
        """Return those told in one of these versions of the framework."""

    @abstractmethod
    def answers_to(self, signifier: Signifier) -> "KeptAnswers":
        """Return the rows with their answers to one question."""

    @abstractmethod
    def tellers(self) -> int:
        """Count people, not stories."""

    @abstractmethod
    def who(self) -> list[int]:
        """Return a number for the teller of each story, from 0 in the order in which they come up."""

    @abstractmethod
    def where(self, mask: "NDArray[np.bool_]") -> "KeptRows":
        """Return some of the rows, by a mask of them all."""

    @abstractmethod
    def matrix(self, asked: "Mapping[Signifier, set[int]]") -> "AnswerMatrix":
        """Return the answers to these questions side by side, of stories told in these versions of each."""

    @abstractmethod
    def days(self) -> list[dt.date]:
        """Return when each story was told."""

    @abstractmethod
    def by_group(self, group: "Grouping") -> "Mapping[str, KeptRows]":
        """Divide the rows over groups, in the order in which they come up."""

    @abstractmethod
    def of_groups(self, group: "Grouping", ids: Collection[str]) -> "KeptRows":
        """Return the rows of some of the groups."""

    @abstractmethod
    def by_point(self) -> "Mapping[int | None, KeptRows]":
        """Divide the rows over storypoints; None for stories without one."""


class KeptAnswers(Sequence[Answered], ABC):
    """Such rows with their answers to one question."""

    __slots__ = ()

    @abstractmethod
    def every_row(self) -> KeptRows:
        """Return the rows without their answers."""

    @abstractmethod
    def gathered(self) -> Gathered:
        """Return the answers, each named by the number of its story."""

    @abstractmethod
    def told_by(self) -> list[int]:
        """Return how many usable answers each teller gave."""

    @abstractmethod
    def usable(self) -> KeptRows:
        """Return the rows whose answer says something."""

    @abstractmethod
    def by_group(self, group: "Grouping") -> "Mapping[str, KeptAnswers]":
        """Divide the answers over groups, in the order in which they come up."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """In which group a row falls; empty for none. By the answer to `question`, or with `voices` by voice."""

    question: str
    voices: frozenset[str] | None = None

    def __call__(self, row: Row) -> str:
        if self.voices is not None:
            return self.named(row.voice)
        answer = row.answers[self.question]
        return answer.options[0] if isinstance(answer, Chosen) else ""

    def named(self, voice: str) -> str:
        """Return the voice, or the unknown voice for one that the framework does not have."""
        return voice if self.voices and voice in self.voices else UNKNOWN_VOICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How somebody counts in an inquiry: as the team, or from outside with the frozen stories of `as_of`.

    `closed` are the cells that stay closed outside, by signifier and voice.
    """

    viewer: Viewer
    inquiry: Inquiry
    framework: Framework
    audience: Audience
    minimum: int
    versions: tuple[tuple[int, Framework], ...]
    as_of: dt.date | None = None
    closed: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

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
        closed=view.closed if view else {},
    )


def counted(scope: Scope) -> StoryQuerySet:
    """Return the stories that count for this viewer. Outsiders may count stories that they may not read."""
    if scope.is_team:
        return Story.objects.usable_for(scope.viewer, Purpose.ANALYSE).filter(inquiry=scope.inquiry)
    places = OutsideStory.objects.filter(view__inquiry=scope.inquiry)
    whole = places.exclude(block__in=broken_blocks(scope.inquiry))
    return Story.objects.countable().filter(inquiry=scope.inquiry, pk__in=whole.values("story_id"))


def broken_blocks(inquiry: Inquiry) -> "QuerySet[OutsideStory, int]":
    """Return the blocks of the outside view from which a story was withdrawn or taken back."""
    countable = Story.objects.countable().filter(inquiry=inquiry)
    gone = OutsideStory.objects.filter(view__inquiry=inquiry).exclude(story__in=countable.values("pk"))
    return gone.values_list("block", flat=True)


def narrowed(stories: StoryQuerySet, inquiry: Inquiry, filters: Filters) -> StoryQuerySet:
    """Apply the parts of a filter that the database knows: words, period and storypoint."""
    if filters.since:
        stories = stories.filter(told_on__gte=filters.since)
    if filters.until:
        stories = stories.filter(told_on__lte=filters.until)
    if filters.storypoint:
        stories = stories.filter(storypoint__code=filters.storypoint)
    if filters.language:
        stories = stories.filter(language=filters.language)
    if filters.words:
        stories = search_stories(stories, inquiry, filters.words)
    return stories


def load(scope: Scope, filters: Filters, needed: Iterable[Signifier]) -> Sequence[Row]:
    """Return the rows of the stories that pass the filter, newest first, with the answers that a page needs.

    Outsiders have no filters, and count every teller once: by the newest story, so that no teller fills a group.
    Of many stories the answers lie in memory; which of them count is asked of the door each time.
    """
    stories = narrowed(counted(scope), scope.inquiry, filters) if scope.is_team else counted(scope)
    ids = story_ids(stories)
    if len(ids) >= KEPT_FROM:
        from raamvertelling.sensemaking.queries import kept  # numpy, which a process loads when it is asked for

        return kept.team_rows(scope, ids, filters) if scope.is_team else kept.outside_rows(scope, ids)
    if scope.is_team:
        return matching(stories, scope, filters, needed)
    rows = matching(stories, scope, Filters(), needed)
    return list({row.teller: row for row in reversed(rows)}.values())[::-1]


def keep_in_memory(scope: Scope) -> None:
    """Read the answers of a large inquiry, where that was not done since they changed."""
    ids = story_ids(Story.objects.countable().filter(inquiry=scope.inquiry))
    if len(ids) >= KEPT_FROM:
        from raamvertelling.sensemaking.queries.told import told  # numpy, which a process loads when it is asked for

        told(scope, ids)


def story_ids(stories: StoryQuerySet) -> list[str]:
    """Return the ids of stories as text, as `told` knows them: fifty thousand uuids would cost a tenth of a second."""
    return list(stories.order_by().annotate(as_text=Cast("pk", CharField())).values_list("as_text", flat=True))


def matching(stories: StoryQuerySet, scope: Scope, filters: Filters, needed: Iterable[Signifier] = ()) -> list[Row]:
    """Return the rows of these stories whose answers match the filter.

    Who was asked a question in another form does not match a filter on it, neither by an answer nor by skipping it.

    Answers are read while the rows stream in, and only those asked for stay: thousands of whole answers in memory
    would cost more time than reading them.
    """
    wanted = [_wanted(scope, id, areas) for id, areas in filters.answers]
    readers = {each.id: reader_of(each) for each in (*needed, *(signifier for signifier, _, _ in wanted))}
    fields = ("number", "teller_id", "role", "told_on", "framework_version_id", "answers")
    rows = []
    found = stories.order_by("-told_on", "-number").values_list(*fields)
    for number, teller, voice, told_on, version, raw in found.iterator(chunk_size=2000):
        answers = {id: read(raw.get(id)) for id, read in readers.items()}
        if all(version in same and _matches(areas, answers[signifier.id]) for signifier, areas, same in wanted):
            rows.append(Row(number, teller, voice, told_on, version, answers))
    return rows


def _wanted(scope: Scope, signifier_id: str, chosen: Sequence[str]) -> tuple[Signifier, list[Area], set[int]]:
    signifier = scope.framework.signifier(signifier_id)
    return signifier, [area for area in choices_of(signifier) if area.id in chosen], asked_in(scope, signifier)


def _matches(wanted: Sequence[Area], answer: Answer) -> bool:
    if isinstance(answer, Skipped):
        return SKIPPED in wanted
    if isinstance(answer, NotApplicable):
        return NOT_APPLICABLE in wanted
    return any(in_area(area, answer) for area in wanted)


def tellers(rows: Iterable[Row]) -> int:
    """Count people, not stories."""
    if isinstance(rows, KeptRows):
        return rows.tellers()
    return len({row.teller for row in rows})


def days_of(rows: Iterable[Row]) -> list[dt.date]:
    """Return when each story was told."""
    return rows.days() if isinstance(rows, KeptRows) else [row.told_on for row in rows]


def rows_by(rows: Iterable[Row], group: Grouping) -> Mapping[str, Sequence[Row]]:
    """Divide rows over groups, in the order of the stories."""
    if isinstance(rows, KeptRows):
        return rows.by_group(group)
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(group(row), []).append(row)
    return groups


def in_groups(rows: Sequence[Row], group: Grouping, ids: Collection[str]) -> Sequence[Row]:
    """Return the rows of some of the groups."""
    return rows.of_groups(group, ids) if isinstance(rows, KeptRows) else [row for row in rows if group(row) in ids]


def rows_in(pairs: Iterable[Answered]) -> Sequence[Row]:
    """Return rows without their answers."""
    return pairs.every_row() if isinstance(pairs, KeptAnswers) else [row for row, _ in pairs]


def _versions(inquiry: Inquiry) -> tuple[tuple[int, Framework], ...]:
    newest = inquiry.framework_version
    older = inquiry.framework_versions.exclude(pk=newest.pk)
    return (newest.pk, newest.framework), *((each.pk, each.framework) for each in older)


def asked_in(scope: Scope, signifier: Signifier) -> set[int]:
    """Return the framework versions that asked this question in the same way: same id, kind and anchors."""
    same = set()
    for version, framework in scope.versions:
        asked = next((each for each in framework.signifiers if each.id == signifier.id), None)
        if asked is not None and same_question(asked, signifier):
            same.add(version)
    return same


def comparable(scope: Scope, signifier: Signifier, rows: Iterable[Row]) -> Sequence[Row]:
    """Return the rows whose framework version asked this question in the same way."""
    same = asked_in(scope, signifier)
    if isinstance(rows, KeptRows):
        return rows.of_versions(same)
    return [row for row in rows if row.version in same]
