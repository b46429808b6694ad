"""Which column of a SenseMaker export belongs to which part of which question; both header styles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from raamvertelling.exchange.sensemaker.definition import LAYOUT, QUESTIONS, Definition, Question

ROW_IDS = ("id", "fragmentid", "fragment_id")
MOMENTS = ("meta_started", "started", "meta_started_format", "server_upload_time", "serverentrydate", "meta_completed")
META = {
    *ROW_IDS,
    *MOMENTS,
    "project_id",
    "version",
    "definition_version",
    "language",
    "responder_id",
    "meta_selectedlanguage",
}
DERIVED = {
    "meta_completed_format",
    "meta_collection_time_mins",
    "entryyrmth",
    "entryyrmthday",
    "narrid",
    "fullfragmententry",
    "csvfragmententry",
    "storytitle",
    "wordcloud",
    "encoding",
    "na.strings",
    "as.is",
}
_DERIVED_ENDINGS = re.compile(r"(_zone\w*|x4zone|x9zone|xr|yr|_percentxr|_percentyr|_numeric|_label)$")
_R_NAME = re.compile(r"x(?=[0-9a-f]{8}\.[0-9a-f]{4}\.)")


@dataclass(slots=True)
class Columns:
    """For each question the column index of its parts; for the row itself the index by lower-case name."""

    header: Sequence[str]
    parts: dict[str, dict[str, int]] = field(default_factory=dict)
    row: dict[str, int] = field(default_factory=dict)
    media: dict[int, str] = field(default_factory=dict)
    derived: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    new_style: int = 0
    old_style: int = 0

    def name(self, index: int) -> str:
        """Return how a column is called in a report."""
        return self.header[index] if index < len(self.header) and self.header[index] else f"(kolom {index + 1})"


def match_columns(definition: Definition, header: Sequence[str]) -> Columns:
    """Find each column's place; what has none is derived, media, or unknown."""
    places = dict(_all_places(definition))
    media = {each.id.lower(): each.type for each in definition.questions if each.type not in QUESTIONS | LAYOUT}
    known = {each.id.lower() for each in definition.questions}
    columns = Columns(header)
    for index, name in enumerate(header):
        _place(columns, index, name, places, media, known)
    for parts in columns.parts.values():
        if "x" in parts and "right_percent" in parts:
            columns.derived.append(columns.name(parts["right_percent"]))
    return columns


def _place(
    columns: Columns,
    index: int,
    name: str,
    places: dict[str, tuple[str, str]],
    media: dict[str, str],
    known: set[str],
) -> None:
    low = name.lower()
    found = places.get(low) or places.get(_R_NAME.sub("", low).replace(".", "-"))
    if found and found[1] not in columns.parts.get(found[0], {}):
        columns.parts.setdefault(found[0], {})[found[1]] = index
        columns.new_style += "_percent" in low
        columns.old_style += bool(found[1].startswith(("x", "y"))) and "_percent" not in low
    elif low in META and low not in columns.row:
        columns.row[low] = index
    elif low[:36] in media:
        columns.media[index] = media[low[:36]]
    elif low in DERIVED or low.startswith("meta_") or (low[:36] in known and _DERIVED_ENDINGS.search(low)):
        columns.derived.append(name)
    else:
        columns.unknown.append(columns.name(index))


def _all_places(definition: Definition) -> Iterator[tuple[str, tuple[str, str]]]:
    for question in definition.questions:
        if question.type in QUESTIONS:
            for name, part in _places(question):
                yield name.lower(), (question.id, part)


def _places(question: Question) -> Iterator[tuple[str, str]]:
    id = question.id
    yield id, "value"
    yield f"{id}_NA", "na"
    if question.type in ("triad", "dyad"):
        yield from ((f"{id}_percentX", "x"), (f"{id}X", "x"))
        if question.type == "triad":
            yield from ((f"{id}_percentY", "y"), (f"{id}Y", "y"))
        else:
            yield f"{id}XR", "right_percent"
    for label, _ in question.labels:
        if question.type == "stones":
            yield from ((f"{id}_{label}_percentX", f"x:{label}"), (f"{id}_{label}XRight", f"x:{label}"))
            yield from ((f"{id}_{label}_percentY", f"y:{label}"), (f"{id}_{label}YTop", f"y:{label}"))
        else:
            yield f"{id}_{label}", f"label:{label}"
