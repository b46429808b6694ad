"""Who is missing: the tellers of an inquiry beside the people who could have told. Exact, for the team alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from raamvertelling.core.framework import Framework, PictureChoice, SingleChoice
from raamvertelling.core.stats.coverage import Coverage, coverage
from raamvertelling.inquiries.models import Inquiry, Population, Viewer
from raamvertelling.sensemaking.filters import Filters, title_of
from raamvertelling.sensemaking.queries.rows import Scope, comparable, load, scope_of
from raamvertelling.sensemaking.queries.windows import group_of, splitters

Asked = SingleChoice | PictureChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPage:
    """What the team sees of one question.

    `kept` is None while no file was given; `problem` says why nothing can be compared; `given` are the questions that
    have a file (id, words), also those that are not asked any more.
    """

    scope: Scope
    question: Asked | None
    kept: Population | None
    found: Coverage | None
    problem: str
    given: tuple[tuple[str, str], ...]


def countable_groups(framework: Framework) -> list[Asked]:
    """Return the questions with one answer, those about who tells first: their answers can be counted elsewhere."""
    single = [each for each in splitters(framework) if isinstance(each, SingleChoice | PictureChoice)]
    return sorted(single, key=lambda each: not (each.id == framework.voices or getattr(each, "about_you", False)))


def missing(*, viewer: Viewer, inquiry: Inquiry, question_id: str = "") -> MissingPage:
    """Return who is missing by a question; without one, or with one that has no file, by the first that has."""
    scope = scope_of(viewer, inquiry)
    asked = {each.id: each for each in countable_groups(scope.framework)}
    files = {each.question: each for each in inquiry.populations.select_related("made_by").order_by("pk")}
    given = [*(id for id in asked if id in files), *(id for id in files if id not in asked)]
    chosen = question_id if question_id in files else next(iter(given), "")
    question, kept = asked.get(chosen), files.get(chosen)
    found, problem = _found(scope, question, kept)
    named = tuple((id, title_of(asked[id]) if id in asked else id) for id in given)
    return MissingPage(scope=scope, question=question, kept=kept, found=found, problem=problem, given=named)


def _found(scope: Scope, question: Asked | None, kept: Population | None) -> tuple[Coverage | None, str]:
    if kept is None or not scope.is_team:
        return None, ""
    if question is None:
        return None, f"De vraag ‘{kept.question}’ wordt niet meer gesteld. Haal het bestand weg, of geef een ander."
    try:
        return coverage(question.options, list(_told(scope, question).values()), kept.people), ""
    except ValueError as reason:
        return None, str(reason)


def _told(scope: Scope, question: Asked) -> Mapping[UUID, str | None]:
    """Return of each teller, once, the answer that was given last; None without one."""
    group, known = group_of(scope.framework, question), {option.id for option in question.options}
    told: dict[UUID, str | None] = {}
    for row in comparable(scope, question, load(scope, Filters(), [question])):  # newest first
        chosen = group(row)
        told[row.teller] = told.get(row.teller) or (chosen if chosen in known else None)
    return told
