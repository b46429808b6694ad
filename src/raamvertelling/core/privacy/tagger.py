"""The learnt finder of names: how likely every word is part of one, by two linear-chain conditional random fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from raamvertelling.core.privacy.looking import OFFSETS, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

CORE, MARGIN = 40, 8  # words that are decided together, and words around them that are looked at


@dataclass(frozen=True, slots=True)
class Links:
    """What one tagger learnt of words that follow each other.

    Shapes: pairs (4, kinds + 1, kinds + 1, labels), transitions (labels, labels).
    """

    pairs: "Floats"
    transitions: "Floats"


class Taggers:
    """Look at words with two sets of weights: for text with capitals, and for text without."""

    def __init__(self, labels: tuple[str, ...], words: Words, cased: Links, lower: Links) -> None:
        self.labels = labels
        self._words, self._cased, self._lower = words, cased, lower
        self._lock = Lock()

    def marginals(self, texts: Sequence[Sequence[str]], *, cased: bool) -> "list[Floats]":
        """Return for every text how likely each label is for each of its words.

        Parameters
        ----------
        texts : the written words of each text.
        cased : whether the capitals count.

        Returns
        -------
        For every text an array (words, labels) in the order of `labels`; rows add up to 1.
        """
        links = self._cased if cased else self._lower
        with self._lock:  # the tables are shared by all threads
            places, starts = self._words.places(texts)
            scores, kinds = self._words.seen(places, cased=cased)
        ends = [start + len(forms) - 1 for start, forms in zip(starts, texts, strict=True)]
        chances = _chances(_emissions(scores, kinds, links.pairs), links.transitions, starts, ends)
        return [chances[start : start + len(forms)] for start, forms in zip(starts, texts, strict=True)]


def _emissions(scores: "Floats", kinds: "NDArray[np.int32]", pairs: "Floats") -> "Floats":
    """Return the score of every label for every word (words, labels): of itself, its neighbours and pairs."""
    own = scores[:, 0].copy()
    for column, offset in enumerate(OFFSETS, 1):
        if offset < 0:
            own[-offset:] += scores[:offset, column]
        else:
            own[:-offset] += scores[offset:, column]
    own[1:] += pairs[0][kinds[:-1], kinds[1:]]
    own[:-1] += pairs[1][kinds[:-1], kinds[1:]]
    own[1:-1] += pairs[2][kinds[:-2], kinds[2:]]
    own[2:] += pairs[3][kinds[:-2], kinds[1:-1]]
    return own


def _chances(emissions: "Floats", transitions: "Floats", starts: Sequence[int], ends: Sequence[int]) -> "Floats":
    """Return the marginals (words, labels), by forward and backward sums over pieces of the text side by side.

    Notes
    -----
    Each piece of `CORE` words is summed with `MARGIN` words on both sides; what lies farther off has no weight left.
    Nothing comes in before the first word of a text or after its last: the edges between texts have no label.
    """
    import numpy as np

    count, labels = emissions.shape
    pieces = -(-count // CORE)
    padded = np.ones((MARGIN + pieces * CORE + MARGIN, labels), dtype=np.float32)
    np.exp(emissions - emissions.max(axis=1, keepdims=True), out=padded[MARGIN : MARGIN + count])
    # One step of all pieces lies together in memory: (steps, pieces, labels).
    places = np.arange(CORE + 2 * MARGIN)[:, None] + np.arange(pieces) * CORE
    window = padded[places]
    is_first, is_last = np.zeros((2, len(padded)), dtype=bool)
    is_first[np.array(starts, dtype=np.int64) + MARGIN] = is_last[np.array(ends, dtype=np.int64) + MARGIN] = True
    first, last = is_first[places], is_last[places]
    steps = np.exp(transitions)
    back, ones = np.ascontiguousarray(steps.T), np.ones((labels, 1), dtype=np.float32)
    forward, backward = np.empty_like(window), np.empty_like(window)
    forward[0], backward[-1] = window[0], 1
    for k in range(1, len(window)):
        now = forward[k - 1] @ steps
        now[first[k]] = 1
        now *= window[k]
        np.divide(now, now @ ones, out=forward[k])
        then = (backward[-k] * window[-k]) @ back
        then[last[-k - 1]] = 1
        np.divide(then, then @ ones, out=backward[-k - 1])
    both = forward[MARGIN : MARGIN + CORE] * backward[MARGIN : MARGIN + CORE]
    together = both.swapaxes(0, 1).reshape(-1, labels)[:count]
    chances: Floats = together / together.sum(axis=1, keepdims=True)
    return chances
