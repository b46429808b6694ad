"""Which area of a map belongs to which answer: a proposal by code or by name, for somebody to look at."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from raamvertelling.core.framework import Framework, PictureChoice, SingleChoice, labels
from raamvertelling.inquiries.models import Inquiry, NeighbourhoodMap

CBS = re.compile(r"(BU|WK|GM)\d{4,8}\Z")
NUMBERED = re.compile(r"(wijk|buurt)\s+\d+\s+")
Areas = Sequence[Mapping[str, Any]]


def questions(framework: Framework) -> list[SingleChoice | PictureChoice]:
    """Return the questions whose answers can be neighbourhoods: who tells comes first."""
    single = [each for each in framework.signifiers if isinstance(each, SingleChoice | PictureChoice)]
    fitting = [each for each in single if each.id != framework.voices]
    return sorted(fitting, key=lambda each: not getattr(each, "about_you", False))


def properties(areas: Areas) -> list[str]:
    """Return the names of properties that tell areas apart, those with CBS codes first."""
    names = list(dict.fromkeys(name for area in areas for name in area["properties"]))
    return sorted(names, key=lambda name: -_fitness(name, areas))


def _fitness(name: str, areas: Areas) -> float:
    values = [area["properties"].get(name, "") for area in areas]
    return len(set(values)) / len(values) + sum(bool(CBS.match(value)) for value in values) / len(values)


def codes(areas: Areas, name: str) -> dict[str, str]:
    """Return each code in a property, with a name to recognise the area by."""
    found: dict[str, str] = {}
    for area in areas:
        code = area["properties"].get(name, "")
        if code:
            others = [value for value in area["properties"].values() if value != code and not value.isdigit()]
            found.setdefault(code, next((each for each in others if not CBS.match(each)), code))
    return found


def proposed(question: SingleChoice | PictureChoice, areas: Areas, name: str) -> dict[str, list[str]]:
    """Return for each answer the codes of the areas that have its id or its words in one of their properties."""
    found: dict[str, list[str]] = {}
    for id, label in labels(question).items():
        known = {_plain(id), _plain(label)}
        own = [area["properties"].get(name, "") for area in areas
               if known & {_plain(value) for value in area["properties"].values()}]  # fmt: skip
        found[id] = sorted({code for code in own if code})
    return found


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", NUMBERED.sub("", text.casefold()))


def split_codes(text: str) -> list[str]:
    """Return the codes that somebody typed, with commas or spaces between them."""
    return list(dict.fromkeys(each for each in re.split(r"[,;\s]+", text.strip()) if each))


def unknown(typed: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the codes that are on no area."""
    there = set(known)
    return [code for code in typed if code not in there]


def map_of(inquiry: Inquiry) -> NeighbourhoodMap | None:
    """Return the map of an inquiry; None while the organisation gave none."""
    kept = NeighbourhoodMap.objects.filter(inquiry=inquiry).first()
    if kept is not None:
        kept.inquiry = inquiry
    return kept


def is_ready(map: NeighbourhoodMap | None) -> bool:
    """Whether at least one answer has an area."""
    return map is not None and any(map.matches.values())
