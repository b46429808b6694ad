"""What the taggers see of written words: looked up and added up once for each word, then kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from raamvertelling.core.privacy import features
from raamvertelling.core.privacy.features import EDGE
from raamvertelling.core.privacy.lexicon import WORD, Lexicon
from raamvertelling.core.privacy.likeness import Likeness
from raamvertelling.core.privacy.tokens import key_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int32]

OFFSETS = (-2, -1, 1, 2)
AT_ONCE = 2_000  # new words that are looked at together: 10 MB of weights
MOST_KEPT = 40_000  # written words of which the scores are kept in memory


@dataclass(frozen=True, slots=True)
class Weights:
    """What one tagger learnt of attributes of a word, and of its four neighbours: a score for every label.

    Shapes: own (attributes, labels), around (4 neighbours, attributes, labels); `kinds` are the classes of words of
    which pairs have a weight.
    """

    own: "Floats"
    around: "Floats"
    kinds: dict[str, int]


@dataclass(frozen=True, slots=True)
class Attributes:
    """In which row of the weights of both taggers an attribute stands, of a word itself and of its neighbours."""

    own: dict[str, int]
    around: dict[str, int]


class _Table:
    """Rows of scores (1 + 4 neighbours, rows, labels), each with the class of its word."""

    def __init__(self, weights: Weights) -> None:
        import numpy as np

        self._weights = weights
        self.scores = np.zeros((1 + len(OFFSETS), 1024, weights.own.shape[1]), dtype=np.float32)
        self.kinds = np.zeros(1024, dtype=np.int32)

    def add(self, first: int, kinds: Sequence[str], own: "Runs", around: "Runs") -> None:
        """Add up the weights of the attributes of some words, in the rows from `first`."""
        import numpy as np

        weights, last = self._weights, first + len(kinds)
        while len(self.kinds) < last:
            self.scores = np.concatenate([self.scores, np.zeros_like(self.scores)], axis=1)
            self.kinds = np.concatenate([self.kinds, np.zeros_like(self.kinds)])
        self.kinds[first:last] = [weights.kinds.get(kind, len(weights.kinds)) for kind in kinds]
        own.add_up(weights.own, self.scores[0, first:last])
        for table, scores in zip(weights.around, self.scores[1:], strict=True):
            around.add_up(table, scores[first:last])

    def add_to(self, total: "Floats", rows: "NDArray[Any]") -> None:
        """Add to the scores (places, labels) those of the words at these rows, and of the two on either side."""
        total += self.scores[0].take(rows, axis=0)
        for scores, offset in zip(self.scores[1:], OFFSETS, strict=True):
            if offset < 0:
                total[-offset:] += scores.take(rows[:offset], axis=0)
            else:
                total[:-offset] += scores.take(rows[offset:], axis=0)


@dataclass(frozen=True, slots=True)
class Strip:
    """The words of texts side by side, with two edges before, between and behind them.

    Attributes
    ----------
    plain, style : in which rows of the tables the letters and the capitals of each word stand.
    edges : where an edge is.
    starts : where each text begins.
    """

    plain: "NDArray[np.int32]"
    style: "NDArray[np.int32]"
    edges: "NDArray[np.bool_]"
    starts: list[int]
    tables: Mapping[str, _Table]

    def seen(self, *, cased: bool) -> "tuple[Floats, Ints]":
        """Return the scores (places, labels) of the words themselves and their neighbours, and the classes of words."""
        import numpy as np

        lower, letters, style = (self.tables[name] for name in ("lower", "cased", "style"))
        scores = np.zeros((len(self.plain), lower.scores.shape[2]), dtype=np.float32)
        if not cased:
            lower.add_to(scores, self.plain)
            return scores, lower.kinds.take(self.plain)
        letters.add_to(scores, self.plain)
        style.add_to(scores, self.style)
        return scores, style.kinds.take(self.style)


class Runs:
    """For each of some words the rows of its attributes."""

    def __init__(self, found: Sequence[Sequence[int]]) -> None:
        import numpy as np

        sizes = np.array([len(each) for each in found], dtype=np.int64)
        self._some = sizes > 0
        self._starts = np.cumsum(sizes)[self._some] - sizes[self._some]
        self._flat = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=int(sizes.sum()))

    def add_up(self, table: "Floats", scores: "Floats") -> None:
        """Put in `scores` for every word the sum of its rows of a table."""
        import numpy as np

        if len(self._flat):
            scores[self._some] = np.add.reduceat(table.take(self._flat, axis=0), self._starts, axis=0)


class Words:
    """The scores of every written word for both taggers.

    Notes
    -----
    What the letters and the lists say is one for 'Jansen', 'jansen' and 'JANSEN'; what the capitals say is one for all
    words of the same class. So the scores with capitals are the sum of a row for the letters and a row for the style.
    """

    def __init__(
        self, lexicon: Lexicon, likeness: Likeness, attributes: Attributes, cased: Weights, lower: Weights
    ) -> None:
        self._lexicon, self._likeness = lexicon, likeness
        self._own, self._around = attributes.own, attributes.around
        self._own_of_kind = lru_cache(maxsize=20_000)(self._rows_of_kind)
        self._weights = {"cased": cased, "lower": lower, "style": cased}
        self._forget()

    def _forget(self) -> None:
        import numpy as np

        self._tables = {name: _Table(weights) for name, weights in self._weights.items()}
        self._forms: dict[str, int] = {}
        self._plains: dict[str, int] = {}
        self._styles: dict[tuple[str, str, int, int], int] = {}
        self._about: list[tuple[str, int, int]] = []  # of each plain word its class, likeness and flags
        self._rows: Ints = np.zeros((1024, 2), dtype=np.int32)  # of each written word its rows of letters and style
        self._look([EDGE])

    def strip(self, texts: Sequence[Sequence[str]]) -> Strip:
        """Look up every word of these texts."""
        import numpy as np

        if len(self._forms) > MOST_KEPT:
            self._forget()
        forms, edges = self._forms, [EDGE, EDGE]
        every: list[str] = [*edges]
        starts = []
        for text in texts:
            starts.append(len(every))
            every += text
            every += edges
        fresh = [form for form in dict.fromkeys(every) if form not in forms]
        for start in range(0, len(fresh), AT_ONCE):
            self._look(fresh[start : start + AT_ONCE])
        places = np.fromiter(map(forms.__getitem__, every), dtype=np.int64, count=len(every))
        plain, style = self._rows.take(places, axis=0).T
        return Strip(plain, style, places == forms[EDGE], starts, self._tables)

    def _look(self, forms: Sequence[str]) -> None:
        """Look at new written words."""
        import numpy as np

        plains = [form.lower() for form in forms]
        self._look_plain([plain for plain in dict.fromkeys(plains) if plain not in self._plains])
        rows = [(self._plains[plain], 0) for plain in plains]
        self._look_style(forms, rows)
        first, last = len(self._forms), len(self._forms) + len(forms)
        while len(self._rows) < last:
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[first:last] = rows
        self._forms.update(zip(forms, range(first, last), strict=True))

    def _look_plain(self, plains: Sequence[str]) -> None:
        """Look at the letters of new words, and in the lists."""
        first, keys = len(self._plains), [key_of(plain) for plain in plains]
        letters = [key for plain, key in zip(plains, keys, strict=True) if plain[:1].isalpha()]
        levels = dict(zip(letters, self._likeness.levels(letters), strict=True))
        kinds, own, around, with_kind = [], [], [], []
        own_rows, around_rows = self._own, self._around
        for plain, key in zip(plains, keys, strict=True):
            flags, level = self._lexicon.flags(key) if plain else 0, levels.get(key, 0)
            kind = features.kind_of(plain, key, flags, self._lexicon)
            self._about.append((kind, level, flags))
            kinds.append(kind)
            letters_say = [row for row in map(own_rows.get, features.own_of_key(key)) if row is not None]
            own.append([*letters_say, *self._own_of_kind(kind, flags, level, key[:1])])
            near = [row for row in map(around_rows.get, features.around_of_key(key, flags)) if row is not None]
            around.append(near)
            row = around_rows.get(features.around_of_kind(kind))
            with_kind.append(near if row is None else [*near, row])
        all_own = Runs(own)
        self._tables["cased"].add(first, kinds, all_own, Runs(around))
        self._tables["lower"].add(first, kinds, all_own, Runs(with_kind))
        self._plains.update(zip(plains, range(first, first + len(plains)), strict=True))

    def _rows_of_kind(self, kind: str, flags: int, level: int, begin: str) -> tuple[int, ...]:
        """Return the rows of `own_of_kind`, for which the first sign of a word is enough; the same for many words."""
        return tuple(self._own[each] for each in features.own_of_kind(kind, flags, level, begin) if each in self._own)

    def _look_style(self, forms: Sequence[str], rows: list[tuple[int, int]]) -> None:
        """Put in `rows` the style of every word: a new row for a style that was not met."""
        first, fresh = len(self._styles), []
        for place, (form, (plain, _)) in enumerate(zip(forms, rows, strict=True)):
            kind, level, flags = self._about[plain]
            is_word = bool(form) and form[0].isalpha()
            style = (features.shape_of(form) if is_word else "", kind, level, flags & WORD)
            if style not in self._styles:
                self._styles[style] = len(self._styles)
                fresh.append(style)
            rows[place] = plain, self._styles[style]
        kinds = [features.written_kind(kind, shape) for shape, kind, _, _ in fresh]
        own = [
            [self._own[each] for each in features.own_of_shape(shape, kind, level, flags) if each in self._own]
            for shape, kind, level, flags in fresh
        ]
        around = [
            [self._around[each] for each in (features.around_of_kind(kind),) if each in self._around] for kind in kinds
        ]
        self._tables["style"].add(first, kinds, Runs(own), Runs(around))
