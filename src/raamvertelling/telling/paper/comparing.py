"""Whether two people typed the same of one sheet: the distance between crosses, and every other difference."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from raamvertelling.core.answers import (
    Answer,
    DyadPlacement,
    InvalidAnswer,
    Skipped,
    StonesPlacement,
    TriadPlacement,
    parse_answer,
)
from raamvertelling.core.framework import Framework, Signifier, in_order
from raamvertelling.core.geometry import xy_from_weights
from raamvertelling.telling import steps

# Half of all crosses must be typed within this share of a side: then typing adds less than a slider's own steps.
BAR = 0.03


@dataclass(frozen=True, slots=True)
class Difference:
    """One question that two people typed differently; the distance is None where there is none to measure."""

    id: str
    first: object
    second: object
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All measured distances of a sheet, how many answers were compared, and what differs."""

    distances: tuple[float, ...]
    compared: int
    differences: tuple[Difference, ...]


def compare(
    framework: Framework,
    first: Mapping[str, object],
    second: Mapping[str, object],
    first_uses: Mapping[str, bool],
    second_uses: Mapping[str, bool],
) -> Comparison:
    """Compare the answers (stored form) and the uses of one sheet; texts are not compared."""
    distances: list[float] = []
    differences: list[Difference] = []
    compared = 0
    for each in in_order(framework):
        if steps.is_text(each):
            continue
        compared += 1
        a, b = _parsed(each, first.get(each.id)), _parsed(each, second.get(each.id))
        found = _distances(a, b)
        distances += found
        if not _same(a, b, found):
            differences.append(Difference(each.id, first.get(each.id), second.get(each.id), max(found, default=None)))
    for purpose in framework.consent.purposes:
        compared += 1
        given = first_uses.get(purpose.id, False), second_uses.get(purpose.id, False)
        if given[0] != given[1]:
            differences.append(Difference(purpose.id, *given))
    return Comparison(tuple(distances), compared, tuple(differences))


def median_distance(comparisons: list[Comparison]) -> float | None:
    """Return the middle distance over all crosses that were typed twice; None without any."""
    found = [each for comparison in comparisons for each in comparison.distances]
    return median(found) if found else None


def _parsed(signifier: Signifier, raw: object) -> Answer:
    try:
        return parse_answer(signifier, raw)
    except InvalidAnswer:
        return Skipped()


def _same(a: Answer, b: Answer, distances: list[float]) -> bool:
    match a, b:
        case StonesPlacement(one), StonesPlacement(other):
            return {id for id, _, _ in one} == {id for id, _, _ in other} and max(distances) <= BAR
        case (TriadPlacement(), TriadPlacement()) | (DyadPlacement(), DyadPlacement()):
            return max(distances) <= BAR
        case _:
            return a == b


def _distances(a: Answer, b: Answer) -> list[float]:
    match a, b:
        case TriadPlacement(one), TriadPlacement(other):
            return [math.dist(xy_from_weights(one), xy_from_weights(other))]
        case DyadPlacement(one_at), DyadPlacement(other_at):
            return [abs(one_at - other_at)]
        case StonesPlacement(stones), StonesPlacement(others):
            places = {id: (x, y) for id, x, y in others}
            return [math.dist((x, y), places[id]) for id, x, y in stones if id in places]
    return []
