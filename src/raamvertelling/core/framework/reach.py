"""Which questions can ever be asked: a check that no condition shuts a question out for everybody."""

from collections.abc import Sequence

from raamvertelling.core.framework.kinds import (
    Choice,
    MultipleChoice,
    PictureChoice,
    Prompt,
    Signifier,
    SingleChoice,
)


def unreachable(signifiers: Sequence[Signifier]) -> list[Signifier]:
    """Return the questions that no teller can ever meet, whatever is answered or skipped.

    Parameters
    ----------
    signifiers : questions in the order in which they are asked. A condition on a later question, or on one without
        fixed answers, is never met.

    Notes
    -----
    Every question has at most one condition, on one earlier question, and answers to different questions are free of
    each other. So it is enough to know of each question three things, from the first to the last: whether it can be
    asked, whether it can be hidden, and whether it can be asked and then get another answer or none.
    """
    can_ask: dict[str, bool] = {}
    can_hide: dict[str, bool] = {}
    earlier: dict[str, Choice] = {}
    for each in signifiers:
        asked, hidden = True, False
        if (condition := each.condition) is not None:
            other = earlier.get(condition.signifier)
            met = other is not None and can_ask[other.id] and _can_choose(other, condition.options)
            unmet = other is None or can_hide[other.id] or (can_ask[other.id] and _can_avoid(other, condition.options))
            asked, hidden = (unmet, met) if condition.negated else (met, unmet)
        can_ask[each.id], can_hide[each.id] = asked, hidden
        if isinstance(each, Prompt | SingleChoice | MultipleChoice | PictureChoice):
            earlier[each.id] = each
    return [each for each in signifiers if not can_ask[each.id]]


def _can_choose(signifier: Choice, options: Sequence[str]) -> bool:
    return any(each.id in options for each in signifier.options)


def _can_avoid(signifier: Choice, options: Sequence[str]) -> bool:
    is_free = not signifier.required or signifier.not_applicable
    return is_free or any(each.id not in options for each in signifier.options)
