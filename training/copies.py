"""Sentences to learn from: the stories, and copies with other names, slips of the hand and without capitals."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.annotated import Story
from raamvertelling.core.privacy.tokens import key_of, words_in
from training.words import slip

# Numbers and addresses to reach somebody are one thing for the tagger; rules tell which is which.
LABELS = {
    "PER": "PER",
    "LOC_STREET": "STR",
    "LOC_PLACE": "PLC",
    "ORG": "ORG",
    "AGE": "AGE",
    "DATE": "DAT",
    "ID": "NUM",
    "CONTACT": "NUM",
}
UNLISTED = 0.35  # of the names this share is learnt as if it stood in no list
SLIPS = {"O": 0.04, "PER": 0.12}


@dataclass(slots=True)
class Sequence_:
    """Words with their labels; `unlisted` tells which must be seen as if they stood in no list."""

    forms: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    unlisted: list[bool] = field(default_factory=list)

    def add(self, forms: Sequence[str], label: str, *, unlisted: bool = False) -> None:
        """Add words that together are one detail, or ordinary words (label O)."""
        for place, form in enumerate(forms):
            self.forms.append(form)
            self.labels.append("O" if label == "O" else f"{'I' if place else 'B'}-{label}")
            self.unlisted.append(unlisted)


@dataclass(frozen=True, slots=True)
class Pools:
    """What names are replaced by: lists by origin, places, streets and organisations."""

    first: Sequence[Sequence[str]]
    last: Sequence[Sequence[str]]
    places: Sequence[Sequence[str]]
    streets: Sequence[str]
    organisations: Sequence[str]


def pieces_of(story: Story) -> list[tuple[str, str]]:
    """Return the story as (text, label) pieces in order."""
    found, done = [], 0
    for start, end, type_ in story.details:
        found += [(story.text[done:start], "O"), (story.text[start:end], LABELS.get(type_, "O"))]
        done = end
    return [*found, (story.text[done:], "O")]


def plain(story: Story, rng: random.Random) -> Sequence_:
    """Return the story itself; some of its names as if they stood in no list."""
    made = Sequence_()
    hidden = Hiding(rng, 0.25)
    for text, label in pieces_of(story):
        made.add(words_in(text), label, unlisted=label != "O" and hidden.hides(text))
    return made


class Hiding:
    """Chooses once for every name whether it is seen in the lists."""

    def __init__(self, rng: random.Random, share: float) -> None:
        self._rng, self._share = rng, share
        self._chosen: dict[str, bool] = {}

    def hides(self, text: str) -> bool:
        """Tell whether this name is to be seen as if it stood in no list."""
        return self._chosen.setdefault(key_of(text), self._rng.random() < self._share)


def replaced(story: Story, pools: Pools, rng: random.Random, *, slips: bool) -> Sequence_:
    """Return the story with other names of persons, places, streets and organisations."""
    made, chosen, hiding = Sequence_(), dict[str, list[str]](), Hiding(rng, UNLISTED)
    origin = rng.randrange(len(pools.first))
    before = ""
    for text, label in pieces_of(story):
        forms = words_in(text)
        if label in ("PER", "PLC", "STR", "ORG"):
            forms = _other(forms, label, before, pools, rng, chosen, origin)
        if slips:
            forms = [
                slip(form, rng) if form.isalpha() and rng.random() < SLIPS.get(label, 0.03) else form for form in forms
            ]
        made.add(forms, label, unlisted=label != "O" and hiding.hides(text))
        before = forms[-1] if forms else before
    return made


def _other(
    forms: list[str],
    label: str,
    before: str,
    pools: Pools,
    rng: random.Random,
    chosen: dict[str, list[str]],
    origin: int,
) -> list[str]:
    whole = label + key_of(" ".join(forms))
    if label != "PER":
        if whole not in chosen:
            chosen[whole] = _another(forms, label, pools, rng)
        return like(chosen[whole], forms)
    found: list[str] = []
    is_first = key_of(before) not in cues.TITLES
    for form in forms:
        key = key_of(form)
        if not form[0].isalpha() or key in cues.BETWEEN:
            found.append(form)
            continue
        if len(key) == 1:
            found += like([rng.choice("abcdefghijklmnoprstvwz")], [form])
            continue
        if key not in chosen:
            if rng.random() < 0.15:
                origin = rng.randrange(len(pools.first))
            pool = (pools.first if is_first else pools.last)[origin]
            chosen[key] = words_in(rng.choice(pool))
        found += like(chosen[key], [form])
        is_first = False
    return found


def _another(forms: list[str], label: str, pools: Pools, rng: random.Random) -> list[str]:
    if label == "PLC":
        return words_in(rng.choice(rng.choice(pools.places)))
    if label == "STR":
        if not any(key_of(form).endswith(cues.STREET_ENDINGS) for form in forms):
            return forms
        numbers = [form for form in forms if form[0].isdigit()]
        return [*words_in(rng.choice(pools.streets)), *numbers]
    return words_in(rng.choice(pools.organisations)) if rng.random() < 0.6 else forms


def like(new: list[str], old: list[str]) -> list[str]:
    """Return the new words with the capitals of the old ones."""
    letters = "".join(old)
    if letters.islower():
        return [form.lower() for form in new]
    if letters.isupper() and len(letters) > 2:
        return [form.upper() for form in new]
    return [
        form[:1].upper() + form[1:] if old[0][:1].isupper() and place == 0 else form for place, form in enumerate(new)
    ]


def lowered(sequence: Sequence_, *, names_only: bool = False) -> Sequence_:
    """Return the words without capitals; with `names_only` the first word of a sentence keeps its capital."""
    forms = []
    for place, form in enumerate(sequence.forms):
        opens = place == 0 or sequence.forms[place - 1] in ".!?"
        forms.append(form if names_only and opens and sequence.labels[place] == "O" else form.lower())
    return Sequence_(forms, sequence.labels, sequence.unlisted)
