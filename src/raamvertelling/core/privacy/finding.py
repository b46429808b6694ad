"""Names of persons, places, streets and organisations in one text: the tagger, rules, and what belongs to a name."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.lexicon import WORD, Lexicon
from raamvertelling.core.privacy.model import Model
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.tokens import SHOUTED, UPPER, Read
from raamvertelling.core.privacy.trimming import trimmed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

TYPE_OF = {
    "PER": "PER",
    "STR": "LOC_STREET",
    "PLC": "LOC_PLACE",
    "ORG": "ORG",
    "AGE": "AGE",
    "DAT": "DATE",
    "NUM": "ID",
}
LABEL_OF = {
    "PER": "naam",
    "LOC_STREET": "straat",
    "LOC_PLACE": "plaats",
    "ORG": "organisatie",
    "AGE": "leeftijd",
    "DATE": "datum",
    "ID": "nummer",
}

ARTICLES = cues.ARTICLE | cues.ONE


def chances(model: Model, texts: Sequence[Read]) -> "list[Floats]":
    """Return for every text how likely each label is for each word (words, labels)."""
    import numpy as np

    small = model.taggers.marginals([each.forms for each in texts], cased=False)
    cased = [place for place, each in enumerate(texts) if each.cased]
    large = model.taggers.marginals([texts[place].forms for place in cased], cased=True)
    for place, found in zip(cased, large, strict=True):
        share = _shares(texts[place], model.about["share_of_lower"])
        small[place] = (1 - share) * found + share * small[place]
    return [np.asarray(each) for each in small]


def _shares(each: Read, shares: Mapping[str, float]) -> "Floats":
    """Return how much the tagger for small letters counts, a row for each word: all in a heading in capitals."""
    import numpy as np

    loud = [written & SHOUTED for written in each.writing]
    found = [
        1.0
        if loud[k] and any(loud[max(0, k - 1) : k] + loud[k + 1 : k + 2])
        else shares["capital" if written & UPPER else "small"]
        for k, written in enumerate(each.writing)
    ]
    return np.array(found, dtype=np.float32)[:, None]


def tagged(model: Model, each: Read, found: "Floats") -> Iterator[Span]:
    """Yield the runs of words that may be part of a name, a number, a date or an age.

    Notes
    -----
    A word is taken when the sum over types of its chance divided by the threshold of that type reaches 1.
    """
    import numpy as np

    labels = model.taggers.labels
    thresholds = model.about["thresholds"]["cased" if each.cased else "lower"]
    kinds = tuple(sorted(thresholds))
    begins, insides = (found[:, columns] for columns in _columns(labels, kinds))
    weighed = (begins + insides) / np.array([thresholds[kind] for kind in kinds])
    taken = (weighed.sum(axis=1) > 1).nonzero()[0].tolist()
    if not taken:
        return
    best = weighed.argmax(axis=1).tolist()
    score = 1 - found[:, labels.index("O")]
    run: list[int] = []
    for k in taken:
        goes_on = run and k == run[-1] + 1 and best[k] == best[run[-1]] and insides[k, best[k]] >= begins[k, best[k]]
        if run and not goes_on:
            yield from _span(each, run, kinds[best[run[0]]], score, model.lexicon)
            run = []
        run.append(k)
    if run:
        yield from _span(each, run, kinds[best[run[0]]], score, model.lexicon)


@lru_cache
def _columns(labels: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[list[int], list[int]]:
    """Return in which columns a name of each kind begins, and goes on."""
    return [labels.index(f"B-{kind}") for kind in kinds], [labels.index(f"I-{kind}") for kind in kinds]


def _span(each: Read, run: list[int], kind: str, score: Any, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the run as a span, without what is no part of it."""
    type_ = TYPE_OF[kind]
    places = trimmed(each, run[0], run[-1], type_, lexicon)
    if places is None:
        return
    chance = float(max(score[k] for k in run))
    # Rules know numbers better: they choose the label of what both see.
    sure = min(chance, 0.6) if type_ in ("ID", "AGE", "DATE") else chance
    first, last = places
    if type_ == "PER" and chance < 0.5 and _is_thing(each, first, last, lexicon):
        return
    yield Span(each.starts[first], each.ends[last], type_, LABEL_OF[type_], round(sure, 3), "model")


def _is_thing(each: Read, first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether this is 'de vos' or 'een merel' in small letters, where who is called De Vos has capitals."""
    has_article = each.keys[first] in ARTICLES or (first > 0 and each.keys[first - 1] in ARTICLES)
    is_small = each.cased and all(each.forms[k].islower() for k in range(first, last + 1))
    return has_article and is_small and bool(lexicon.flags(each.keys[last]) & WORD)
