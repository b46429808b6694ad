"""What the masking engine proposes for the texts of a story, put in order for a person who decides about each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count, groupby

from raamvertelling.core.privacy import Proposal as Found
from raamvertelling.core.privacy import propose_masks
from raamvertelling.stories.masking import Masked, mask_everywhere, next_number, without_labels

TITLES = {
    "PER": "Namen",
    "LOC_STREET": "Straten en adressen",
    "LOC_PLACE": "Plaatsen",
    "ORG": "Organisaties",
    "CONTACT": "Telefoon, e-mail en websites",
    "ID": "Nummers",
    "DATE": "Datums",
    "AGE": "Leeftijden",
    "OTHER": "Anders",
}
CERTAINTIES = ("zeker", "waarschijnlijk", "misschien")
# A name is a name wherever it stands in a story; not every "9" is an age.
EVERYWHERE = ("PER", "LOC_STREET", "LOC_PLACE", "ORG")
NAME = "naam"
AROUND = 24


@dataclass(frozen=True, slots=True)
class Place:
    """Where proposed words stand: in which text, from and to which character, and what stands around them."""

    part: str
    start: int
    end: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that could identify somebody, wherever they stand in the story.

    `label` takes their place; `same_as` is the engine's own label: names that share it are one person. `office` is set
    when they name an official whose name may stay.
    """

    id: str
    kind: str
    words: str
    label: str
    same_as: str
    explanation: str
    certainty: str
    places: tuple[Place, ...]
    office: str = ""

    @property
    def count(self) -> int:
        """How many times they stand there."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class ProposalGroup:
    """Proposals of one kind, the surest first."""

    kind: str
    title: str
    proposals: tuple[Proposal, ...]

    @property
    def maskable(self) -> tuple[Proposal, ...]:
        """Those that "all of this kind" takes: not the officials, whose names may stay."""
        return tuple(each for each in self.proposals if not each.office)


def propose(
    texts: Mapping[str, str], *, officials: Mapping[str, str] | None = None, names: Mapping[str, str] | None = None
) -> tuple[Proposal, ...]:
    """Return what could identify somebody, each once, in the order of `TITLES` and of certainty.

    `officials`: their offices by name; `names`: labels that names got before, by `name_key`.
    """
    found = propose_masks({part: without_labels(text) for part, text in texts.items()})
    numbered = _numbers(found, texts)
    together: dict[str, list[Found]] = {}
    for each in found:
        if each.words.strip():
            together.setdefault(proposal_id(each.kind, each.words), []).append(each)
    made = [_proposal(id, same, texts, numbered, officials or {}, names or {}) for id, same in together.items()]
    return tuple(sorted(made, key=lambda each: (list(TITLES).index(each.kind), CERTAINTIES.index(each.certainty))))


def in_groups(proposals: Iterable[Proposal]) -> tuple[ProposalGroup, ...]:
    """Return proposals by kind."""
    return tuple(
        ProposalGroup(kind, TITLES[kind], tuple(each)) for kind, each in groupby(proposals, key=lambda each: each.kind)
    )


def mask_proposals(texts: Mapping[str, str], proposals: Sequence[Proposal], label: str = "") -> Masked:
    """Put the label in the place of each of these proposals, in the whole story; `label` instead of their own."""
    done, total = dict(texts), 0
    places = sorted(
        ((place, each) for each in proposals for place in each.places), key=lambda pair: pair[0].start, reverse=True
    )
    chosen = f"{label} {next_number(texts, label)}" if label == NAME else label
    for place, each in places:
        text = done[place.part]
        done[place.part] = f"{text[: place.start]}[{chosen or each.label}]{text[place.end :]}"
        total += 1
    for each in sorted(proposals, key=lambda each: len(each.words), reverse=True):
        if each.kind in EVERYWHERE:
            more = mask_everywhere(done, each.words, chosen or each.label)
            done, total = more.texts, total + more.count
    return Masked(done, total)


def mask_here(texts: Mapping[str, str], proposal: Proposal, number: int) -> Masked:
    """Put the label at one place only; at no place when there is none of this number."""
    if not 0 <= number < len(proposal.places):
        return Masked(dict(texts), 0)
    alone = replace(proposal, places=(proposal.places[number],), kind="OTHER")
    return mask_proposals(texts, [alone])


def proposal_id(kind: str, words: str) -> str:
    """Return what stays the same for the same words of the same kind, whatever happens around them."""
    return sha256(f"{kind}\n{name_key(words)}".encode()).hexdigest()[:12]


def name_key(words: str) -> str:
    """Return words without difference of case and of spaces."""
    return " ".join(words.casefold().split())


def undecided(proposals: Iterable[Proposal], kept: Collection[str]) -> tuple[Proposal, ...]:
    """Return the proposals about which nobody decided yet."""
    return tuple(each for each in proposals if each.id not in kept)


def _proposal(
    id: str,
    same: Sequence[Found],
    texts: Mapping[str, str],
    numbered: Mapping[str, str],
    officials: Mapping[str, str],
    names: Mapping[str, str],
) -> Proposal:
    first = min(same, key=lambda each: CERTAINTIES.index(each.certainty))
    label = names.get(name_key(first.words)) or numbered.get(first.span.label, first.span.label)
    return Proposal(
        id=id,
        kind=first.kind,
        words=first.words,
        label=label,
        same_as=first.span.label,
        explanation=first.explanation,
        certainty=first.certainty,
        places=tuple(_place(each, texts[each.part]) for each in same),
        office=_office(first.words, officials) if first.kind == "PER" else "",
    )


def _place(found: Found, text: str) -> Place:
    start, end = found.span.start, found.span.end
    return Place(found.part, start, end, text[max(0, start - AROUND) : start], text[end : end + AROUND])


def _numbers(found: Iterable[Found], texts: Mapping[str, str]) -> dict[str, str]:
    """Return a number that the story does not use yet for every name: the engine counts from one each time."""
    names = dict.fromkeys(each.span.label for each in found if each.span.label.partition(" ")[0] == NAME)
    free = (n for n in count(1) if all(f"[{NAME} {n}]" not in text for text in texts.values()))
    return {name: f"{NAME} {next(free)}" for name in names}


def _office(words: str, officials: Mapping[str, str]) -> str:
    """Return the office of whom these words name: the whole name, or its last part."""
    said = name_key(words)
    for name, office in officials.items():
        known = name_key(name)
        if said == known or known.endswith(f" {said}") or said.endswith(f" {known}"):
            return office
    return ""
