"""Which rows may be given away for a use, beside everything that left before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from raamvertelling.accountability.giving.columns import (
    LEFT_OUT,
    Column,
    Taken,
    answer_columns,
    answer_questions,
    closed_in,
    left_out_questions,
    levels_of,
    who,
    who_columns,
)
from raamvertelling.accountability.models import Export, ExportKind
from raamvertelling.core.answers import Skipped
from raamvertelling.core.privacy.disclosure import fewer_than
from raamvertelling.core.privacy.disclosure.differencing import steady
from raamvertelling.core.privacy.disclosure.rows import AnonymousRows, Levels, anonymise
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.people.models import User
from raamvertelling.sensemaking.filters import Filters, title_of
from raamvertelling.sensemaking.queries.rows import Scope, comparable, matching, scope_of
from raamvertelling.sensemaking.queries.windows import about_tellers
from raamvertelling.stories.models import Purpose, Story, StoryQuerySet, StoryReference
from raamvertelling.stories.sealing import keyed_digest

ROWS_KIND = "export-rows"
ALL_GENERAL = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsFile:
    """What would leave now: the stories behind it, its columns, how general each of those of who tells became, and
    which values of these are written as "*".

    `granted` tellers allow it; of these `apart` would stand out, and `waiting` wait until there are others with them.
    """

    ids: tuple[UUID, ...]
    columns: tuple[Column, ...]
    levels: Mapping[str, int]
    closed: Mapping[str, Sequence[str]]
    left_out: tuple[str, ...]
    minimum: int
    granted: int
    apart: int

    @property
    def waiting(self) -> int:
        """How many stay out for now, or the difference with an earlier file would show them."""
        return self.granted - len(self.ids) - self.apart

    @property
    def problem(self) -> str:
        """Why nothing can leave; empty when something can."""
        if self.ids:
            return ""
        if self.granted < self.minimum:
            allowed = fewer_than(self.minimum)
            why = f"Daarvoor zijn {self.minimum} vertellers nodig. Dit gebruik hebben {allowed} toegestaan."
        else:
            why = (
                f"Er zijn nu geen {self.minimum} vertellers die hetzelfde over zichzelf zeggen en die ook naast "
                "eerdere bestanden niet te vinden zijn."
            )
        return f"Er is geen bestand gemaakt. {why}"

    @property
    def questions(self) -> list[tuple[str, str, list[str]]]:
        """Each question with what was done to its answers, and the heads of its columns."""
        found: dict[tuple[str, str], list[str]] = {}
        for each in self.columns:
            found.setdefault((each.question, each.how), []).append(each.head)
        return [(question, how, heads) for (question, how), heads in found.items()]

    @property
    def written(self) -> list[Column]:
        """The columns that stand in the file: not those that became so general that they say nothing."""
        return [each for each in self.columns if each.how != LEFT_OUT]

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """The rows, ordered by what stands in them, so that their order tells nothing."""
        return sorted(zip(*(each.cells for each in self.written), strict=True))


def rows_file(*, viewer: User, inquiry: Inquiry, use: str, minimum: int, about: Collection[str]) -> RowsFile:
    """Return the rows that may leave for a use: one a teller, each combination of who tells shared by `minimum`.

    `about`: what of who tells is wanted (ids of questions, and the period): the less of it, the finer the rest can be.
    Beside every earlier file no difference is smaller than the minimum group of the inquiry, and no column is finer.
    """
    scope = scope_of(viewer, inquiry)
    earlier, at_least, closed = _earlier(inquiry)
    taken = _taken(scope, use, frozenset[UUID]().union(*earlier))
    told = [who(scope.framework, each) for each in taken]
    levels = levels_of(scope.framework, told, closed, minimum)
    known = {name: at_least.get(name, ALL_GENERAL) if earlier else 0 for name in levels}
    at_least = {name: height if name in about else ALL_GENERAL for name, height in known.items()}
    kept, made, apart = _agreed(scope, taken, earlier, levels, at_least, minimum)
    columns = who_columns(scope.framework, [row for _, row in made.rows], levels, made.levels)
    return RowsFile(
        ids=tuple(each.id for each in kept),
        columns=(*columns, *answer_columns(scope.framework, kept, minimum)) if kept else (),
        levels=made.levels,
        closed=closed_in(levels, made.levels, told),
        left_out=tuple(title_of(each) for each in left_out_questions(scope.framework)),
        minimum=minimum,
        granted=len(taken),
        apart=apart,
    )


def _earlier(inquiry: Inquiry) -> tuple[list[frozenset[UUID]], dict[str, int], dict[str, set[str]]]:
    """Return the stories of each earlier file, withdrawn ones too, how general its columns were and what was closed."""
    found: dict[str, set[UUID]] = {}
    references = StoryReference.objects.filter(inquiry=inquiry, kind=ROWS_KIND)
    for file, story in references.values_list("object_id", "story_id"):
        found.setdefault(file, set()).add(story)
    heights: dict[str, int] = {}
    closed: dict[str, set[str]] = {}
    for made in Export.objects.filter(inquiry=inquiry, kind=ExportKind.ROWS):
        heights |= {name: max(height, heights.get(name, 0)) for name, height in made.levels.items()}
        for name, values in made.closed.items():
            closed.setdefault(name, set()).update(values)
    return [frozenset(each) for each in found.values()], heights, closed


def _taken(scope: Scope, use: str, before: frozenset[UUID]) -> list[Taken]:
    """Return one story a teller, one that left before rather than a newer one, in an order that nobody knows."""
    stories = _usable(scope.viewer, scope.inquiry, use)
    questions = [*about_tellers(scope.framework), *answer_questions(scope.framework)]
    rows, ids = matching(stories, scope, Filters(), questions), dict(stories.values_list("number", "pk"))
    same = {each.id: {row.number for row in comparable(scope, each, rows)} for each in questions}
    best: dict[UUID, Taken] = {}
    for row in rows:
        answers = {id: row.answers[id] if row.number in numbers else Skipped() for id, numbers in same.items()}
        own, other = Taken(ids[row.number], row, answers), best.get(row.teller)
        if other is None or (own.id in before and other.id not in before):
            best[row.teller] = own
    digest = keyed_digest("rows")
    return sorted(best.values(), key=lambda each: digest(str(each.id)))


def _usable(viewer: Viewer, inquiry: Inquiry, use: str) -> StoryQuerySet:
    """Return the stories of which the answers may be used for this: counting is always asked too."""
    counted = Story.objects.usable_for(viewer, Purpose.ANALYSE).filter(inquiry=inquiry)
    return counted.filter(pk__in=Story.objects.usable_for(viewer, use).values("pk"))


def _agreed(
    scope: Scope,
    taken: Sequence[Taken],
    earlier: Sequence[frozenset[UUID]],
    levels: Levels,
    at_least: Mapping[str, int],
    minimum: int,
) -> tuple[list[Taken], AnonymousRows, int]:
    """Leave out who stands alone and who would be found by a difference, until neither is there any more."""
    least, apart = scope.inquiry.minimum_group, 0
    asked = steady([each.id for each in taken], earlier, least)
    while True:
        chosen = [each for each in taken if each.id in asked]
        told = [who(scope.framework, each) for each in chosen]
        made = anonymise(told, [each.row.teller for each in chosen], levels, k=minimum, at_least=at_least)
        kept = [chosen[place] for place, _ in made.rows]
        apart += made.dropped
        asked = steady([each.id for each in kept], earlier, least)
        if len(asked) == len(kept):
            return kept, made, apart
