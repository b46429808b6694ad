"""Which column of a table holds which part of which question, by id or by words, in the ways that tools write it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from raamvertelling.core.framework import (
    Framework,
    LongText,
    MultipleChoice,
    ShortText,
    Signifier,
    Stones,
    Triad,
    Wording,
    anchors_of,
)
from raamvertelling.exchange.values import plain_text

NOT_APPLICABLE = ("nvt", "n.v.t.", "na", "not_applicable", "past_niet")
FIXED = {
    "row_id": "_uuid|uuid|_id|id|response id|antwoord id|rij id|row_id|instanceid|meta/instanceid|fragmentid",
    "date": "told_on|verteld op|verteld_op|datum|date|today|submitdate|date submitted|startdate|datestamp"
    "|_submission_time|start|end",
    "language": "language|taal|startlanguage|start language|starttaal",
    "teller": "teller|verteller|participant|participant_id|participant id|deelnemer|respondent|responder_id",
    "text": "story|text|verhaal|tekst",
    "title": "title|titel|kop",
}
METADATA = {
    "__version__",
    "audit",
    "deviceid",
    "email",
    "endtime",
    "formhub/uuid",
    "index",
    "interviewtime",
    "ip address",
    "ip-adres",
    "ipaddr",
    "laatste pagina",
    "last page",
    "lastpage",
    "meta/instancename",
    "phonenumber",
    "referrer url",
    "refurl",
    "seed",
    "simserial",
    "starttime",
    "subscriberid",
    "username",
}
_ORDER = {name: place for names in FIXED.values() for place, name in enumerate(names.split("|"))}
_CODE = re.compile(r"^[A-Za-z]\w{0,20}\s*[.:]\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """A question's id and the part of it: `value`, an anchor id, `stone.x`, or `not_applicable`."""

    signifier: str
    part: str = "value"


@dataclass(slots=True)
class Columns:
    """Where each question's parts are, where the row's own facts are, and what is left."""

    header: Sequence[str]
    parts: dict[str, dict[str, int]] = field(default_factory=dict)
    row: dict[str, list[int]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)

    def name(self, index: int) -> str:
        """Return how a column is called in a report."""
        return self.header[index] if index < len(self.header) and self.header[index] else f"(kolom {index + 1})"


def match_columns(framework: Framework, header: Sequence[str], mapping: Mapping[str, str] | None = None) -> Columns:
    """Find each column's place.

    Parameters
    ----------
    mapping : by header, the place that a person chose: a name as in `about.mens`, a fixed name such as `date`, or
        an empty text for "leave out". Other columns are matched by their name.
    """
    places = _all_places(framework)
    columns = Columns(header)
    fixed: dict[str, list[tuple[int, int]]] = {}
    for index, original in enumerate(header):
        chosen = (mapping or {}).get(original)
        if chosen == "":
            columns.set_aside.append(columns.name(index))
            continue
        place = next((places[name] for name in _spellings(chosen or original) if name in places), None)
        if place is not None and place.part not in columns.parts.get(place.signifier, {}):
            columns.parts.setdefault(place.signifier, {})[place.part] = index
        elif use := _fixed(chosen or original, framework):
            fixed.setdefault(use, []).append((_ORDER.get(normal(original), 0), index))
        elif original.startswith("_") or normal(original) in METADATA or original.startswith("meta/"):
            columns.set_aside.append(original)
        else:
            columns.unknown.append(columns.name(index))
    columns.row = {use: [index for _, index in sorted(found)] for use, found in fixed.items()}
    return columns


@lru_cache(maxsize=20_000)
def normal(name: str) -> str:
    """Return a header or a choice as it is compared: plain words, lower case, single spaces, no colon at the end."""
    return plain_text(name).casefold().rstrip(" :")


def _spellings(name: str) -> Iterator[str]:
    """Yield the header itself, then without a LimeSurvey code, then without each group of KoboToolbox."""
    whole = normal(name)
    yield whole
    yield normal(_CODE.sub("", name))
    rest = whole
    while "/" in rest:
        rest = rest.split("/", 1)[1]
        yield rest


def _fixed(name: str, framework: Framework) -> str:
    low = normal(name)
    for use, names in FIXED.items():
        if low == use or low in names.split("|"):
            return "" if use == "title" and framework.title_question is None else use
    return ""


def _all_places(framework: Framework) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for signifier in framework.signifiers:
        for name, place in _places(signifier):
            places.setdefault(normal(name), place)
    return places


def _places(signifier: Signifier) -> Iterator[tuple[str, Place]]:
    names = _names(signifier.id, signifier.text)
    for name in names:
        yield name, Place(signifier.id)
    if isinstance(signifier, LongText | ShortText):
        return
    if signifier.not_applicable:
        yield from _inside(names, NOT_APPLICABLE, Place(signifier.id, "not_applicable"))
    for anchor in anchors_of(signifier) if isinstance(signifier, Triad | Stones | MultipleChoice) else ():
        inner = _names(anchor.id, anchor.text)
        if isinstance(signifier, Stones):
            for axis in ("x", "y"):
                ends = [f"{each}{joint}{axis}" for each in inner for joint in (".", "_", "/", " ", "][")]
                yield from _inside(names, ends, Place(signifier.id, f"{anchor.id}.{axis}"))
        else:
            yield from _inside(names, inner, Place(signifier.id, anchor.id))


def _inside(names: Sequence[str], inner: Sequence[str], place: Place) -> Iterator[tuple[str, Place]]:
    for outer in names:
        for each in inner:
            for pattern in ("{}.{}", "{}_{}", "{}/{}", "{}[{}]", "{} [{}]", "{}. [{}]", "{} {}"):
                yield pattern.format(outer, each), place


def _names(id: str, text: Wording) -> list[str]:
    return list(dict.fromkeys([id, *(words for _, words in text.texts if words)]))
