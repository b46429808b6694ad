"""What the taggers see of written words: looked up and added up once for each word, then kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from raamvertelling.core.privacy import features
from raamvertelling.core.privacy.composed import made_of
from raamvertelling.core.privacy.features import EDGE
from raamvertelling.core.privacy.lexicon import WORD, Lexicon
from raamvertelling.core.privacy.likeness import Likeness
from raamvertelling.core.privacy.rows import Runs, Said, padded
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

    Shapes: own (attributes, labels), around (attributes, 4 neighbours x labels); `kinds` are the classes of words of
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

    def add(self, first: int, kinds: Sequence[str], own: Runs, around: Runs) -> None:
        """Add up the weights of the attributes of some words, in the rows from `first`."""
        import numpy as np

        weights, last = self._weights, first + len(kinds)
        while len(self.kinds) < last:
            self.scores = np.concatenate([self.scores, np.zeros_like(self.scores)], axis=1)
            self.kinds = np.concatenate([self.kinds, np.zeros_like(self.kinds)])
        self.kinds[first:last] = [weights.kinds.get(kind, len(weights.kinds)) for kind in kinds]
        self.scores[0, first:last] = own.sums(weights.own)
        self.scores[1:, first:last] = around.sums(weights.around).reshape(len(kinds), len(OFFSETS), -1).swapaxes(0, 1)

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
        self._said_of_own, self._said_around = Said(attributes.own), Said(attributes.around)
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
        if new := [plain for plain in dict.fromkeys(plains) if plain not in self._plains]:
            self._look_plain(new)
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
        flags = [found if plain else 0 for plain, found in zip(plains, self._lexicon.flags_of_many(keys), strict=True)]
        kinds = self._kinds(plains, keys, flags)
        levels = self._levels(plains, keys)
        self._about += zip(kinds, levels, flags, strict=True)
        endings = padded([self._rows_of(self._own, said) for said in map(features.own_of_ending, keys)])
        said = self._said_of_own
        all_own = Runs(said.own_of_keys(keys), endings, said.own_of_lists(keys, kinds, flags, levels))
        near = self._said_around.around_of_keys(keys, flags)
        with_kind = self._said_around.column("k", kinds)
        self._tables["cased"].add(first, kinds, all_own, Runs(near))
        self._tables["lower"].add(first, kinds, all_own, Runs(near, padded([with_kind]).T))
        self._plains.update(zip(plains, range(first, first + len(plains)), strict=True))

    def _kinds(self, plains: Sequence[str], keys: Sequence[str], flags: Sequence[int]) -> list[str]:
        """Return the classes of words, as `features.kind_of` does."""
        kinds = list(map(features.kind_by_lists, plains, keys, flags))
        others = [k for k, kind in enumerate(kinds) if not kind]
        for k, kind in zip(others, made_of(self._lexicon, [keys[k] for k in others]), strict=True):
            kinds[k] = kind
        return kinds

    def _levels(self, plains: Sequence[str], keys: Sequence[str]) -> list[int]:
        """Return how much each word looks like a name, 0 for a number or a sign."""
        words = [k for k, plain in enumerate(plains) if plain[:1].isalpha()]
        levels = [0] * len(plains)
        for k, level in zip(words, self._likeness.levels([keys[k] for k in words]), strict=True):
            levels[k] = level
        return levels

    @staticmethod
    def _rows_of(rows: Mapping[str, int], said: Sequence[str]) -> list[int]:
        return [rows[each] for each in said if each in rows]

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
        if not fresh:
            return
        kinds = [features.written_kind(kind, shape) for shape, kind, _, _ in fresh]
        own = [
            self._rows_of(self._own, features.own_of_shape(shape, kind, level, flags))
            for shape, kind, level, flags in fresh
        ]
        around = [self._rows_of(self._around, (features.around_of_kind(kind),)) for kind in kinds]
        self._tables["style"].add(first, kinds, Runs(padded(own)), Runs(padded(around)))
