"""The learnt finder of names: how likely every word is part of one, by a linear-chain conditional random field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raamvertelling.core.privacy.features import EDGE, Seen
from raamvertelling.core.privacy.lexicon import Lexicon
from raamvertelling.core.privacy.likeness import Likeness
from raamvertelling.core.privacy.tokens import key_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PAIRS = ("L", "R", "B", "F")
OFFSETS = (-2, -1, 1, 2)
CORE, MARGIN = 40, 8  # words that are decided together, and words around them that are looked at
MOST_KEPT = 40_000  # written words of which the scores are kept in memory


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt: attributes of a word, of its four neighbours, and pairs of kinds give a score for every label.

    Shapes: own (attributes, labels), around (attributes, 4 neighbours, labels), pairs (4, kinds + 1, kinds + 1,
    labels), transitions (labels, labels). `own_rows` and `around_rows` tell in which row an attribute stands.
    """

    labels: tuple[str, ...]
    own_rows: dict[str, int]
    own: "Floats"
    around_rows: dict[str, int]
    around: "Floats"
    kinds: tuple[str, ...]
    pairs: "Floats"
    transitions: "Floats"


class Tagger:
    """Looks at words with one set of weights: for text with capitals, or for text without."""

    def __init__(self, lexicon: Lexicon, likeness: Likeness, weights: Weights, *, cased: bool) -> None:
        self._lexicon, self._likeness, self._weights, self._cased = lexicon, likeness, weights, cased
        self._kind_ids = {kind: place for place, kind in enumerate(weights.kinds)}
        self._forget()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the columns of `marginals`."""
        return self._weights.labels

    def _forget(self) -> None:
        import numpy as np

        self._ids: dict[str, int] = {}
        self._scores = np.zeros((1024, 1 + len(OFFSETS), len(self._weights.labels)), dtype=np.float32)
        self._kinds = np.zeros(1024, dtype=np.int32)
        self._id(EDGE)

    def _id(self, form: str) -> int:
        found = self._ids.get(form)
        return self._look(form) if found is None else found

    def _look(self, form: str) -> int:
        """Look at a new word: add up the weights of its attributes, for itself and for its neighbours."""
        import numpy as np

        place = len(self._ids)
        if place == len(self._kinds):
            self._scores = np.concatenate([self._scores, np.zeros_like(self._scores)])
            self._kinds = np.concatenate([self._kinds, np.zeros_like(self._kinds)])
        level = self._likeness.level(key_of(form)) if form[:1].isalpha() else 0
        seen = Seen(form, self._lexicon, level, cased=self._cased)
        weights = self._weights
        own = [row for row in map(weights.own_rows.get, seen.own) if row is not None]
        around = [row for row in map(weights.around_rows.get, seen.around) if row is not None]
        self._scores[place, 0] = weights.own[own].sum(axis=0)
        self._scores[place, 1:] = weights.around[around].sum(axis=0)
        self._kinds[place] = self._kind_ids.get(seen.kind, len(self._kind_ids))
        self._ids[form] = place
        return place

    def marginals(self, texts: Sequence[Sequence[str]]) -> "list[Floats]":
        """Return for every text how likely each label is for each of its words.

        Parameters
        ----------
        texts : the written words of each text.

        Returns
        -------
        For every text an array (words, labels); rows add up to 1.
        """
        import numpy as np

        if len(self._ids) > MOST_KEPT:
            self._forget()
        ids, starts = [0, 0], []
        for forms in texts:
            starts.append(len(ids))
            ids += [self._id(form) for form in forms]
            ids += [0, 0]
        chances = _chances(self._emissions(np.array(ids)), self._weights.transitions)
        return [chances[start : start + len(forms)] for start, forms in zip(starts, texts, strict=True)]

    def _emissions(self, ids: "NDArray[np.int64]") -> "Floats":
        """Return the score of every label for every word (words, labels): of itself, its neighbours and pairs."""
        own: Floats = self._scores[ids, 0].copy()
        pairs = self._weights.pairs
        for column, offset in enumerate(OFFSETS, 1):
            near = self._scores[ids, column]
            if offset < 0:
                own[-offset:] += near[:offset]
            else:
                own[:-offset] += near[offset:]
        kinds = self._kinds[ids]
        own[1:] += pairs[0][kinds[:-1], kinds[1:]]
        own[:-1] += pairs[1][kinds[:-1], kinds[1:]]
        own[1:-1] += pairs[2][kinds[:-2], kinds[2:]]
        own[2:] += pairs[3][kinds[:-2], kinds[1:-1]]
        return own


def _chances(emissions: "Floats", transitions: "Floats") -> "Floats":
    """Return the marginals (words, labels), by forward and backward sums over pieces of the text side by side.

    Notes
    -----
    Each piece of `CORE` words is summed with `MARGIN` words on both sides; what lies farther off has no weight left.
    """
    import numpy as np

    count, labels = emissions.shape
    pieces = -(-count // CORE)
    padded = np.zeros((MARGIN + pieces * CORE + MARGIN, labels), dtype=np.float32)
    padded[MARGIN : MARGIN + count] = emissions - emissions.max(axis=1, keepdims=True)
    window = np.exp(padded[np.arange(pieces)[:, None] * CORE + np.arange(CORE + 2 * MARGIN)])
    steps = np.exp(transitions)
    forward, backward = np.empty_like(window), np.empty_like(window)
    forward[:, 0] = window[:, 0]
    backward[:, -1] = 1
    for k in range(1, window.shape[1]):
        now = (forward[:, k - 1] @ steps) * window[:, k]
        forward[:, k] = now / now.sum(axis=1, keepdims=True)
        then = (backward[:, -k] * window[:, -k]) @ steps.T
        backward[:, -k - 1] = then / then.sum(axis=1, keepdims=True)
    both = (forward * backward)[:, MARGIN : MARGIN + CORE].reshape(-1, labels)[:count]
    chances: Floats = both / both.sum(axis=1, keepdims=True)
    return chances
