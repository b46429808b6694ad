"""The learnt finder of names: how likely every word is part of one, by a linear-chain conditional random field."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING

from raamvertelling.core.privacy.features import EDGE, Seen
from raamvertelling.core.privacy.lexicon import Lexicon
from raamvertelling.core.privacy.likeness import Likeness
from raamvertelling.core.privacy.tokens import key_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

OFFSETS = (-2, -1, 1, 2)
CORE, MARGIN = 40, 8  # words that are decided together, and words around them that are looked at
AT_ONCE = 2_000  # new words that are looked at together: 10 MB of weights
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
        self._lock = Lock()
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
        self._look([EDGE])

    def _look(self, forms: Sequence[str]) -> None:
        """Look at new words: add up the weights of the attributes of each, for itself and for its neighbours."""
        import numpy as np

        first, weights = len(self._ids), self._weights
        self._make_room(first + len(forms))
        own: list[list[int]] = []
        around: list[list[int]] = []
        for place, form in enumerate(forms, first):
            level = self._likeness.level(key_of(form)) if form[:1].isalpha() else 0
            seen = Seen(form, self._lexicon, level, cased=self._cased)
            own.append([weights.own_rows[each] for each in seen.own if each in weights.own_rows])
            around.append([weights.around_rows[each] for each in seen.around if each in weights.around_rows])
            self._kinds[place] = self._kind_ids.get(seen.kind, len(self._kind_ids))
        places: NDArray[np.int64] = np.arange(first, first + len(forms))
        for scores, table, rows in (
            (self._scores[:, 0], weights.own, own),
            (self._scores[:, 1:], weights.around, around),
        ):
            some = places[[bool(each) for each in rows]]
            starts = np.cumsum([0, *(len(each) for each in rows if each)])[:-1]
            if len(some):
                scores[some] = np.add.reduceat(table[list(chain.from_iterable(rows))], starts, axis=0)
        self._ids.update(zip(forms, range(first, first + len(forms)), strict=True))

    def _make_room(self, count: int) -> None:
        """Let the tables hold this many words; new words score nothing."""
        import numpy as np

        while len(self._kinds) < count:
            self._scores = np.concatenate([self._scores, np.zeros_like(self._scores)])
            self._kinds = np.concatenate([self._kinds, np.zeros_like(self._kinds)])

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

        with self._lock:  # the tables are shared by all threads
            ids, starts = self._places(texts)
            emissions = self._emissions(np.array(ids))
        chances = _chances(emissions, self._weights.transitions)
        return [chances[start : start + len(forms)] for start, forms in zip(starts, texts, strict=True)]

    def _places(self, texts: Sequence[Sequence[str]]) -> tuple[list[int], list[int]]:
        """Return where the scores of each word stand, with edges around each text, and where each text begins."""
        if len(self._ids) > MOST_KEPT:
            self._forget()
        fresh = list(dict.fromkeys(form for forms in texts for form in forms if form not in self._ids))
        for start in range(0, len(fresh), AT_ONCE):
            self._look(fresh[start : start + AT_ONCE])
        ids, starts = [0, 0], []
        for forms in texts:
            starts.append(len(ids))
            ids += [self._ids[form] for form in forms]
            ids += [0, 0]
        return ids, starts

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
