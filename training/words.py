"""The lexicon and the likeness of letters, made from the lists."""

import random
from collections import Counter

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from raamvertelling.core.privacy.lexicon import CAPITAL, COMMON, FIRST, HOUSE, KNOWN, LAST, ORGANISATION, PLACE, WORD
from raamvertelling.core.privacy.likeness import SCALE, SLOTS, pieces
from raamvertelling.core.privacy.tokens import key_of
from training.sources import Names, words_of

OWN = {"first": FIRST, "last": LAST, "place": PLACE}


def all_words(
    dictionary: list[tuple[str, int]],
    names: Names,
    places: list[str],
    visible: list[str],
    common: list[str],
    cues: list[str],
    houses: list[str],
    everyday: list[str],
) -> dict[str, int]:
    """Return every known word with what it can be; a noun of daily life that is a name or place too is not common."""
    found: Counter[str] = Counter()

    def add(word: str, flag: int) -> None:
        found[word] |= flag

    for word, flag in dictionary:
        add(key_of(word), flag)
    for parts in names.values():
        for part, flag in OWN.items():
            for name in parts.get(part, ()):
                add_name(found, name, flag)
    for place in places:
        add_name(found, place, PLACE)
    for word in visible:
        add(key_of(word), KNOWN)
    for word in common:
        add(word, COMMON)
    for word in cues:
        add(key_of(word), ORGANISATION)
    for word in houses:
        add(word, HOUSE)
    for word in map(key_of, everyday):
        if not found[word] & (FIRST | LAST | HOUSE | PLACE):
            add(word, COMMON)
    return dict(found)


def add_name(found: Counter[str], name: str, flag: int) -> None:
    """Add the words of a name; of a long name ('Bergen op Zoom') not those that are ordinary words."""
    keys = words_of(name)
    for key in keys:
        if len(key) > 1 and (len(keys) == 1 or not found[key] & WORD):
            found[key] |= flag


def learn_likeness(words: dict[str, int], rng: random.Random) -> NDArray[np.int8]:
    """Return the weights of runs of letters that tell names from ordinary words, fitted by logistic regression."""
    names = sorted(word for word, flags in words.items() if _is_name(word, flags))
    plain = sorted(word for word, flags in words.items() if flags & WORD and not flags & (FIRST | LAST))
    plain = rng.sample(plain, min(len(plain), 120_000))
    plain += [slip(word, rng) for word in rng.sample(plain, len(plain) // 4)]
    rows = [list(pieces(word)) for word in (*names, *plain)]
    matrix = csr_matrix(
        (np.ones(sum(map(len, rows))), np.concatenate(rows), np.cumsum([0, *map(len, rows)])), shape=(len(rows), SLOTS)
    )
    wanted = np.concatenate([np.ones(len(names)), -np.ones(len(plain))])
    share = np.where(wanted > 0, 0.5 / len(names), 0.5 / len(plain))

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = wanted * (matrix @ weights)
        slope = -share * wanted / (1 + np.exp(np.clip(margin, -50, 50)))
        value = float(share @ np.logaddexp(0, -margin) + 5e-6 * weights @ weights)
        return value, matrix.T @ slope + 1e-5 * weights

    best = minimize(loss, np.zeros(SLOTS), jac=True, method="L-BFGS-B", options={"maxiter": 120})
    return np.clip(np.round(best.x * SCALE), -127, 127).astype(np.int8)


def _is_name(word: str, flags: int) -> bool:
    if flags & (WORD | KNOWN):
        return False
    # Of what the dictionary writes with a capital most are names, also many that no other list has.
    is_other = (
        flags & CAPITAL and word.isalpha() and len(word) > 3 and not word.endswith(("straat", "laan", "weg", "plein"))
    )
    return bool(flags & (FIRST | LAST) or is_other)


def slip(word: str, rng: random.Random) -> str:
    """Return a word with one slip of the hand."""
    if len(word) < 4:
        return word
    place = rng.randrange(1, len(word) - 1)
    match rng.randrange(4):
        case 0:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        case 1:
            return word[:place] + word[place + 1 :]
        case 2:
            return word[:place] + word[place] + word[place:]
        case _:
            return word[:place] + rng.choice("qwertyuiopasdfghjklzxcvbnm") + word[place + 1 :]
