"""Taking from a run of words what is no part of the name: titles before it, ordinary words behind it."""

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.endings import Endings
from raamvertelling.core.privacy.lexicon import CAPITAL, COMMON, FIRST, KNOWN, LAST, PLACE, WORD, Lexicon
from raamvertelling.core.privacy.tokens import UPPER, Read

TITLES_AND_KIN = cues.TITLES | (cues.KIN - {"anne", "baba", "dede", "nene"}) | cues.FUNCTION
NO_END = frozenset(("van", "en", "de", "het", "die", "dat", "is", "was"))
NAMES = ("PER", "LOC_PLACE", "ORG", "LOC_STREET")
SPEAKING = cues.words(
    "spreek spreekt spreken sprak spraken gesproken leer leert leren geleerd versta verstaat verstaan"
)
NO_THING = cues.FUNCTION | cues.AND | cues.OF_AN_AGE | cues.COPULA | cues.ADVERB | cues.KIN
_NUMERALS = Endings(cues.NUMERALS)
BETWEEN = cues.BETWEEN | {"van", "vd", "v/d"}


def trimmed(each: Read, first: int, last: int, type_: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the first and last word of the name in this run, or None when there is none."""
    while first <= last and not _may_begin(each, first, type_):
        first += 1
    if type_ == "PER":
        last = _before_tail(each, first, last, lexicon)
    while first <= last and not _may_end(each, first, last, type_, lexicon):
        last -= 1
    if first > last or (type_ == "ID" and not _has_number(each, first, last)):
        return None
    if type_ in NAMES and not _could_be(each, first, last, type_, lexicon):
        return None
    return first, last


def _may_begin(each: Read, k: int, type_: str) -> bool:
    key = each.keys[k]
    if type_ == "PER":
        return key not in TITLES_AND_KIN and key[:1].isalpha()
    return key[:1].isalnum() or key == "'t"


def _may_end(each: Read, first: int, last: int, type_: str, lexicon: Lexicon) -> bool:
    key, form = each.keys[last], each.forms[last]
    if not key[:1].isalnum():
        return False
    if type_ == "PER" and (key in NO_END or key[0].isdigit()):
        return False
    if type_ == "ID" and key in cues.AND_OR:
        return False
    is_small = each.cased and form.islower() and type_ in ("PER", "LOC_PLACE", "ORG")
    has_capital = any(written & UPPER for written in each.writing[first:last])
    return not (is_small and has_capital and lexicon.flags(key) & (WORD | COMMON))


def _before_tail(each: Read, first: int, last: int, lexicon: Lexicon) -> int:
    """Return the last word before 'van de' and a word that is no name: 'Ilyas van de jongerenraad'."""
    for k in range(first + 1, last):
        if each.keys[k] in BETWEEN and each.forms[k].islower():
            after = next((j for j in range(k, last + 1) if each.keys[j] not in BETWEEN), None)
            if after is not None and _is_ordinary(each, after, lexicon):
                return k - 1
    return last


def ages_in(each: Read, first: int, last: int) -> list[tuple[int, int]]:
    """Return the first and last word of each age in a run: both of '34 hij 36', one of '9 zag 9 katten'."""
    found: list[tuple[int, int]] = []
    while first <= last:
        end = _end_of_age(each, first, last)
        if not found or not _counts_things(each, end):
            found.append((first, end))
        first = next((k for k in range(end + 1, last + 1) if _counts(each.keys[k])), last + 1)
    return found


def _counts_things(each: Read, k: int) -> bool:
    """Tell whether a word follows that a number before it counts: no 'jaar', no 'en', no verb of a person."""
    after = each.keys[k + 1 : k + 2]
    return bool(after) and after[0][:1].isalpha() and after[0] not in NO_THING


def _end_of_age(each: Read, first: int, last: int) -> int:
    """Return the last word of the first age: of '9 zag 9 katten' the first '9', of 'twaalf en een half' all."""
    begun = False
    for k in range(first, last + 1):
        counts = _counts(each.keys[k])
        if begun and not counts and each.keys[k] not in cues.OF_AN_AGE:
            return k - 1
        begun = begun or counts
    return last


def _is_ordinary(each: Read, k: int, lexicon: Lexicon) -> bool:
    flags = lexicon.flags(each.keys[k])
    if each.cased and each.forms[k][0].isupper():
        return bool(flags & KNOWN)
    if flags & (COMMON | KNOWN) or (flags & WORD and (each.cased or not flags & LAST)):
        return True
    return not flags & (FIRST | LAST | CAPITAL | PLACE) and lexicon.is_compound(each.keys[k])


def _could_be(each: Read, first: int, last: int, type_: str, lexicon: Lexicon) -> bool:
    """Tell whether the run holds more than countries, bodies and, for a person, words that everybody uses."""
    for k in range(first, last + 1):
        key, flags = each.keys[k], lexicon.flags(each.keys[k])
        is_capital = each.cased and each.forms[k][0].isupper()
        if flags & KNOWN and not (type_ == "PER" and _is_namesake(flags, is_capital)):
            continue
        if key == "frans" and not SPEAKING.isdisjoint(each.keys[max(0, k - 3) : k]):
            continue  # the language, where Frans himself has no article
        if not key[:1].isalnum() or key in BETWEEN:
            continue
        if type_ != "PER" or is_capital or flags & (FIRST | LAST) or not flags & COMMON:
            return True
    return False


def _has_number(each: Read, first: int, last: int) -> bool:
    keys = each.keys[first : last + 1]
    return any(key[0].isdigit() or key in cues.NUMERALS or key == "@" or "staart" in key for key in keys if key)


def _counts(key: str) -> bool:
    """Tell whether a word is a number, or holds one: '9', '9-jarige', 'vierendertig'."""
    return any(sign.isdigit() for sign in key) or _NUMERALS.has(key) or "jarig" in key


def _is_namesake(flags: int, is_capital: bool) -> bool:
    """Tell whether a word that everybody knows is a first name too: 'Mohammed', 'Frans', 'Margriet'."""
    return bool(flags & FIRST) and (is_capital or not flags & (WORD | COMMON))
