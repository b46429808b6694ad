"""Which questions are asked, given what was answered; and which questions of two versions are the same."""

from collections.abc import Iterable, Mapping

from raamvertelling.core.framework.kinds import (
    MultipleChoice,
    PictureChoice,
    Prompt,
    Scale,
    Signifier,
    SingleChoice,
    Triad,
    anchors_of,
)


def is_asked(signifier: Signifier, answers: Mapping[str, object]) -> bool:
    """Tell whether a question is asked, given the answers before it in their stored form.

    A question with `show_if` is asked only after one of the answers it names; one with `show_unless` is asked always,
    except after one of those. So when the earlier question was skipped, `show_if` hides and `show_unless` shows.
    """
    condition = signifier.condition
    if condition is None:
        return True
    given = answers.get(condition.signifier)
    chosen = given if isinstance(given, list | tuple) else (given,)
    is_met = any(option in chosen for option in condition.options)
    return is_met is not condition.negated


def asked_signifiers(signifiers: Iterable[Signifier], answers: Mapping[str, object]) -> tuple[Signifier, ...]:
    """Return which of these questions are asked; the answer to a question that is itself hidden counts for nothing.

    Parameters
    ----------
    signifiers : questions in the order in which they are asked, each behind the question that its condition names.
    answers : answers by signifier id, in their stored form.
    """
    found: list[Signifier] = []
    counted: dict[str, object] = {}
    for signifier in signifiers:
        if is_asked(signifier, counted):
            found.append(signifier)
            if signifier.id in answers:
                counted[signifier.id] = answers[signifier.id]
    return tuple(found)


def same_question(a: Signifier, b: Signifier) -> bool:
    """Tell whether the answers to two versions of a question may be counted together.

    They may when id, kind and anchors are equal; words may differ. The order of anchors counts where it carries
    meaning: the corners of a triad and the options of an ordered choice. A scale must run over the same numbers.
    """
    return _fingerprint(a) == _fingerprint(b)


def _fingerprint(signifier: Signifier) -> tuple[object, ...]:
    ids = tuple(each.id for each in anchors_of(signifier))
    anchors: object = frozenset(ids)
    match signifier:
        case Triad():
            anchors = ids
        case Scale():
            anchors = (signifier.minimum, signifier.maximum)
        case SingleChoice(ordered=True) | PictureChoice(ordered=True):
            unordered = frozenset(each.id for each in signifier.options if each.unordered)
            anchors = (tuple(id for id in ids if id not in unordered), unordered)
        case MultipleChoice() | Prompt():
            anchors = frozenset(ids)
    return (signifier.id, signifier.kind, anchors)
