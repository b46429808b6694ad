"""Drawing stories for a table: only those that may be read in a group, whoever draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raamvertelling.core.results_samples import Drawn
from raamvertelling.core.results_scan import Contrast
from raamvertelling.core.sentences_samples import GAP, LIKE_ALL, SEATS, UNLIKE
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.sensemaking.answers import as_matrix
from raamvertelling.sensemaking.connecting.looking import version_of
from raamvertelling.sensemaking.filters import Filters
from raamvertelling.sensemaking.queries.pattern import countable_signifiers
from raamvertelling.sensemaking.queries.reading import StoryToRead, read
from raamvertelling.sensemaking.queries.rows import Row, Scope, load, scope_of
from raamvertelling.sensemaking.queries.windows import about_tellers, group_of
from raamvertelling.stories.models import Purpose, Story

if TYPE_CHECKING:
    from raamvertelling.core.codes import AnswerMatrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Stories in the order in which they were drawn, each with why.

    `of` is how many there were to draw from, `others` how many within the filter may not be read in a group. `version`
    names the answers that were drawn from: with the same one, the same seed draws the same stories.
    """

    scope: Scope
    drawn: tuple[tuple[int, Drawn], ...]
    gap: Contrast | None
    of: int
    others: int
    version: str
    voices: int


def sample(*, viewer: Viewer, inquiry: Inquiry, way: str, size: int, seed: int, filters: Filters) -> Sample:
    """Draw stories that may be read in a group, for a member of the team."""
    import numpy as np

    scope = scope_of(viewer, inquiry)
    assert scope.is_team, "outside the team nobody filters or sees why a story was drawn"
    asked = countable_signifiers(scope)
    within = load(scope, filters, asked)
    allowed = Story.objects.usable_for(viewer, Purpose.GROUP).filter(inquiry=inquiry)
    may = set(allowed.values_list("number", flat=True))
    # By number, not by date: the same stories must lie in the same order, or a lot means something else.
    rows = sorted((row for row in within if row.number in may), key=lambda row: row.number)
    matrix = as_matrix(scope, asked, rows)
    drawn, gap = _draw(scope, matrix, rows, way, size, np.random.default_rng(seed)) if rows else ([], None)
    return Sample(
        scope=scope,
        drawn=tuple((rows[each.place].number, each) for each in drawn),
        gap=gap,
        of=len(rows),
        others=len(within) - len(rows),
        version=version_of(matrix),
        voices=len({row.voice for row in rows}),
    )


def _draw(
    scope: Scope, matrix: "AnswerMatrix", rows: Sequence[Row], way: str, size: int, rng: object
) -> tuple[list[Drawn], Contrast | None]:
    import numpy as np

    from raamvertelling.core.stats import samples

    assert isinstance(rng, np.random.Generator)
    question = scope.framework.voice_question
    if way == LIKE_ALL:
        return samples.representative(samples.features(matrix), size=size, rng=rng), None
    if way == UNLIKE:
        return samples.most_different(samples.features(matrix), size=size, rng=rng), None
    if way == SEATS and question:
        group = group_of(scope.framework, question)
        return samples.by_quota([group(row) for row in rows], size=size, rng=rng), None
    if way == GAP and question:
        personal = {each.id for each in about_tellers(scope.framework)}
        columns = {each.id: scope.framework.signifier(each.signifier) for each in matrix.columns}
        questions = {id: each for id, each in columns.items() if each.id not in personal}
        return samples.largest_gap(matrix, question, questions, size=size, rng=rng)
    return ([] if way == GAP else samples.at_random(len(rows), size=size, rng=rng)), None


def cards(*, viewer: Viewer, inquiry: Inquiry, drawn: Sample) -> tuple[StoryToRead, ...]:
    """Return the drawn stories as a group may read them: on paper they leave the team, so a small voice has no name."""
    return read(scope_of(viewer, inquiry, outside=True), [number for number, _ in drawn.drawn])
