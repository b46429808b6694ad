"""Names of persons, places, streets and organisations in one text: the tagger, rules, and what belongs to a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.model import Model
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.tokens import Token, key_of, tokenise

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
    "CONTACT": "telefoonnummer",
}
FEW_CAPITALS = 0.012  # of the words; below it nobody types capitals and their absence says nothing


@dataclass(frozen=True, slots=True)
class Read:
    """A text cut into words, with their keys, and whether it is written with capitals."""

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]
    cased: bool


def read(text: str) -> Read:
    """Cut a text into words, and see whether capitals mean anything in it."""
    tokens = tuple(tokenise(text))
    words = [token.form for token in tokens if token.form[0].isalpha()]
    small = sum(form[0].islower() for form in words)
    large = sum(form[0].isupper() and (len(form) == 1 or not form.isupper()) for form in words)
    shouted = sum(len(form) > 1 and form.isupper() for form in words)
    is_cased = large > FEW_CAPITALS * len(words) and small > large and shouted < small
    if len(words) < 8:  # a title: capitals at all
        is_cased = large > 0 and shouted <= large
    return Read(text, tokens, tuple(key_of(token.form) for token in tokens), is_cased)


def chances(model: Model, texts: Sequence[Read]) -> "list[Floats]":
    """Return for every text how likely each label is for each word (words, labels)."""
    import numpy as np

    small = model.lower.marginals([[token.form.lower() for token in each.tokens] for each in texts])
    cased = [place for place, each in enumerate(texts) if each.cased]
    large = model.cased.marginals([[token.form for token in texts[place].tokens] for place in cased])
    share = float(model.about["share_of_lower"])
    for place, found in zip(cased, large, strict=True):
        small[place] = (1 - share) * found + share * small[place]
    return [np.asarray(each) for each in small]


def tagged(model: Model, each: Read, found: "Floats") -> Iterator[Span]:
    """Yield the runs of words that may be part of a name, a number, a date or an age.

    Notes
    -----
    A word is taken when the sum over types of its chance divided by the threshold of that type reaches 1.
    """
    import numpy as np

    labels = model.cased.labels
    thresholds = model.about["thresholds"]["cased" if each.cased else "lower"]
    kinds = sorted(thresholds)
    begins = found[:, [labels.index(f"B-{kind}") for kind in kinds]]
    insides = found[:, [labels.index(f"I-{kind}") for kind in kinds]]
    weighed = (begins + insides) / np.array([thresholds[kind] for kind in kinds])
    best = weighed.argmax(axis=1)
    score = 1 - found[:, labels.index("O")]
    run: list[int] = []
    for k in (weighed.sum(axis=1) > 1).nonzero()[0].tolist():
        goes_on = run and k == run[-1] + 1 and best[k] == best[run[-1]] and insides[k, best[k]] >= begins[k, best[k]]
        if run and not goes_on:
            yield from _span(each, run, kinds[best[run[0]]], score)
            run = []
        run.append(k)
    if run:
        yield from _span(each, run, kinds[best[run[0]]], score)


def _span(each: Read, run: list[int], kind: str, score: Any) -> Iterator[Span]:
    """Yield the run as a span, without signs around it, or the title or kinship word before a name."""
    type_, first, last = TYPE_OF[kind], run[0], run[-1]
    is_person = type_ == "PER"
    while first <= last and (not each.keys[first][:1].isalnum() or (is_person and _begins_none(each, first))):
        first += 1
    while last >= first and (not each.keys[last][:1].isalnum() or (is_person and _ends_none(each, last))):
        last -= 1
    if first > last or (type_ == "ID" and not _has_number(each, first, last)):
        return
    chance = float(max(score[k] for k in run))
    # Rules know numbers better: they choose the label of what both see.
    sure = min(chance, 0.6) if type_ in ("ID", "AGE", "DATE") else chance
    yield Span(each.tokens[first].start, each.tokens[last].end, type_, LABEL_OF[type_], round(sure, 3), "model")


def _begins_none(each: Read, k: int) -> bool:
    return each.keys[k] in TITLES_AND_KIN or not each.keys[k][0].isalpha()


def _ends_none(each: Read, k: int) -> bool:
    return each.keys[k] in NO_END or each.keys[k][0].isdigit()


def _has_number(each: Read, first: int, last: int) -> bool:
    keys = each.keys[first : last + 1]
    return any(key[0].isdigit() or key in cues.NUMERALS or key == "@" or "staart" in key for key in keys if key)


TITLES_AND_KIN = cues.TITLES | (cues.KIN - {"anne", "baba", "dede", "nene"}) | cues.FUNCTION
NO_END = frozenset(["van", "en", "de", "het", "die", "dat", "is", "was"])
