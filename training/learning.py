"""Learning the weights with python-crfsuite, and reading them back from its own file."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite

from raamvertelling.core.privacy.features import EDGE, Seen
from raamvertelling.core.privacy.lexicon import COMMON, HOUSE, KNOWN, WORD, Lexicon
from raamvertelling.core.privacy.likeness import Likeness
from raamvertelling.core.privacy.looking import OFFSETS
from raamvertelling.core.privacy.tokens import key_of
from training.copies import Sequence_

PAIRS = ("L:", "R:", "B:", "F:")
HIDDEN = (2 * HOUSE - 1) & ~(WORD | KNOWN | COMMON)


class Looking:
    """Attributes of whole sentences; what was seen of a word is kept."""

    def __init__(self, lexicon: Lexicon, likeness: Likeness, *, cased: bool) -> None:
        self._lexicon, self._likeness, self._cased = lexicon, likeness, cased
        self._kept: dict[tuple[str, bool], Seen] = {}

    def word(self, form: str, unlisted: bool = False) -> Seen:
        """Return what is seen of a word."""
        found = self._kept.get((form, unlisted))
        if found is None:
            level = self._likeness.levels([key_of(form)])[0] if form[:1].isalpha() else 0
            found = Seen(form, self._lexicon, level, HIDDEN if unlisted else 0, self._cased)
            self._kept[form, unlisted] = found
        return found

    def sentence(self, forms: list[str], unlisted: list[bool]) -> list[list[str]]:
        """Return the attributes of every word of a sentence."""
        edge = self.word(EDGE)
        seen = [edge, edge, *(self.word(form, flag) for form, flag in zip(forms, unlisted, strict=True)), edge, edge]
        return [attributes(seen[k - 2 : k + 3]) for k in range(2, len(seen) - 2)]


def attributes(window: list[Seen]) -> list[str]:
    """Return the attributes of the middle one of five words."""
    far, left, own, right, away = window
    found = list(own.own)
    for offset, each in ((-2, far), (-1, left), (1, right), (2, away)):
        found += [f"{offset}:{attribute}" for attribute in each.around]
    found += [f"L:{left.kind}/{own.kind}", f"R:{own.kind}/{right.kind}", f"B:{left.kind}/{right.kind}"]
    found.append(f"F:{far.kind}/{left.kind}")
    return found


@dataclass(frozen=True, slots=True)
class Learnt:
    """The weights: {(attribute, label): weight}, and {(label, next label): weight}."""

    labels: tuple[str, ...]
    states: dict[tuple[str, str], float]
    transitions: dict[tuple[str, str], float]

    @property
    def kinds(self) -> list[str]:
        """The classes of words of which pairs have a weight, in the order of the arrays."""
        return sorted({kind for attribute, _ in self.states if attribute[:2] in PAIRS for kind in _two(attribute)})

    @property
    def attributes(self) -> tuple[list[str], list[str]]:
        """The attributes of a word itself, and those of neighbours (without the place), in the order of the arrays."""
        single = {attribute for attribute, _ in self.states if attribute[:2] not in PAIRS}
        around = {attribute.partition(":")[2] for attribute in single if _column(attribute) is not None}
        return sorted(each for each in single if _column(each) is None), sorted(around)

    def arrays(self) -> dict[str, Any]:
        """Return the weights as arrays, as `core.privacy.model` reads them."""
        column = {label: place for place, label in enumerate(self.labels)}
        kinds = {kind: place for place, kind in enumerate(self.kinds)}
        rows = [{attribute: row for row, attribute in enumerate(each)} for each in self.attributes]
        own = np.zeros((len(rows[0]), len(column)), dtype=np.float16)
        around = np.zeros((len(rows[1]), len(OFFSETS), len(column)), dtype=np.float16)
        pairs = np.zeros((len(PAIRS), len(kinds) + 1, len(kinds) + 1, len(column)), dtype=np.float16)
        for (attribute, label), weight in self.states.items():
            neighbour = _column(attribute)
            if attribute[:2] in PAIRS:
                left, right = _two(attribute)
                pairs[PAIRS.index(attribute[:2]), kinds[left], kinds[right], column[label]] = weight
            elif neighbour is None:
                own[rows[0][attribute], column[label]] = weight
            else:
                around[rows[1][attribute.partition(":")[2]], neighbour, column[label]] = weight
        steps = np.zeros((len(column), len(column)), dtype=np.float16)
        for (first, then), weight in self.transitions.items():
            steps[column[first], column[then]] = weight
        places = np.flatnonzero(pairs)
        return {
            "own": own, "around": around, "transitions": steps,
            "pair_places": places.astype(np.uint32), "pairs": pairs.reshape(-1)[places],
        }  # fmt: skip


def _column(attribute: str) -> int | None:
    """Return which neighbour an attribute is of, None for the word itself."""
    return next((place for place, offset in enumerate(OFFSETS) if attribute.startswith(f"{offset}:")), None)


def _two(attribute: str) -> tuple[str, str]:
    left, right = attribute[2:].split("/")
    return left, right


def learn(sequences: Iterable[Sequence_], looking: Looking, labels: tuple[str, ...], *, iterations: int) -> Learnt:
    """Learn a conditional random field with L-BFGS; small weights are pressed to nought: that keeps it small."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.02, "c2": 0.02, "max_iterations": iterations, "feature.minfreq": 2})
    for each in sequences:
        trainer.append(pycrfsuite.ItemSequence(looking.sentence(each.forms, each.unlisted)), each.labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        return Learnt(labels, dict(info.state_features), dict(info.transitions))
