"""The learnt finder of names: how likely every word is part of one, by two linear-chain conditional random fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from raamvertelling.core.privacy.looking import Strip, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

CORE, MARGIN = 40, 8  # words that are decided together, and words around them that are looked at
EDGES = 2  # before, between and behind texts
REST = 4  # steps of a sum after which it is made 1 again


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

    def strip(self, texts: Sequence[Sequence[str]]) -> Strip:
        """Look up the written words of texts and lay them side by side."""
        with self._lock:  # the tables are shared by all threads
            return self._words.strip(texts)

    def chances(self, strip: Strip, *, cased: bool) -> "Floats":
        """Return how likely each label is for each place of a strip.

        Parameters
        ----------
        strip : what `strip` returned.
        cased : whether the capitals count.

        Returns
        -------
        An array (places, labels) in the order of `labels`; rows add up to 1, and those of edges are 0.
        """
        links = self._cased if cased else self._lower
        scores, kinds = strip.seen(cased=cased)
        _add_pairs(scores, kinds, links.pairs)
        return _chances(scores, links.transitions, strip.edges)

    def marginals(self, texts: Sequence[Sequence[str]], *, cased: bool) -> "list[Floats]":
        """Return for every text how likely each label is for each of its words: an array (words, labels)."""
        strip = self.strip(texts)
        found = self.chances(strip, cased=cased)
        return [found[start : start + len(forms)] for start, forms in zip(strip.starts, texts, strict=True)]


def _add_pairs(scores: "Floats", kinds: "NDArray[np.int32]", pairs: "Floats") -> None:
    """Add to the scores (places, labels) what the classes of two words near each place say."""
    size = pairs.shape[1]
    left, right, both, before = pairs.reshape(4, size * size, -1)
    beside, around = kinds[:-1] * size + kinds[1:], kinds[:-2] * size + kinds[2:]
    # `take` of whole rows is six times as fast as the same by two indices.
    scores[1:] += left.take(beside, axis=0)
    scores[:-1] += right.take(beside, axis=0)
    scores[1:-1] += both.take(around, axis=0)
    scores[2:] += before.take(beside[:-1], axis=0)


def _chances(scores: "Floats", transitions: "Floats", edges: "NDArray[np.bool_]") -> "Floats":
    """Return the marginals (places, labels), by forward and backward sums over pieces of the texts side by side.

    Notes
    -----
    Each piece of `CORE` places is summed with `MARGIN` places on both sides; what lies farther off has no weight left.
    Every text is cut into pieces from its own beginning, so that it is read the same alone and beside others.
    An edge between texts has a label of its own, the last, that goes to and comes from every label with the same
    weight: so nothing of one text reaches the next. Backward sums are forward sums over the piece the other way round,
    and both are made at once: `window` and `before` are (steps, directions, pieces, labels). What a step leaves of the
    window, with all that came before it, stands in the place of the window itself: less memory to walk through.
    """
    import numpy as np

    count, labels = scores.shape
    padded = np.zeros((MARGIN + count + CORE + MARGIN, labels + 1), dtype=np.float32)
    inside = padded[MARGIN : MARGIN + count, :labels]
    np.exp(scores - scores.max(axis=1, keepdims=True), out=inside)
    inside[edges] = 0
    padded[:, -1] = 1
    padded[MARGIN : MARGIN + count, -1] = edges

    begins, lasts = _pieces(edges)
    places = np.arange(CORE + 2 * MARGIN)[:, None] + begins
    window = padded.take(np.stack([places, places[::-1]], axis=1), axis=0)
    steps = np.ones((2, labels + 1, labels + 1), dtype=np.float32)
    np.exp(transitions, out=steps[0, :labels, :labels])
    steps[1] = steps[0].T
    before, ones = np.empty_like(window), np.ones((labels + 1, 1), dtype=np.float32)
    before[0] = 1
    for k in range(1, len(window)):
        np.matmul(window[k - 1], steps, out=before[k])
        window[k] *= before[k]
        if k % REST == 0:  # the sums stay far from the largest and smallest number
            window[k] /= window[k] @ ones
    both = window[MARGIN : MARGIN + CORE, 0] * before[::-1][MARGIN : MARGIN + CORE, 1]
    core = places[:CORE]  # the middle of each window begins `MARGIN` behind it, as the strip does in `padded`
    of_text = core <= lasts
    chances: Floats = np.zeros_like(scores)
    chances[core[of_text]] = (both / (both @ ones))[of_text][:, :labels]
    return chances


def _pieces(edges: "NDArray[np.bool_]") -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Return where each piece of a text begins, the first at the edges before it, and where its text ends."""
    import numpy as np

    turns = np.flatnonzero(np.diff(edges))
    found = [
        (begin, last)
        for first, last in zip((turns[::2] + 1).tolist(), turns[1::2].tolist(), strict=True)
        for begin in range(first - EDGES, last + 1, CORE)
    ]
    begins, lasts = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return begins, lasts
