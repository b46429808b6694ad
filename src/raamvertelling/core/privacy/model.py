"""The model of the masking engine: one file with words as hashes, letters of names, and the learnt weights."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raamvertelling.core.privacy.lexicon import Lexicon
from raamvertelling.core.privacy.likeness import Likeness
from raamvertelling.core.privacy.looking import Attributes, Weights, Words
from raamvertelling.core.privacy.tagger import Links, Taggers

if TYPE_CHECKING:
    from numpy.typing import NDArray

TAGGERS = ("cased", "lower")
FILE = files("raamvertelling.core.privacy") / "names.npz"


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that finding names needs.

    Attributes
    ----------
    lexicon : what is known of words.
    taggers : what was learnt of names, for text with capitals and for text without.
    about : how it was made: version, hashes of the inputs, thresholds, licences.
    """

    lexicon: Lexicon
    taggers: Taggers
    about: Mapping[str, Any]


@lru_cache(maxsize=1)
def the_model() -> Model:
    """Return the model that comes with the program; read at first use, and then kept."""
    with as_file(FILE) as path:
        return read_model(path)


def read_model(path: Path) -> Model:
    """Read a model from its file.

    Raises
    ------
    FileNotFoundError : there is no such file.
    KeyError : the file is no model.
    """
    import numpy as np

    with np.load(path, allow_pickle=False) as file:
        arrays = dict(file)
    codes = np.cumsum(arrays["words"].astype(np.uint64)).astype(np.uint32)
    shorter = np.cumsum(arrays["shorter"].astype(np.uint64)).astype(np.uint32)
    lexicon = Lexicon(codes.tobytes(), arrays["flags"].astype(np.uint16).tobytes(), shorter.tobytes())
    about = json.loads(arrays["about"].tobytes())
    own, around = (_rows(about["attributes"][name][part] for name in TAGGERS) for part in (0, 1))
    cased, lower = (_weights(arrays, about, name, own, around) for name in TAGGERS)
    words = Words(lexicon, Likeness(arrays["likeness"].tobytes()), Attributes(own, around), cased, lower)
    labels = tuple(about["labels"])
    links = [
        _links(arrays, name, len(each.kinds), len(labels)) for name, each in zip(TAGGERS, (cased, lower), strict=True)
    ]
    return Model(lexicon, Taggers(labels, words, *links), about)


def _rows(attributes: Iterable[Sequence[str]]) -> dict[str, int]:
    """Return a row for every attribute that one of the taggers has."""
    return {attribute: row for row, attribute in enumerate(dict.fromkeys(chain.from_iterable(attributes)))}


def _weights(
    arrays: "Mapping[str, NDArray[Any]]",
    about: Mapping[str, Any],
    name: str,
    own_rows: Mapping[str, int],
    around_rows: Mapping[str, int],
) -> Weights:
    """Return the weights of one tagger; an attribute that only the other has counts nothing."""
    import numpy as np

    own, around = arrays[f"{name}_own"], arrays[f"{name}_around"]
    own_table: NDArray[np.float32] = np.zeros((len(own_rows), *own.shape[1:]), dtype=np.float32)
    around_table: NDArray[np.float32] = np.zeros((len(around_rows), *around.shape[1:]), dtype=np.float32)
    own_table[[own_rows[attribute] for attribute in about["attributes"][name][0]]] = own
    around_table[[around_rows[attribute] for attribute in about["attributes"][name][1]]] = around
    beside = around_table.reshape(len(around_rows), -1)
    return Weights(own_table, beside, {kind: place for place, kind in enumerate(about["kinds"][name])})


def _links(arrays: "Mapping[str, NDArray[Any]]", name: str, kinds: int, labels: int) -> Links:
    import numpy as np

    pairs: NDArray[np.float32] = np.zeros((4, kinds + 1, kinds + 1, labels), dtype=np.float32)
    pairs.reshape(-1)[arrays[f"{name}_pair_places"]] = arrays[f"{name}_pairs"].astype(np.float32)
    return Links(pairs, arrays[f"{name}_transitions"].astype(np.float32))
