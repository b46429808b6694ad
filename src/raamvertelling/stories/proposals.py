"""What could give somebody away in a text, by kind; a moderator decides about each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from raamvertelling.core.privacy.identifiers import find_identifiers
from raamvertelling.stories.masking import LABEL, Masked, mask_everywhere

# A capital in the middle of a sentence is a name more often than not; a number can be a house, an age or a date.
# Both end where a word ends: only whole words are masked.
CAPITAL = r"[A-ZÀ-Þ][\w’'-]{0,40}(?!\w)"
BETWEEN = r"(?:(?:van|de|den|der|el|ten|ter|te|'t|’t)[ \t]){0,3}"
NAME = re.compile(rf"(?<![.!?:…\n\"'“”‘’„(\-])[ \t](?:['‘’\"“„(]?)({CAPITAL}(?:[ \t]{BETWEEN}{CAPITAL}){{0,5}})")
NUMBER = re.compile(r"(?<![\w.,])(?:\d[\d.,/:-]{0,38}\d\w{0,40}|\d)(?!\w)")
CUE = r"mevrouw|meneer|mijnheer|juf|meester|dokter|dr\.|buurvrouw|buurman|oma|opa|tante|oom|heet|heette|genaamd"
NO_CUE = r"van|de|het|een|die|dat|en|is|was|met|op|in|uit|naast|zei|vroeg|kwam|had|heeft"
KIN = re.compile(rf"\b(?:{CUE})[ \t]+((?!(?:{NO_CUE})\b)[a-zà-þ][\w’'-]{{2,}})", re.IGNORECASE)
NO_NAMES = frozenset(
    re.findall(r"\w+", "I II III Ik U Ja Nee Wmo WMO GGZ GGD UWV AOW WW PGB DigiD Jeugdwet Participatiewet Nederland")
)
LEFTOVERS = {
    "name": ("Namen en andere hoofdletters", "naam"),
    "kin": ("Woorden na ‘mevrouw’, ‘oma’, ‘heet’", "naam"),
    "number": ("Andere getallen", "nummer"),
}
IDENTIFIER = "id-"


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


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    label: str
    start: int
    end: int
    words: str


def propose(texts: Mapping[str, str]) -> tuple[ProposalGroup, ...]:
    """Return what could give somebody away: identifiers first, then what is left of capitals and numbers."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for text in texts.values():
        for found in _find(text):
            words = counts.setdefault((found.kind, found.label), {})
            words[found.words] = words.get(found.words, 0) + 1
    order = list(LEFTOVERS)
    ranked = sorted(counts, key=lambda key: order.index(key[0]) if key[0] in order else -1)
    return tuple(
        ProposalGroup(kind, _title(kind, label), label, tuple(Proposal(*each) for each in counts[kind, label].items()))
        for kind, label in ranked
    )


def mask_proposals(texts: Mapping[str, str], kind: str, chosen: Sequence[str], label: str) -> Masked:
    """Mask the chosen words: an identifier only where it is one (not every "9" is an age), a name everywhere."""
    count = 0
    done = dict(texts)
    if not kind.startswith(IDENTIFIER):
        for words in sorted(chosen, key=len, reverse=True):
            masked = mask_everywhere(done, words, label)
            done, count = masked.texts, count + masked.count
        return Masked(done, count)
    for name, text in texts.items():
        places = [found for found in _find(text) if found.kind == kind and found.words in chosen]
        for found in reversed(places):
            done[name] = f"{done[name][: found.start]}[{label}]{done[name][found.end :]}"
        count += len(places)
    return Masked(done, count)


def _title(kind: str, label: str) -> str:
    return LEFTOVERS[kind][0] if kind in LEFTOVERS else label.capitalize()


def _find(text: str) -> list[_Found]:
    """Return what may identify someone, in the order of the text; what is masked already is not seen."""
    visible = LABEL.sub(lambda match: "\n" * len(match[0]), text)
    found = list(_identifiers(visible))
    for each in found:
        visible = visible[: each.start] + "\n" * (each.end - each.start) + visible[each.end :]
    return sorted([*found, *_leftovers(visible)], key=lambda each: each.start)


def _identifiers(visible: str) -> Iterator[_Found]:
    for span in find_identifiers(visible):
        words = visible[span.start : span.end].rstrip()
        if words.strip():
            kind = IDENTIFIER + re.sub(r"\W+", "-", span.label)
            yield _Found(kind, span.label, span.start, span.start + len(words), words)


def _leftovers(visible: str) -> Iterator[_Found]:
    seen: set[int] = set()
    for kind, matches in (("name", NAME), ("kin", KIN), ("number", NUMBER)):
        yield from _new(kind, matches.finditer(visible), seen)


def _new(kind: str, matches: Iterable[re.Match[str]], seen: set[int]) -> Iterator[_Found]:
    for match in matches:
        group = 0 if kind == "number" else 1
        start, words = match.start(group), match[group]
        if start not in seen and words not in NO_NAMES:
            seen.add(start)
            yield _Found(kind, LEFTOVERS[kind][1], start, match.end(group), words)
