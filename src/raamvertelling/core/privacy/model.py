"""The model of the masking engine: one file with words as hashes, letters of names, and the learnt weights."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raamvertelling.core.privacy.lexicon import Lexicon
from raamvertelling.core.privacy.likeness import Likeness
from raamvertelling.core.privacy.tagger import Tagger, Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILE = files("raamvertelling.core.privacy") / "names.npz"
TAGGERS = ("cased", "lower")


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that finding names needs.

    Attributes
    ----------
    lexicon, likeness : what is known of words, and of letters.
    cased, lower : the taggers for a text with capitals and for one without.
    about : how it was made: version, hashes of the inputs, thresholds, licences.
    """

    lexicon: Lexicon
    likeness: Likeness
    cased: Tagger
    lower: Tagger
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
    lexicon = Lexicon(codes.tobytes(), arrays["flags"].tobytes(), shorter.tobytes())
    likeness = Likeness(arrays["likeness"].tobytes())
    about = json.loads(arrays["about"].tobytes())
    cased, lower = (Tagger(lexicon, likeness, _weights(arrays, about, name), cased=name == "cased") for name in TAGGERS)
    return Model(lexicon, likeness, cased, lower, about)


def _weights(arrays: "Mapping[str, NDArray[Any]]", about: Mapping[str, Any], name: str) -> Weights:
    import numpy as np

    labels, kinds = tuple(about["labels"]), tuple(about["kinds"][name])
    pairs: NDArray[np.float32] = np.zeros((4, len(kinds) + 1, len(kinds) + 1, len(labels)), dtype=np.float32)
    pairs.reshape(-1)[arrays[f"{name}_pair_places"]] = arrays[f"{name}_pairs"].astype(np.float32)
    own, around = about["attributes"][name]
    return Weights(
        labels,
        {attribute: row for row, attribute in enumerate(own)},
        arrays[f"{name}_own"].astype(np.float32),
        {attribute: row for row, attribute in enumerate(around)},
        arrays[f"{name}_around"].astype(np.float32),
        kinds,
        pairs,
        arrays[f"{name}_transitions"].astype(np.float32),
    )
