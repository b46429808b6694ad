"""What two people typed differently of one sheet, in words, side by side."""

from dataclasses import dataclass

from raamvertelling.core.framework import in_order, worded
from raamvertelling.telling.models import PaperEntry
from raamvertelling.telling.paper.services import comparison_of
from raamvertelling.telling.words import answer_in_words


@dataclass(frozen=True, slots=True)
class InWords:
    """One difference: the question with its number on paper, and both answers as a person reads them."""

    id: str
    number: int
    question: str
    first: str
    second: str
    distance: int | None = None


def differences(entry: PaperEntry) -> list[InWords]:
    """Return every difference of a sheet in the order of the paper; the uses come last, without a number."""
    framework = entry.story.framework_version.framework
    numbers = {each.id: number for number, each in enumerate(in_order(framework), start=1)}
    purposes = {each.id: each.text.in_language(framework.language) for each in framework.consent.purposes}
    found = []
    for each in comparison_of(entry).differences:
        if each.id in purposes:
            first, second = ("ja" if given else "nee" for given in (each.first, each.second))
            found.append(InWords(each.id, 0, purposes[each.id], first, second))
            continue
        signifier = framework.signifier(each.id)
        first, second = (
            "niets" if raw is None else answer_in_words(signifier, raw, language=framework.language, role="")
            for raw in (each.first, each.second)
        )
        distance = None if each.distance is None else round(each.distance * 100)
        question = worded(signifier, "", framework.language).text
        found.append(InWords(each.id, numbers[each.id], question, first, second, distance))
    return found
