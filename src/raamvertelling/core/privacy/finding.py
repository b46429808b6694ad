"""Names of persons, places, streets and organisations in one text: the tagger, rules, and what belongs to a name."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.lexicon import COMMON, HOUSE, ORGANISATION, WORD, Lexicon
from raamvertelling.core.privacy.model import Model
from raamvertelling.core.privacy.organisations import is_kind
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.tokens import SHOUTED, UPPER, Read
from raamvertelling.core.privacy.trimming import ages_in, trimmed

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

EVERYDAY = 0.3  # below this chance of a name, a word of daily life is no organisation
ORDINARY = 0.1  # nor any word of the dictionary
UNLIKELY = 0.6  # nor any word without a capital where names have them
ARTICLES = cues.ARTICLE | cues.ONE


def find_names(model: Model, texts: Sequence[Read]) -> list[list[Span]]:
    """Return for every text the runs of words that may be part of a name, a number, a date or an age."""
    found: list[list[Span]] = [[] for _ in texts]
    for cased in (True, False):
        group = [place for place, each in enumerate(texts) if each.cased == cased]
        if group:
            for place, span in _tagged(model, [texts[place] for place in group], cased=cased):
                found[group[place]].append(span)
    return found


def _tagged(model: Model, texts: Sequence[Read], *, cased: bool) -> Iterator[tuple[int, Span]]:
    """Yield what the taggers see in texts that all have capitals or all have none, with the place of its text.

    Notes
    -----
    A word is taken when the sum over types of its chance divided by the threshold of that type reaches 1. No sum
    reaches that when all chances together stay under the smallest threshold: most words are left at once.
    """
    import numpy as np

    taggers = model.taggers
    strip = taggers.strip([each.forms for each in texts])
    found = taggers.chances(strip, cased=False)
    if cased:
        share = _shares(texts, model.about["share_of_lower"])
        mixed = (1 - share) * taggers.chances(strip, cased=True) + share * found
        # A number or an address to reach somebody says the same with capitals and without.
        number = [taggers.labels.index("B-NUM"), taggers.labels.index("I-NUM")]
        mixed[:, number] = np.maximum(mixed[:, number], found[:, number])
        found = mixed
    thresholds = model.about["thresholds"]["cased" if cased else "lower"]
    kinds = tuple(sorted(thresholds))
    likely = (found[:, taggers.labels.index("O")] < 1 - 0.9 * min(thresholds.values())).nonzero()[0]
    begins, insides = (found[likely][:, columns] for columns in _columns(taggers.labels, kinds))
    weighed = (begins + insides) / np.array([thresholds[kind] for kind in kinds])
    taken = weighed.sum(axis=1) > 1
    likely, begins, insides = likely[taken], begins[taken], insides[taken]
    best = weighed[taken].argmax(axis=1)
    rows = np.arange(len(best))
    runs = _runs(likely.tolist(), best.tolist(), (insides[rows, best] >= begins[rows, best]).tolist())
    score = (1 - found[likely, taggers.labels.index("O")]).tolist()
    in_text = np.searchsorted(strip.starts, likely, side="right") - 1
    for first, last in runs:
        place = int(in_text[first])
        each, start, kind = texts[place], int(likely[first]) - strip.starts[place], kinds[best[first]]
        words = (each, start, start + last - first)
        for part in ages_in(*words) if kind == "AGE" else _parts(*words, kind):
            span = _span(each, *part, kind, max(score[first : last + 1]), model.lexicon)
            if span is not None:
                yield place, span


def _shares(texts: Sequence[Read], shares: Mapping[str, float]) -> "Floats":
    """Return how much the tagger for small letters counts, a row for each place: all in a heading in capitals."""
    import numpy as np

    edges = b"\0\0"
    writing = np.frombuffer(edges + b"".join([each.writing + edges for each in texts]), dtype=np.uint8)
    loud = (writing & SHOUTED) > 0
    share = np.where(writing & UPPER, np.float32(shares["capital"]), np.float32(shares["small"]))
    share[1:-1][loud[1:-1] & (loud[:-2] | loud[2:])] = 1
    return share[:, None]


def _runs(places: Sequence[int], kinds: Sequence[int], goes_on: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the first and last of each run of places that follow each other and belong to one name of one kind."""
    begins = [
        k
        for k in range(len(places))
        if not (k and goes_on[k] and places[k] == places[k - 1] + 1 and kinds[k] == kinds[k - 1])
    ]
    return [(first, after - 1) for first, after in zip(begins, [*begins[1:], len(places)], strict=False)]


def _parts(each: Read, first: int, last: int, kind: str) -> Iterator[tuple[int, int]]:
    """Yield a run of words; of numbers what stands before and behind 'of' apart: '06-12345678 of jan@post.nl'."""
    for k in range(first, last + 1) if kind == "NUM" else ():
        if each.keys[k] == "of":
            yield first, k - 1
            first = k + 1
    yield first, last


@lru_cache
def _columns(labels: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[list[int], list[int]]:
    """Return in which columns a name of each kind begins, and goes on."""
    return [labels.index(f"B-{kind}") for kind in kinds], [labels.index(f"I-{kind}") for kind in kinds]


def _span(each: Read, first: int, last: int, kind: str, chance: float, lexicon: Lexicon) -> Span | None:
    """Return the run as a span, without what is no part of it."""
    type_ = TYPE_OF[kind]
    places = trimmed(each, first, last, type_, lexicon)
    if places is None:
        return None
    # Rules know numbers better: they choose the label of what both see.
    sure = min(chance, 0.6) if type_ in ("ID", "AGE", "DATE") else chance
    first, last = places
    if type_ == "PER" and chance < 0.5 and _is_thing(each, first, last, lexicon):
        return None
    if type_ == "ORG" and chance < UNLIKELY and _is_everyday(each, first, last, chance, lexicon):
        return None
    return Span(each.starts[first], each.ends[last], type_, LABEL_OF[type_], round(sure, 3), "model")


def _is_everyday(each: Read, first: int, last: int, chance: float, lexicon: Lexicon) -> bool:
    """Tell whether this is 'de voordeur' or, where others have capitals, 'de bouwmarkt': no name of an organisation."""
    if last - first > 1 or not each.forms[last].islower():
        return False
    flags = lexicon.flags(each.keys[last])
    if each.cased and flags & WORD:
        return True
    if flags & WORD and chance < ORDINARY:
        return not any(is_kind(each.keys[k], lexicon) for k in range(first, last + 1))
    return chance < EVERYDAY and bool(flags & COMMON) and not flags & (HOUSE | ORGANISATION)


def _is_thing(each: Read, first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether this is 'de vos' or 'een merel' in small letters, where who is called De Vos has capitals."""
    has_article = each.keys[first] in ARTICLES or (first > 0 and each.keys[first - 1] in ARTICLES)
    is_small = each.cased and all(each.forms[k].islower() for k in range(first, last + 1))
    return has_article and is_small and bool(lexicon.flags(each.keys[last]) & WORD)
