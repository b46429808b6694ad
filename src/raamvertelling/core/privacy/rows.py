"""In which rows of the weights the attributes of many words stand, found a column at a time; -1 where there is none."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat, zip_longest
from typing import TYPE_CHECKING

from raamvertelling.core.privacy.features import BITS, LONG, PREFIXES, SUFFIXES, digits_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int32]

_LENGTHS = tuple(map(str, range(LONG + 1)))


class Said:
    """The rows of attributes by their name and by what they say: in 's2=en' the name is 's2', and it says 'en'."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        self._rows: dict[str, dict[str, int]] = {}
        for attribute, row in rows.items():
            name, _, said = attribute.partition("=")
            self._rows.setdefault(name, {})[said] = row

    def column(self, name: str, said: Iterable[str]) -> list[int]:
        """Return the row of what each word says by an attribute."""
        return list(map(self._rows.get(name, {}).get, said, repeat(-1)))

    def own_of_keys(self, keys: Sequence[str]) -> "Ints":
        """Return the rows (words, columns) of what `features.own_of_key` gives, in its order, without the endings."""
        import numpy as np

        words = [key if key[:1].isalpha() else "" for key in keys]
        others = ["" if word or not key else digits_of(key) for key, word in zip(keys, words, strict=True)]
        columns = [
            self.column("edge", ["no" if key else "" for key in keys]),
            self.column("w", keys),
            self.column("n", [_LENGTHS[min(len(key), LONG)] for key in keys]),
            self.column("d", others),
            *(self.column(f"s{n}", [word[-n:] for word in words]) for n in SUFFIXES),
            *(self.column(f"p{n}", [word[:n] for word in words]) for n in PREFIXES),
        ]
        return np.array(columns, dtype=np.int32).T

    def own_of_lists(
        self, keys: Sequence[str], kinds: Sequence[str], flags: Sequence[int], levels: Sequence[int]
    ) -> "Ints":
        """Return the rows (words, columns) of what `features.own_of_kind` gives, in its order."""
        import numpy as np

        listed = [each if key else "" for key, each in zip(keys, kinds, strict=True)]
        counted = [str(each) if key else "" for key, each in zip(keys, flags, strict=True)]
        likened = [str(each) if key[:1].isalpha() else "" for key, each in zip(keys, levels, strict=True)]
        both = [f"{kind}/{level}" if level else "" for kind, level in zip(kinds, likened, strict=True)]
        every = np.array(flags)
        bits = [np.where(every & bit, self._rows.get(f"f{bit}", {}).get("", -1), -1) for bit in BITS]
        columns = [
            *(self.column(name, said) for name, said in (("k", listed), ("f", counted))),
            *bits,
            *(self.column(name, said) for name, said in (("l", likened), ("kl", both))),
        ]
        return np.array(columns, dtype=np.int32).T

    def around_of_keys(self, keys: Sequence[str], flags: Sequence[int]) -> "Ints":
        """Return the rows (words, columns) of what `features.around_of_key` gives, in its order."""
        import numpy as np

        ends = [key[-3:] if len(key) > 3 and key[0].isalpha() else "" for key in keys]
        columns = [self.column("w", keys), self.column("f", map(str, flags)), self.column("s", ends)]
        return np.array(columns, dtype=np.int32).T


def padded(rows: Sequence[Sequence[int]]) -> "Ints":
    """Return rows (words, columns) of words that have not all as many."""
    import numpy as np

    return np.array([*zip_longest(*rows, fillvalue=-1)], dtype=np.int32).reshape(-1, len(rows)).T


class Runs:
    """For each of some words the rows of its attributes."""

    def __init__(self, *rows: "Ints") -> None:
        import numpy as np

        every = np.concatenate(rows, axis=1)
        there = every >= 0
        sizes = np.count_nonzero(there, axis=1)
        self._some = sizes > 0
        self._starts = np.cumsum(sizes)[self._some] - sizes[self._some]
        self._flat = every[there]

    def sums(self, table: "Floats") -> "Floats":
        """Return for every word the sum of its rows of a table."""
        import numpy as np

        found = np.zeros((len(self._some), table.shape[1]), dtype=np.float32)
        if len(self._flat):
            found[self._some] = np.add.reduceat(table.take(self._flat, axis=0), self._starts, axis=0)
        return found
