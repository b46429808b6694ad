"""The answers of rows side by side, as the engine wants them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from raamvertelling.core.answers import Skipped
from raamvertelling.core.framework import Signifier, same_question
from raamvertelling.sensemaking.queries.rows import KeptRows, Row, Scope, asked_in

if TYPE_CHECKING:
    from raamvertelling.core.codes import AnswerMatrix


def as_matrix(scope: Scope, asked: Sequence[Signifier], rows: Sequence[Row]) -> "AnswerMatrix":
    """Return the answers of rows that were loaded with these questions.

    What was asked differently in the version of a story counts as passed over.
    """
    if isinstance(rows, KeptRows):
        return rows.matrix({each: asked_in(scope, each) for each in asked})
    # numpy is heavy: only who counts pays for it.
    from raamvertelling.core.codes import code_answers

    skipped = Skipped()
    other = {version: _changed(framework.signifiers, asked) for version, framework in scope.versions}
    told = [
        {**row.answers, **dict.fromkeys(other[row.version], skipped)} if other.get(row.version) else row.answers
        for row in rows
    ]
    return code_answers(asked, told)


def _changed(version: Sequence[Signifier], asked: Sequence[Signifier]) -> list[str]:
    """Return the questions that this version of the framework did not ask in the same way."""
    known = {each.id: each for each in version}
    return [each.id for each in asked if each.id not in known or not same_question(known[each.id], each)]
