"""What could give somebody away in a text, by kind; a moderator decides about each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from raamvertelling.stories.masking import LABEL

# A capital in the middle of a sentence is a name more often than not; a number can be a house, an age or a date.
CAPITAL = r"[A-ZÀ-Þ][\w’'-]*"
BETWEEN = r"(?:(?:van|de|den|der|el|ten|ter|te|'t|’t)[ \t])*"
NAME = re.compile(rf"(?<![.!?:…\n\"'“”‘’„(\-])[ \t](?:['‘’\"“„(]?)({CAPITAL}(?:[ \t]{BETWEEN}{CAPITAL})*)")
NUMBER = re.compile(r"(?<![\w.,])\d[\d.,/:-]*\d|(?<![\w.,])\d+(?![\w])")
CUE = r"mevrouw|meneer|mijnheer|juf|meester|dokter|dr\.|buurvrouw|buurman|oma|opa|tante|oom|heet|heette|genaamd"
NO_CUE = r"van|de|het|een|die|dat|en|is|was|met|op|in|uit|naast|en|zei|vroeg|kwam|had|heeft"
KIN = re.compile(rf"\b(?:{CUE})[ \t]+((?!(?:{NO_CUE})\b)[a-zà-þ][\w’'-]{{2,}})", re.IGNORECASE)
TITLES = {"name": "Namen en andere hoofdletters", "kin": "Woorden na ‘mevrouw’, ‘oma’, ‘heet’", "number": "Getallen"}
SUGGESTED = {"name": "naam", "kin": "naam", "number": "nummer"}
NO_NAMES = frozenset(
    re.findall(r"\w+", "I II III Ik U Ja Nee Wmo WMO GGZ GGD UWV AOW WW PGB DigiD Jeugdwet Participatiewet Nederland")
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that could be masked, and how often they occur."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class ProposalGroup:
    """Proposals of one kind with the label that fits most of them."""

    kind: str
    title: str
    label: str
    proposals: tuple[Proposal, ...]


def propose(texts: Mapping[str, str]) -> tuple[ProposalGroup, ...]:
    """Return what could give somebody away in these texts, grouped by kind, in the order of the texts."""
    found: dict[str, dict[str, int]] = {}
    for text in texts.values():
        for kind, words in _find(text):
            counts = found.setdefault(kind, {})
            counts[words] = counts.get(words, 0) + 1
    taken: set[str] = set()
    groups = []
    for kind in [each for each in TITLES if each in found]:
        fresh = {words: count for words, count in found[kind].items() if words.casefold() not in taken}
        taken |= {words.casefold() for words in fresh}
        if fresh:
            listed = tuple(Proposal(words, count) for words, count in fresh.items())
            groups.append(ProposalGroup(kind, TITLES[kind], SUGGESTED[kind], listed))
    return tuple(groups)


def _find(text: str) -> Iterable[tuple[str, str]]:
    visible = LABEL.sub(lambda match: "\n" * len(match[0]), text)
    for match in NAME.finditer(visible):
        if match[1] not in NO_NAMES:
            yield "name", match[1]
    for match in KIN.finditer(visible):
        yield "kin", match[1]
    for match in NUMBER.finditer(visible):
        yield "number", match[0]
