"""The list that a moderator ticks off before others read a story: all that is left and could identify somebody."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from raamvertelling.core.privacy import find_leftovers
from raamvertelling.core.privacy.leftovers import KINDS
from raamvertelling.stories.masking import without_labels
from raamvertelling.stories.proposals import Proposal

AROUND = 34
WHY = {
    "hoofdletter": "Is dit iemand, of een plaats die maar weinig mensen kennen?",
    "getal": "Een huisnummer, een aantal of een jaar kan iemand aanwijzen.",
    "familie": "Wie de familie kent, weet misschien over wie dit gaat.",
    "beroep": "Is er hier maar één van?",
    "gezin": "Een groot of bijzonder gezin valt op.",
    "nieuws": "Stond dit in de krant? Dan is de naam snel gevonden.",
    "kenmerk": "Wat maar één iemand heeft, wijst die aan.",
}
LABELS = {
    "hoofdletter": "naam",
    "getal": "nummer",
    "familie": "familielid",
    "beroep": "beroep",
    "gezin": "gezin",
    "nieuws": "gebeurtenis",
    "kenmerk": "bijzonderheid",
}


@dataclass(frozen=True, slots=True)
class Left:
    """Words that are left, with some words around them, and how often they stand there."""

    words: str
    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the list; `key` changes when other words come under it, so that a tick never covers new ones."""

    key: str
    kind: str
    title: str
    why: str
    items: tuple[Left, ...]
    is_ticked: bool


def checklist(
    texts: Mapping[str, str], open_proposals: Iterable[Proposal], ticked: Collection[str]
) -> tuple[CheckLine, ...]:
    """Return what is left besides the proposals about which somebody still decides."""
    found: dict[str, dict[str, Left]] = {}
    proposed = list(open_proposals)
    for part, text in texts.items():
        visible = _blanked(without_labels(text), part, proposed)
        for each in find_leftovers(visible):
            items = found.setdefault(each.kind, {})
            key = each.words.casefold()
            here = items.get(key) or _left(text, each.start, each.end)
            items[key] = Left(here.words, here.before, here.after, here.count + 1)
    return tuple(_line(kind, tuple(found[kind].values()), ticked) for kind in KINDS if kind in found)


def _blanked(text: str, part: str, proposals: Iterable[Proposal]) -> str:
    for each in proposals:
        for place in each.places:
            if place.part == part:
                text = text[: place.start] + "\n" * (place.end - place.start) + text[place.end :]
    return text


def _left(text: str, start: int, end: int) -> Left:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Left(text[start:end], before.rpartition("\n")[2].lstrip(), after.partition("\n")[0].rstrip(), 0)


def _line(kind: str, items: tuple[Left, ...], ticked: Collection[str]) -> CheckLine:
    words = "\n".join([kind, *sorted(each.words.casefold() for each in items)])
    key = sha256(words.encode()).hexdigest()[:12]
    return CheckLine(key, kind, KINDS[kind], WHY[kind], items, key in ticked)
