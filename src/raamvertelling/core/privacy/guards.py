"""What must stand in a text before a slow pattern of numbers, dates or ages is tried on it: never more than needed."""

import re
from functools import lru_cache

from raamvertelling.core.privacy.scanning import Scan, pairs
from raamvertelling.core.privacy.words import LARGE_NUMERAL, MONTHS, NUMERAL, SMALL_NUMERAL, STREETS

_NUMERAL = re.compile(rf"{NUMERAL}|nul|dubbel|\d{{1,4}}")
_AFTER_OF = re.compile(
    rf"van\s+(?:net\s+|bijna\s+|nog geen\s+|pas\s+)?(?:\d|anderhalf|{LARGE_NUMERAL}|{SMALL_NUMERAL})"
)
_YEARS_OLD = re.compile(r"j(?:aar|r\.?|aren|ar|aa)\s+(?:oud|jong|geworden)")
_TWO_DIGITS = re.compile(r"\d[\w./-]*\d")
_BETWEEN_DIGITS = frozenset(("streep", "streepje", "punt", "spatie", "dan", "en", "eh"))
_WAS = frozenset(("was", "werd", "ben", "bent", "is", "wordt", "word", "waren"))
_ENDS_OF_AGE = (
    *("een", "één", "eén", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"),
    *("tien", "elf", "twaalf", "tig", "honderd", "anderhalf", "jaar"),
)
_ALONE = frozenset(["laan", "plein", "weg", "hof", "straat", "kade", "pad", "park"])


def has_month(seen: Scan) -> bool:
    """Tell whether the name of a month stands in a text."""
    return not MONTHS.isdisjoint(seen.known)


def has_age_after_of(seen: Scan) -> bool:
    """Tell whether 'van' and a number stand in a text: 'een zoon van bijna twaalf'."""
    return _AFTER_OF.search(seen.plain) is not None


def has_years_old(seen: Scan) -> bool:
    """Tell whether 'jaar oud' or the like stands in a text."""
    return _YEARS_OLD.search(seen.plain) is not None


def has_young(seen: Scan) -> bool:
    """Tell whether 'oud' or 'jong' stands in a text with months, weeks or days."""
    is_old = "oud" in seen.known or "jong" in seen.known
    return is_old and any(unit in seen.plain for unit in ("maand", "mnd", "weken", "dagen"))


@lru_cache(maxsize=1)  # of the text that is looked at now; several patterns ask
def has_age_and_was(seen: Scan) -> bool:
    """Tell whether a number stands before a word like 'was': 'toen ik twaalf was'."""
    return seen.loose or any(
        word in _WAS and (before.endswith(_ENDS_OF_AGE) or before[-1].isdecimal()) for before, word in pairs(seen.words)
    )


def has_two_digits(seen: Scan) -> bool:
    """Tell whether two digits stand in one word or in words joined by a stop, a dash or a slash."""
    return _TWO_DIGITS.search(seen.plain) is not None


def has_house_number(seen: Scan) -> bool:
    """Tell whether a number stands after a word that can end the name of a street, or 'Laan van' in the text."""
    if not _ALONE.isdisjoint(seen.known):
        return True
    return any(_is_number(after) and word.endswith(STREETS) for word, after in pairs(seen.words))


def _is_number(word: str) -> bool:
    return not word.isalpha() or word.startswith(("nr", "nummer", "huisnummer"))


def has_number_said_aloud(seen: Scan) -> bool:
    """Tell whether four parts of a number follow each other: 'nul zes, twaalf'."""
    if seen.loose:
        return True
    if sum(map(is_numeral, seen.words)) < 4:
        return False
    count = 0
    for word in seen.words:
        if is_numeral(word):
            count += 1
            if count == 4:
                return True
        elif word not in _BETWEEN_DIGITS:
            count = 0
    return False


@lru_cache(maxsize=20_000)
def is_numeral(word: str) -> bool:
    """Tell whether a word can be part of a number that is said aloud."""
    return _NUMERAL.fullmatch(word) is not None
